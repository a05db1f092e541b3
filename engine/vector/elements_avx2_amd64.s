#include "textflag.h"

// A block is two registers of eight lanes each; see portable.go for what is computed.

// func avx2AddBias(blocks int, x, bias []float32, floor float32)
TEXT ·avx2AddBias(SB), NOSPLIT, $0-60
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ bias_base+32(FP), DI
	VBROADCASTSS floor+56(FP), Y0
loop:
	VMOVUPS (SI), Y1
	VMOVUPS 32(SI), Y2
	VMOVUPS (DI), Y3
	VMOVUPS 32(DI), Y4
	VADDPS Y3, Y1, Y1
	VADDPS Y4, Y2, Y2
	VMAXPS Y1, Y0, Y1
	VMAXPS Y2, Y0, Y2
	VMOVUPS Y1, (SI)
	VMOVUPS Y2, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2Positive(blocks int, dst, d, y []float32)
TEXT ·avx2Positive(SB), NOSPLIT, $0-80
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ d_base+32(FP), DI
	MOVQ y_base+56(FP), DX
	VXORPS Y15, Y15, Y15
loop:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DX), Y2
	VMOVUPS 32(DX), Y3
	VCMPPS $22, Y15, Y2, Y2
	VANDPS Y2, Y0, Y0
	VCMPPS $22, Y15, Y3, Y3
	VANDPS Y3, Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2Add(blocks int, dst, a, b []float32)
TEXT ·avx2Add(SB), NOSPLIT, $0-80
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ a_base+32(FP), DI
	MOVQ b_base+56(FP), DX
loop:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DX), Y2
	VMOVUPS 32(DX), Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2Multiply(blocks int, dst, a, b []float32)
TEXT ·avx2Multiply(SB), NOSPLIT, $0-80
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ a_base+32(FP), DI
	MOVQ b_base+56(FP), DX
loop:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DX), Y2
	VMOVUPS 32(DX), Y3
	VMULPS Y2, Y0, Y0
	VMULPS Y3, Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2MultiplyAdd(blocks int, dst, a, b, c []float32)
TEXT ·avx2MultiplyAdd(SB), NOSPLIT, $0-104
	MOVQ blocks+0(FP), CX
	MOVQ dst_base+8(FP), SI
	MOVQ a_base+32(FP), DI
	MOVQ b_base+56(FP), DX
	MOVQ c_base+80(FP), BX
loop:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DX), Y2
	VMOVUPS 32(DX), Y3
	VMOVUPS (BX), Y4
	VMOVUPS 32(BX), Y5
	VMULPS Y4, Y2, Y2
	VMULPS Y5, Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	ADDQ $64, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2Scale(blocks int, x []float32, factor float32)
TEXT ·avx2Scale(SB), NOSPLIT, $0-36
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	VBROADCASTSS factor+32(FP), Y0
loop:
	VMOVUPS (SI), Y1
	VMOVUPS 32(SI), Y2
	VMULPS Y0, Y1, Y1
	VMULPS Y0, Y2, Y2
	VMOVUPS Y1, (SI)
	VMOVUPS Y2, 32(SI)
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func avx2Squares(blocks int, x []float32, l *[width]float64)
TEXT ·avx2Squares(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ x_base+8(FP), SI
	MOVQ l+32(FP), DI
	VMOVUPD (DI), Y0
	VMOVUPD 32(DI), Y1
	VMOVUPD 64(DI), Y2
	VMOVUPD 96(DI), Y3
loop:
	VCVTPS2PD (SI), Y4
	VMULPD Y4, Y4, Y4
	VADDPD Y4, Y0, Y0
	VCVTPS2PD 16(SI), Y5
	VMULPD Y5, Y5, Y5
	VADDPD Y5, Y1, Y1
	VCVTPS2PD 32(SI), Y6
	VMULPD Y6, Y6, Y6
	VADDPD Y6, Y2, Y2
	VCVTPS2PD 48(SI), Y7
	VMULPD Y7, Y7, Y7
	VADDPD Y7, Y3, Y3
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	VZEROUPPER
	RET
