package gemm

import (
	"math/rand/v2"
	"testing"
)

// runPacked is run by way of a packed op(B) that is set in two parts, C in
// parts of rows.
func (p product) runPacked(w *Workspace, accumulate bool, c []float32) {
	var b Packed
	b.Shape(p.n, p.k)
	half := p.k / 2
	first, second := p.b, p.b[min(len(p.b), half*p.ldb):]
	if p.transB {
		second = p.b[min(len(p.b), half):]
	}
	b.SetRows(half, p.k-half, p.transB, second, p.ldb)
	b.SetRows(0, half, p.transB, first, p.ldb)
	for i := 0; i < p.m; i += 29 {
		a, rows := p.a, min(29, p.m-i)
		if p.k > 0 && p.transA {
			a = p.a[i:]
		} else if p.k > 0 {
			a = p.a[i*p.lda:]
		}
		w.SgemmPacked(p.transA, rows, a, p.lda, &b, accumulate, c[i*p.ldc:], p.ldc)
	}
}

func TestPackedProductsAreTheSameToTheLastBit(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(21, 22))
		var w Workspace
		for form := range 8 {
			for _, s := range [][3]int{{1, 1, 1}, {5, 2, 9}, {61, 75, maxDepth + 50}, {31, 33, 2*maxDepth + 1}, {70, 64, 8}, {3, 40, 0}} {
				p := newProduct(rng, s[0], s[1], s[2], form&1 > 0, form&2 > 0, form%3)
				want := p.run(t, &w, form&4 > 0)
				got := guarded(p, form&4 > 0)
				p.runPacked(&w, form&4 > 0, got)
				for i, v := range got {
					if inside := i%p.ldc < p.n; inside && v != want[i] || !inside && v != canary {
						t.Fatalf("%v: element %d is %v, want %v", p, i, v, want[i])
					}
				}
			}
		}
	})
}

// guarded is a C with canaries between its rows.
func guarded(p product, accumulate bool) []float32 {
	c := make([]float32, len(p.c))
	for i := range c {
		c[i] = canary
		if accumulate && i%p.ldc < p.n {
			c[i] = p.c[i]
		}
	}
	return c
}

func TestAPackedMatrixRefusesRowsItDoesNotHave(t *testing.T) {
	var b Packed
	b.Shape(4, 5)
	for name, call := range map[string]func(){
		"too many":  func() { b.SetRows(3, 3, false, make([]float32, 12), 4) },
		"negative":  func() { b.SetRows(-1, 2, false, make([]float32, 8), 4) },
		"too short": func() { b.SetRows(0, 5, true, make([]float32, 19), 5) },
		"C short": func() {
			new(Workspace).SgemmPacked(false, 3, make([]float32, 15), 5, &b, false, make([]float32, 11), 4)
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it was taken")
				}
			}()
			call()
		})
	}
}
