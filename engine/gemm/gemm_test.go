package gemm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

const canary = float32(-12345.5)

// product is one multiplication with gaps between its rows.
type product struct {
	transA, transB bool
	m, n, k        int
	lda, ldb, ldc  int
	a, b, c        []float32
}

func (p product) String() string {
	return fmt.Sprintf("m=%d n=%d k=%d transA=%v transB=%v", p.m, p.n, p.k, p.transA, p.transB)
}

func newProduct(rng *rand.Rand, m, n, k int, transA, transB bool, gap int) product {
	p := product{transA: transA, transB: transB, m: m, n: n, k: k}
	p.a, p.lda = stored(rng, m, k, transA, gap)
	p.b, p.ldb = stored(rng, k, n, transB, gap)
	p.c, p.ldc = stored(rng, m, n, false, gap)
	return p
}

// stored makes a matrix whose gaps hold NaN, and which ends with its last row.
func stored(rng *rand.Rand, rows, cols int, transposed bool, gap int) ([]float32, int) {
	if transposed {
		rows, cols = cols, rows
	}
	ld := cols + gap
	if rows == 0 || cols == 0 {
		return nil, ld
	}
	data := make([]float32, (rows-1)*ld+cols)
	for i := range data {
		data[i] = float32(math.NaN())
		if i%ld < cols {
			data[i] = float32(rng.NormFloat64())
		}
	}
	return data, ld
}

// want returns element (i, j) of the product in double precision, and the sum
// of the magnitudes of its terms.
func (p product) want(i, j int, accumulate bool) (sum, size float64) {
	if accumulate {
		sum = float64(p.c[i*p.ldc+j])
		size = math.Abs(sum)
	}
	for l := range p.k {
		term := float64(at(p.a, p.lda, i, l, p.transA)) * float64(at(p.b, p.ldb, l, j, p.transB))
		sum += term
		size += math.Abs(term)
	}
	return sum, size
}

func at(data []float32, ld, i, j int, transposed bool) float32 {
	if transposed {
		i, j = j, i
	}
	return data[i*ld+j]
}

// run multiplies into a copy of C with canaries before, between and after its
// rows, checks them and returns the copy.
func (p product) run(t *testing.T, w *Workspace, accumulate bool) []float32 {
	t.Helper()
	const margin = 64
	guarded := make([]float32, margin+len(p.c)+margin)
	for i := range guarded {
		guarded[i] = canary
	}
	c := guarded[margin : margin+len(p.c)]
	for i := range p.m {
		for j := range p.n {
			c[i*p.ldc+j] = float32(math.NaN())
			if accumulate {
				c[i*p.ldc+j] = p.c[i*p.ldc+j]
			}
		}
	}
	w.Sgemm(p.transA, p.transB, p.m, p.n, p.k, p.a, p.lda, p.b, p.ldb, accumulate, c, p.ldc)
	for i, v := range guarded {
		at := i - margin
		inside := at >= 0 && at < len(c) && at%p.ldc < p.n
		if !inside && v != canary {
			t.Fatalf("%v: element %d outside C was written", p, at)
		}
	}
	return c
}

// check allows the rounding errors of k additions that fall to either side.
func (p product) check(t *testing.T, w *Workspace, accumulate bool) {
	t.Helper()
	got := p.run(t, w, accumulate)
	for i := range p.m {
		for j := range p.n {
			want, size := p.want(i, j, accumulate)
			tolerance := math.Sqrt(float64(p.k+4)) * 0x1p-23 * size
			if !(math.Abs(float64(got[i*p.ldc+j])-want) <= tolerance) {
				t.Fatalf("%v accumulate=%v: C[%d][%d] = %v, want %v", p, accumulate, i, j, got[i*p.ldc+j], want)
			}
		}
	}
}

// eachKernel runs a test with every kernel of this processor.
func eachKernel(t *testing.T, test func(t *testing.T)) {
	before := Kernel()
	defer func() {
		if err := SetKernel(before); err != nil {
			t.Fatal(err)
		}
	}()
	for _, id := range Kernels() {
		t.Run(id, func(t *testing.T) {
			if err := SetKernel(id); err != nil {
				t.Fatal(err)
			}
			test(t)
		})
	}
}

func TestSgemmMatchesDoublePrecisionAtEveryEdge(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(1, 2))
		var w Workspace
		sizes := []int{0, 1, 2, 3, 5, 6, 7, 8, 13, 14, 15, 16, 17, 31, 32, 33, 45}
		for _, m := range sizes {
			for _, n := range sizes {
				for _, k := range []int{0, 1, 2, 7, 8, 9, 19} {
					form := m + n + k
					p := newProduct(rng, m, n, k, form&1 > 0, form&2 > 0, form%3)
					p.check(t, &w, form%5 < 2)
				}
			}
		}
	})
}

func TestSgemmMatchesDoublePrecisionAcrossBlocks(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 4))
		var w Workspace
		shapes := [][3]int{{20, 30, maxDepth}, {9, 40, maxDepth + 1}, {15, 17, 2*maxDepth + 5}, {maxRows + 9, 33, 40}, {10, maxColumns + 7, 40}, {530, 5, 33}}
		for form := range 8 {
			for _, s := range shapes {
				p := newProduct(rng, s[0], s[1], s[2], form&1 > 0, form&2 > 0, 3)
				p.check(t, &w, form&4 > 0)
			}
		}
	})
}
