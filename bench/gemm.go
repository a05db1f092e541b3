package bench

import (
	"context"
	"runtime"
	"time"

	"avagar/engine/gemm"
)

// Shape is one matrix product.
type Shape struct{ M, N, K int }

// Shapes are products as training makes them, and one large square.
var Shapes = []Shape{{400, 128, 384}, {400, 512, 384}, {400, 128, 1536}, {1536, 128, 400}, {1024, 1024, 1024}}

// GemmReport is how fast one product is, on one core.
type GemmReport struct {
	Kernel    string  `json:"kernel"`
	M         int     `json:"m"`
	N         int     `json:"n"`
	K         int     `json:"k"`
	GFLOPPerS float64 `json:"gflop_per_s"`
}

// gemmTime is how long each product is repeated.
const gemmTime = 500 * time.Millisecond

// Gemm measures one product.
func Gemm(ctx context.Context, s Shape) (GemmReport, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	a, b, c := filled(s.M*s.K), filled(s.K*s.N), make([]float32, s.M*s.N)
	var w gemm.Workspace
	w.Sgemm(false, false, s.M, s.N, s.K, a, s.K, b, s.N, false, c, s.N)
	times, began := 0, time.Now()
	for time.Since(began) < gemmTime {
		if err := ctx.Err(); err != nil {
			return GemmReport{}, err
		}
		w.Sgemm(false, false, s.M, s.N, s.K, a, s.K, b, s.N, false, c, s.N)
		times++
	}
	operations := 2 * float64(s.M) * float64(s.N) * float64(s.K) * float64(times)
	return GemmReport{gemm.Kernel(), s.M, s.N, s.K, tenth(operations / time.Since(began).Seconds() / 1e9)}, nil
}

func filled(n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(i%17) - 8
	}
	return v
}
