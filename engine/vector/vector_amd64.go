package vector

import "golang.org/x/sys/cpu"

// What the processor, and through it the system, allows.
const (
	plain = iota
	avx2
	avx512
)

var ids = [...]string{"go", "avx2", "avx512"}

func fastest() int {
	switch {
	case cpu.X86.HasAVX512F:
		return avx512
	case cpu.X86.HasAVX2:
		return avx2
	}
	return plain
}

func addBias(blocks int, x, bias []float32, floor float32) {
	switch level {
	case avx512:
		avx512AddBias(blocks, x, bias, floor)
	case avx2:
		avx2AddBias(blocks, x, bias, floor)
	default:
		goAddBias(x[:blocks*width], bias, floor)
	}
}

func positive(blocks int, dst, d, y []float32) {
	switch level {
	case avx512:
		avx512Positive(blocks, dst, d, y)
	case avx2:
		avx2Positive(blocks, dst, d, y)
	default:
		goPositive(dst[:blocks*width], d, y)
	}
}

func add(blocks int, dst, a, b []float32) {
	switch level {
	case avx512:
		avx512Add(blocks, dst, a, b)
	case avx2:
		avx2Add(blocks, dst, a, b)
	default:
		goAdd(dst[:blocks*width], a, b)
	}
}

func multiply(blocks int, dst, a, b []float32) {
	switch level {
	case avx512:
		avx512Multiply(blocks, dst, a, b)
	case avx2:
		avx2Multiply(blocks, dst, a, b)
	default:
		goMultiply(dst[:blocks*width], a, b)
	}
}

func multiplyAdd(blocks int, dst, a, b, c []float32) {
	switch level {
	case avx512:
		avx512MultiplyAdd(blocks, dst, a, b, c)
	case avx2:
		avx2MultiplyAdd(blocks, dst, a, b, c)
	default:
		goMultiplyAdd(dst[:blocks*width], a, b, c)
	}
}

func scale(blocks int, x []float32, factor float32) {
	switch level {
	case avx512:
		avx512Scale(blocks, x, factor)
	case avx2:
		avx2Scale(blocks, x, factor)
	default:
		goScale(x[:blocks*width], factor)
	}
}

func squares(blocks int, x []float32, l *[width]float64) {
	switch level {
	case avx512:
		avx512Squares(blocks, x, l)
	case avx2:
		avx2Squares(blocks, x, l)
	default:
		goSquares(x[:blocks*width], l)
	}
}

func highest(blocks int, x []float32, l *lanes) {
	switch level {
	case avx512:
		avx512Highest(blocks, x, l)
	case avx2:
		avx2Highest(blocks, x, l)
	default:
		goHighest(x[:blocks*width], l)
	}
}

func exp(blocks int, x []float32, shift, factor float32, l *lanes) {
	switch level {
	case avx512:
		avx512Exp(blocks, x, shift, factor, l)
	case avx2:
		avx2Exp(blocks, x, shift, factor, l)
	default:
		goExp(x[:blocks*width], shift, factor, l)
	}
}

func dot(blocks int, x, y []float32, l *lanes) {
	switch level {
	case avx512:
		avx512Dot(blocks, x, y, l)
	case avx2:
		avx2Dot(blocks, x, y, l)
	default:
		goDot(x[:blocks*width], y, l)
	}
}

func slope(blocks int, d, p []float32, dot, factor float32) {
	switch level {
	case avx512:
		avx512Slope(blocks, d, p, dot, factor)
	case avx2:
		avx2Slope(blocks, d, p, dot, factor)
	default:
		goSlope(d[:blocks*width], p, dot, factor)
	}
}

func sum(blocks int, x []float32, l *lanes) {
	switch level {
	case avx512:
		avx512Sum(blocks, x, l)
	case avx2:
		avx2Sum(blocks, x, l)
	default:
		goSum(x[:blocks*width], l)
	}
}

func centre(blocks int, x []float32, mean float32, l *lanes) {
	switch level {
	case avx512:
		avx512Centre(blocks, x, mean, l)
	case avx2:
		avx2Centre(blocks, x, mean, l)
	default:
		goCentre(x[:blocks*width], mean, l)
	}
}

func affine(blocks int, y, unit []float32, inverse float32, gain, offset []float32) {
	switch level {
	case avx512:
		avx512Affine(blocks, y, unit, inverse, gain, offset)
	case avx2:
		avx2Affine(blocks, y, unit, inverse, gain, offset)
	default:
		goAffine(y[:blocks*width], unit, inverse, gain, offset)
	}
}

func normSums(blocks int, d, unit, gain, dgain, doffset []float32, mean, along *lanes) {
	switch level {
	case avx512:
		avx512NormSums(blocks, d, unit, gain, dgain, doffset, mean, along)
	case avx2:
		avx2NormSums(blocks, d, unit, gain, dgain, doffset, mean, along)
	default:
		goNormSums(d[:blocks*width], unit, gain, dgain, doffset, mean, along)
	}
}

func normSlope(blocks int, dx, d, unit, gain []float32, inverse, mean, along float32) {
	switch level {
	case avx512:
		avx512NormSlope(blocks, dx, d, unit, gain, inverse, mean, along)
	case avx2:
		avx2NormSlope(blocks, dx, d, unit, gain, inverse, mean, along)
	default:
		goNormSlope(dx[:blocks*width], d, unit, gain, inverse, mean, along)
	}
}

func adam(blocks int, w, g, m, v []float32, c *[8]float32) {
	switch level {
	case avx512:
		avx512Adam(blocks, w, g, m, v, c)
	case avx2:
		avx2Adam(blocks, w, g, m, v, c)
	default:
		goAdam(w[:blocks*width], g, m, v, c)
	}
}
