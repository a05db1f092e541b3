package gemm

import "golang.org/x/sys/cpu"

// vectorKernels asks the processor, and through it the system, which registers
// may be used.
func vectorKernels() []kernel {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	avx2 := kernel{
		id: "avx2-6x16", columns: 16, narrow: 8, direct: 400, transpose: avxTranspose, rows: avx2Rows,
		tiles: []tile{{6, avx2Tile6}, {4, avx2Tile4}, {2, avx2Tile2}, {1, avx2Tile1}},
	}
	if !cpu.X86.HasAVX512F {
		return []kernel{avx2}
	}
	avx512 := kernel{
		id: "avx512-14x32", columns: 32, narrow: 15, direct: 400, transpose: avxTranspose, rows: avx512Rows,
		tiles: []tile{{14, avx512Tile14}, {8, avx512Tile8}, {4, avx512Tile4}, {2, avx512Tile2}, {1, avx512Tile1}},
	}
	return []kernel{avx512, avx2}
}
