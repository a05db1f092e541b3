package mel

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"
)

const (
	unvoicedHz     = 200.0 // what the envelope takes for F0 where there is none: a window of 15 ms
	envelopeCycles = 3     // pitch periods under the envelope's window
)

// Envelope estimates the spectral envelope in the manner of CheapTrick (Morise,
// Speech Communication 67, 2015): a window of three pitch periods, power
// averaged over two thirds of F0, and a lifter on the cepstrum that takes out
// what still ripples with F0. It serves one goroutine at a time.
type Envelope struct {
	p        Params
	frame    *segment
	smooth   *fourier.FFT
	power    []float64 // [frame bins]
	sum      []float64 // running sum of power, mirrored past both ends
	logs     []complex128
	cepstrum []float64
}

// NewEnvelope prepares the tables.
func NewEnvelope(p Params) (*Envelope, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	longest := float64(p.SampleRate) / p.F0MinHz
	size := max(p.FFTSize, powerOfTwo(int(2*longest)+1))
	frame := newSegment(max(size, powerOfTwo(int(envelopeCycles*longest)+3)))
	return &Envelope{
		p: p, frame: frame, smooth: fourier.NewFFT(size), power: make([]float64, len(frame.spectrum)),
		logs: make([]complex128, size/2+1), cepstrum: make([]float64, size),
	}, nil
}

// At writes the log amplitude [bins] of the wave around a sample. White noise of
// variance 1 has the envelope 0; nothing falls below the log of Floor. f0 is in
// Hz, 0 where unvoiced.
func (e *Envelope) At(wave []float64, centre int, f0 float64, envelope []float64) {
	if f0 <= 0 {
		f0 = unvoicedHz
	}
	f0 = max(f0, e.p.F0MinHz)
	e.frame.load(wave, centre, int(envelopeCycles/2.0*float64(e.p.SampleRate)/f0))
	e.frame.powers(e.power)
	binsPerF0 := f0 * float64(e.frame.size) / float64(e.p.SampleRate)
	e.fillBelowF0(binsPerF0)
	e.average(binsPerF0 / 3)
	e.lift(f0 / float64(e.p.SampleRate))
	e.read(envelope)
}

// fillBelowF0 mirrors the power at half of F0: a voice has no partial below its
// first, yet the envelope must not dip there.
func (e *Envelope) fillBelowF0(binsPerF0 float64) {
	for k := 0; float64(k) < binsPerF0/2; k++ {
		e.power[k] = max(e.power[k], e.power[int(binsPerF0)-k])
	}
}

// average writes to logs the log amplitude of the mean power within half bins
// to either side.
func (e *Envelope) average(half float64) {
	margin := int(half) + 2
	last := len(e.power) - 1
	e.sum = grown(e.sum, last+2*margin+2)
	total := 0.0
	for i := range e.sum {
		e.sum[i] = total
		k := i - margin
		if k < 0 {
			k = -k
		} else if k > last {
			k = 2*last - k
		}
		total += e.power[max(0, k)]
	}
	step := last / (len(e.logs) - 1)
	floor := e.p.Floor * e.p.Floor
	for i := range e.logs {
		at := float64(i*step+margin) + 0.5
		mean := (lerp(e.sum, at+half) - lerp(e.sum, at-half)) / (2 * half)
		e.logs[i] = complex(0.5*math.Log(max(mean, 0)+floor), 0)
	}
}

// lift applies CheapTrick's two lifters: sin(πfq)/(πfq), which smooths over one
// F0, and 1.3 - 0.3 cos(2πfq), which gives the peaks back; f is F0 in cycles a
// sample, q the quefrency in samples.
func (e *Envelope) lift(f float64) {
	e.smooth.Sequence(e.cepstrum, e.logs)
	n := len(e.cepstrum)
	scale := 1 / float64(n)
	e.cepstrum[0] *= scale
	stepSin, stepCos := math.Sincos(math.Pi * f)
	sin, cos := 0.0, 1.0
	for q := 1; q <= n/2; q++ {
		sin, cos = sin*stepCos+cos*stepSin, cos*stepCos-sin*stepSin
		gain := sin / (math.Pi * f * float64(q)) * (1 + 0.6*sin*sin) * scale
		e.cepstrum[q] *= gain
		e.cepstrum[n-q] = e.cepstrum[q]
	}
	e.smooth.Coefficients(e.logs, e.cepstrum)
}

func (e *Envelope) read(envelope []float64) {
	step := (len(e.logs) - 1) / (len(envelope) - 1)
	floor := math.Log(e.p.Floor)
	for k := range envelope {
		envelope[k] = max(real(e.logs[k*step]), floor)
	}
}
