#include "textflag.h"

// func avx512Rows(rows int, src []float32, srcStep int, dst []float32)
TEXT ·avx512Rows(SB), NOSPLIT, $0-64
	MOVQ rows+0(FP), CX
	MOVQ src_base+8(FP), SI
	MOVQ srcStep+32(FP), R8
	MOVQ dst_base+40(FP), DI
	SHLQ $2, R8

loop:
	VMOVUPS (SI), Z0
	VMOVUPS 64(SI), Z1
	VMOVUPS Z0, (DI)
	VMOVUPS Z1, 64(DI)
	ADDQ    R8, SI
	ADDQ    $128, DI
	DECQ    CX
	JNZ     loop
	VZEROUPPER
	RET

// func avx2Rows(rows int, src []float32, srcStep int, dst []float32)
TEXT ·avx2Rows(SB), NOSPLIT, $0-64
	MOVQ rows+0(FP), CX
	MOVQ src_base+8(FP), SI
	MOVQ srcStep+32(FP), R8
	MOVQ dst_base+40(FP), DI
	SHLQ $2, R8

loop:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ    R8, SI
	ADDQ    $64, DI
	DECQ    CX
	JNZ     loop
	VZEROUPPER
	RET
