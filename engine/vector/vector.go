// Package vector does elementwise work on slices in single precision: with
// vector instructions where the processor has them, in plain Go elsewhere.
//
// Every way gives the same bits. Products are rounded before they are added, and
// a sum over a slice is made in sixteen lanes, element i in lane i%16, which are
// then added in a fixed order. A call works on as much as it is given without
// a break, so what is large is given in parts.
//
// Functions panic when a slice is shorter than the first one.
package vector

import "math"

// width is the number of lanes.
const width = 16

// lanes are partial sums.
type lanes [width]float32

// sum adds the lanes: halves, then quarters, and so on.
func (l *lanes) sum() float32 {
	for n := width / 2; n > 0; n /= 2 {
		for i := range n {
			l[i] += l[i+n]
		}
	}
	return l[0]
}

// AddBias adds bias to every row of x and raises what is below floor to it:
// 0 makes a rectifier, minus infinity leaves all as it is. NaN stays.
//
//	x [rows][len(bias)]
func AddBias(x, bias []float32, floor float32) {
	n := len(bias)
	whole := n / width
	for ; len(x) >= n && n > 0; x = x[n:] {
		if whole > 0 {
			addBias(whole, x, bias, floor)
		}
		goAddBias(x[whole*width:n], bias[whole*width:], floor)
	}
}

// Positive writes d where y is above zero or NaN and 0 elsewhere.
func Positive(dst, d, y []float32) {
	n := len(dst)
	d, y = d[:n], y[:n]
	at := n / width * width
	if at > 0 {
		positive(n/width, dst, d, y)
	}
	goPositive(dst[at:], d[at:], y[at:])
}

// ColumnSums adds the rows of x one after another: x [rows][len(sums)].
func ColumnSums(sums, x []float32) {
	clear(sums)
	n := len(sums)
	for ; len(x) >= n && n > 0; x = x[n:] {
		Add(sums, sums, x)
	}
}

// Add writes a+b.
func Add(dst, a, b []float32) {
	n := len(dst)
	a, b = a[:n], b[:n]
	at := n / width * width
	if at > 0 {
		add(n/width, dst, a, b)
	}
	goAdd(dst[at:], a[at:], b[at:])
}

// Multiply writes a·b, element by element.
func Multiply(dst, a, b []float32) {
	n := len(dst)
	a, b = a[:n], b[:n]
	at := n / width * width
	if at > 0 {
		multiply(n/width, dst, a, b)
	}
	goMultiply(dst[at:], a[at:], b[at:])
}

// SquareSum is the sum of squares in double precision, sixteen lanes of it.
func SquareSum(x []float32) float64 {
	var l [width]float64
	at := len(x) / width * width
	if at > 0 {
		squares(len(x)/width, x, &l)
	}
	goSquares(x[at:], &l)
	for n := width / 2; n > 0; n /= 2 {
		for i := range n {
			l[i] += l[i+n]
		}
	}
	return l[0]
}

// Softmax makes a row of scores positive with sum 1, in place: the exponential
// of factor times what each is below the highest, with a relative error under
// 3e-7. A NaN makes all of the row NaN.
func Softmax(row []float32, factor float32) {
	if len(row) == 0 {
		return
	}
	at := len(row) / width * width
	top := row[len(row)-1]
	var l lanes
	if at > 0 {
		highest(at/width, row, &l)
		for _, v := range l {
			top = max(top, v)
		}
	}
	for _, v := range row[at:] {
		top = max(top, v)
	}
	clear(l[:])
	if at > 0 {
		exp(at/width, row, top, factor, &l)
	}
	goExp(row[at:], top, factor, &l)
	inverse := 1 / l.sum()
	if at > 0 {
		scale(at/width, row, inverse)
	}
	goScale(row[at:], inverse)
}

// SoftmaxGradient turns d, the gradient of the shares p that Softmax made, into
// that of the scores.
func SoftmaxGradient(d, p []float32, factor float32) {
	p = p[:len(d)]
	at := len(d) / width * width
	var l lanes
	if at > 0 {
		dot(at/width, d, p, &l)
	}
	goDot(d[at:], p[at:], &l)
	along := l.sum()
	if at > 0 {
		slope(at/width, d, p, along, factor)
	}
	goSlope(d[at:], p[at:], along, factor)
}

// epsilon keeps the variance of a normalised row away from zero.
const epsilon = 1e-5

// Normalise makes unit the row a+b·mask with mean 0 and variance 1, and y
// unit·gain+offset. Without a mask it is a+b. It returns what the row was
// multiplied with. (arXiv 1607.06450)
func Normalise(y, unit, a, b, mask, gain, offset []float32) (inverse float32) {
	n := len(y)
	unit, a, b, gain, offset = unit[:n], a[:n], b[:n], gain[:n], offset[:n]
	if mask == nil {
		Add(unit, a, b)
	} else {
		addMasked(unit, a, b, mask[:n])
	}
	at := n / width * width
	var l lanes
	if at > 0 {
		sum(at/width, unit, &l)
	}
	goSum(unit[at:], &l)
	mean := l.sum() / float32(n)
	clear(l[:])
	if at > 0 {
		centre(at/width, unit, mean, &l)
	}
	goCentre(unit[at:], mean, &l)
	inverse = float32(1 / math.Sqrt(float64(l.sum()/float32(n))+epsilon))
	if at > 0 {
		affine(at/width, y, unit, inverse, gain, offset)
	}
	goAffine(y[at:], unit[at:], inverse, gain[at:], offset[at:])
	return inverse
}

// addMasked writes a + b·c.
func addMasked(dst, a, b, c []float32) {
	at := len(dst) / width * width
	if at > 0 {
		multiplyAdd(at/width, dst, a, b, c)
	}
	goMultiplyAdd(dst[at:], a[at:], b[at:], c[at:])
}

// NormaliseGradient is the gradient dx of the row a+b that Normalise took, for
// the gradient d of y. It adds to the gradients of gain and offset.
func NormaliseGradient(dx, d, unit []float32, inverse float32, gain, dgain, doffset []float32) {
	n := len(dx)
	d, unit, gain, dgain, doffset = d[:n], unit[:n], gain[:n], dgain[:n], doffset[:n]
	at := n / width * width
	var mean, along lanes
	if at > 0 {
		normSums(at/width, d, unit, gain, dgain, doffset, &mean, &along)
	}
	goNormSums(d[at:], unit[at:], gain[at:], dgain[at:], doffset[at:], &mean, &along)
	m, a := mean.sum()/float32(n), along.sum()/float32(n)
	if at > 0 {
		normSlope(at/width, dx, d, unit, gain, inverse, m, a)
	}
	goNormSlope(dx[at:], d[at:], unit[at:], gain[at:], inverse, m, a)
}

// Adam holds the numbers of one step of the optimiser of arXiv 1412.6980.
type Adam struct {
	Clip         float32 // the gradient is multiplied with it
	Beta1, Beta2 float32
	Rate         float32 // learning rate over what is missing of the first moment
	Second       float32 // 1 over what is missing of the second moment
	Epsilon      float32
}

// Update changes weights w and moments m and v for a gradient g.
func (a *Adam) Update(w, g, m, v []float32) {
	n := len(w)
	g, m, v = g[:n], m[:n], v[:n]
	c := [8]float32{a.Clip, a.Beta1, 1 - a.Beta1, a.Beta2, 1 - a.Beta2, a.Rate, a.Second, a.Epsilon}
	at := n / width * width
	if at > 0 {
		adam(at/width, w, g, m, v, &c)
	}
	goAdam(w[at:], g[at:], m[at:], v[at:], &c)
}
