package gemm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
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

func TestSgemmReadsAndWritesRowsAtManyStrides(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(7, 8))
		var w Workspace
		for form := range 8 {
			for _, gap := range []int{1, 31, 384} { // 384: one of three projections in a row
				p := newProduct(rng, 50, 64, 57, form&1 > 0, form&2 > 0, gap)
				p.check(t, &w, form&4 > 0)
				p = newProduct(rng, 401, 33, 9, form&1 > 0, form&2 > 0, gap) // op(B) packed
				p.check(t, &w, form&4 > 0)
			}
		}
	})
}

// Rows that begin one frame after another and are three frames long make a
// convolution; its gradient reads the same rows transposed.
func TestRowsOfTheOperandsMayOverlap(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(15, 16))
		var w Workspace
		for form := range 8 {
			for _, s := range [][2]int{{70, 36}, {501, 9}, {5, 66}} {
				frames, channels := s[0], s[1]
				x, _ := stored(rng, frames+2, channels, false, 0)
				p := newProduct(rng, frames, 40, 3*channels, form&1 > 0, form&2 > 0, 0)
				if p.transA {
					p = newProduct(rng, 3*channels, 40, frames, true, p.transB, 0)
				}
				p.a, p.lda = x, channels
				p.check(t, &w, form&4 > 0)
				p.transA, p.transB, p.m, p.n = !p.transB, !p.transA, p.n, p.m
				p.a, p.lda, p.b, p.ldb = p.b, p.ldb, p.a, p.lda // and as the right operand
				p.c, p.ldc = stored(rng, p.m, p.n, false, 1)
				p.check(t, &w, form&4 > 0)
			}
		}
	})
}

// An element is to be the same alone, in a batch, on another day and in any
// workspace: synthesis in blocks then equals synthesis at once.
func TestElementDependsOnItsRowAndColumnAlone(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(9, 10))
		for form := range 4 {
			p := newProduct(rng, 61, 75, maxDepth+50, form&1 > 0, form&2 > 0, 0)
			whole := p.run(t, new(Workspace), false)
			var used Workspace
			for _, at := range [][4]int{{0, 0, 1, 1}, {60, 74, 1, 1}, {3, 5, 1, 70}, {3, 5, 58, 1}, {7, 9, 5, 6}, {14, 32, 47, 43}} {
				part := p.part(at[0], at[1], at[2], at[3])
				c := part.run(t, &used, false)
				for i := range part.m {
					for j := range part.n {
						if got, want := c[i*part.ldc+j], whole[(at[0]+i)*p.ldc+at[1]+j]; got != want {
							t.Fatalf("%v: C[%d][%d] is %v in rows and columns %v and %v in all", p, at[0]+i, at[1]+j, got, at, want)
						}
					}
				}
			}
		}
	})
}

// part is the product that makes m rows and n columns of C from (i, j).
func (p product) part(i, j, m, n int) product {
	q := p
	q.m, q.n, q.ldc, q.c = m, n, n, make([]float32, m*n)
	q.a, q.b = p.a[i*p.lda:], p.b[j:]
	if p.transA {
		q.a = p.a[i:]
	}
	if p.transB {
		q.b = p.b[j*p.ldb:]
	}
	return q
}

func TestVectorKernelsAgreeToTheLastBit(t *testing.T) {
	ids := Kernels()
	if len(ids) < 3 {
		t.Skip("this processor has fewer than two vector kernels")
	}
	before := Kernel()
	defer SetKernel(before)
	p := newProduct(rand.New(rand.NewPCG(11, 12)), 47, 50, 2*maxDepth+9, false, true, 2)
	var first []float32
	for _, id := range ids[:len(ids)-1] {
		if err := SetKernel(id); err != nil {
			t.Fatal(err)
		}
		got := p.run(t, new(Workspace), true)
		if first == nil {
			first = got
		}
		for i := range p.m * p.ldc {
			if i < len(got) && got[i] != first[i] {
				t.Fatalf("element %d is %v by %s and %v by %s", i, first[i], ids[0], got[i], id)
			}
		}
	}
}

func TestNaNAndInfinityReachTheProduct(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		var w Workspace
		inf := float32(math.Inf(1))
		c := make([]float32, 2)
		w.Sgemm(false, false, 2, 1, 2, []float32{0, 1, 1, 1}, 2, []float32{inf, 1}, 1, false, c, 1)
		if c[0] == c[0] || c[1] != inf {
			t.Errorf("got %v, want [NaN +Inf]", c)
		}
	})
}

func TestSgemmRefusesSlicesThatAreTooShort(t *testing.T) {
	buf := func(n int) []float32 { return make([]float32, n) }
	for name, call := range map[string]func(w *Workspace){
		"A one short":          func(w *Workspace) { w.Sgemm(false, false, 3, 4, 5, buf(14), 5, buf(20), 4, false, buf(12), 4) },
		"transposed A":         func(w *Workspace) { w.Sgemm(true, false, 3, 4, 5, buf(14), 3, buf(20), 4, false, buf(12), 4) },
		"B one short":          func(w *Workspace) { w.Sgemm(false, false, 3, 4, 5, buf(15), 5, buf(19), 4, false, buf(12), 4) },
		"transposed B":         func(w *Workspace) { w.Sgemm(false, true, 3, 4, 5, buf(15), 5, buf(19), 5, false, buf(12), 4) },
		"C one short":          func(w *Workspace) { w.Sgemm(false, false, 3, 4, 5, buf(15), 5, buf(20), 4, false, buf(11), 4) },
		"nothing":              func(w *Workspace) { w.Sgemm(false, false, 1, 1, 1, nil, 1, nil, 1, false, nil, 1) },
		"lda of 0":             func(w *Workspace) { w.Sgemm(false, false, 3, 4, 5, buf(99), 0, buf(20), 4, false, buf(12), 4) },
		"rows of C overlap":    func(w *Workspace) { w.Sgemm(false, false, 3, 4, 5, buf(15), 5, buf(20), 4, false, buf(12), 3) },
		"ldc of 0":             func(w *Workspace) { w.Sgemm(false, false, 3, 4, 5, buf(15), 5, buf(20), 4, false, buf(12), 0) },
		"negative m":           func(w *Workspace) { w.Sgemm(false, false, -1, 4, 5, buf(15), 5, buf(20), 4, false, buf(12), 4) },
		"product that wraps":   func(w *Workspace) { w.Sgemm(false, false, math.MaxInt, 1, 1, buf(9), 4, buf(9), 1, false, buf(9), 4) },
		"C short although k=0": func(w *Workspace) { w.Sgemm(false, false, 3, 4, 0, nil, 0, nil, 4, false, buf(11), 4) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "gemm: ") {
					t.Errorf("recovered %q, want a panic of this package", text)
				}
			}()
			call(new(Workspace))
		})
	}
}

func TestSetKernelRefusesTheUnknown(t *testing.T) {
	before := Kernel()
	if err := SetKernel("abacus"); err == nil || !strings.Contains(err.Error(), before) {
		t.Errorf("error %v, want one that names %s", err, before)
	}
	if Kernel() != before {
		t.Errorf("kernel became %s", Kernel())
	}
}

func TestDgemmMatchesTheDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for form := range 8 {
		for _, s := range [][3]int{{0, 3, 2}, {1, 1, 1}, {4, 5, 0}, {7, 9, 30}} {
			p := newProduct(rng, s[0], s[1], s[2], form&1 > 0, form&2 > 0, 2)
			c := widened(p.c)
			Dgemm(p.transA, p.transB, p.m, p.n, p.k, widened(p.a), p.lda, widened(p.b), p.ldb, form&4 > 0, c, p.ldc)
			for i := range len(c) {
				row, col := i/p.ldc, i%p.ldc
				if col >= p.n {
					if !math.IsNaN(c[i]) {
						t.Fatalf("%v: element %d outside C was written", p, i)
					}
					continue
				}
				if want, size := p.want(row, col, form&4 > 0); !(math.Abs(c[i]-want) <= 1e-14*size) {
					t.Fatalf("%v: C[%d][%d] = %v, want %v", p, row, col, c[i], want)
				}
			}
		}
	}
}

func widened(x []float32) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = float64(v)
	}
	return out
}
