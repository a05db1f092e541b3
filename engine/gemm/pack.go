package gemm

// panel is up to kernel.columns columns of a block of op(B): element (l, j) is
// data[l*step+j].
type panel struct {
	data  []float32
	step  int
	width int // columns wanted; the others of a packed panel are zero
}

// pack makes the panels of rows [k0, k0+kb) and columns [j0, j0+n) of op(B).
// For few rows of op(A) whole panels are left where they lie.
func (w *Workspace) pack(kern *kernel, m, kb, n int, y matrix, k0, j0 int) {
	size := kb * kern.columns
	count := (n + kern.columns - 1) / kern.columns
	w.packed = grown(w.packed, count*size)
	w.panels = w.panels[:0]
	for p := range count {
		j := p * kern.columns
		width := min(kern.columns, n-j)
		src := y.from(k0, j0+j)
		if y.col == 1 && width == kern.columns && m <= kern.direct {
			w.panels = append(w.panels, panel{src, y.row, width})
			continue
		}
		dst := w.packed[p*size : (p+1)*size]
		if y.col == 1 {
			packRows(kern, kb, width, src, y.row, dst)
		} else {
			packColumns(kern, kb, width, src, y.col, dst)
		}
		w.panels = append(w.panels, panel{dst, kern.columns, width})
	}
}

// packRows copies kb rows of width elements.
func packRows(kern *kernel, kb, width int, src []float32, step int, dst []float32) {
	columns := kern.columns
	if width == columns && kern.rows != nil {
		kern.rows(kb, src, step, dst)
		return
	}
	for l := range kb {
		d := dst[l*columns : (l+1)*columns]
		copy(d[:width], src[l*step:])
		clear(d[width:])
	}
}

// packColumns turns width stored rows of kb elements into columns.
func packColumns(kern *kernel, kb, width int, src []float32, step int, dst []float32) {
	j, whole := 0, 0
	if kern.transpose != nil {
		whole = kb / 8 * 8
		for ; j+8 <= width && whole > 0; j += 8 {
			s := src[j*step:]
			kern.transpose(kb/8, s, step, dst[j:], kern.columns)
			for r := range 8 {
				packColumn(kern.columns, s[r*step:][:kb], whole, dst[j+r:])
			}
		}
	}
	for ; j < width; j++ {
		packColumn(kern.columns, src[j*step:][:kb], 0, dst[j:])
	}
	if width < kern.columns {
		for l := range kb {
			clear(dst[l*kern.columns+width : (l+1)*kern.columns])
		}
	}
}

// packColumn writes src[from:] down one column of a panel.
func packColumn(columns int, src []float32, from int, dst []float32) {
	for l := from; l < len(src); l++ {
		dst[l*columns] = src[l]
	}
}
