package mel

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"
)

// silent is how far under an utterance's loudest frame the spectrum no longer
// matters, in natural logarithm of amplitude: 40 dB.
const silent = 40 * math.Ln10 / 20

// Audible tells of frames of one utterance, rows of mel-cepstra [frames][width],
// which lie within 40 dB of the loudest.
func Audible(width int, cepstra []float32) func(t int) bool {
	loudest := float32(math.Inf(-1))
	for at := 0; at+width <= len(cepstra); at += width {
		loudest = max(loudest, cepstra[at])
	}
	return func(t int) bool { return cepstra[t*width] > loudest-silent }
}

// MovementWindow is how many frames the movements of cepstra are told from, 0.74 s
// at the default hop; MovementLines is how many lines the spectrum of one has.
const (
	MovementWindow = 64
	MovementLines  = MovementWindow/2 + 1
)

// MovementHz is how far the lines of the movements' spectrum lie apart.
func MovementHz(p Params) float64 {
	return float64(p.SampleRate) / float64(p.HopLength) / MovementWindow
}

// Movements gives the power at every line of the spectrum of the tracks of
// cepstra from one to before another, by half overlapping Hann windows whose
// means are taken away, and returns how many windows there are (the modulation
// spectrum of Takamichi et al., IEEE/ACM TASLP 24(4), 2016).
func Movements(p Params, f Features, from, to int, add func(cepstrum, line int, power float64)) (windows int) {
	fft, track := fourier.NewFFT(MovementWindow), make([]float64, MovementWindow)
	var spectrum []complex128
	for first := 0; first+MovementWindow <= f.Frames; first += MovementWindow / 2 {
		windows++
		for k := from; k < min(to, p.Cepstra); k++ {
			f.track(p, k, first, track)
			spectrum = fft.Coefficients(spectrum, track)
			for line, c := range spectrum {
				add(k, line, real(c)*real(c)+imag(c)*imag(c))
			}
		}
	}
	return windows
}

// track is one window of a cepstrum's track.
func (f Features) track(p Params, cepstrum, first int, out []float64) {
	mean := 0.0
	for t := range out {
		out[t] = float64(f.Cepstra[(first+t)*p.Cepstra+cepstrum])
		mean += out[t] / float64(len(out))
	}
	for t := range out {
		out[t] = (out[t] - mean) * (0.5 - 0.5*math.Cos(2*math.Pi*(float64(t)+0.5)/float64(len(out))))
	}
}
