#include "textflag.h"

// A block is one register of sixteen lanes; see portable.go for what is computed.

DATA low<>+0(SB)/4, $0xc2ae0000
GLOBL low<>(SB), RODATA|NOPTR, $4
DATA log2e<>+0(SB)/4, $0x3fb8aa3b
GLOBL log2e<>(SB), RODATA|NOPTR, $4
DATA half<>+0(SB)/4, $0x3f000000
GLOBL half<>(SB), RODATA|NOPTR, $4
DATA ln2a<>+0(SB)/4, $0x3f318000
GLOBL ln2a<>(SB), RODATA|NOPTR, $4
DATA ln2b<>+0(SB)/4, $0x395e8083
GLOBL ln2b<>(SB), RODATA|NOPTR, $4
DATA p0<>+0(SB)/4, $0x39506967
GLOBL p0<>(SB), RODATA|NOPTR, $4
DATA p1<>+0(SB)/4, $0x3ab743ce
GLOBL p1<>(SB), RODATA|NOPTR, $4
DATA p2<>+0(SB)/4, $0x3c088908
GLOBL p2<>(SB), RODATA|NOPTR, $4
DATA p3<>+0(SB)/4, $0x3d2aa9c1
GLOBL p3<>(SB), RODATA|NOPTR, $4
DATA p4<>+0(SB)/4, $0x3e2aaaaa
GLOBL p4<>(SB), RODATA|NOPTR, $4
DATA p5<>+0(SB)/4, $0x3f000000
GLOBL p5<>(SB), RODATA|NOPTR, $4
DATA one<>+0(SB)/4, $0x3f800000
GLOBL one<>(SB), RODATA|NOPTR, $4
DATA bias<>+0(SB)/4, $0x0000007f
GLOBL bias<>(SB), RODATA|NOPTR, $4

// func avx512AddBias(blocks int, x, bias []float32, floor float32)
TEXT ·avx512AddBias(SB), NOSPLIT, $0-60
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ bias_base+32(FP), DI
	VBROADCASTSS floor+56(FP), Z0
loop:
	VMOVUPS (SI), Z1
	VMOVUPS (DI), Z2
	VADDPS Z2, Z1, Z1
	VMAXPS Z1, Z0, Z1
	VMOVUPS Z1, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Positive(blocks int, dst, d, y []float32)
TEXT ·avx512Positive(SB), NOSPLIT, $0-80
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ d_base+32(FP), DI
	MOVQ y_base+56(FP), DX
	VPXORD Z31, Z31, Z31
loop:
	VMOVUPS (DI), Z0
	VMOVUPS (DX), Z1
	VCMPPS $22, Z31, Z1, K1
	VMOVUPS.Z Z0, K1, Z0
	VMOVUPS Z0, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Add(blocks int, dst, a, b []float32)
TEXT ·avx512Add(SB), NOSPLIT, $0-80
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ a_base+32(FP), DI
	MOVQ b_base+56(FP), DX
loop:
	VMOVUPS (DI), Z0
	VMOVUPS (DX), Z1
	VADDPS Z1, Z0, Z0
	VMOVUPS Z0, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Multiply(blocks int, dst, a, b []float32)
TEXT ·avx512Multiply(SB), NOSPLIT, $0-80
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ a_base+32(FP), DI
	MOVQ b_base+56(FP), DX
loop:
	VMOVUPS (DI), Z0
	VMOVUPS (DX), Z1
	VMULPS Z1, Z0, Z0
	VMOVUPS Z0, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512MultiplyAdd(blocks int, dst, a, b, c []float32)
TEXT ·avx512MultiplyAdd(SB), NOSPLIT, $0-104
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ a_base+32(FP), DI
	MOVQ b_base+56(FP), DX
	MOVQ c_base+80(FP), BX
loop:
	VMOVUPS (DI), Z0
	VMOVUPS (DX), Z1
	VMOVUPS (BX), Z2
	VMULPS Z2, Z1, Z1
	VADDPS Z1, Z0, Z0
	VMOVUPS Z0, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Scale(blocks int, x []float32, factor float32)
TEXT ·avx512Scale(SB), NOSPLIT, $0-36
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	VBROADCASTSS factor+32(FP), Z0
loop:
	VMOVUPS (SI), Z1
	VMULPS Z0, Z1, Z1
	VMOVUPS Z1, (SI)
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Squares(blocks int, x []float32, l *[width]float64)
TEXT ·avx512Squares(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+32(FP), DI
	VMOVUPD (DI), Z0
	VMOVUPD 64(DI), Z1
loop:
	VCVTPS2PD (SI), Z2
	VMULPD Z2, Z2, Z2
	VADDPD Z2, Z0, Z0
	VCVTPS2PD 32(SI), Z3
	VMULPD Z3, Z3, Z3
	VADDPD Z3, Z1, Z1
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPD Z0, (DI)
	VMOVUPD Z1, 64(DI)
	VZEROUPPER
	RET

// func avx512Highest(blocks int, x []float32, l *lanes)
TEXT ·avx512Highest(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+32(FP), DI
	VMOVUPS (SI), Z0
loop:
	VMOVUPS (SI), Z1
	VMAXPS Z0, Z1, Z0
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPS Z0, (DI)
	VZEROUPPER
	RET

// func avx512Exp(blocks int, x []float32, shift, factor float32, l *lanes)
TEXT ·avx512Exp(SB), NOSPLIT, $0-48
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+40(FP), DI
	VBROADCASTSS shift+32(FP), Z0
	VBROADCASTSS factor+36(FP), Z1
	VBROADCASTSS low<>(SB), Z2
	VBROADCASTSS log2e<>(SB), Z3
	VBROADCASTSS half<>(SB), Z4
	VBROADCASTSS ln2a<>(SB), Z5
	VBROADCASTSS ln2b<>(SB), Z6
	VBROADCASTSS p0<>(SB), Z7
	VBROADCASTSS p1<>(SB), Z8
	VBROADCASTSS p2<>(SB), Z9
	VBROADCASTSS p3<>(SB), Z10
	VBROADCASTSS p4<>(SB), Z11
	VBROADCASTSS p5<>(SB), Z12
	VBROADCASTSS one<>(SB), Z13
	VBROADCASTSS bias<>(SB), Z14
	VMOVUPS (DI), Z15
loop:
	VMOVUPS (SI), Z16
	VSUBPS Z0, Z16, Z16
	VMULPS Z1, Z16, Z16
	VMAXPS Z16, Z2, Z16
	VMULPS Z3, Z16, Z17
	VSUBPS Z4, Z17, Z17
	VCVTTPS2DQ Z17, Z17
	VCVTDQ2PS Z17, Z18
	VMULPS Z5, Z18, Z19
	VSUBPS Z19, Z16, Z16
	VMULPS Z6, Z18, Z19
	VADDPS Z19, Z16, Z16
	VMULPS Z7, Z16, Z19
	VADDPS Z8, Z19, Z19
	VMULPS Z16, Z19, Z19
	VADDPS Z9, Z19, Z19
	VMULPS Z16, Z19, Z19
	VADDPS Z10, Z19, Z19
	VMULPS Z16, Z19, Z19
	VADDPS Z11, Z19, Z19
	VMULPS Z16, Z19, Z19
	VADDPS Z12, Z19, Z19
	VMULPS Z16, Z19, Z19
	VMULPS Z16, Z19, Z19
	VADDPS Z16, Z19, Z19
	VADDPS Z13, Z19, Z19
	VPADDD Z14, Z17, Z17
	VPSLLD $23, Z17, Z17
	VMULPS Z17, Z19, Z19
	VMOVUPS Z19, (SI)
	VADDPS Z19, Z15, Z15
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPS Z15, (DI)
	VZEROUPPER
	RET

// func avx512Dot(blocks int, x, y []float32, l *lanes)
TEXT ·avx512Dot(SB), NOSPLIT, $0-64
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ y_base+32(FP), DI
	MOVQ l+56(FP), DX
	VMOVUPS (DX), Z0
loop:
	VMOVUPS (SI), Z1
	VMOVUPS (DI), Z2
	VMULPS Z2, Z1, Z1
	VADDPS Z1, Z0, Z0
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  loop
	VMOVUPS Z0, (DX)
	VZEROUPPER
	RET

// func avx512Slope(blocks int, d, p []float32, dot, factor float32)
TEXT ·avx512Slope(SB), NOSPLIT, $0-64
	MOVQ blocks+0(FP), CX
	MOVQ d_base+8(FP), SI
	MOVQ p_base+32(FP), DI
	VBROADCASTSS dot+56(FP), Z0
	VBROADCASTSS factor+60(FP), Z1
loop:
	VMOVUPS (SI), Z2
	VMOVUPS (DI), Z3
	VSUBPS Z0, Z2, Z2
	VMULPS Z2, Z3, Z2
	VMULPS Z1, Z2, Z2
	VMOVUPS Z2, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Sum(blocks int, x []float32, l *lanes)
TEXT ·avx512Sum(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+32(FP), DI
	VMOVUPS (DI), Z0
loop:
	VMOVUPS (SI), Z1
	VADDPS Z1, Z0, Z0
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPS Z0, (DI)
	VZEROUPPER
	RET

// func avx512Centre(blocks int, x []float32, mean float32, l *lanes)
TEXT ·avx512Centre(SB), NOSPLIT, $0-48
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+40(FP), DI
	VBROADCASTSS mean+32(FP), Z0
	VMOVUPS (DI), Z1
loop:
	VMOVUPS (SI), Z2
	VSUBPS Z0, Z2, Z2
	VMOVUPS Z2, (SI)
	VMULPS Z2, Z2, Z2
	VADDPS Z2, Z1, Z1
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPS Z1, (DI)
	VZEROUPPER
	RET

// func avx512Affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32)
TEXT ·avx512Affine(SB), NOSPLIT, $0-112
	MOVQ blocks+0(FP), CX
	MOVQ y_base+8(FP), SI
	MOVQ unit_base+32(FP), DI
	MOVQ gain_base+64(FP), DX
	MOVQ offset_base+88(FP), BX
	VBROADCASTSS inverse+56(FP), Z0
loop:
	VMOVUPS (DI), Z1
	VMOVUPS (DX), Z2
	VMOVUPS (BX), Z3
	VMULPS Z0, Z1, Z1
	VMOVUPS Z1, (DI)
	VMULPS Z2, Z1, Z1
	VADDPS Z3, Z1, Z1
	VMOVUPS Z1, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512NormSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes)
TEXT ·avx512NormSums(SB), NOSPLIT, $0-144
	MOVQ blocks+0(FP), CX
	MOVQ d_base+8(FP), SI
	MOVQ unit_base+32(FP), DI
	MOVQ gain_base+56(FP), DX
	MOVQ dgain_base+80(FP), BX
	MOVQ doffset_base+104(FP), R8
	MOVQ mean+128(FP), R9
	MOVQ along+136(FP), R10
	VMOVUPS (R9), Z0
	VMOVUPS (R10), Z1
loop:
	VMOVUPS (SI), Z2
	VMOVUPS (DI), Z3
	VMOVUPS (R8), Z4
	VADDPS Z2, Z4, Z4
	VMOVUPS Z4, (R8)
	VMULPS Z3, Z2, Z4
	VMOVUPS (BX), Z5
	VADDPS Z4, Z5, Z4
	VMOVUPS Z4, (BX)
	VMOVUPS (DX), Z5
	VMULPS Z5, Z2, Z2
	VADDPS Z2, Z0, Z0
	VMULPS Z3, Z2, Z2
	VADDPS Z2, Z1, Z1
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	ADDQ $64, R8
	DECQ CX
	JNZ  loop
	VMOVUPS Z0, (R9)
	VMOVUPS Z1, (R10)
	VZEROUPPER
	RET

// func avx512NormSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32)
TEXT ·avx512NormSlope(SB), NOSPLIT, $0-116
	MOVQ blocks+0(FP), CX
	MOVQ dx_base+8(FP), SI
	MOVQ d_base+32(FP), DI
	MOVQ unit_base+56(FP), DX
	MOVQ gain_base+80(FP), BX
	VBROADCASTSS inverse+104(FP), Z0
	VBROADCASTSS mean+108(FP), Z1
	VBROADCASTSS along+112(FP), Z2
loop:
	VMOVUPS (DI), Z3
	VMOVUPS (BX), Z4
	VMOVUPS (DX), Z5
	VMULPS Z4, Z3, Z3
	VSUBPS Z1, Z3, Z3
	VMULPS Z2, Z5, Z5
	VSUBPS Z5, Z3, Z3
	VMULPS Z0, Z3, Z3
	VMOVUPS Z3, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx512Adam(blocks int, w, g, m, v []float32, c *[8]float32)
TEXT ·avx512Adam(SB), NOSPLIT, $0-112
	MOVQ blocks+0(FP), CX
	MOVQ w_base+8(FP), SI
	MOVQ g_base+32(FP), DI
	MOVQ m_base+56(FP), DX
	MOVQ v_base+80(FP), BX
	MOVQ c+104(FP), R8
	VBROADCASTSS (R8), Z0
	VBROADCASTSS 4(R8), Z1
	VBROADCASTSS 8(R8), Z2
	VBROADCASTSS 12(R8), Z3
	VBROADCASTSS 16(R8), Z4
	VBROADCASTSS 20(R8), Z5
	VBROADCASTSS 24(R8), Z6
	VBROADCASTSS 28(R8), Z7
loop:
	VMOVUPS (DI), Z8
	VMULPS Z0, Z8, Z8
	VMOVUPS (DX), Z9
	VMULPS Z1, Z9, Z9
	VMULPS Z2, Z8, Z10
	VADDPS Z10, Z9, Z9
	VMOVUPS Z9, (DX)
	VMULPS Z4, Z8, Z10
	VMULPS Z8, Z10, Z8
	VMOVUPS (BX), Z10
	VMULPS Z3, Z10, Z10
	VADDPS Z8, Z10, Z10
	VMOVUPS Z10, (BX)
	VMULPS Z6, Z10, Z10
	VSQRTPS Z10, Z10
	VADDPS Z7, Z10, Z10
	VMULPS Z5, Z9, Z9
	VDIVPS Z10, Z9, Z9
	VMOVUPS (SI), Z10
	VSUBPS Z9, Z10, Z10
	VMOVUPS Z10, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET
