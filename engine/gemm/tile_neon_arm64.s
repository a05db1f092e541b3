#include "textflag.h"

// Tiles of 16 columns for NEON. Each row has its sums in four registers from V0
// up; V24 to V27 hold a row of op(B), V28 and V29 an element of op(A) spread
// over all lanes. R1 and the registers above it point to the rows of op(A).

#define STEP(row, x, sum0, sum1, sum2, sum3) \
	VLD1R.P (row)(R7), [x.S4] \
	VFMLA x.S4, V24.S4, sum0.S4 \
	VFMLA x.S4, V25.S4, sum1.S4 \
	VFMLA x.S4, V26.S4, sum2.S4 \
	VFMLA x.S4, V27.S4, sum3.S4

#define ZERO(sum0, sum1, sum2, sum3) \
	VEOR sum0.B16, sum0.B16, sum0.B16 \
	VEOR sum1.B16, sum1.B16, sum1.B16 \
	VEOR sum2.B16, sum2.B16, sum2.B16 \
	VEOR sum3.B16, sum3.B16, sum3.B16

// Once times a sum plus what was there is rounded once, as an addition is.
#define PLUS(sum0, sum1, sum2, sum3) \
	VLD1 (R12), [V24.S4, V25.S4, V26.S4, V27.S4] \
	VFMLA V30.S4, V24.S4, sum0.S4 \
	VFMLA V30.S4, V25.S4, sum1.S4 \
	VFMLA V30.S4, V26.S4, sum2.S4 \
	VFMLA V30.S4, V27.S4, sum3.S4 \
	ADD R11, R12, R12

#define STORE(sum0, sum1, sum2, sum3) \
	VST1 [sum0.S4, sum1.S4, sum2.S4, sum3.S4], (R10) \
	ADD R11, R10, R10

// func neonTile6(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·neonTile6(SB), NOSPLIT, $0-113
	MOVD k+0(FP), R0
	MOVD a_base+8(FP), R1
	MOVD aRow+32(FP), R13
	MOVD aCol+40(FP), R7
	MOVD b_base+48(FP), R8
	MOVD bRow+72(FP), R9
	MOVD c_base+80(FP), R10
	MOVD cRow+104(FP), R11
	LSL  $2, R13, R13
	LSL  $2, R7, R7
	LSL  $2, R9, R9
	LSL  $2, R11, R11
	ADD  R13, R1, R2
	ADD  R13, R2, R3
	ADD  R13, R3, R4
	ADD  R13, R4, R5
	ADD  R13, R5, R6
	ZERO(V0, V1, V2, V3)
	ZERO(V4, V5, V6, V7)
	ZERO(V8, V9, V10, V11)
	ZERO(V12, V13, V14, V15)
	ZERO(V16, V17, V18, V19)
	ZERO(V20, V21, V22, V23)
loop:
	VLD1 (R8), [V24.S4, V25.S4, V26.S4, V27.S4]
	ADD  R9, R8, R8
	STEP(R1, V28, V0, V1, V2, V3)
	STEP(R2, V29, V4, V5, V6, V7)
	STEP(R3, V28, V8, V9, V10, V11)
	STEP(R4, V29, V12, V13, V14, V15)
	STEP(R5, V28, V16, V17, V18, V19)
	STEP(R6, V29, V20, V21, V22, V23)
	SUBS $1, R0, R0
	BNE  loop
	MOVBU add+112(FP), R14
	CBZ  R14, store
	FMOVS $1.0, F30
	VDUP V30.S[0], V30.S4
	MOVD R10, R12
	PLUS(V0, V1, V2, V3)
	PLUS(V4, V5, V6, V7)
	PLUS(V8, V9, V10, V11)
	PLUS(V12, V13, V14, V15)
	PLUS(V16, V17, V18, V19)
	PLUS(V20, V21, V22, V23)
store:
	STORE(V0, V1, V2, V3)
	STORE(V4, V5, V6, V7)
	STORE(V8, V9, V10, V11)
	STORE(V12, V13, V14, V15)
	STORE(V16, V17, V18, V19)
	STORE(V20, V21, V22, V23)
	RET

// func neonTile4(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·neonTile4(SB), NOSPLIT, $0-113
	MOVD k+0(FP), R0
	MOVD a_base+8(FP), R1
	MOVD aRow+32(FP), R13
	MOVD aCol+40(FP), R7
	MOVD b_base+48(FP), R8
	MOVD bRow+72(FP), R9
	MOVD c_base+80(FP), R10
	MOVD cRow+104(FP), R11
	LSL  $2, R13, R13
	LSL  $2, R7, R7
	LSL  $2, R9, R9
	LSL  $2, R11, R11
	ADD  R13, R1, R2
	ADD  R13, R2, R3
	ADD  R13, R3, R4
	ZERO(V0, V1, V2, V3)
	ZERO(V4, V5, V6, V7)
	ZERO(V8, V9, V10, V11)
	ZERO(V12, V13, V14, V15)
loop:
	VLD1 (R8), [V24.S4, V25.S4, V26.S4, V27.S4]
	ADD  R9, R8, R8
	STEP(R1, V28, V0, V1, V2, V3)
	STEP(R2, V29, V4, V5, V6, V7)
	STEP(R3, V28, V8, V9, V10, V11)
	STEP(R4, V29, V12, V13, V14, V15)
	SUBS $1, R0, R0
	BNE  loop
	MOVBU add+112(FP), R14
	CBZ  R14, store
	FMOVS $1.0, F30
	VDUP V30.S[0], V30.S4
	MOVD R10, R12
	PLUS(V0, V1, V2, V3)
	PLUS(V4, V5, V6, V7)
	PLUS(V8, V9, V10, V11)
	PLUS(V12, V13, V14, V15)
store:
	STORE(V0, V1, V2, V3)
	STORE(V4, V5, V6, V7)
	STORE(V8, V9, V10, V11)
	STORE(V12, V13, V14, V15)
	RET

// func neonTile2(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·neonTile2(SB), NOSPLIT, $0-113
	MOVD k+0(FP), R0
	MOVD a_base+8(FP), R1
	MOVD aRow+32(FP), R13
	MOVD aCol+40(FP), R7
	MOVD b_base+48(FP), R8
	MOVD bRow+72(FP), R9
	MOVD c_base+80(FP), R10
	MOVD cRow+104(FP), R11
	LSL  $2, R13, R13
	LSL  $2, R7, R7
	LSL  $2, R9, R9
	LSL  $2, R11, R11
	ADD  R13, R1, R2
	ZERO(V0, V1, V2, V3)
	ZERO(V4, V5, V6, V7)
loop:
	VLD1 (R8), [V24.S4, V25.S4, V26.S4, V27.S4]
	ADD  R9, R8, R8
	STEP(R1, V28, V0, V1, V2, V3)
	STEP(R2, V29, V4, V5, V6, V7)
	SUBS $1, R0, R0
	BNE  loop
	MOVBU add+112(FP), R14
	CBZ  R14, store
	FMOVS $1.0, F30
	VDUP V30.S[0], V30.S4
	MOVD R10, R12
	PLUS(V0, V1, V2, V3)
	PLUS(V4, V5, V6, V7)
store:
	STORE(V0, V1, V2, V3)
	STORE(V4, V5, V6, V7)
	RET

// func neonTile1(k int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int, add bool)
TEXT ·neonTile1(SB), NOSPLIT, $0-113
	MOVD k+0(FP), R0
	MOVD a_base+8(FP), R1
	MOVD aRow+32(FP), R13
	MOVD aCol+40(FP), R7
	MOVD b_base+48(FP), R8
	MOVD bRow+72(FP), R9
	MOVD c_base+80(FP), R10
	MOVD cRow+104(FP), R11
	LSL  $2, R13, R13
	LSL  $2, R7, R7
	LSL  $2, R9, R9
	LSL  $2, R11, R11
	ZERO(V0, V1, V2, V3)
loop:
	VLD1 (R8), [V24.S4, V25.S4, V26.S4, V27.S4]
	ADD  R9, R8, R8
	STEP(R1, V28, V0, V1, V2, V3)
	SUBS $1, R0, R0
	BNE  loop
	MOVBU add+112(FP), R14
	CBZ  R14, store
	FMOVS $1.0, F30
	VDUP V30.S[0], V30.S4
	MOVD R10, R12
	PLUS(V0, V1, V2, V3)
store:
	STORE(V0, V1, V2, V3)
	RET
