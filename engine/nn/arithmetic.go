package nn

import (
	"math"

	"avagar/engine/vector"
)

// arithmetic is what operations do element by element, in one precision: see
// package vector.
type arithmetic[T Float] struct {
	addBias           func(x, bias []T, floor T)
	positive          func(dst, d, y []T)
	columnSums        func(sums, x []T)
	add, times        func(dst, a, b []T)
	softmax           func(row []T, factor T)
	softmaxGradient   func(d, p []T, factor T)
	normalise         func(y, unit, a, b, mask, gain, offset []T) (inverse T)
	normaliseGradient func(dx, d, unit []T, inverse T, gain, dgain, doffset []T)
	squareSum         func(x []T) float64
}

func arithmeticOf[T Float]() *arithmetic[T] {
	a := new(arithmetic[T])
	switch p := any(a).(type) {
	case *arithmetic[float32]:
		*p = arithmetic[float32]{
			vector.AddBias, vector.Positive, vector.ColumnSums, vector.Add, vector.Multiply, vector.Softmax, vector.SoftmaxGradient,
			vector.Normalise, vector.NormaliseGradient, vector.SquareSum,
		}
	case *arithmetic[float64]:
		*p = double
	}
	return a
}

// double is plain and slow: gradients are checked with it.
var double = arithmetic[float64]{
	addBias: func(x, bias []float64, floor float64) {
		for i := range x {
			x[i] = max(x[i]+bias[i%len(bias)], floor)
		}
	},
	positive: func(dst, d, y []float64) {
		for i := range dst {
			if y[i] <= 0 {
				dst[i] = 0
			} else {
				dst[i] = d[i]
			}
		}
	},
	columnSums: func(sums, x []float64) {
		clear(sums)
		for i, v := range x {
			sums[i%len(sums)] += v
		}
	},
	add: func(dst, a, b []float64) {
		for i := range dst {
			dst[i] = a[i] + b[i]
		}
	},
	times: func(dst, a, b []float64) {
		for i := range dst {
			dst[i] = a[i] * b[i]
		}
	},
	softmax: func(row []float64, factor float64) {
		top, sum := math.Inf(-1), 0.0
		for _, v := range row {
			top = max(top, v)
		}
		for j, v := range row {
			row[j] = math.Exp((v - top) * factor)
			sum += row[j]
		}
		for j := range row {
			row[j] /= sum
		}
	},
	softmaxGradient: func(d, p []float64, factor float64) {
		dot := 0.0
		for j, v := range d {
			dot += v * p[j]
		}
		for j, v := range d {
			d[j] = p[j] * (v - dot) * factor
		}
	},
	normalise: func(y, unit, a, b, mask, gain, offset []float64) float64 {
		sum, square, n := 0.0, 0.0, float64(len(y))
		for j := range y {
			unit[j] = a[j] + b[j]
			if mask != nil {
				unit[j] = a[j] + b[j]*mask[j]
			}
			sum += unit[j]
		}
		for j := range y {
			unit[j] -= sum / n
			square += unit[j] * unit[j]
		}
		inverse := 1 / math.Sqrt(square/n+1e-5)
		for j := range y {
			unit[j] *= inverse
			y[j] = unit[j]*gain[j] + offset[j]
		}
		return inverse
	},
	normaliseGradient: func(dx, d, unit []float64, inverse float64, gain, dgain, doffset []float64) {
		mean, along, n := 0.0, 0.0, float64(len(d))
		for j, q := range d {
			doffset[j] += q
			dgain[j] += q * unit[j]
			mean += q * gain[j] / n
			along += q * gain[j] * unit[j] / n
		}
		for j, q := range d {
			dx[j] = inverse * (q*gain[j] - mean - unit[j]*along)
		}
	},
	squareSum: func(x []float64) float64 {
		sum := 0.0
		for _, v := range x {
			sum += v * v
		}
		return sum
	},
}
