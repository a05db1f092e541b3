package mel

import (
	"math"
	"math/cmplx"
	"testing"
)

// onePole is the response of 1/(1 - a/z) at w radians.
func onePole(a, w float64) complex128 {
	return 1 / (1 - complex(a, 0)*cmplx.Exp(complex(0, -w)))
}

func TestCepstraHoldAnEnvelopeAndItsMinimumPhase(t *testing.T) {
	p := DefaultParams()
	c, err := NewCepstrum(p)
	if err != nil {
		t.Fatal(err)
	}
	envelope := make([]float64, p.Bins())
	for k := range envelope {
		envelope[k] = math.Log(cmplx.Abs(onePole(0.9, math.Pi*float64(k)/512)))
	}
	cepstra := make([]float32, p.Cepstra)
	c.FromEnvelope(envelope, cepstra)
	back := make([]float64, p.Bins())
	c.Envelope(cepstra, back)
	spectrum := make([]complex128, p.Bins())
	c.Spectrum(cepstra, spectrum)
	for k := range envelope {
		if math.Abs(back[k]-envelope[k]) > 0.01 {
			t.Errorf("bin %d: %.4f, not %.4f", k, back[k], envelope[k])
		}
		place := c.Place(p.BinHz(k))
		i := min(int(place), len(spectrum)-2)
		r := place - float64(i)
		phase := (1-r)*imag(spectrum[i]) + r*imag(spectrum[i+1])
		want := cmplx.Phase(onePole(0.9, math.Pi*float64(k)/512))
		if math.Abs(phase-want) > 0.01 {
			t.Errorf("bin %d: phase %.4f, not %.4f", k, phase, want)
		}
	}
}

func TestLevelIsTheFirstCoefficientAlone(t *testing.T) {
	p := DefaultParams()
	c, err := NewCepstrum(p)
	if err != nil {
		t.Fatal(err)
	}
	envelope := make([]float64, p.Bins())
	for k := range envelope {
		envelope[k] = -3
	}
	cepstra := make([]float32, p.Cepstra)
	c.FromEnvelope(envelope, cepstra)
	for m, v := range cepstra {
		want := 0.0
		if m == 0 {
			want = -3
		}
		if math.Abs(float64(v)-want) > 1e-6 {
			t.Errorf("c%d is %g, not %g", m, v, want)
		}
	}
}
