package vocoder

import (
	"fmt"
	"math"
	"math/cmplx"

	"avagar/engine/mel"
)

const (
	// momentum of the fast Griffin-Lim algorithm (Perraudin, Balazs and
	// Søndergaard, WASPAA 2013).
	momentum = 0.99
	// unmixPasses of the multiplicative update find magnitudes under the bands.
	unmixPasses = 40
	quietest    = 1e-12 // a magnitude below it has no phase
	loudestBand = 12.0  // natural log; what a band may hold at most
)

// GriffinLim gives a wave of frames*HopLength samples whose log-mel comes near
// logMel [frames][bands]: magnitudes by Unmix, phases by iterations from a fixed
// draw.
func GriffinLim(p mel.Params, logMel []float32, iterations int) ([]float32, error) {
	stft, err := mel.NewSTFT(p)
	if err != nil {
		return nil, fmt.Errorf("vocoder: %w", err)
	}
	frames, err := framesOf(p, logMel)
	if err != nil || frames == 0 {
		return nil, err
	}
	magnitudes, err := Unmix(p, logMel)
	if err != nil {
		return nil, err
	}
	spectra := drawn(magnitudes)
	last := make([]complex128, len(spectra))
	var wave []float64
	var again []complex128
	for range iterations {
		wave = stft.Inverse(spectra, wave)
		again = stft.Forward(wave, again)
		for i, c := range again {
			d := c - complex(momentum/(1+momentum), 0)*last[i]
			last[i] = c
			if n := math.Hypot(real(d), imag(d)); n > quietest {
				spectra[i] = d * complex(magnitudes[i]/n, 0)
			}
		}
	}
	return narrowed(stft.Inverse(spectra, wave)), nil
}

func drawn(magnitudes []float64) []complex128 {
	spectra := make([]complex128, len(magnitudes))
	for i, m := range magnitudes {
		turn := float64(mixed(uint64(i))>>11) / (1 << 53)
		spectra[i] = cmplx.Rect(m, 2*math.Pi*turn)
	}
	return spectra
}

// Unmix gives the magnitudes [frames][bins], none below zero, whose bands come
// nearest to logMel [frames][bands] in Kullback and Leibler's divergence, which
// weighs a quiet band like a loud one (Lee and Seung, NIPS 2000, one factor held).
func Unmix(p mel.Params, logMel []float32) ([]float64, error) {
	bank, err := mel.NewFilterbank(p)
	if err != nil {
		return nil, fmt.Errorf("vocoder: %w", err)
	}
	frames, err := framesOf(p, logMel)
	if err != nil {
		return nil, err
	}
	out := make([]float64, frames*p.Bins())
	u := newUnmixer(p, bank)
	for t := range frames {
		u.solve(logMel[t*p.Bands:(t+1)*p.Bands], out[t*p.Bins():(t+1)*p.Bins()])
	}
	return out, nil
}

type unmixer struct {
	bank         *mel.Filterbank
	weight       []float64 // [bins], of all filters together
	change       []float64 // [bins]
	target, have []float64 // [bands]
}

func newUnmixer(p mel.Params, bank *mel.Filterbank) *unmixer {
	u := &unmixer{
		bank: bank, weight: make([]float64, p.Bins()), change: make([]float64, p.Bins()),
		target: make([]float64, p.Bands), have: make([]float64, p.Bands),
	}
	for i := range u.have {
		u.have[i] = 1
	}
	u.back(u.have, u.weight)
	return u
}

func (u *unmixer) solve(logMel []float32, magnitude []float64) {
	for i, v := range logMel {
		u.target[i] = 0
		if finite(v) {
			u.target[i] = math.Exp(min(loudestBand, float64(v)))
		}
	}
	u.back(u.target, magnitude)
	for range unmixPasses {
		u.bank.Apply(magnitude, u.have)
		for i, want := range u.target {
			u.have[i] = want / max(u.have[i], quietest)
		}
		u.back(u.have, u.change)
		for k, w := range u.weight {
			if w > 0 {
				magnitude[k] *= u.change[k] / w
			}
		}
	}
}

// back adds to every bin what its bands hold: the filterbank transposed.
func (u *unmixer) back(bands, bins []float64) {
	clear(bins)
	for i, f := range u.bank.Filters {
		for j, w := range f.Weights {
			bins[f.First+j] += w * bands[i]
		}
	}
}
