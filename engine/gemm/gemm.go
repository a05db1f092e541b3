// Package gemm multiplies matrices: single precision by vector kernels in Go
// assembly where the processor has them and by plain Go elsewhere, double
// precision by plain Go. Matrices are row-major.
//
// Every element of a product is one chain of additions over k in rising
// order, cut into blocks of equal length and summed block by block. It depends
// on the row of op(A), the column of op(B), k and the kernel, and on nothing
// else: not on m or n, not on where the slices lie, not on the number of cores.
package gemm

// Workspace holds the buffers of Sgemm. The zero value is ready; it grows as
// needed and is kept between calls. One goroutine uses it at a time.
type Workspace struct {
	packed []float32 // panels of op(B), each [k][columns of the kernel]
	panels []panel
	tile   []float32 // one tile of C whose columns are not all wanted
}

// Sgemm computes C = op(A) op(B), or C += op(A) op(B) when accumulate is set.
// C is [m][n], op(A) is [m][k], op(B) is [k][n]. With transA the slice a holds
// [k][m], with transB the slice b holds [n][k]. lda, ldb and ldc are elements
// from one stored row to the next. Rows of A and B may overlap: lda = channels and
// k = taps*channels make a convolution of one product.
//
// Elements between the rows of C are left alone, and so is everything when m or
// n is 0. Without accumulate old values of C are never read. C must not overlap
// A or B. Sgemm panics when a slice is too short for its shape.
func (w *Workspace) Sgemm(transA, transB bool, m, n, k int, a []float32, lda int, b []float32, ldb int, accumulate bool, c []float32, ldc int) {
	checkShapes(transA, transB, m, n, k, len(a), lda, len(b), ldb, len(c), ldc)
	if m == 0 || n == 0 {
		return
	}
	if k == 0 {
		if !accumulate {
			clearRows(m, n, c, ldc)
		}
		return
	}
	x, y, z := view(a, lda, transA), view(b, ldb, transB), view(c, ldc, false)
	if t := meter.Load(); t != nil {
		defer t.add(m, n, k, t.start())
	}
	kern := current.Load()
	if n < kern.narrow && n < m {
		m, n, x, y, z = n, m, y.transposed(), x.transposed(), z.transposed()
	}
	w.multiply(kern, m, n, k, x, y, accumulate, z)
}

func clearRows[T float32 | float64](m, n int, c []T, ldc int) {
	for i := range m {
		clear(c[i*ldc : i*ldc+n])
	}
}

// matrix is a matrix at any stride: element (i, j) is data[i*row+j*col].
type matrix struct {
	data     []float32
	row, col int
}

func view(data []float32, ld int, transposed bool) matrix {
	if transposed {
		return matrix{data, 1, ld}
	}
	return matrix{data, ld, 1}
}

func (x matrix) transposed() matrix { return matrix{x.data, x.col, x.row} }

func (x matrix) from(i, j int) []float32 { return x.data[i*x.row+j*x.col:] }

// Block sizes. A panel of op(B) is read from the first-level cache, the rows of
// op(A) in a block from the second. maxDepth is part of every kernel's sums:
// another value is another kernel.
const (
	maxDepth   = 384
	maxRows    = 168
	maxColumns = 512
)

// depth returns the length of the blocks k is cut into, near equal and at most
// maxDepth.
func depth(k int) int {
	blocks := (k + maxDepth - 1) / maxDepth
	return (k + blocks - 1) / blocks
}

// multiply adds the blocks of k one after another, each over blocks of columns
// and rows.
func (w *Workspace) multiply(kern *kernel, m, n, k int, x, y matrix, accumulate bool, z matrix) {
	w.tile = grown(w.tile, kern.tiles[0].rows*kern.columns)
	step := depth(k)
	for k0 := 0; k0 < k; k0 += step {
		kb := min(step, k-k0)
		for j := 0; j < n; j += maxColumns {
			jn := min(maxColumns, n-j)
			w.pack(kern, m, kb, jn, y, k0, j)
			for i := 0; i < m; i += maxRows {
				w.block(kern, i, min(maxRows, m-i), kb, k0, j, x, accumulate || k0 > 0, z)
			}
		}
	}
}

// block multiplies rows [i, i+m) of op(A) by the packed panels, which begin at
// column j.
func (w *Workspace) block(kern *kernel, i, m, kb, k0, j int, x matrix, add bool, z matrix) {
	for _, p := range w.panels {
		for r := 0; r < m; {
			t := kern.tileFor(m - r)
			a, c := x.from(i+r, k0), z.from(i+r, j)
			if p.width == kern.columns && z.col == 1 {
				t.run(kb, a, x.row, x.col, p.data, p.step, c, z.row, add)
			} else {
				t.run(kb, a, x.row, x.col, p.data, p.step, w.tile, kern.columns, false)
				spill(t.rows, p.width, w.tile, kern.columns, matrix{c, z.row, z.col}, add)
			}
			r += t.rows
		}
		j += p.width
	}
}

// spill moves the wanted columns of a tile to their places in C.
func spill(rows, width int, tile []float32, columns int, z matrix, add bool) {
	for i := range rows {
		src := tile[i*columns : i*columns+width]
		dst := z.data[i*z.row:]
		switch {
		case add:
			for j, v := range src {
				dst[j*z.col] += v
			}
		case z.col == 1:
			copy(dst, src)
		default:
			for j, v := range src {
				dst[j*z.col] = v
			}
		}
	}
}

func grown(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
