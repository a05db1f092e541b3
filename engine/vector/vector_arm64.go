package vector

// Every arm64 processor has NEON.
const (
	plain = iota
	neon
)

var ids = [...]string{"go", "neon"}

func fastest() int { return neon }

func addBias(blocks int, x, bias []float32, floor float32) {
	if level == plain {
		goAddBias(x[:blocks*width], bias, floor)
		return
	}
	neonAddBias(blocks, x, bias, floor)
}

func positive(blocks int, dst, d, y []float32) {
	if level == plain {
		goPositive(dst[:blocks*width], d, y)
		return
	}
	neonPositive(blocks, dst, d, y)
}

func add(blocks int, dst, a, b []float32) {
	if level == plain {
		goAdd(dst[:blocks*width], a, b)
		return
	}
	neonAdd(blocks, dst, a, b)
}

func multiply(blocks int, dst, a, b []float32) {
	if level == plain {
		goMultiply(dst[:blocks*width], a, b)
		return
	}
	neonMultiply(blocks, dst, a, b)
}

func multiplyAdd(blocks int, dst, a, b, c []float32) {
	if level == plain {
		goMultiplyAdd(dst[:blocks*width], a, b, c)
		return
	}
	neonMultiplyAdd(blocks, dst, a, b, c)
}

func scale(blocks int, x []float32, factor float32) {
	if level == plain {
		goScale(x[:blocks*width], factor)
		return
	}
	neonScale(blocks, x, factor)
}

func squares(blocks int, x []float32, l *[width]float64) {
	if level == plain {
		goSquares(x[:blocks*width], l)
		return
	}
	neonSquares(blocks, x, l)
}

func highest(blocks int, x []float32, l *lanes) {
	if level == plain {
		goHighest(x[:blocks*width], l)
		return
	}
	neonHighest(blocks, x, l)
}

func exp(blocks int, x []float32, shift, factor float32, l *lanes) {
	if level == plain {
		goExp(x[:blocks*width], shift, factor, l)
		return
	}
	neonExp(blocks, x, shift, factor, l)
}

func dot(blocks int, x, y []float32, l *lanes) {
	if level == plain {
		goDot(x[:blocks*width], y, l)
		return
	}
	neonDot(blocks, x, y, l)
}

func slope(blocks int, d, p []float32, dot, factor float32) {
	if level == plain {
		goSlope(d[:blocks*width], p, dot, factor)
		return
	}
	neonSlope(blocks, d, p, dot, factor)
}

func sum(blocks int, x []float32, l *lanes) {
	if level == plain {
		goSum(x[:blocks*width], l)
		return
	}
	neonSum(blocks, x, l)
}

func centre(blocks int, x []float32, mean float32, l *lanes) {
	if level == plain {
		goCentre(x[:blocks*width], mean, l)
		return
	}
	neonCentre(blocks, x, mean, l)
}

func affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32) {
	if level == plain {
		goAffine(y[:blocks*width], unit, inverse, gain, offset)
		return
	}
	neonAffine(blocks, y, unit, inverse, gain, offset)
}

func normSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes) {
	if level == plain {
		goNormSums(d[:blocks*width], unit, gain, dgain, doffset, mean, along)
		return
	}
	neonNormSums(blocks, d, unit, gain, dgain, doffset, mean, along)
}

func normSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32) {
	if level == plain {
		goNormSlope(dx[:blocks*width], d, unit, gain, inverse, mean, along)
		return
	}
	neonNormSlope(blocks, dx, d, unit, gain, inverse, mean, along)
}

func adam(blocks int, w, g, m, v []float32, c *[8]float32) {
	if level == plain {
		goAdam(w[:blocks*width], g, m, v, c)
		return
	}
	neonAdam(blocks, w, g, m, v, c)
}
