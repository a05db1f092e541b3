package vocoder

import "math"

// partials are the complex amplitudes of the multiples of F0 in one frame.
type partials struct {
	f0         float64 // Hz; 0 where unvoiced
	amplitudes []complex128
}

// slope is the amplitude of a partial at the start of a segment and its growth
// a sample: of the cosine, and of the sine.
type slope struct{ cos, sin, cosGrowth, sinGrowth float64 }

// oscillators speak the partials from the middle of one frame to that of the next.
type oscillators struct {
	phase  float64 // of F0, in cycles from 0 to 1
	slopes []slope
}

// add adds one segment to block. Amplitudes and F0 go linearly from a to b;
// where one of the two is unvoiced, F0 is that of the other.
func (o *oscillators) add(block []float32, a, b *partials, rate float64) {
	if a.f0 == 0 && b.f0 == 0 {
		o.phase = 0
		return
	}
	from, to := a.f0, b.f0
	if from == 0 {
		from = to
	}
	if to == 0 {
		to = from
	}
	n := float64(len(block))
	o.prepare(a.amplitudes, b.amplitudes, n)
	growth := (to - from) / (rate * n)
	o.speak(block, o.phase, from/rate, growth)
	_, o.phase = math.Modf(o.phase + n*from/rate + growth*n*(n-1)/2)
}

func (o *oscillators) prepare(a, b []complex128, samples float64) {
	o.slopes = o.slopes[:0]
	for h := range max(len(a), len(b)) {
		var x, y complex128
		if h < len(a) {
			x = a[h]
		}
		if h < len(b) {
			y = b[h]
		}
		o.slopes = append(o.slopes, slope{real(x), -imag(x), real(y-x) / samples, -imag(y-x) / samples})
	}
}

// speak sums the partials sample by sample with Clenshaw's recurrence, which
// needs one cosine a sample, itself turned on from the last. Two samples go
// together because the recurrence waits for itself.
func (o *oscillators) speak(block []float32, phase, step, growth float64) {
	turn := rotor(phase)
	stride := rotor(step)
	bend := rotor(growth)
	i := 0
	for ; i+1 < len(block); i += 2 {
		second := turn * stride
		stride *= bend
		y1, y2 := o.pair(turn, second, float64(i))
		block[i] += float32(y1)
		block[i+1] += float32(y2)
		turn = second * stride
		stride *= bend
	}
	if i < len(block) {
		y, _ := o.pair(turn, turn, float64(i))
		block[i] += float32(y)
	}
}

func rotor(cycles float64) complex128 {
	sin, cos := math.Sincos(2 * math.Pi * cycles)
	return complex(cos, sin)
}

// pair sums all partials at sample at, where F0's phase is first, and at the one
// after, where it is second.
func (o *oscillators) pair(first, second complex128, at float64) (y1, y2 float64) {
	k1, k2 := 2*real(first), 2*real(second)
	var c1, c1b, s1, s1b, c2, c2b, s2, s2b float64
	for h := len(o.slopes) - 1; h >= 0; h-- {
		p := &o.slopes[h]
		cos := p.cos + at*p.cosGrowth
		sin := p.sin + at*p.sinGrowth
		c1, c1b = (cos-c1b)+k1*c1, c1
		s1, s1b = (sin-s1b)+k1*s1, s1
		cos += p.cosGrowth
		sin += p.sinGrowth
		c2, c2b = (cos-c2b)+k2*c2, c2
		s2, s2b = (sin-s2b)+k2*s2, s2
	}
	y1 = real(first)*c1 - c1b + imag(first)*s1
	y2 = real(second)*c2 - c2b + imag(second)*s2
	return y1, y2
}
