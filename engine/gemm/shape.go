package gemm

import "fmt"

// checkShapes panics unless every slice holds its matrix; the assembly behind
// it checks nothing.
func checkShapes(transA, transB bool, m, n, k, lenA, lda, lenB, ldb, lenC, ldc int) {
	if m < 0 || n < 0 || k < 0 {
		panic(fmt.Sprintf("gemm: negative shape: m=%d n=%d k=%d", m, n, k))
	}
	rowsA, colsA, rowsB, colsB := m, k, k, n
	if transA {
		rowsA, colsA = k, m
	}
	if transB {
		rowsB, colsB = n, k
	}
	checkMatrix("A", rowsA, colsA, lenA, lda)
	checkMatrix("B", rowsB, colsB, lenB, ldb)
	checkMatrix("C", m, n, lenC, ldc)
	if m > 0 && n > 0 && ldc < n {
		panic(fmt.Sprintf("gemm: C is [%d][%d] but its leading dimension is %d", m, n, ldc))
	}
}

func checkMatrix(name string, rows, cols, length, ld int) {
	if rows == 0 || cols == 0 {
		return
	}
	if ld < 1 {
		panic(fmt.Sprintf("gemm: %s has leading dimension %d", name, ld))
	}
	if length < cols || rows-1 > (length-cols)/ld {
		panic(fmt.Sprintf("gemm: %s is [%d][%d] at leading dimension %d but its slice holds %d elements", name, rows, cols, ld, length))
	}
}
