package mel

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"
)

// segment is a stretch of a wave under a Hann window whose length follows the
// pitch, and its spectrum.
type segment struct {
	size     int
	fft      *fourier.FFT
	samples  []float64 // [size]
	window   []float64 // [2*half+1]
	spectrum []complex128
}

func newSegment(size int) *segment {
	return &segment{
		size: size, fft: fourier.NewFFT(size), samples: make([]float64, size),
		window: make([]float64, 0, size), spectrum: make([]complex128, size/2+1),
	}
}

// load takes 2*half+1 samples around centre, less their weighted mean, under a
// window of unit power. Beyond the wave there is silence.
func (s *segment) load(wave []float64, centre, half int) {
	half = max(1, min(half, (s.size-1)/2))
	s.shape(half)
	clear(s.samples)
	from := centre - half
	first, last := max(0, -from), min(len(s.window), len(wave)-from)
	sum, weight, square := 0.0, 0.0, 0.0
	for i, w := range s.window {
		weight += w
		square += w * w
		if i >= first && i < last {
			s.samples[i] = wave[from+i] * w
			sum += s.samples[i]
		}
	}
	mean, scale := sum/weight, 1/math.Sqrt(square)
	for i, w := range s.window {
		s.samples[i] = (s.samples[i] - mean*w) * scale
	}
}

func (s *segment) shape(half int) {
	n := 2*half + 1
	if len(s.window) == n {
		return
	}
	s.window = s.window[:n]
	stepSin, stepCos := math.Sincos(math.Pi / float64(half+1))
	sin, cos := 0.0, 1.0
	for i := 0; i <= half; i++ {
		s.window[half+i] = 0.5 + 0.5*cos
		s.window[half-i] = s.window[half+i]
		sin, cos = sin*stepCos+cos*stepSin, cos*stepCos-sin*stepSin
	}
}

// powers writes the squared magnitudes [size/2+1] of what was loaded.
func (s *segment) powers(power []float64) {
	s.fft.Coefficients(s.spectrum, s.samples)
	for k, c := range s.spectrum {
		power[k] = real(c)*real(c) + imag(c)*imag(c)
	}
}
