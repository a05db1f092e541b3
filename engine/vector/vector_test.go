package vector

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

const canary = float32(-12345.5)

// guarded is n numbers between canaries.
type guarded struct{ all, x []float32 }

func newGuarded(r *rand.Rand, n int) guarded {
	const margin = 32
	g := guarded{all: make([]float32, margin+n+margin)}
	for i := range g.all {
		g.all[i] = canary
	}
	g.x = g.all[margin : margin+n : margin+n]
	for i := range g.x {
		g.x[i] = float32(r.NormFloat64())
	}
	return g
}

func (g guarded) check(t *testing.T) {
	t.Helper()
	for i, v := range g.all {
		if at := i - 32; (at < 0 || at >= len(g.x)) && v != canary {
			t.Fatalf("element %d beside %d was written", at, len(g.x))
		}
	}
}

// work is one call on slices of n elements and what it returned.
type work struct {
	name string
	rows int // of the first slice
	call func(x [][]float32) float64
}

var works = []work{
	{"AddBias", 3, func(x [][]float32) float64 { AddBias(x[0], x[1], 0); return 0 }},
	{"AddBias without a floor", 3, func(x [][]float32) float64 { AddBias(x[0], x[1], float32(math.Inf(-1))); return 0 }},
	{"Positive", 1, func(x [][]float32) float64 { Positive(x[0], x[1], x[2]); return 0 }},
	{"ColumnSums", 3, func(x [][]float32) float64 { ColumnSums(x[1], x[0]); return 0 }},
	{"Add", 1, func(x [][]float32) float64 { Add(x[0], x[1], x[2]); return 0 }},
	{"Multiply", 1, func(x [][]float32) float64 { Multiply(x[0], x[1], x[2]); return 0 }},
	{"SquareSum", 1, func(x [][]float32) float64 { return SquareSum(x[0]) }},
	{"Softmax", 1, func(x [][]float32) float64 { Softmax(x[0], 0.7); return 0 }},
	{"SoftmaxGradient", 1, func(x [][]float32) float64 { SoftmaxGradient(x[0], x[1], 0.7); return 0 }},
	{"Normalise", 1, func(x [][]float32) float64 {
		return float64(Normalise(x[0], x[1], x[2], x[3], x[4], x[5], x[6]))
	}},
	{"Normalise without a mask", 1, func(x [][]float32) float64 {
		return float64(Normalise(x[0], x[1], x[2], x[3], nil, x[5], x[6]))
	}},
	{"NormaliseGradient", 1, func(x [][]float32) float64 {
		NormaliseGradient(x[0], x[1], x[2], 1.5, x[3], x[4], x[5])
		return 0
	}},
	{"Adam", 1, func(x [][]float32) float64 {
		a := Adam{Clip: 0.5, Beta1: 0.9, Beta2: 0.98, Rate: 1e-3, Second: 3, Epsilon: 1e-9}
		for i, v := range x[3] {
			x[3][i] = v * v // a second moment
		}
		a.Update(x[0], x[1], x[2], x[3])
		return 0
	}},
}

// run calls a work on random numbers, some of which are spoilt, and returns all
// of them as they are afterwards.
func (w work) run(t *testing.T, n int, spoil float32) (out []float32, result float64) {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 3))
	var all []guarded
	var x [][]float32
	for i := range 7 {
		size := n
		if i == 0 {
			size *= w.rows
		}
		all = append(all, newGuarded(r, size))
		x = append(x, all[i].x)
	}
	if spoil != 0 && n > 0 {
		x[0][n/2], x[1][n/3], x[2][n-1] = spoil, spoil, spoil
	}
	result = w.call(x)
	for _, g := range all {
		g.check(t)
		out = append(out, g.x...)
	}
	return out, result
}

func same(a, b float64) bool { return a == b || a != a && b != b }

func TestKernelsGiveTheSameBitsAsPlainGo(t *testing.T) {
	before := ids[level]
	defer SetKernel(before)
	for _, w := range works {
		t.Run(w.name, func(t *testing.T) {
			for _, n := range []int{0, 1, 2, 15, 16, 17, 31, 32, 33, 48, 100, 128, 148, 257} {
				for _, spoil := range []float32{0, float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))} {
					if err := SetKernel("go"); err != nil {
						t.Fatal(err)
					}
					want, result := w.run(t, n, spoil)
					for _, id := range Kernels() {
						if err := SetKernel(id); err != nil {
							t.Fatal(err)
						}
						got, r := w.run(t, n, spoil)
						if !same(r, result) {
							t.Fatalf("%s of %d, %v: %v, want %v", id, n, spoil, r, result)
						}
						for i, v := range want {
							if !same(float64(got[i]), float64(v)) {
								t.Fatalf("%s of %d, %v: element %d is %v, want %v", id, n, spoil, i, got[i], v)
							}
						}
					}
				}
			}
		})
	}
}

func TestSoftmaxAgreesWithTheLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 5, 16, 40, 333} {
		row := make([]float32, n)
		want, sum := make([]float64, n), 0.0
		for i := range row {
			row[i] = float32(10 * r.NormFloat64())
			want[i] = math.Exp(float64(row[i]) / 8)
			sum += want[i]
		}
		Softmax(row, 1.0/8)
		for i, v := range row {
			if w := want[i] / sum; math.Abs(float64(v)-w) > 2e-6*w {
				t.Fatalf("%d of %d is %v, want %v", i, n, v, w)
			}
		}
	}
}

func TestExpAgreesWithTheLibrary(t *testing.T) {
	for x := -90.0; x <= 0; x += 0.0137 {
		row := make([]float32, width)
		for i := range row {
			row[i] = float32(x)
		}
		var l lanes
		exp(1, row, 0, 1, &l)
		want := math.Exp(math.Max(float64(float32(x)), -87))
		if got := float64(row[3]); math.Abs(got-want) > 3e-7*want || l[3] != row[3] {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestANaNReachesTheWholeRow(t *testing.T) {
	for _, at := range []int{0, 20, 39} {
		row := make([]float32, 40)
		row[at] = float32(math.NaN())
		Softmax(row, 1)
		for i, v := range row {
			if v == v {
				t.Fatalf("with NaN at %d element %d is %v", at, i, v)
			}
		}
	}
}

func TestSetKernelRefusesTheUnknown(t *testing.T) {
	if err := SetKernel("abacus"); err == nil {
		t.Error("it was taken")
	}
}

func TestNothingIsAllocated(t *testing.T) {
	for _, w := range works {
		x := make([][]float32, 7)
		for i := range x {
			x[i] = make([]float32, 96)
		}
		if w.rows > 1 {
			x[1] = x[1][:32]
		}
		if n := testing.AllocsPerRun(10, func() { w.call(x) }); n > 0 {
			t.Errorf("%s: %v allocations", w.name, n)
		}
	}
}

func BenchmarkKernels(b *testing.B) {
	for _, id := range Kernels() {
		for _, w := range works {
			b.Run(fmt.Sprintf("%s/%s", id, w.name), func(b *testing.B) {
				before := ids[level]
				defer SetKernel(before)
				SetKernel(id)
				x := make([][]float32, 7)
				for i := range x {
					x[i] = make([]float32, 384)
				}
				for b.Loop() {
					w.call(x)
				}
			})
		}
	}
}
