#include "textflag.h"

// A block is one register of sixteen lanes; see portable.go for what is computed.

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
