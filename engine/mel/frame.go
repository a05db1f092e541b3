package mel

import "math"

// Bins is the count of FFT bins of a real frame, from 0 Hz to half the sample rate.
func (p Params) Bins() int { return p.FFTSize/2 + 1 }

// BinHz is the frequency of an FFT bin.
func (p Params) BinHz(bin int) float64 {
	return float64(bin) * float64(p.SampleRate) / float64(p.FFTSize)
}

// Centre is the sample in the middle of frame t.
func (p Params) Centre(t int) int { return t*p.HopLength + p.HopLength/2 }

// Frames is the count of frames of a wave.
func (p Params) Frames(samples int) int { return samples / p.HopLength }

// NoiseEdges are the borders of the aperiodicity bands in Hz, from 0 to half
// the sample rate, narrower where hearing is finer. Its length is Aperiodicities+1.
func (p Params) NoiseEdges() []float64 {
	edges := make([]float64, p.Aperiodicities+1)
	for i := range edges {
		x := float64(i) / float64(p.Aperiodicities)
		edges[i] = float64(p.SampleRate) / 2 * (0.4*x + 0.6*x*x)
	}
	return edges
}

// hann is the periodic Hann window.
func hann(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(n))
	}
	return w
}

// reflected maps an index outside of [0, n) back into it, mirrored at the
// first and the last sample as often as it takes.
func reflected(i, n int) int {
	if n == 1 {
		return 0
	}
	period := 2 * (n - 1)
	i %= period
	if i < 0 {
		i += period
	}
	return min(i, period-i)
}

func powerOfTwo(atLeast int) int {
	n := 1
	for n < atLeast {
		n *= 2
	}
	return n
}

// loudest bounds what a sample may be before it is analysed.
const loudest = 1e4

// cleaned copies a wave into dst; samples that are no numbers become silence.
func cleaned(dst []float64, wave []float32) []float64 {
	dst = grown(dst, len(wave))
	for i, v := range wave {
		x := float64(v)
		if math.IsNaN(x) {
			x = 0
		}
		dst[i] = max(-loudest, min(loudest, x))
	}
	return dst
}

// grown returns buffer with length n, allocated anew only where it is too short.
func grown[T any](buffer []T, n int) []T {
	if cap(buffer) < n {
		return make([]T, n)
	}
	return buffer[:n]
}
