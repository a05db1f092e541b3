package gemm

// The tiles of vector_arm64.go; see type tile. k is at least 1, and all that is
// read and written lies inside the slices: Sgemm has checked that.

//go:noescape
func neonTile6(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func neonTile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func neonTile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func neonTile1(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
