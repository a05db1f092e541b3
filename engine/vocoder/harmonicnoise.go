// Package vocoder turns frames into a wave: a harmonic and noise synthesiser
// that speaks block by block, and Griffin-Lim for frames that hold a mel alone.
package vocoder

import (
	"fmt"

	"avagar/engine/mel"
)

// Options of a HarmonicNoise.
type Options struct {
	// Postfilter is how far the formants are raised over the valleys between
	// them, undoing what averaging in training smooths away: 0 leaves the
	// envelope as it is, 0.1 to 0.4 are usual. From 0 to 1.
	Postfilter float64
	// Seed chooses the noise; equal seeds give equal samples.
	Seed uint64
}

// HarmonicNoise speaks frames as partials of F0 at minimum phase plus noise,
// both shaped by the mel-cepstral envelope and shared out by the aperiodicity
// (Stylianou's harmonic + noise model, IEEE TSAP 9(1), 2001). It keeps its state
// from block to block and serves one goroutine at a time.
type HarmonicNoise struct {
	p       mel.Params
	shape   *shaper
	bank    oscillators
	noise   *noise
	started bool
	before  partials  // of the last frame
	now     partials  // of the frame being spoken
	hiss    []float32 // [hop], second half of the last frame's noise
}

// New prepares a vocoder for frames made with p.
func New(p mel.Params, o Options) (*HarmonicNoise, error) {
	if o.Postfilter < 0 || o.Postfilter > 1 {
		return nil, fmt.Errorf("vocoder: postfilter %g is not from 0 to 1", o.Postfilter)
	}
	shape, err := newShaper(p, o.Postfilter)
	if err != nil {
		return nil, fmt.Errorf("vocoder: %w", err)
	}
	return &HarmonicNoise{
		p: p, shape: shape, noise: newNoise(p, o.Seed), hiss: make([]float32, p.HopLength),
	}, nil
}

// Write speaks further frames and returns the samples that are finished: all up
// to the middle of the last frame. However the frames are split among calls,
// the samples are the same. Used are Cepstra, F0 and Aperiodicity; a frame that
// holds no numbers is silent.
func (v *HarmonicNoise) Write(f mel.Features) []float32 {
	hop := v.p.HopLength
	out := make([]float32, f.Frames*hop)
	filled := 0 // samples
	for t := range f.Frames {
		one := f.Slice(v.p, t, t+1)
		v.shape.load(one.Cepstra, one.F0[0], one.Aperiodicity)
		first := !v.started
		if first {
			v.begin()
		}
		block := out[filled : filled+hop]
		v.step(block)
		if first {
			filled += copy(block, block[hop-hop/2:])
			continue
		}
		filled += hop
	}
	limit(out[:filled])
	return out[:filled]
}

// Flush returns the samples after the middle of the last frame, which is held,
// and makes the vocoder ready for another wave.
func (v *HarmonicNoise) Flush() []float32 {
	if !v.started {
		return nil
	}
	out := make([]float32, v.p.HopLength)
	v.step(out)
	v.started = false
	out = out[:v.p.HopLength-v.p.HopLength/2]
	limit(out)
	return out
}

// begin holds the first frame backwards, so that the wave starts in its midst.
func (v *HarmonicNoise) begin() {
	v.started = true
	v.bank.phase = 0
	v.noise.frame = 0
	v.shape.partials(&v.before)
	copy(v.hiss, v.noise.next(v.shape)[v.p.HopLength:])
}

// step writes the samples from the middle of the last frame to that of the next.
func (v *HarmonicNoise) step(block []float32) {
	v.shape.partials(&v.now)
	copy(block, v.hiss)
	grain := v.noise.next(v.shape)
	for i := range block {
		block[i] += grain[i]
	}
	copy(v.hiss, grain[v.p.HopLength:])
	v.bank.add(block, &v.before, &v.now, float64(v.p.SampleRate))
	v.before, v.now = v.now, v.before
}
