package gemm

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// benchmarkShapes are those of a training step: convolutions and projections
// forward, their gradients, attention with rows of three projections, and
// products of a few rows or columns.
func benchmarkShapes() []product {
	rng := rand.New(rand.NewPCG(5, 6))
	var out []product
	add := func(m, n, k int, transA, transB bool, gap int) {
		out = append(out, newProduct(rng, m, n, k, transA, transB, gap))
	}
	for _, form := range [][2]bool{{false, false}, {false, true}, {true, false}} {
		add(600, 192, 192, form[0], form[1], 0)
	}
	add(600, 384, 256, false, false, 0)
	add(512, 256, 600, true, false, 0)
	add(600, 512, 256, false, true, 0)
	add(600, 256, 1280, false, false, 0) // five taps, and its weights' gradient
	add(1280, 256, 600, true, false, 0)
	out[len(out)-2].lda, out[len(out)-1].lda = 256, 256
	add(600, 80, 256, false, false, 0)
	add(200, 200, 64, false, true, 512)
	add(200, 64, 200, false, false, 512)
	add(200, 64, 200, true, false, 512)
	add(600, 1, 256, false, false, 0)
	add(1, 256, 600, true, false, 0)
	add(3, 256, 256, false, true, 0)
	add(1024, 1024, 1024, false, false, 0)
	add(14*12, 32, 192, false, false, 0) // all in the first-level cache: the most there is
	return out
}

func BenchmarkSgemm(b *testing.B) {
	before := Kernel()
	defer SetKernel(before)
	for _, id := range Kernels() {
		if err := SetKernel(id); err != nil {
			b.Fatal(err)
		}
		for _, p := range benchmarkShapes() {
			b.Run(fmt.Sprintf("%s/%dx%dx%d_%t_%t", id, p.m, p.n, p.k, p.transA, p.transB), func(b *testing.B) {
				var w Workspace
				for b.Loop() {
					w.Sgemm(p.transA, p.transB, p.m, p.n, p.k, p.a, p.lda, p.b, p.ldb, false, p.c, p.ldc)
				}
				flops := 2 * float64(p.m) * float64(p.n) * float64(p.k) * float64(b.N)
				b.ReportMetric(flops/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
