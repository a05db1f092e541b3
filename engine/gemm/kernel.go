package gemm

import (
	"fmt"
	"strings"
	"sync/atomic"
)

// kernel is one way to multiply tiles.
type kernel struct {
	id      string
	columns int    // of every tile
	narrow  int    // products with fewer columns are computed transposed
	direct  int    // at most so many rows, op(B) is read where it lies
	tiles   []tile // by falling number of rows, the last of one row
	// transpose writes dst[i*dstStep+j] = src[j*srcStep+i] for i < 8*blocks and
	// j < 8; nil where plain Go is all there is.
	transpose func(blocks int, src []float32, srcStep int, dst []float32, dstStep int)
	// rows copies rows of as many elements as the kernel has columns behind one
	// another; nil where plain Go is all there is.
	rows func(rows int, src []float32, srcStep int, dst []float32)
}

// tile computes rows x columns elements of C, C[i*cRow+j] (+)= sum over l < k,
// rising, of a[i*aRow+l*aCol] * b[l*bRow+j].
type tile struct {
	rows int
	run  func(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
}

// tileFor returns the highest tile that fits in the rows left.
func (k *kernel) tileFor(rows int) *tile {
	for i := range k.tiles {
		if k.tiles[i].rows <= rows {
			return &k.tiles[i]
		}
	}
	return &k.tiles[len(k.tiles)-1]
}

var current atomic.Pointer[kernel]

func init() { current.Store(&kernels()[0]) }

// kernels returns what this processor can run, fastest first.
func kernels() []kernel { return append(vectorKernels(), portable) }

// Kernel returns the id of the kernel in use. Products computed by kernels of
// different ids may differ in their last bits.
func Kernel() string { return current.Load().id }

// Kernels returns the ids of the kernels this processor can run, fastest first;
// Kernel starts as the first.
func Kernels() []string {
	var ids []string
	for _, k := range kernels() {
		ids = append(ids, k.id)
	}
	return ids
}

// SetKernel makes every later Sgemm use the kernel with this id, for comparing
// kernels and for repeating a product computed on another processor.
func SetKernel(id string) error {
	for _, k := range kernels() {
		if k.id == id {
			current.Store(&k)
			return nil
		}
	}
	return fmt.Errorf("gemm: no kernel %q on this processor, which has %s", id, strings.Join(Kernels(), ", "))
}
