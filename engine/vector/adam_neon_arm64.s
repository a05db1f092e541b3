#include "textflag.h"
#include "neon_arm64.h"

// A block is four registers of four lanes each, worked on in two halves; see
// portable.go for what is computed.

// func neonAdam(blocks int, w, g, m, v []float32, c *[8]float32)
TEXT ·neonAdam(SB), NOSPLIT, $0-112
	MOVD blocks+0(FP), R0
	MOVD w_base+8(FP), R1
	MOVD g_base+32(FP), R2
	MOVD m_base+56(FP), R3
	MOVD v_base+80(FP), R4
	MOVD c+104(FP), R5
	FMOVS (R5), F0
	VDUP V0.S[0], V0.S4
	FMOVS 4(R5), F1
	VDUP V1.S[0], V1.S4
	FMOVS 8(R5), F2
	VDUP V2.S[0], V2.S4
	FMOVS 12(R5), F3
	VDUP V3.S[0], V3.S4
	FMOVS 16(R5), F4
	VDUP V4.S[0], V4.S4
	FMOVS 20(R5), F5
	VDUP V5.S[0], V5.S4
	FMOVS 24(R5), F6
	VDUP V6.S[0], V6.S4
	FMOVS 28(R5), F7
	VDUP V7.S[0], V7.S4
loop:
	FMOVQ (R2), F8
	FMOVQ 16(R2), F9
	FMUL(0, 8, 8)
	FMUL(0, 9, 9)
	FMOVQ (R3), F10
	FMOVQ 16(R3), F11
	FMUL(1, 10, 10)
	FMUL(1, 11, 11)
	FMUL(2, 8, 12)
	FMUL(2, 9, 13)
	FADD(12, 10, 10)
	FADD(13, 11, 11)
	FMOVQ F10, (R3)
	FMOVQ F11, 16(R3)
	FMUL(4, 8, 12)
	FMUL(4, 9, 13)
	FMUL(8, 12, 8)
	FMUL(9, 13, 9)
	FMOVQ (R4), F12
	FMOVQ 16(R4), F13
	FMUL(3, 12, 12)
	FMUL(3, 13, 13)
	FADD(8, 12, 12)
	FADD(9, 13, 13)
	FMOVQ F12, (R4)
	FMOVQ F13, 16(R4)
	FMUL(6, 12, 12)
	FMUL(6, 13, 13)
	FSQRT(12, 12)
	FSQRT(13, 13)
	FADD(7, 12, 12)
	FADD(7, 13, 13)
	FMUL(5, 10, 10)
	FMUL(5, 11, 11)
	FDIV(12, 10, 10)
	FDIV(13, 11, 11)
	FMOVQ (R1), F12
	FMOVQ 16(R1), F13
	FSUB(10, 12, 12)
	FSUB(11, 13, 13)
	FMOVQ F12, (R1)
	FMOVQ F13, 16(R1)
	FMOVQ 32(R2), F8
	FMOVQ 48(R2), F9
	FMUL(0, 8, 8)
	FMUL(0, 9, 9)
	FMOVQ 32(R3), F10
	FMOVQ 48(R3), F11
	FMUL(1, 10, 10)
	FMUL(1, 11, 11)
	FMUL(2, 8, 12)
	FMUL(2, 9, 13)
	FADD(12, 10, 10)
	FADD(13, 11, 11)
	FMOVQ F10, 32(R3)
	FMOVQ F11, 48(R3)
	FMUL(4, 8, 12)
	FMUL(4, 9, 13)
	FMUL(8, 12, 8)
	FMUL(9, 13, 9)
	FMOVQ 32(R4), F12
	FMOVQ 48(R4), F13
	FMUL(3, 12, 12)
	FMUL(3, 13, 13)
	FADD(8, 12, 12)
	FADD(9, 13, 13)
	FMOVQ F12, 32(R4)
	FMOVQ F13, 48(R4)
	FMUL(6, 12, 12)
	FMUL(6, 13, 13)
	FSQRT(12, 12)
	FSQRT(13, 13)
	FADD(7, 12, 12)
	FADD(7, 13, 13)
	FMUL(5, 10, 10)
	FMUL(5, 11, 11)
	FDIV(12, 10, 10)
	FDIV(13, 11, 11)
	FMOVQ 32(R1), F12
	FMOVQ 48(R1), F13
	FSUB(10, 12, 12)
	FSUB(11, 13, 13)
	FMOVQ F12, 32(R1)
	FMOVQ F13, 48(R1)
	ADD  $64, R1, R1
	ADD  $64, R2, R2
	ADD  $64, R3, R3
	ADD  $64, R4, R4
	SUBS $1, R0, R0
	BNE  loop
	RET
