package vocoder

import (
	"math"

	"avagar/engine/mel"
)

// firstSharpened is the lowest coefficient that the postfilter raises: level
// and tilt, c0 and c1, stay.
const firstSharpened = 2

// loudestCepstrum is beyond what any sound has; it keeps sums of absurd ones finite.
const loudestCepstrum = 1e4

// postfilter sharpens formants by raising the mel-cepstra (Koishida et al.,
// ICASSP 1995) and gives the frame its power back.
type postfilter struct {
	gain    float64
	weights []float64 // [bins], width of an even step of the bent frequency
}

func newPostfilter(p mel.Params, sharpness float64) *postfilter {
	f := &postfilter{gain: 1 + sharpness, weights: make([]float64, p.Bins())}
	for i := range f.weights {
		bent := math.Pi * float64(i) / float64(len(f.weights)-1)
		f.weights[i] = 1 / (1 + p.Warp*p.Warp + 2*p.Warp*math.Cos(bent))
	}
	return f
}

// apply raises cepstra and writes their new log spectrum to log, which holds
// the old one.
func (f *postfilter) apply(c *mel.Cepstrum, cepstra []float32, log []complex128) {
	before := f.power(log)
	for m := firstSharpened; m < len(cepstra); m++ {
		cepstra[m] = max(-loudestCepstrum, min(cepstra[m]*float32(f.gain), loudestCepstrum))
	}
	c.Spectrum(cepstra, log)
	level := complex(0.5*math.Log(before/f.power(log)), 0)
	for i := range log {
		log[i] += level
	}
}

func (f *postfilter) power(log []complex128) float64 {
	sum := math.SmallestNonzeroFloat32
	for i, w := range f.weights {
		sum += w * math.Exp(2*min(real(log[i]), 2*loudestLog))
	}
	return sum
}
