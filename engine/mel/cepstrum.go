package mel

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"
)

// Cepstrum turns log-amplitude envelopes into mel-cepstra and back: log |H| is
// the real part of the sum of c[m] exp(-jmβ), where β is the frequency bent by
// the all-pass constant Warp (Tokuda et al., ICSLP 1994). The imaginary part is
// the minimum phase. It serves one goroutine at a time.
type Cepstrum struct {
	p        Params
	fft      *fourier.FFT
	straight []float64 // [bins], place of an even step of β among the FFT bins
	bent     []float64 // [bins], place of an FFT bin among even steps of β
	sequence []float64
	spectrum []complex128
}

// NewCepstrum prepares the tables.
func NewCepstrum(p Params) (*Cepstrum, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	c := &Cepstrum{
		p: p, fft: fourier.NewFFT(p.FFTSize), straight: make([]float64, p.Bins()), bent: make([]float64, p.Bins()),
		sequence: make([]float64, p.FFTSize), spectrum: make([]complex128, p.Bins()),
	}
	step := math.Pi / float64(p.Bins()-1)
	for k := range c.bent {
		c.bent[k] = warped(float64(k)*step, p.Warp) / step
		c.straight[k] = warped(float64(k)*step, -p.Warp) / step
	}
	return c, nil
}

// warped is the phase of the all-pass filter, in radians from 0 to π.
func warped(w, alpha float64) float64 {
	b := w + 2*math.Atan2(alpha*math.Sin(w), 1-alpha*math.Cos(w))
	return max(0, min(math.Pi, b))
}

// FromEnvelope writes the mel-cepstra [cepstra] of a log-amplitude envelope [bins].
func (c *Cepstrum) FromEnvelope(envelope []float64, cepstra []float32) {
	for i, x := range c.straight {
		c.spectrum[i] = complex(lerp(envelope, x), 0)
	}
	c.fft.Sequence(c.sequence, c.spectrum)
	scale := 1 / float64(c.p.FFTSize)
	for m := range cepstra {
		cepstra[m] = float32(c.sequence[m] * scale)
		scale = 2 / float64(c.p.FFTSize)
	}
}

// Envelope writes the log-amplitude envelope [bins] of mel-cepstra.
func (c *Cepstrum) Envelope(cepstra []float32, envelope []float64) {
	c.Spectrum(cepstra, c.spectrum)
	for k, x := range c.bent {
		i := min(int(x), len(c.spectrum)-2)
		a, b := real(c.spectrum[i]), real(c.spectrum[i+1])
		envelope[k] = a + (x-float64(i))*(b-a)
	}
}

// Spectrum writes the complex log spectrum [bins] of mel-cepstra, log amplitude
// and minimum phase in radians, at even steps of the bent frequency: see Place.
func (c *Cepstrum) Spectrum(cepstra []float32, spectrum []complex128) {
	for m, v := range cepstra {
		c.sequence[m] = float64(v)
	}
	clear(c.sequence[len(cepstra):])
	c.fft.Coefficients(spectrum, c.sequence)
}

// Place says where a frequency lies among the values of Spectrum.
func (c *Cepstrum) Place(hz float64) float64 {
	return lerp(c.bent, max(0, hz*float64(c.p.FFTSize)/float64(c.p.SampleRate)))
}
