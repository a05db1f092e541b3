#include "textflag.h"

// Tiles of 16 columns for AVX2 and FMA. Each row has its sums in two registers
// from Y0 up; Y12 and Y13 hold a row of op(B), Y14 and Y15 an element of op(A)
// spread over all lanes. Row i of op(A) is found at SI plus a multiple of R9.

#define ZERO(sum0, sum1) \
	VXORPS sum0, sum0, sum0 \
	VXORPS sum1, sum1, sum1

#define STEP(address, x, sum0, sum1) \
	VBROADCASTSS address, x \
	VFMADD231PS Y12, x, sum0 \
	VFMADD231PS Y13, x, sum1

#define NEXT \
	ADDQ R8, SI \
	ADDQ DX, DI \
	DECQ CX

#define ADD(sum0, sum1) \
	VADDPS (SI), sum0, sum0 \
	VADDPS 32(SI), sum1, sum1 \
	ADDQ DX, SI

#define STORE(sum0, sum1) \
	VMOVUPS sum0, (DI) \
	VMOVUPS sum1, 32(DI) \
	ADDQ DX, DI

// func avx2Tile6(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx2Tile6(SB), NOSPLIT, $0-113
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ aRow+32(FP), R9
	MOVQ aCol+40(FP), R8
	MOVQ b_base+48(FP), DI
	MOVQ bRow+72(FP), DX
	SHLQ $2, R9
	SHLQ $2, R8
	SHLQ $2, DX
	LEAQ (R9)(R9*2), R10 // 3 rows
	LEAQ (R9)(R9*4), R11 // 5 rows
	ZERO(Y0, Y1)
	ZERO(Y2, Y3)
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
	ZERO(Y8, Y9)
	ZERO(Y10, Y11)
loop:
	VMOVUPS (DI), Y12
	VMOVUPS 32(DI), Y13
	STEP((SI), Y14, Y0, Y1)
	STEP((SI)(R9*1), Y15, Y2, Y3)
	STEP((SI)(R9*2), Y14, Y4, Y5)
	STEP((SI)(R10*1), Y15, Y6, Y7)
	STEP((SI)(R9*4), Y14, Y8, Y9)
	STEP((SI)(R11*1), Y15, Y10, Y11)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Y0, Y1)
	ADD(Y2, Y3)
	ADD(Y4, Y5)
	ADD(Y6, Y7)
	ADD(Y8, Y9)
	ADD(Y10, Y11)
store:
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	STORE(Y10, Y11)
	VZEROUPPER
	RET

// func avx2Tile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx2Tile4(SB), NOSPLIT, $0-113
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ aRow+32(FP), R9
	MOVQ aCol+40(FP), R8
	MOVQ b_base+48(FP), DI
	MOVQ bRow+72(FP), DX
	SHLQ $2, R9
	SHLQ $2, R8
	SHLQ $2, DX
	LEAQ (R9)(R9*2), R10 // 3 rows
	ZERO(Y0, Y1)
	ZERO(Y2, Y3)
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
loop:
	VMOVUPS (DI), Y12
	VMOVUPS 32(DI), Y13
	STEP((SI), Y14, Y0, Y1)
	STEP((SI)(R9*1), Y15, Y2, Y3)
	STEP((SI)(R9*2), Y14, Y4, Y5)
	STEP((SI)(R10*1), Y15, Y6, Y7)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Y0, Y1)
	ADD(Y2, Y3)
	ADD(Y4, Y5)
	ADD(Y6, Y7)
store:
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	VZEROUPPER
	RET

// func avx2Tile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx2Tile2(SB), NOSPLIT, $0-113
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ aRow+32(FP), R9
	MOVQ aCol+40(FP), R8
	MOVQ b_base+48(FP), DI
	MOVQ bRow+72(FP), DX
	SHLQ $2, R9
	SHLQ $2, R8
	SHLQ $2, DX
	ZERO(Y0, Y1)
	ZERO(Y2, Y3)
loop:
	VMOVUPS (DI), Y12
	VMOVUPS 32(DI), Y13
	STEP((SI), Y14, Y0, Y1)
	STEP((SI)(R9*1), Y15, Y2, Y3)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Y0, Y1)
	ADD(Y2, Y3)
store:
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	VZEROUPPER
	RET

// func avx2Tile1(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx2Tile1(SB), NOSPLIT, $0-113
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ aRow+32(FP), R9
	MOVQ aCol+40(FP), R8
	MOVQ b_base+48(FP), DI
	MOVQ bRow+72(FP), DX
	SHLQ $2, R9
	SHLQ $2, R8
	SHLQ $2, DX
	ZERO(Y0, Y1)
loop:
	VMOVUPS (DI), Y12
	VMOVUPS 32(DI), Y13
	STEP((SI), Y14, Y0, Y1)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Y0, Y1)
store:
	STORE(Y0, Y1)
	VZEROUPPER
	RET
