package vocoder

import (
	"fmt"
	"math"

	"avagar/engine/mel"
)

// widestGain is how far, as a natural log, one pass may move a band.
const widestGain = 3.0

// MelEQ pulls the log-mel of a whole wave towards logMel [frames][bands] by a
// gain a band and frame, as many times as passes says. The result has
// frames*HopLength samples.
func MelEQ(p mel.Params, wave []float32, logMel []float32, passes int) ([]float32, error) {
	s, err := mel.NewSpectrogram(p)
	if err != nil {
		return nil, fmt.Errorf("vocoder: %w", err)
	}
	frames, err := framesOf(p, logMel)
	if err != nil {
		return nil, err
	}
	y := widened(wave, frames*p.HopLength)
	e := equaliser{p: p, s: s, frame: make([]float32, p.Bands), gain: make([]float64, p.Bands), bins: make([]float64, p.Bins())}
	var spectra []complex128
	for range passes {
		spectra = s.Forward(y, spectra)
		for t := range frames {
			e.pull(spectra[t*p.Bins():(t+1)*p.Bins()], logMel[t*p.Bands:(t+1)*p.Bands])
		}
		y = s.Inverse(spectra, y)
	}
	return narrowed(y), nil
}

type equaliser struct {
	p     mel.Params
	s     *mel.Spectrogram
	frame []float32 // [bands]
	gain  []float64 // [bands], natural log
	bins  []float64 // [bins], natural log
}

func (e *equaliser) pull(spectrum []complex128, target []float32) {
	e.s.Log(spectrum, e.frame)
	for i, v := range target {
		e.gain[i] = 0
		if finite(v) {
			e.gain[i] = max(-widestGain, min(widestGain, float64(v-e.frame[i])))
		}
	}
	e.s.Spread(e.gain, e.bins)
	for k := range spectrum {
		spectrum[k] *= complex(math.Exp(e.bins[k]), 0)
	}
}

func framesOf(p mel.Params, logMel []float32) (int, error) {
	if len(logMel)%p.Bands != 0 {
		return 0, fmt.Errorf("vocoder: %d values are no frames of %d bands: %w", len(logMel), p.Bands, mel.ErrParams)
	}
	return len(logMel) / p.Bands, nil
}

// widened copies a wave to n samples; missing ones are silent.
func widened(wave []float32, n int) []float64 {
	y := make([]float64, n)
	for i := range min(n, len(wave)) {
		if finite(wave[i]) {
			y[i] = float64(wave[i])
		}
	}
	return y
}

func narrowed(y []float64) []float32 {
	wave := make([]float32, len(y))
	for i, v := range y {
		wave[i] = float32(v)
	}
	limit(wave)
	return wave
}
