package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	"avagar/engine/gemm"
)

// blas is a matrix library of numpy's, with what chooses its fastest kernel.
type blas struct {
	python      string // empty where there is no numpy
	environment []string
}

// tuned are the names of variables that other programs' settings may have left:
// the library is measured as it is.
var tuned = []string{"OPENBLAS_", "GOTO_", "OMP_", "GOMP_", "KMP_", "MKL_", "DNNL_", "ONEDNN_", "ATEN_", "MALLOC_"}

// untuned is the environment without them, and with more.
func untuned(more ...string) []string {
	clean := slices.DeleteFunc(os.Environ(), func(v string) bool {
		return slices.ContainsFunc(tuned, func(prefix string) bool { return strings.HasPrefix(v, prefix) })
	})
	return append(clean, more...)
}

// openBLASKernels are asked by name, should one be faster than what OpenBLAS
// takes by itself. A processor that has no such instructions ends the program
// that asks.
var openBLASKernels = map[string][]string{"amd64": {"SkylakeX", "Cooperlake", "Sapphirerapids", "Haswell"}}

// bestBLAS finds the kernel that is fastest on one core.
func bestBLAS(ctx context.Context) blas {
	python, ok := pythonWith(ctx, "numpy")
	if !ok {
		return blas{}
	}
	best := blas{python: python}
	fastest, _, err := best.peak(ctx, 1)
	if err != nil {
		return blas{}
	}
	for _, name := range openBLASKernels[runtime.GOARCH] {
		b := blas{python, []string{"OPENBLAS_CORETYPE=" + name}}
		if speed, _, err := b.peak(ctx, 1); err == nil && speed > 1.05*fastest { // less may be chance
			best, fastest = b, speed
		}
	}
	return best
}

// peak is what the library reaches with a number of threads, and its name.
func (b blas) peak(ctx context.Context, threads int) (gflopPerS float64, name string, err error) {
	c := exec.CommandContext(ctx, b.python, "-c", string(twinScript), "peak")
	c.Env = append(untuned(b.environment...), fmt.Sprintf("OPENBLAS_NUM_THREADS=%d", threads))
	out, err := c.Output()
	if err != nil {
		return 0, "", fmt.Errorf("bench: peak: %w", err)
	}
	var answer struct {
		GFLOPPerS float64 `json:"gflop_per_s"`
		BLAS      string  `json:"blas"`
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		return 0, "", fmt.Errorf("bench: peak: %w", err)
	}
	return answer.GFLOPPerS, answer.BLAS, nil
}

// peaks measures what products reach outside a step, ours and the library's,
// and what part of that they reach inside.
func (r *PeerReport) peaks(ctx context.Context, b blas) error {
	for _, shape := range []Shape{{168, 32, 192}, {512, 512, 512}, {1024, 1024, 1024}} { // the first within the first-level cache
		var m gemm.Meter
		gemm.Measure(&m)
		_, err := Gemm(ctx, shape)
		gemm.Measure(nil)
		if err != nil {
			return err
		}
		r.OwnPeak = max(r.OwnPeak, tenth(m.Operations()/m.Time().Seconds()/1e9))
	}
	if b.python != "" {
		one, name, err := b.peak(ctx, 1)
		if err != nil {
			return err
		}
		two, _, err := b.peak(ctx, replicas)
		if err != nil {
			return err
		}
		r.BLAS, r.BLASPeak, r.BLASPeakCores = name, tenth(one), tenth(two)
		for _, v := range b.environment {
			r.BLAS += ", " + v
		}
	}
	r.GemmOfPeak = tenth(100 * r.GemmGFLOPPerS / max(r.OwnPeak, r.BLASPeak, r.BLASPeakCores/replicas))
	return nil
}
