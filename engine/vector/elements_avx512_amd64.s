#include "textflag.h"

// A block is one register of sixteen lanes; see portable.go for what is computed.

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
