package mel

import (
	"errors"
	"math"
	"testing"
)

func TestInverseGivesTheWaveBack(t *testing.T) {
	for _, p := range []Params{DefaultParams(), narrow()} {
		s, err := NewSTFT(p)
		if err != nil {
			t.Fatal(err)
		}
		wave := cleaned(nil, glide(20*p.HopLength))
		back := s.Inverse(s.Forward(wave, nil), nil)
		if len(back) != len(wave) {
			t.Fatalf("%d samples, not %d", len(back), len(wave))
		}
		for i, v := range back {
			if math.Abs(v-wave[i]) > 1e-9 {
				t.Fatalf("hop %d, sample %d: %g, not %g", p.HopLength, i, v, wave[i])
			}
		}
	}
}

// narrow are parameters with no number in common with the default ones.
func narrow() Params {
	return Params{
		SampleRate: 16000, FFTSize: 512, HopLength: 100, WinLength: 400, Bands: 40, LowHz: 50, HighHz: 7600,
		Floor: 1e-4, Cepstra: 30, Warp: 0.42, Aperiodicities: 4, F0MinHz: 70, F0MaxHz: 500,
	}
}

func TestReflectionMirrorsWithoutRepeatingTheEnds(t *testing.T) {
	want := []int{1, 2, 1, 0, 1, 2, 1, 0, 1}
	for i, w := range want {
		if got := reflected(i-3, 3); got != w {
			t.Errorf("index %d of 3 samples became %d, not %d", i-3, got, w)
		}
	}
	if got := reflected(-5, 1); got != 0 {
		t.Errorf("one sample was read at %d", got)
	}
}

func TestParamsThatMakeNoFrameAreRefused(t *testing.T) {
	spoil := map[string]func(*Params){
		"rate": func(p *Params) { p.SampleRate = 0 }, "FFT": func(p *Params) { p.FFTSize = 1000 },
		"hop": func(p *Params) { p.HopLength = 0 }, "bands": func(p *Params) { p.Bands = 0 },
		"cepstra": func(p *Params) { p.Cepstra = 1 }, "floor": func(p *Params) { p.Floor = 0 },
		"F0": func(p *Params) { p.F0MaxHz = 5000 }, "warp": func(p *Params) { p.Warp = 1 },
	}
	for name, change := range spoil {
		p := DefaultParams()
		change(&p)
		if _, err := NewAnalyzer(p); !errors.Is(err, ErrParams) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
