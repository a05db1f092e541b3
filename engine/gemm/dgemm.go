package gemm

// Dgemm is Sgemm in double precision: plain, slow and exact enough to check
// gradients with.
func Dgemm(transA, transB bool, m, n, k int, a []float64, lda int, b []float64, ldb int, accumulate bool, c []float64, ldc int) {
	checkShapes(transA, transB, m, n, k, len(a), lda, len(b), ldb, len(c), ldc)
	if m == 0 || n == 0 {
		return
	}
	if !accumulate {
		clearRows(m, n, c, ldc)
	}
	aRow, aCol := lda, 1
	if transA {
		aRow, aCol = 1, lda
	}
	bRow, bCol := ldb, 1
	if transB {
		bRow, bCol = 1, ldb
	}
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		for l := range k {
			x := a[i*aRow+l*aCol]
			for j := range row {
				row[j] += float64(x * b[l*bRow+j*bCol])
			}
		}
	}
}
