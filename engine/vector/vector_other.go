//go:build !amd64 && !arm64

package vector

var ids = [...]string{"go"}

func fastest() int { return 0 }

func addBias(blocks int, x, bias []float32, floor float32) { goAddBias(x[:blocks*width], bias, floor) }

func positive(blocks int, dst, d, y []float32) { goPositive(dst[:blocks*width], d, y) }

func add(blocks int, dst, a, b []float32) { goAdd(dst[:blocks*width], a, b) }

func multiply(blocks int, dst, a, b []float32) { goMultiply(dst[:blocks*width], a, b) }

func multiplyAdd(blocks int, dst, a, b, c []float32) { goMultiplyAdd(dst[:blocks*width], a, b, c) }

func scale(blocks int, x []float32, factor float32) { goScale(x[:blocks*width], factor) }

func squares(blocks int, x []float32, l *[width]float64) { goSquares(x[:blocks*width], l) }

func highest(blocks int, x []float32, l *lanes) { goHighest(x[:blocks*width], l) }

func exp(blocks int, x []float32, shift, factor float32, l *lanes) {
	goExp(x[:blocks*width], shift, factor, l)
}

func dot(blocks int, x, y []float32, l *lanes) { goDot(x[:blocks*width], y, l) }

func slope(blocks int, d, p []float32, dot, factor float32) {
	goSlope(d[:blocks*width], p, dot, factor)
}

func sum(blocks int, x []float32, l *lanes) { goSum(x[:blocks*width], l) }

func centre(blocks int, x []float32, mean float32, l *lanes) { goCentre(x[:blocks*width], mean, l) }

func affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32) {
	goAffine(y[:blocks*width], unit, inverse, gain, offset)
}

func normSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes) {
	goNormSums(d[:blocks*width], unit, gain, dgain, doffset, mean, along)
}

func normSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32) {
	goNormSlope(dx[:blocks*width], d, unit, gain, inverse, mean, along)
}

func adam(blocks int, w, g, m, v []float32, c *[8]float32) { goAdam(w[:blocks*width], g, m, v, c) }
