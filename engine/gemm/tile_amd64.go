package gemm

// The tiles of vector_amd64.go; see type tile. k is at least 1, and all that is
// read and written lies inside the slices: Sgemm has checked that.

//go:noescape
func avx2Tile6(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx2Tile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx2Tile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx2Tile1(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx512Tile14(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx512Tile8(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx512Tile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx512Tile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

//go:noescape
func avx512Tile1(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)

// avx512Rows and avx2Rows are kernel.rows; rows is at least 1.
//
//go:noescape
func avx512Rows(rows int, src []float32, srcStep int, dst []float32)

//go:noescape
func avx2Rows(rows int, src []float32, srcStep int, dst []float32)

// avxTranspose is kernel.transpose; blocks is at least 1.
//
//go:noescape
func avxTranspose(blocks int, src []float32, srcStep int, dst []float32, dstStep int)
