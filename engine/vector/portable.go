package vector

import "math"

// What follows runs everywhere and is what assembly has to equal, on as many
// elements as the first slice has; lanes that are given are added to.

func goAddBias(x, bias []float32, floor float32) {
	for i, b := range bias[:len(x)] {
		v := x[i] + b
		if floor > v {
			v = floor
		}
		x[i] = v
	}
}

func goPositive(dst, d, y []float32) {
	d, y = d[:len(dst)], y[:len(dst)]
	for i := range dst {
		v := d[i]
		if y[i] <= 0 {
			v = 0
		}
		dst[i] = v
	}
}

func goAdd(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

func goMultiply(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] * b[i]
	}
}

func goMultiplyAdd(dst, a, b, c []float32) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + float32(b[i]*c[i])
	}
}

func goScale(x []float32, factor float32) {
	for i := range x {
		x[i] *= factor
	}
}

func goSquares(x []float32, l *[width]float64) {
	for i, v := range x {
		l[i%width] += float64(v) * float64(v) // exact before it is added
	}
}

// goExp is Cephes' expf for arguments at or below zero: range reduction by ln 2
// in two parts and a minimax polynomial.
func goExp(x []float32, shift, scale float32, l *lanes) {
	for i, v := range x {
		z := (v - shift) * scale
		if -87 > z {
			z = -87
		}
		k := int32(float32(z*1.44269504) - 0.5)
		f := z - float32(float32(k)*0.693359375)
		f += float32(float32(k) * 2.12194440e-4)
		p := float32(1.9875691500e-4*f) + 1.3981999507e-3
		p = float32(p*f) + 8.3334519073e-3
		p = float32(p*f) + 4.1665795894e-2
		p = float32(p*f) + 1.6666665459e-1
		p = float32(p*f) + 5.0000001201e-1
		e := float32(float32(p*f)*f) + f + 1
		e *= math.Float32frombits(uint32(k+127) << 23)
		x[i] = e
		l[i%width] += e
	}
}

func goHighest(x []float32, l *lanes) {
	copy(l[:], x)
	for i, v := range x {
		l[i%width] = max(l[i%width], v)
	}
}

func goDot(x, y []float32, l *lanes) {
	for i, v := range x {
		l[i%width] += float32(v * y[i])
	}
}

func goSlope(d, p []float32, dot, scale float32) {
	for i, v := range d {
		d[i] = p[i] * (v - dot) * scale
	}
}

func goSum(x []float32, l *lanes) {
	for i, v := range x {
		l[i%width] += v
	}
}

func goCentre(x []float32, mean float32, l *lanes) {
	for i, v := range x {
		v -= mean
		x[i] = v
		l[i%width] += float32(v * v)
	}
}

func goAffine(y, unit []float32, inverse float32, gain, offset []float32) {
	for i := range y {
		h := unit[i] * inverse
		unit[i] = h
		y[i] = float32(h*gain[i]) + offset[i]
	}
}

func goNormSums(d, unit, gain, dgain, doffset []float32, mean, along *lanes) {
	for i, q := range d {
		doffset[i] += q
		dgain[i] += float32(q * unit[i])
		q = float32(q * gain[i]) // or it would be fused with the addition
		mean[i%width] += q
		along[i%width] += float32(q * unit[i])
	}
}

func goNormSlope(dx, d, unit, gain []float32, inverse, mean, along float32) {
	for i := range dx {
		dx[i] = inverse * (float32(d[i]*gain[i]) - mean - float32(unit[i]*along))
	}
}

func goAdam(w, g, m, v []float32, c *[8]float32) {
	clip, b1, c1, b2, c2, rate, second, epsilon := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	for i := range w {
		d := g[i] * clip
		mi := float32(b1*m[i]) + float32(c1*d)
		vi := float32(b2*v[i]) + float32(float32(c2*d)*d)
		m[i], v[i] = mi, vi
		w[i] -= rate * mi / (float32(math.Sqrt(float64(vi*second))) + epsilon)
	}
}
