#include "textflag.h"

// A block is two registers of eight lanes each; see portable.go for what is computed.

// func avx2Sum(blocks int, x []float32, l *lanes)
TEXT ·avx2Sum(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+32(FP), DI
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
loop:
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET

// func avx2Centre(blocks int, x []float32, mean float32, l *lanes)
TEXT ·avx2Centre(SB), NOSPLIT, $0-48
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+40(FP), DI
	VBROADCASTSS mean+32(FP), Y0
	VMOVUPS (DI), Y1
	VMOVUPS 32(DI), Y2
loop:
	VMOVUPS (SI), Y3
	VMOVUPS 32(SI), Y4
	VSUBPS Y0, Y3, Y3
	VSUBPS Y0, Y4, Y4
	VMOVUPS Y3, (SI)
	VMOVUPS Y4, 32(SI)
	VMULPS Y3, Y3, Y3
	VMULPS Y4, Y4, Y4
	VADDPS Y3, Y1, Y1
	VADDPS Y4, Y2, Y2
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPS Y1, (DI)
	VMOVUPS Y2, 32(DI)
	VZEROUPPER
	RET

// func avx2Affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32)
TEXT ·avx2Affine(SB), NOSPLIT, $0-112
	MOVQ blocks+0(FP), CX
	MOVQ y_base+8(FP), SI
	MOVQ unit_base+32(FP), DI
	MOVQ gain_base+64(FP), DX
	MOVQ offset_base+88(FP), BX
	VBROADCASTSS inverse+56(FP), Y0
loop:
	VMOVUPS (DI), Y1
	VMOVUPS 32(DI), Y2
	VMOVUPS (DX), Y3
	VMOVUPS 32(DX), Y4
	VMOVUPS (BX), Y5
	VMOVUPS 32(BX), Y6
	VMULPS Y0, Y1, Y1
	VMULPS Y0, Y2, Y2
	VMOVUPS Y1, (DI)
	VMOVUPS Y2, 32(DI)
	VMULPS Y3, Y1, Y1
	VMULPS Y4, Y2, Y2
	VADDPS Y5, Y1, Y1
	VADDPS Y6, Y2, Y2
	VMOVUPS Y1, (SI)
	VMOVUPS Y2, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2NormSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes)
TEXT ·avx2NormSums(SB), NOSPLIT, $0-144
	MOVQ blocks+0(FP), CX
	MOVQ d_base+8(FP), SI
	MOVQ unit_base+32(FP), DI
	MOVQ gain_base+56(FP), DX
	MOVQ dgain_base+80(FP), BX
	MOVQ doffset_base+104(FP), R8
	MOVQ mean+128(FP), R9
	MOVQ along+136(FP), R10
	VMOVUPS (R9), Y0
	VMOVUPS 32(R9), Y1
	VMOVUPS (R10), Y2
	VMOVUPS 32(R10), Y3
loop:
	VMOVUPS (SI), Y4
	VMOVUPS 32(SI), Y5
	VMOVUPS (DI), Y6
	VMOVUPS 32(DI), Y7
	VMOVUPS (R8), Y8
	VMOVUPS 32(R8), Y9
	VADDPS Y4, Y8, Y8
	VADDPS Y5, Y9, Y9
	VMOVUPS Y8, (R8)
	VMOVUPS Y9, 32(R8)
	VMULPS Y6, Y4, Y8
	VMULPS Y7, Y5, Y9
	VMOVUPS (BX), Y10
	VMOVUPS 32(BX), Y11
	VADDPS Y8, Y10, Y8
	VADDPS Y9, Y11, Y9
	VMOVUPS Y8, (BX)
	VMOVUPS Y9, 32(BX)
	VMOVUPS (DX), Y10
	VMOVUPS 32(DX), Y11
	VMULPS Y10, Y4, Y4
	VMULPS Y11, Y5, Y5
	VADDPS Y4, Y0, Y0
	VADDPS Y5, Y1, Y1
	VMULPS Y6, Y4, Y4
	VMULPS Y7, Y5, Y5
	VADDPS Y4, Y2, Y2
	VADDPS Y5, Y3, Y3
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	ADDQ $64, R8
	DECQ CX
	JNZ  loop
	VMOVUPS Y0, (R9)
	VMOVUPS Y1, 32(R9)
	VMOVUPS Y2, (R10)
	VMOVUPS Y3, 32(R10)
	VZEROUPPER
	RET

// func avx2NormSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32)
TEXT ·avx2NormSlope(SB), NOSPLIT, $0-116
	MOVQ blocks+0(FP), CX
	MOVQ dx_base+8(FP), SI
	MOVQ d_base+32(FP), DI
	MOVQ unit_base+56(FP), DX
	MOVQ gain_base+80(FP), BX
	VBROADCASTSS inverse+104(FP), Y0
	VBROADCASTSS mean+108(FP), Y1
	VBROADCASTSS along+112(FP), Y2
loop:
	VMOVUPS (DI), Y3
	VMOVUPS 32(DI), Y4
	VMOVUPS (BX), Y5
	VMOVUPS 32(BX), Y6
	VMOVUPS (DX), Y7
	VMOVUPS 32(DX), Y8
	VMULPS Y5, Y3, Y3
	VMULPS Y6, Y4, Y4
	VSUBPS Y1, Y3, Y3
	VSUBPS Y1, Y4, Y4
	VMULPS Y2, Y7, Y7
	VMULPS Y2, Y8, Y8
	VSUBPS Y7, Y3, Y3
	VSUBPS Y8, Y4, Y4
	VMULPS Y0, Y3, Y3
	VMULPS Y0, Y4, Y4
	VMOVUPS Y3, (SI)
	VMOVUPS Y4, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET
