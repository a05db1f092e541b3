package gemm

// vectorKernels needs not ask: every arm64 processor has NEON.
func vectorKernels() []kernel {
	return []kernel{{
		id: "neon-6x16", columns: 16, narrow: 8, direct: 400,
		tiles: []tile{{6, neonTile6}, {4, neonTile4}, {2, neonTile2}, {1, neonTile1}},
	}}
}
