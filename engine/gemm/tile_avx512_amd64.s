#include "textflag.h"

// Tiles of 32 columns for AVX-512F. Each row has its sums in two registers from
// Z0 up; Z28 and Z29 hold a row of op(B), Z30 and Z31 an element of op(A) spread
// over all lanes. Row i of op(A) is found at SI plus a multiple of R9.

#define ZERO(sum0, sum1) \
	VPXORD sum0, sum0, sum0 \
	VPXORD sum1, sum1, sum1

#define STEP(address, x, sum0, sum1) \
	VBROADCASTSS address, x \
	VFMADD231PS Z28, x, sum0 \
	VFMADD231PS Z29, x, sum1

#define NEXT \
	ADDQ R8, SI \
	ADDQ DX, DI \
	DECQ CX

#define ADD(sum0, sum1) \
	VADDPS (SI), sum0, sum0 \
	VADDPS 64(SI), sum1, sum1 \
	ADDQ DX, SI

#define STORE(sum0, sum1) \
	VMOVUPS sum0, (DI) \
	VMOVUPS sum1, 64(DI) \
	ADDQ DX, DI

// func avx512Tile14(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx512Tile14(SB), NOSPLIT, $0-113
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
	LEAQ (R10)(R9*4), R12 // 7 rows
	LEAQ (R9)(R9*8), R13 // 9 rows
	LEAQ (R10)(R9*8), AX // 11 rows
	LEAQ (R11)(R9*8), BX // 13 rows
	ZERO(Z0, Z1)
	ZERO(Z2, Z3)
	ZERO(Z4, Z5)
	ZERO(Z6, Z7)
	ZERO(Z8, Z9)
	ZERO(Z10, Z11)
	ZERO(Z12, Z13)
	ZERO(Z14, Z15)
	ZERO(Z16, Z17)
	ZERO(Z18, Z19)
	ZERO(Z20, Z21)
	ZERO(Z22, Z23)
	ZERO(Z24, Z25)
	ZERO(Z26, Z27)
loop:
	VMOVUPS (DI), Z28
	VMOVUPS 64(DI), Z29
	STEP((SI), Z30, Z0, Z1)
	STEP((SI)(R9*1), Z31, Z2, Z3)
	STEP((SI)(R9*2), Z30, Z4, Z5)
	STEP((SI)(R10*1), Z31, Z6, Z7)
	STEP((SI)(R9*4), Z30, Z8, Z9)
	STEP((SI)(R11*1), Z31, Z10, Z11)
	STEP((SI)(R10*2), Z30, Z12, Z13)
	STEP((SI)(R12*1), Z31, Z14, Z15)
	STEP((SI)(R9*8), Z30, Z16, Z17)
	STEP((SI)(R13*1), Z31, Z18, Z19)
	STEP((SI)(R11*2), Z30, Z20, Z21)
	STEP((SI)(AX*1), Z31, Z22, Z23)
	STEP((SI)(R10*4), Z30, Z24, Z25)
	STEP((SI)(BX*1), Z31, Z26, Z27)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Z0, Z1)
	ADD(Z2, Z3)
	ADD(Z4, Z5)
	ADD(Z6, Z7)
	ADD(Z8, Z9)
	ADD(Z10, Z11)
	ADD(Z12, Z13)
	ADD(Z14, Z15)
	ADD(Z16, Z17)
	ADD(Z18, Z19)
	ADD(Z20, Z21)
	ADD(Z22, Z23)
	ADD(Z24, Z25)
	ADD(Z26, Z27)
store:
	STORE(Z0, Z1)
	STORE(Z2, Z3)
	STORE(Z4, Z5)
	STORE(Z6, Z7)
	STORE(Z8, Z9)
	STORE(Z10, Z11)
	STORE(Z12, Z13)
	STORE(Z14, Z15)
	STORE(Z16, Z17)
	STORE(Z18, Z19)
	STORE(Z20, Z21)
	STORE(Z22, Z23)
	STORE(Z24, Z25)
	STORE(Z26, Z27)
	VZEROUPPER
	RET

// func avx512Tile8(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx512Tile8(SB), NOSPLIT, $0-113
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
	LEAQ (R10)(R9*4), R12 // 7 rows
	ZERO(Z0, Z1)
	ZERO(Z2, Z3)
	ZERO(Z4, Z5)
	ZERO(Z6, Z7)
	ZERO(Z8, Z9)
	ZERO(Z10, Z11)
	ZERO(Z12, Z13)
	ZERO(Z14, Z15)
loop:
	VMOVUPS (DI), Z28
	VMOVUPS 64(DI), Z29
	STEP((SI), Z30, Z0, Z1)
	STEP((SI)(R9*1), Z31, Z2, Z3)
	STEP((SI)(R9*2), Z30, Z4, Z5)
	STEP((SI)(R10*1), Z31, Z6, Z7)
	STEP((SI)(R9*4), Z30, Z8, Z9)
	STEP((SI)(R11*1), Z31, Z10, Z11)
	STEP((SI)(R10*2), Z30, Z12, Z13)
	STEP((SI)(R12*1), Z31, Z14, Z15)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Z0, Z1)
	ADD(Z2, Z3)
	ADD(Z4, Z5)
	ADD(Z6, Z7)
	ADD(Z8, Z9)
	ADD(Z10, Z11)
	ADD(Z12, Z13)
	ADD(Z14, Z15)
store:
	STORE(Z0, Z1)
	STORE(Z2, Z3)
	STORE(Z4, Z5)
	STORE(Z6, Z7)
	STORE(Z8, Z9)
	STORE(Z10, Z11)
	STORE(Z12, Z13)
	STORE(Z14, Z15)
	VZEROUPPER
	RET

// func avx512Tile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx512Tile4(SB), NOSPLIT, $0-113
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
	ZERO(Z0, Z1)
	ZERO(Z2, Z3)
	ZERO(Z4, Z5)
	ZERO(Z6, Z7)
loop:
	VMOVUPS (DI), Z28
	VMOVUPS 64(DI), Z29
	STEP((SI), Z30, Z0, Z1)
	STEP((SI)(R9*1), Z31, Z2, Z3)
	STEP((SI)(R9*2), Z30, Z4, Z5)
	STEP((SI)(R10*1), Z31, Z6, Z7)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Z0, Z1)
	ADD(Z2, Z3)
	ADD(Z4, Z5)
	ADD(Z6, Z7)
store:
	STORE(Z0, Z1)
	STORE(Z2, Z3)
	STORE(Z4, Z5)
	STORE(Z6, Z7)
	VZEROUPPER
	RET

// func avx512Tile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx512Tile2(SB), NOSPLIT, $0-113
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ aRow+32(FP), R9
	MOVQ aCol+40(FP), R8
	MOVQ b_base+48(FP), DI
	MOVQ bRow+72(FP), DX
	SHLQ $2, R9
	SHLQ $2, R8
	SHLQ $2, DX
	ZERO(Z0, Z1)
	ZERO(Z2, Z3)
loop:
	VMOVUPS (DI), Z28
	VMOVUPS 64(DI), Z29
	STEP((SI), Z30, Z0, Z1)
	STEP((SI)(R9*1), Z31, Z2, Z3)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Z0, Z1)
	ADD(Z2, Z3)
store:
	STORE(Z0, Z1)
	STORE(Z2, Z3)
	VZEROUPPER
	RET

// func avx512Tile1(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·avx512Tile1(SB), NOSPLIT, $0-113
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ aRow+32(FP), R9
	MOVQ aCol+40(FP), R8
	MOVQ b_base+48(FP), DI
	MOVQ bRow+72(FP), DX
	SHLQ $2, R9
	SHLQ $2, R8
	SHLQ $2, DX
	ZERO(Z0, Z1)
loop:
	VMOVUPS (DI), Z28
	VMOVUPS 64(DI), Z29
	STEP((SI), Z30, Z0, Z1)
	NEXT
	JNZ  loop
	MOVQ c_base+80(FP), DI
	MOVQ cRow+104(FP), DX
	SHLQ $2, DX
	MOVBLZX add+112(FP), AX
	TESTL AX, AX
	JZ store
	MOVQ DI, SI
	ADD(Z0, Z1)
store:
	STORE(Z0, Z1)
	VZEROUPPER
	RET
