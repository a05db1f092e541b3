package gemm

// portable runs everywhere. Products are rounded before they are added, so that
// no compiler fuses the two and all processors agree to the last bit.
var portable = kernel{
	id: "go-4x4", columns: 4, narrow: 4, direct: 8,
	tiles: []tile{{4, goTile4}, {1, goTile1}},
}

func goTile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool) {
	goTile2(k, a, aRow, aCol, b, bRow, c, cRow, add)
	goTile2(k, a[2*aRow:], aRow, aCol, b, bRow, c[2*cRow:], cRow, add)
}

// goTile2 keeps eight sums: as many as stay in the sixteen registers of amd64
// beside the factors.
func goTile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool) {
	var s00, s01, s02, s03, s10, s11, s12, s13 float32
	for l := range k {
		y := (*[4]float32)(b[l*bRow:])
		x := a[l*aCol]
		s00 += float32(x * y[0])
		s01 += float32(x * y[1])
		s02 += float32(x * y[2])
		s03 += float32(x * y[3])
		x = a[l*aCol+aRow]
		s10 += float32(x * y[0])
		s11 += float32(x * y[1])
		s12 += float32(x * y[2])
		s13 += float32(x * y[3])
	}
	goStore(c, s00, s01, s02, s03, add)
	goStore(c[cRow:], s10, s11, s12, s13, add)
}

func goTile1(k int, a []float32, _, aCol int, b []float32, bRow int, c []float32, _ int, add bool) {
	var s0, s1, s2, s3 float32
	for l := range k {
		y := (*[4]float32)(b[l*bRow:])
		x := a[l*aCol]
		s0 += float32(x * y[0])
		s1 += float32(x * y[1])
		s2 += float32(x * y[2])
		s3 += float32(x * y[3])
	}
	goStore(c, s0, s1, s2, s3, add)
}

func goStore(c []float32, s0, s1, s2, s3 float32, add bool) {
	d := (*[4]float32)(c)
	if add {
		s0, s1, s2, s3 = s0+d[0], s1+d[1], s2+d[2], s3+d[3]
	}
	d[0], d[1], d[2], d[3] = s0, s1, s2, s3
}
