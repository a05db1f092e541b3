package mel

import (
	"math"
	"testing"
)

func TestPitchDistanceCountsEachKindOfError(t *testing.T) {
	reference := []float32{0, 100, 100, 100, 100, 0, 100, 100}
	other := []float32{0, 100, 200, 0, 100, 100, 100, 101, 300}
	d := ComparePitch(reference, other)
	cents := 1200 * math.Log2(1.01) / 2 // one of four frames is off
	if d.Frames != 8 || d.Voiced != 5 || d.Gross != 0.2 || d.Voicing != 0.25 || math.Abs(d.Cents-cents) > 1e-9 {
		t.Errorf("%+v, and %g cents wanted", d, cents)
	}
	if d := ComparePitch(nil, nil); d != (PitchDistance{}) {
		t.Errorf("nothing gave %+v", d)
	}
}

func TestCepstralDistortionLeavesOutLevelAndHighOrders(t *testing.T) {
	a, b := make([]float32, 60), make([]float32, 60)
	b[0], b[25] = 5, 5
	if d := CepstralDistortion(30, a, b, nil); d != 0 {
		t.Errorf("level and c25 gave %g dB", d)
	}
	b[1], b[24] = 0.3, 0.4
	want := 10 / math.Ln10 * math.Sqrt(2*0.25)
	if d := CepstralDistortion(30, a, b, func(t int) bool { return t == 0 }); math.Abs(d-want) > 1e-6 {
		t.Errorf("%g dB, not %g", d, want)
	}
	if d := CepstralDistortion(30, a, b, nil); math.Abs(d-want/2) > 1e-6 {
		t.Errorf("%g dB over both frames, not %g", d, want/2)
	}
}

func TestAWaveIsNoDistanceFromItselfAndSomeFromAnother(t *testing.T) {
	a := newAnalyzer(t)
	wave := vowel(130, 22050)
	if d := a.Compare(wave, wave); d.MelCepstral != 0 || d.LogMel != 0 || d.Pitch.Cents != 0 || d.Pitch.Voicing != 0 {
		t.Errorf("from itself: %+v", d)
	}
	d := a.Compare(wave, vowel(140, 22050))
	if want := 1200 * math.Log2(140.0/130); math.Abs(d.Pitch.Cents-want) > 5 {
		t.Errorf("%g cents, not %g", d.Pitch.Cents, want)
	}
	if d := a.Compare(wave, hiss(22050, 0.1)); d.MelCepstral < 5 || d.Pitch.Voicing < 0.9 {
		t.Errorf("from noise: %+v", d)
	}
}
