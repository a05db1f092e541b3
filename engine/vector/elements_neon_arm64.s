#include "textflag.h"
#include "neon_arm64.h"

// A block is four registers of four lanes each, worked on in two halves; see
// portable.go for what is computed.

// func neonAddBias(blocks int, x, bias []float32, floor float32)
TEXT ·neonAddBias(SB), NOSPLIT, $0-60
	MOVD blocks+0(FP), R0
	MOVD x_base+8(FP), R1
	MOVD bias_base+32(FP), R2
	FMOVS floor+56(FP), F0
	VDUP V0.S[0], V0.S4
loop:
	FMOVQ (R1), F3
	FMOVQ 16(R1), F4
	FMOVQ (R2), F5
	FMOVQ 16(R2), F6
	FADD(5, 3, 3)
	FADD(6, 4, 4)
	FCMGT(3, 0, 1)
	BIT(1, 0, 3)
	FCMGT(4, 0, 2)
	BIT(2, 0, 4)
	FMOVQ F3, (R1)
	FMOVQ F4, 16(R1)
	FMOVQ 32(R1), F3
	FMOVQ 48(R1), F4
	FMOVQ 32(R2), F5
	FMOVQ 48(R2), F6
	FADD(5, 3, 3)
	FADD(6, 4, 4)
	FCMGT(3, 0, 1)
	BIT(1, 0, 3)
	FCMGT(4, 0, 2)
	BIT(2, 0, 4)
	FMOVQ F3, 32(R1)
	FMOVQ F4, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonPositive(blocks int, dst, d, y []float32)
TEXT ·neonPositive(SB), NOSPLIT, $0-80
	MOVD blocks+0(FP), R0
	MOVD dst_base+8(FP), R1
	MOVD d_base+32(FP), R2
	MOVD y_base+56(FP), R3
loop:
	FMOVQ (R2), F0
	FMOVQ 16(R2), F1
	FMOVQ (R3), F2
	FMOVQ 16(R3), F3
	FCMLE0(2, 2)
	BIC(2, 0, 0)
	FCMLE0(3, 3)
	BIC(3, 1, 1)
	FMOVQ F0, (R1)
	FMOVQ F1, 16(R1)
	FMOVQ 32(R2), F0
	FMOVQ 48(R2), F1
	FMOVQ 32(R3), F2
	FMOVQ 48(R3), F3
	FCMLE0(2, 2)
	BIC(2, 0, 0)
	FCMLE0(3, 3)
	BIC(3, 1, 1)
	FMOVQ F0, 32(R1)
	FMOVQ F1, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonAdd(blocks int, dst, a, b []float32)
TEXT ·neonAdd(SB), NOSPLIT, $0-80
	MOVD blocks+0(FP), R0
	MOVD dst_base+8(FP), R1
	MOVD a_base+32(FP), R2
	MOVD b_base+56(FP), R3
loop:
	FMOVQ (R2), F0
	FMOVQ 16(R2), F1
	FMOVQ (R3), F2
	FMOVQ 16(R3), F3
	FADD(2, 0, 0)
	FADD(3, 1, 1)
	FMOVQ F0, (R1)
	FMOVQ F1, 16(R1)
	FMOVQ 32(R2), F0
	FMOVQ 48(R2), F1
	FMOVQ 32(R3), F2
	FMOVQ 48(R3), F3
	FADD(2, 0, 0)
	FADD(3, 1, 1)
	FMOVQ F0, 32(R1)
	FMOVQ F1, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonMultiply(blocks int, dst, a, b []float32)
TEXT ·neonMultiply(SB), NOSPLIT, $0-80
	MOVD blocks+0(FP), R0
	MOVD dst_base+8(FP), R1
	MOVD a_base+32(FP), R2
	MOVD b_base+56(FP), R3
loop:
	FMOVQ (R2), F0
	FMOVQ 16(R2), F1
	FMOVQ (R3), F2
	FMOVQ 16(R3), F3
	FMUL(2, 0, 0)
	FMUL(3, 1, 1)
	FMOVQ F0, (R1)
	FMOVQ F1, 16(R1)
	FMOVQ 32(R2), F0
	FMOVQ 48(R2), F1
	FMOVQ 32(R3), F2
	FMOVQ 48(R3), F3
	FMUL(2, 0, 0)
	FMUL(3, 1, 1)
	FMOVQ F0, 32(R1)
	FMOVQ F1, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonMultiplyAdd(blocks int, dst, a, b, c []float32)
TEXT ·neonMultiplyAdd(SB), NOSPLIT, $0-104
	MOVD blocks+0(FP), R0
	MOVD dst_base+8(FP), R1
	MOVD a_base+32(FP), R2
	MOVD b_base+56(FP), R3
	MOVD c_base+80(FP), R4
loop:
	FMOVQ (R2), F0
	FMOVQ 16(R2), F1
	FMOVQ (R3), F2
	FMOVQ 16(R3), F3
	FMOVQ (R4), F4
	FMOVQ 16(R4), F5
	FMUL(4, 2, 2)
	FMUL(5, 3, 3)
	FADD(2, 0, 0)
	FADD(3, 1, 1)
	FMOVQ F0, (R1)
	FMOVQ F1, 16(R1)
	FMOVQ 32(R2), F0
	FMOVQ 48(R2), F1
	FMOVQ 32(R3), F2
	FMOVQ 48(R3), F3
	FMOVQ 32(R4), F4
	FMOVQ 48(R4), F5
	FMUL(4, 2, 2)
	FMUL(5, 3, 3)
	FADD(2, 0, 0)
	FADD(3, 1, 1)
	FMOVQ F0, 32(R1)
	FMOVQ F1, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	ADD  $64, R4, R4
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonScale(blocks int, x []float32, factor float32)
TEXT ·neonScale(SB), NOSPLIT, $0-36
	MOVD blocks+0(FP), R0
	MOVD x_base+8(FP), R1
	FMOVS factor+32(FP), F0
	VDUP V0.S[0], V0.S4
loop:
	FMOVQ (R1), F1
	FMOVQ 16(R1), F2
	FMUL(0, 1, 1)
	FMUL(0, 2, 2)
	FMOVQ F1, (R1)
	FMOVQ F2, 16(R1)
	FMOVQ 32(R1), F1
	FMOVQ 48(R1), F2
	FMUL(0, 1, 1)
	FMUL(0, 2, 2)
	FMOVQ F1, 32(R1)
	FMOVQ F2, 48(R1)
	ADD  $64, R1, R1
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonSquares(blocks int, x []float32, l *[width]float64)
TEXT ·neonSquares(SB), NOSPLIT, $0-40
	MOVD blocks+0(FP), R0
	MOVD x_base+8(FP), R1
	MOVD l+32(FP), R2
	FMOVQ (R2), F0
	FMOVQ 16(R2), F1
	FMOVQ 32(R2), F2
	FMOVQ 48(R2), F3
	FMOVQ 64(R2), F4
	FMOVQ 80(R2), F5
	FMOVQ 96(R2), F6
	FMOVQ 112(R2), F7
loop:
	FMOVQ (R1), F8
	FCVTL(8, 9)
	FCVTL2(8, 10)
	FMULD(9, 9, 9)
	FMULD(10, 10, 10)
	FADDD(9, 0, 0)
	FADDD(10, 1, 1)
	FMOVQ 16(R1), F8
	FCVTL(8, 9)
	FCVTL2(8, 10)
	FMULD(9, 9, 9)
	FMULD(10, 10, 10)
	FADDD(9, 2, 2)
	FADDD(10, 3, 3)
	FMOVQ 32(R1), F8
	FCVTL(8, 9)
	FCVTL2(8, 10)
	FMULD(9, 9, 9)
	FMULD(10, 10, 10)
	FADDD(9, 4, 4)
	FADDD(10, 5, 5)
	FMOVQ 48(R1), F8
	FCVTL(8, 9)
	FCVTL2(8, 10)
	FMULD(9, 9, 9)
	FMULD(10, 10, 10)
	FADDD(9, 6, 6)
	FADDD(10, 7, 7)
	ADD  $64, R1, R1
	SUBS $1, R0, R0
	BNE  loop
	FMOVQ F0, (R2)
	FMOVQ F1, 16(R2)
	FMOVQ F2, 32(R2)
	FMOVQ F3, 48(R2)
	FMOVQ F4, 64(R2)
	FMOVQ F5, 80(R2)
	FMOVQ F6, 96(R2)
	FMOVQ F7, 112(R2)
	RET
