package audio

import "math"

// biquad is a second-order filter, b over a with a0 = 1, run in float64.
type biquad struct{ b0, b1, b2, a1, a2 float64 }

// run filters in place, transposed direct form II, from rest.
func (q biquad) run(wave []float64) {
	var s1, s2 float64
	for i, x := range wave {
		y := q.b0*x + s1
		s1 = q.b1*x - q.a1*y + s2
		s2 = q.b2*x - q.a2*y
		wave[i] = y
	}
}

// highPass is a second-order high-pass by the bilinear transform, exact at
// its corner.
func highPass(corner float64, rate int, quality float64) biquad {
	k := math.Tan(math.Pi * corner / float64(rate))
	a0 := 1 + k/quality + k*k
	return biquad{
		b0: 1 / a0, b1: -2 / a0, b2: 1 / a0,
		a1: 2 * (k*k - 1) / a0, a2: (1 - k/quality + k*k) / a0,
	}
}

func widen(wave []float32) []float64 {
	out := make([]float64, len(wave))
	for i, v := range wave {
		out[i] = float64(v)
	}
	return out
}

func narrow(wave []float64) []float32 {
	out := make([]float32, len(wave))
	for i, v := range wave {
		out[i] = float32(v)
	}
	return out
}
