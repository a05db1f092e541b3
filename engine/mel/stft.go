package mel

import (
	"gonum.org/v1/gonum/dsp/fourier"
)

// STFT is the short-time Fourier transform in HiFi-GAN's framing: the wave is
// mirrored by (FFTSize-HopLength)/2 samples at both ends, so frame t is centred
// at sample t*HopLength + HopLength/2. It serves one goroutine at a time.
type STFT struct {
	p      Params
	fft    *fourier.FFT
	window []float64 // [FFTSize], Hann in the middle, zero around it
	frame  []float64 // [FFTSize]
	sum    []float64 // squared windows under each sample of the inverse
}

// NewSTFT prepares the tables.
func NewSTFT(p Params) (*STFT, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	s := &STFT{p: p, fft: fourier.NewFFT(p.FFTSize), frame: make([]float64, p.FFTSize), window: make([]float64, p.FFTSize)}
	copy(s.window[(p.FFTSize-p.WinLength)/2:], hann(p.WinLength))
	return s, nil
}

func (s *STFT) start(t int) int {
	return t*s.p.HopLength - (s.p.FFTSize-s.p.HopLength)/2
}

// Frame writes the spectrum of frame t to spectrum [bins]. The wave is not empty.
func (s *STFT) Frame(wave []float64, t int, spectrum []complex128) {
	from := s.start(t)
	if from >= 0 && from+s.p.FFTSize <= len(wave) {
		for i, v := range wave[from : from+s.p.FFTSize] {
			s.frame[i] = v * s.window[i]
		}
	} else {
		for i, w := range s.window {
			s.frame[i] = w * wave[reflected(from+i, len(wave))]
		}
	}
	s.fft.Coefficients(spectrum, s.frame)
}

// Forward gives the spectra of all frames, [frames][bins]. Its result reuses
// spectra where that is large enough.
func (s *STFT) Forward(wave []float64, spectra []complex128) []complex128 {
	frames, bins := s.p.Frames(len(wave)), s.p.Bins()
	spectra = grown(spectra, frames*bins)
	for t := range frames {
		s.Frame(wave, t, spectra[t*bins:(t+1)*bins])
	}
	return spectra
}

// quietWindow is the least sum of squared windows that the inverse divides by.
const quietWindow = 1e-2

// Inverse adds the frames up, each under the window again, and divides by the
// sum of squared windows (Griffin and Lim, 1984): the wave whose spectra come
// nearest. Its result [frames*HopLength] reuses wave where that is large enough.
func (s *STFT) Inverse(spectra []complex128, wave []float64) []float64 {
	bins := s.p.Bins()
	frames := len(spectra) / bins
	n := frames * s.p.HopLength
	wave, s.sum = grown(wave, n), grown(s.sum, n)
	clear(wave)
	clear(s.sum)
	for t := range frames {
		s.fft.Sequence(s.frame, spectra[t*bins:(t+1)*bins])
		s.add(wave, s.start(t))
	}
	for i, w := range s.sum {
		wave[i] /= max(w, quietWindow)
	}
	return wave
}

func (s *STFT) add(wave []float64, from int) {
	scale := 1 / float64(s.p.FFTSize)
	first, last := max(0, -from), min(s.p.FFTSize, len(wave)-from)
	for i := first; i < last; i++ {
		w := s.window[i]
		wave[from+i] += s.frame[i] * scale * w
		s.sum[from+i] += w * w
	}
}
