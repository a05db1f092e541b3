package acoustic

import (
	"errors"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"avagar/engine/checkpoint"
	"avagar/engine/mel"
)

// wander makes frames whose cepstra move about a mean of 0.3 with a deviation,
// voiced at a pitch that moves too.
func wander(p mel.Params, frames int, deviation float64, seed uint64) mel.Features {
	random := rand.New(rand.NewPCG(seed, 1))
	f := newFeatures(p, frames)
	for t := range frames {
		for k := 1; k < p.Cepstra; k++ {
			f.Cepstra[t*p.Cepstra+k] = float32(0.3 + deviation*random.NormFloat64())
		}
		f.F0[t] = float32(150 * math.Exp(0.2*deviation*random.NormFloat64()))
	}
	return f
}

func variance(p mel.Params, f mel.Features, k int) float64 {
	m := newSpreadMoments(p.Cepstra + 1)
	m.add(p, f)
	_, v := m.at(k)
	return v
}

func TestASpreadGivesTheSpeakersVarianceBack(t *testing.T) {
	p := mel.DefaultParams()
	measure := NewSpreadMeasure(p)
	for i := range uint64(4) {
		predicted := wander(p, 2000, 0.5, i+10)
		measure.AddRecorded(wander(p, 2000, 1, i))
		measure.AddSpoken(predicted, predicted)
	}
	s := measure.Spread()
	if err := s.check(p); err != nil {
		t.Fatal(err)
	}
	// slow movements, which sharpening leaves alone
	slow := wander(p, 20000, 0.5, 99)
	for k := 1; k < p.Cepstra; k++ {
		v := slow.Cepstra[k]
		for f := range slow.Frames {
			if f%50 != 0 {
				slow.Cepstra[f*p.Cepstra+k] = v
			}
			v = slow.Cepstra[f*p.Cepstra+k]
		}
	}
	for _, k := range []int{1, 12, 13, 24, 25, 59} {
		got := slow
		got.Cepstra, got.F0 = slices.Clone(slow.Cepstra), slices.Clone(slow.F0)
		before := variance(p, got, k)
		s.apply(p, got, 7)
		if ratio := variance(p, got, k) / (4 * before); math.Abs(ratio-1) > 0.15 {
			t.Errorf("cepstrum %d: %.2f of the speaker's variance", k, ratio)
		}
		if pitch := variance(p, got, p.Cepstra) / variance(p, slow, p.Cepstra); math.Abs(pitch-greatestPitchGain*greatestPitchGain) > 0.02 {
			t.Errorf("the variance of pitch grows by %.2f", pitch)
		}
	}
}

func TestASpreadAddsNothingToWhatIsLivelyEnough(t *testing.T) {
	p := mel.DefaultParams()
	measure := NewSpreadMeasure(p)
	f := wander(p, 2000, 1, 1)
	measure.AddRecorded(f)
	measure.AddSpoken(f, f)
	s := measure.Spread()
	for k := 1; k < p.Cepstra; k++ {
		if math.Abs(float64(s.Gain[k])-1) > 1e-6 || s.Noise[k] > 1e-3 {
			t.Fatalf("cepstrum %d: gain %g, noise %g", k, s.Gain[k], s.Noise[k])
		}
	}
	if s.PitchGain != 1 {
		t.Errorf("pitch gain %g", s.PitchGain)
	}
	empty := NewSpreadMeasure(p).Spread()
	if err := empty.check(p); err != nil {
		t.Error(err)
	}
}

func TestASpreadIsKeptInTheFile(t *testing.T) {
	c := small(t)
	m, err := New(c, statsOf(c, spoken(c, 1)), 1)
	if err != nil {
		t.Fatal(err)
	}
	measure := NewSpreadMeasure(m.Config.Params)
	predicted := wander(m.Config.Params, 300, 0.5, 3)
	measure.AddRecorded(wander(m.Config.Params, 300, 1, 2))
	measure.AddSpoken(predicted, predicted)
	m.Spreads = []Spread{measure.Spread()}
	if m.Sharpness(0) != 0 || m.Sharpness(1) != sharpness {
		t.Errorf("sharpness %g and %g", m.Sharpness(0), m.Sharpness(1))
	}
	again := throughFile(t, m)
	if len(again.Spreads) != 1 || !slices.Equal(again.Spreads[0].Gain, m.Spreads[0].Gain) || again.Spreads[0].PitchGain != m.Spreads[0].PitchGain {
		t.Errorf("%d spreads came back", len(again.Spreads))
	}
	m.Spreads[0].Gain = m.Spreads[0].Gain[1:]
	f, err := m.File("test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FromFile(f); !errors.Is(err, checkpoint.ErrCorrupt) {
		t.Errorf("a spread for other frames: %v", err)
	}
}

func throughFile(t *testing.T, m *Model) *Model {
	t.Helper()
	f, err := m.File("test")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "model")
	if err := checkpoint.WriteFile(path, f); err != nil {
		t.Fatal(err)
	}
	if f, err = checkpoint.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	again, err := FromFile(f)
	if err != nil {
		t.Fatal(err)
	}
	return again
}
