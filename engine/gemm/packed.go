package gemm

// Packed is op(B) as the kernel reads it, for products that share it or compute
// C in parts. It may be read by several goroutines at once.
type Packed struct {
	kern *kernel
	n, k int
	step int // rows of a block
	data []float32
}

// Shape makes room for op(B) of k rows and n columns, which SetRows fills.
func (p *Packed) Shape(n, k int) {
	p.kern = current.Load()
	p.n, p.k, p.step = n, k, depth(max(1, k))
	p.data = grown(p.data, p.count()*p.kern.columns*k)
}

// Set makes p what op(B) [k][n] is, stored as Sgemm takes it.
func (p *Packed) Set(trans bool, n, k int, b []float32, ldb int) {
	p.Shape(n, k)
	p.SetRows(0, k, trans, b, ldb)
}

// count is the number of panels.
func (p *Packed) count() int { return (p.n + p.kern.columns - 1) / p.kern.columns }

// block returns the panels of rows [k0, k0+kb), one behind another.
func (p *Packed) block(k0, kb int) []float32 {
	wide := p.count() * p.kern.columns
	return p.data[k0*wide : (k0+kb)*wide]
}

// SetRows sets rows [from, from+rows) of op(B): b holds [rows][n], or with trans
// [n][rows]. Several goroutines may set different rows.
func (p *Packed) SetRows(from, rows int, trans bool, b []float32, ldb int) {
	checkShapes(false, trans, 0, p.n, rows, 0, 1, len(b), ldb, 0, p.n)
	if from < 0 || rows < 0 || from+rows > p.k {
		panic("gemm: rows that a packed matrix does not have")
	}
	if t := meter.Load(); t != nil {
		defer t.add(0, 0, 0, t.start())
	}
	y := view(b, ldb, trans)
	for done := 0; done < rows && p.n > 0; {
		at := from + done
		k0 := at / p.step * p.step
		kb := min(p.step, p.k-k0)
		part := min(rows-done, k0+kb-at)
		p.setPart(p.block(k0, kb), at-k0, kb, part, y, done)
		done += part
	}
}

// setPart sets rows [first, first+rows) of a block of kb rows from row l of y on.
func (p *Packed) setPart(block []float32, first, kb, rows int, y matrix, l int) {
	columns := p.kern.columns
	for j := 0; j < p.n; j += columns {
		dst, width := block[j*kb+first*columns:], min(columns, p.n-j)
		if y.col == 1 {
			packRows(p.kern, rows, width, y.from(l, j), y.row, dst)
		} else {
			packColumns(p.kern, rows, width, y.from(l, j), y.col, dst)
		}
	}
}

// SgemmPacked is Sgemm with an op(B) that was packed before; element for
// element it gives the same bits.
func (w *Workspace) SgemmPacked(transA bool, m int, a []float32, lda int, b *Packed, accumulate bool, c []float32, ldc int) {
	checkShapes(transA, false, m, b.n, b.k, len(a), lda, b.n*b.k, b.n, len(c), ldc)
	if m == 0 || b.n == 0 {
		return
	}
	if b.k == 0 {
		if !accumulate {
			clearRows(m, b.n, c, ldc)
		}
		return
	}
	if t := meter.Load(); t != nil {
		defer t.add(m, b.n, b.k, t.start())
	}
	x, z := view(a, lda, transA), view(c, ldc, false)
	w.tile = grown(w.tile, b.kern.tiles[0].rows*b.kern.columns)
	for k0 := 0; k0 < b.k; k0 += b.step {
		kb := min(b.step, b.k-k0)
		w.lay(b, k0, kb)
		for i := 0; i < m; i += maxRows {
			w.block(b.kern, i, min(maxRows, m-i), kb, k0, 0, x, accumulate || k0 > 0, z)
		}
	}
}

// lay makes the panels those of a packed block.
func (w *Workspace) lay(b *Packed, k0, kb int) {
	data, columns := b.block(k0, kb), b.kern.columns
	w.panels = w.panels[:0]
	for j := 0; j < b.n; j += columns {
		w.panels = append(w.panels, panel{data[j*kb : (j+columns)*kb], columns, min(columns, b.n-j)})
	}
}
