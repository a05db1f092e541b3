#include "textflag.h"
#include "neon_arm64.h"

// A block is four registers of four lanes each, worked on in two halves; see
// portable.go for what is computed.

// func neonSum(blocks int, x []float32, l *lanes)
TEXT ·neonSum(SB), NOSPLIT, $0-40
	MOVD blocks+0(FP), R0
	MOVD x_base+8(FP), R1
	MOVD l+32(FP), R2
	FMOVQ (R2), F0
	FMOVQ 16(R2), F1
	FMOVQ 32(R2), F2
	FMOVQ 48(R2), F3
loop:
	FMOVQ (R1), F4
	FMOVQ 16(R1), F5
	FADD(4, 0, 0)
	FADD(5, 1, 1)
	FMOVQ 32(R1), F4
	FMOVQ 48(R1), F5
	FADD(4, 2, 2)
	FADD(5, 3, 3)
	ADD  $64, R1, R1
	SUBS $1, R0, R0
	BNE  loop
	FMOVQ F0, (R2)
	FMOVQ F1, 16(R2)
	FMOVQ F2, 32(R2)
	FMOVQ F3, 48(R2)
	RET

// func neonCentre(blocks int, x []float32, mean float32, l *lanes)
TEXT ·neonCentre(SB), NOSPLIT, $0-48
	MOVD blocks+0(FP), R0
	MOVD x_base+8(FP), R1
	MOVD l+40(FP), R2
	FMOVS mean+32(FP), F0
	VDUP V0.S[0], V0.S4
	FMOVQ (R2), F1
	FMOVQ 16(R2), F2
	FMOVQ 32(R2), F3
	FMOVQ 48(R2), F4
loop:
	FMOVQ (R1), F5
	FMOVQ 16(R1), F6
	FSUB(0, 5, 5)
	FSUB(0, 6, 6)
	FMOVQ F5, (R1)
	FMOVQ F6, 16(R1)
	FMUL(5, 5, 5)
	FMUL(6, 6, 6)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FMOVQ 32(R1), F5
	FMOVQ 48(R1), F6
	FSUB(0, 5, 5)
	FSUB(0, 6, 6)
	FMOVQ F5, 32(R1)
	FMOVQ F6, 48(R1)
	FMUL(5, 5, 5)
	FMUL(6, 6, 6)
	FADD(5, 3, 3)
	FADD(6, 4, 4)
	ADD  $64, R1, R1
	SUBS $1, R0, R0
	BNE  loop
	FMOVQ F1, (R2)
	FMOVQ F2, 16(R2)
	FMOVQ F3, 32(R2)
	FMOVQ F4, 48(R2)
	RET

// func neonAffine(blocks int, y, unit []float32, inverse float32, gain, offset []float32)
TEXT ·neonAffine(SB), NOSPLIT, $0-112
	MOVD blocks+0(FP), R0
	MOVD y_base+8(FP), R1
	MOVD unit_base+32(FP), R2
	MOVD gain_base+64(FP), R3
	MOVD offset_base+88(FP), R4
	FMOVS inverse+56(FP), F0
	VDUP V0.S[0], V0.S4
loop:
	FMOVQ (R2), F1
	FMOVQ 16(R2), F2
	FMOVQ (R3), F3
	FMOVQ 16(R3), F4
	FMOVQ (R4), F5
	FMOVQ 16(R4), F6
	FMUL(0, 1, 1)
	FMUL(0, 2, 2)
	FMOVQ F1, (R2)
	FMOVQ F2, 16(R2)
	FMUL(3, 1, 1)
	FMUL(4, 2, 2)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FMOVQ F1, (R1)
	FMOVQ F2, 16(R1)
	FMOVQ 32(R2), F1
	FMOVQ 48(R2), F2
	FMOVQ 32(R3), F3
	FMOVQ 48(R3), F4
	FMOVQ 32(R4), F5
	FMOVQ 48(R4), F6
	FMUL(0, 1, 1)
	FMUL(0, 2, 2)
	FMOVQ F1, 32(R2)
	FMOVQ F2, 48(R2)
	FMUL(3, 1, 1)
	FMUL(4, 2, 2)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FMOVQ F1, 32(R1)
	FMOVQ F2, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	ADD  $64, R4, R4
	SUBS $1, R0, R0
	BNE  loop
	RET

// func neonNormSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes)
TEXT ·neonNormSums(SB), NOSPLIT, $0-144
	MOVD blocks+0(FP), R0
	MOVD d_base+8(FP), R1
	MOVD unit_base+32(FP), R2
	MOVD gain_base+56(FP), R3
	MOVD dgain_base+80(FP), R4
	MOVD doffset_base+104(FP), R5
	MOVD mean+128(FP), R6
	MOVD along+136(FP), R7
	FMOVQ (R6), F0
	FMOVQ 16(R6), F1
	FMOVQ 32(R6), F2
	FMOVQ 48(R6), F3
	FMOVQ (R7), F4
	FMOVQ 16(R7), F5
	FMOVQ 32(R7), F6
	FMOVQ 48(R7), F7
loop:
	FMOVQ (R1), F8
	FMOVQ 16(R1), F9
	FMOVQ (R2), F10
	FMOVQ 16(R2), F11
	FMOVQ (R5), F12
	FMOVQ 16(R5), F13
	FADD(8, 12, 12)
	FADD(9, 13, 13)
	FMOVQ F12, (R5)
	FMOVQ F13, 16(R5)
	FMUL(10, 8, 12)
	FMUL(11, 9, 13)
	FMOVQ (R4), F14
	FMOVQ 16(R4), F15
	FADD(12, 14, 12)
	FADD(13, 15, 13)
	FMOVQ F12, (R4)
	FMOVQ F13, 16(R4)
	FMOVQ (R3), F14
	FMOVQ 16(R3), F15
	FMUL(14, 8, 8)
	FMUL(15, 9, 9)
	FADD(8, 0, 0)
	FADD(9, 1, 1)
	FMUL(10, 8, 8)
	FMUL(11, 9, 9)
	FADD(8, 4, 4)
	FADD(9, 5, 5)
	FMOVQ 32(R1), F8
	FMOVQ 48(R1), F9
	FMOVQ 32(R2), F10
	FMOVQ 48(R2), F11
	FMOVQ 32(R5), F12
	FMOVQ 48(R5), F13
	FADD(8, 12, 12)
	FADD(9, 13, 13)
	FMOVQ F12, 32(R5)
	FMOVQ F13, 48(R5)
	FMUL(10, 8, 12)
	FMUL(11, 9, 13)
	FMOVQ 32(R4), F14
	FMOVQ 48(R4), F15
	FADD(12, 14, 12)
	FADD(13, 15, 13)
	FMOVQ F12, 32(R4)
	FMOVQ F13, 48(R4)
	FMOVQ 32(R3), F14
	FMOVQ 48(R3), F15
	FMUL(14, 8, 8)
	FMUL(15, 9, 9)
	FADD(8, 2, 2)
	FADD(9, 3, 3)
	FMUL(10, 8, 8)
	FMUL(11, 9, 9)
	FADD(8, 6, 6)
	FADD(9, 7, 7)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	ADD  $64, R4, R4
	ADD  $64, R5, R5
	SUBS $1, R0, R0
	BNE  loop
	FMOVQ F0, (R6)
	FMOVQ F1, 16(R6)
	FMOVQ F2, 32(R6)
	FMOVQ F3, 48(R6)
	FMOVQ F4, (R7)
	FMOVQ F5, 16(R7)
	FMOVQ F6, 32(R7)
	FMOVQ F7, 48(R7)
	RET

// func neonNormSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32)
TEXT ·neonNormSlope(SB), NOSPLIT, $0-116
	MOVD blocks+0(FP), R0
	MOVD dx_base+8(FP), R1
	MOVD d_base+32(FP), R2
	MOVD unit_base+56(FP), R3
	MOVD gain_base+80(FP), R4
	FMOVS inverse+104(FP), F0
	VDUP V0.S[0], V0.S4
	FMOVS mean+108(FP), F1
	VDUP V1.S[0], V1.S4
	FMOVS along+112(FP), F2
	VDUP V2.S[0], V2.S4
loop:
	FMOVQ (R2), F3
	FMOVQ 16(R2), F4
	FMOVQ (R4), F5
	FMOVQ 16(R4), F6
	FMOVQ (R3), F7
	FMOVQ 16(R3), F8
	FMUL(5, 3, 3)
	FMUL(6, 4, 4)
	FSUB(1, 3, 3)
	FSUB(1, 4, 4)
	FMUL(2, 7, 7)
	FMUL(2, 8, 8)
	FSUB(7, 3, 3)
	FSUB(8, 4, 4)
	FMUL(0, 3, 3)
	FMUL(0, 4, 4)
	FMOVQ F3, (R1)
	FMOVQ F4, 16(R1)
	FMOVQ 32(R2), F3
	FMOVQ 48(R2), F4
	FMOVQ 32(R4), F5
	FMOVQ 48(R4), F6
	FMOVQ 32(R3), F7
	FMOVQ 48(R3), F8
	FMUL(5, 3, 3)
	FMUL(6, 4, 4)
	FSUB(1, 3, 3)
	FSUB(1, 4, 4)
	FMUL(2, 7, 7)
	FMUL(2, 8, 8)
	FSUB(7, 3, 3)
	FSUB(8, 4, 4)
	FMUL(0, 3, 3)
	FMUL(0, 4, 4)
	FMOVQ F3, 32(R1)
	FMOVQ F4, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	ADD  $64, R4, R4
	SUBS $1, R0, R0
	BNE  loop
	RET
