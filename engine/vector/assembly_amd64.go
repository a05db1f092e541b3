package vector

// The kernels in assembly, by the sixteen elements; blocks is at least 1.

//go:noescape
func avx512AddBias(blocks int, x, bias []float32, floor float32)

//go:noescape
func avx512Positive(blocks int, dst, d, y []float32)

//go:noescape
func avx512Add(blocks int, dst, a, b []float32)

//go:noescape
func avx512Multiply(blocks int, dst, a, b []float32)

//go:noescape
func avx512MultiplyAdd(blocks int, dst, a, b, c []float32)

//go:noescape
func avx512Scale(blocks int, x []float32, factor float32)

//go:noescape
func avx512Squares(blocks int, x []float32, l *[width]float64)

//go:noescape
func avx512Highest(blocks int, x []float32, l *lanes)

//go:noescape
func avx512Exp(blocks int, x []float32, shift, factor float32, l *lanes)

//go:noescape
func avx512Dot(blocks int, x, y []float32, l *lanes)

//go:noescape
func avx512Slope(blocks int, d, p []float32, dot, factor float32)

//go:noescape
func avx512Sum(blocks int, x []float32, l *lanes)

//go:noescape
func avx512Centre(blocks int, x []float32, mean float32, l *lanes)

//go:noescape
func avx512Affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32)

//go:noescape
func avx512NormSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes)

//go:noescape
func avx512NormSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32)

//go:noescape
func avx512Adam(blocks int, w, g, m, v []float32, c *[8]float32)

//go:noescape
func avx2AddBias(blocks int, x, bias []float32, floor float32)

//go:noescape
func avx2Positive(blocks int, dst, d, y []float32)

//go:noescape
func avx2Add(blocks int, dst, a, b []float32)

//go:noescape
func avx2Multiply(blocks int, dst, a, b []float32)

//go:noescape
func avx2MultiplyAdd(blocks int, dst, a, b, c []float32)

//go:noescape
func avx2Scale(blocks int, x []float32, factor float32)

//go:noescape
func avx2Squares(blocks int, x []float32, l *[width]float64)

//go:noescape
func avx2Highest(blocks int, x []float32, l *lanes)

//go:noescape
func avx2Exp(blocks int, x []float32, shift, factor float32, l *lanes)

//go:noescape
func avx2Dot(blocks int, x, y []float32, l *lanes)

//go:noescape
func avx2Slope(blocks int, d, p []float32, dot, factor float32)

//go:noescape
func avx2Sum(blocks int, x []float32, l *lanes)

//go:noescape
func avx2Centre(blocks int, x []float32, mean float32, l *lanes)

//go:noescape
func avx2Affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32)

//go:noescape
func avx2NormSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes)

//go:noescape
func avx2NormSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32)

//go:noescape
func avx2Adam(blocks int, w, g, m, v []float32, c *[8]float32)
