package mel

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/dsp/fourier"
)

// Boersma's constants (IFA Proceedings 17, 1993, and Praat's defaults).
const (
	pitchCycles      = 3 // of the lowest F0 under the window
	voicingThreshold = 0.45
	silenceThreshold = 0.03
	octaveCost       = 0.01
	octaveJumpCost   = 0.35
	voicingCost      = 0.14
	pitchRateHz      = 10000 // the wave is thinned out to no less than this
	maxCandidates    = 10
)

// candidate is a pitch, or with frequency 0 none, that a frame might have.
type candidate struct {
	hz, octave, strength float64
}

// Pitch tracks F0: autocorrelation under a window, the window's own divided
// out, then the cheapest path through the candidates of all frames. It looks
// twice a frame and serves one goroutine at a time.
type Pitch struct {
	p          Params
	factor     int // samples of the wave to one of the thinned-out wave
	rate       float64
	lowpass    []float64
	thin       []float64
	fft        *fourier.FFT
	window     []float64
	ofWindow   []float64 // [lags], normalised autocorrelation of the window, inverted
	frame      []float64
	spectrum   []complex128
	lags       []float64
	from, to   int // lags looked at
	candidates [][]candidate
	path       path
}

// NewPitch prepares the tables.
func NewPitch(p Params) (*Pitch, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	e := &Pitch{p: p, factor: max(1, p.SampleRate/pitchRateHz)}
	e.rate = float64(p.SampleRate) / float64(e.factor)
	e.lowpass = halfLowpass(e.factor)
	e.from, e.to = max(2, int(e.rate/p.F0MaxHz)), int(e.rate/p.F0MinHz)+1
	width := int(pitchCycles * e.rate / p.F0MinHz)
	size := powerOfTwo(width + e.to + 2)
	e.fft, e.window = fourier.NewFFT(size), hann(width)
	e.frame, e.spectrum, e.lags = make([]float64, size), make([]complex128, size/2+1), make([]float64, size)
	e.ofWindow = make([]float64, e.to+2)
	for i := range e.ofWindow {
		e.ofWindow[i] = 1 / hannCorrelation(float64(i)/float64(width))
	}
	return e, nil
}

// Track gives F0 in Hz at the middle of every frame, 0 where unvoiced.
func (e *Pitch) Track(wave []float64) []float32 {
	f0 := make([]float32, e.p.Frames(len(wave)))
	if len(f0) == 0 {
		return f0
	}
	e.decimate(wave)
	peak := peakAround(e.thin, mean(e.thin))
	looks := 2*len(f0) + 1
	e.candidates = grown(e.candidates[:cap(e.candidates)], looks)
	for i := range e.candidates {
		centre := float64(i) * float64(e.p.HopLength) / 2 / float64(e.factor)
		e.candidates[i] = e.look(int(centre+0.5), peak, e.candidates[i][:0])
	}
	perLook := 0.01 / (float64(e.p.HopLength) / 2 / float64(e.p.SampleRate))
	best := e.path.cheapest(e.candidates, perLook)
	for t := range f0 {
		f0[t] = float32(best[2*t+1].hz)
	}
	return f0
}

// look finds the candidates around a sample of the thinned-out wave.
func (e *Pitch) look(centre int, peak float64, found []candidate) []candidate {
	local := e.load(centre)
	loudness := 0.0
	if peak > 0 {
		loudness = local / peak
	}
	found = append(found, candidate{strength: voicingThreshold + max(0, 2-loudness*(1+voicingThreshold)/silenceThreshold)})
	if local == 0 {
		return found
	}
	e.correlate()
	for lag := e.from; lag <= e.to; lag++ {
		a, b, c := e.lags[lag-1], e.lags[lag], e.lags[lag+1]
		if b > a && b >= c && b > voicingThreshold/2 {
			found = append(found, e.interpolated(lag, a, b, c))
		}
	}
	if len(found) > maxCandidates {
		slices.SortFunc(found[1:], func(a, b candidate) int {
			if a.strength != b.strength {
				return int(math.Copysign(1, b.strength-a.strength))
			}
			return int(math.Copysign(1, b.hz-a.hz))
		})
		found = found[:maxCandidates]
	}
	return found
}

// load puts the wave around centre under the window and returns its peak in the
// middle third.
func (e *Pitch) load(centre int) float64 {
	clear(e.frame)
	n := len(e.window)
	from := centre - n/2
	first, last := max(0, -from), min(n, len(e.thin)-from)
	if first >= last {
		return 0
	}
	copy(e.frame[first:last], e.thin[from+first:from+last])
	offset := mean(e.frame[first:last])
	local := 0.0
	for i := first; i < last; i++ {
		v := e.frame[i] - offset
		if i > n/3 && i < 2*n/3 {
			local = max(local, math.Abs(v))
		}
		e.frame[i] = v * e.window[i]
	}
	return local
}

// correlate writes to lags the normalised autocorrelation of the frame.
func (e *Pitch) correlate() {
	e.fft.Coefficients(e.spectrum, e.frame)
	for k, c := range e.spectrum {
		e.spectrum[k] = complex(real(c)*real(c)+imag(c)*imag(c), 0)
	}
	e.fft.Sequence(e.lags, e.spectrum)
	scale := 1 / max(e.lags[0], math.SmallestNonzeroFloat32)
	for i, w := range e.ofWindow {
		e.lags[i] *= scale * w
	}
}

// interpolated reads the peak of the parabola through three lags.
func (e *Pitch) interpolated(lag int, a, b, c float64) candidate {
	shift := 0.5 * (a - c) / (a - 2*b + c)
	height := b - 0.25*(a-c)*shift
	if height > 1 {
		height = 1 / height
	}
	hz := e.rate / (float64(lag) + shift)
	hz = max(e.p.F0MinHz, min(e.p.F0MaxHz, hz))
	octave := math.Log2(hz)
	return candidate{hz: hz, octave: octave, strength: height + octaveCost*(octave-math.Log2(e.p.F0MinHz))}
}
