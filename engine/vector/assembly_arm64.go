package vector

// The kernels in assembly, by the sixteen elements; blocks is at least 1.

//go:noescape
func neonAddBias(blocks int, x, bias []float32, floor float32)

//go:noescape
func neonPositive(blocks int, dst, d, y []float32)

//go:noescape
func neonAdd(blocks int, dst, a, b []float32)

//go:noescape
func neonMultiply(blocks int, dst, a, b []float32)

//go:noescape
func neonMultiplyAdd(blocks int, dst, a, b, c []float32)

//go:noescape
func neonScale(blocks int, x []float32, factor float32)

//go:noescape
func neonSquares(blocks int, x []float32, l *[width]float64)

//go:noescape
func neonHighest(blocks int, x []float32, l *lanes)

//go:noescape
func neonExp(blocks int, x []float32, shift, factor float32, l *lanes)

//go:noescape
func neonDot(blocks int, x, y []float32, l *lanes)

//go:noescape
func neonSlope(blocks int, d, p []float32, dot, factor float32)

//go:noescape
func neonSum(blocks int, x []float32, l *lanes)

//go:noescape
func neonCentre(blocks int, x []float32, mean float32, l *lanes)

//go:noescape
func neonAffine(blocks int, y, unit []float32, inverse float32, gain, offset []float32)

//go:noescape
func neonNormSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes)

//go:noescape
func neonNormSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32)

//go:noescape
func neonAdam(blocks int, w, g, m, v []float32, c *[8]float32)
