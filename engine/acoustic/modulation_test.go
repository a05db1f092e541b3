package acoustic

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"avagar/engine/mel"
)

func TestAMovementFilterHasTheGainsThatAreAskedFor(t *testing.T) {
	p := mel.DefaultParams()
	rate := float64(p.SampleRate) / float64(p.HopLength)
	for _, gains := range [][]float32{{1, 1, 1}, {0.9, 1.2, 1.5}, {leastMovement, greatestMovement, greatestMovement}} {
		taps := movementFilter(p, gains)
		if mean := response(taps, 0); math.Abs(mean-1) > 1e-5 {
			t.Errorf("%v: means are multiplied by %.4f", gains, mean)
		}
		for b, want := range gains {
			if got := response(taps, centres[b+1]/rate); math.Abs(got-float64(want)) > 0.03 {
				t.Errorf("%v: gain at %g Hz is %.3f", gains, centres[b+1], got)
			}
		}
	}
}

// tremble makes frames whose cepstra move at 2.5, 6, 12 and 24 Hz, each so far.
func tremble(p mel.Params, seed uint64, far ...float64) mel.Features {
	random := rand.New(rand.NewPCG(seed, 2))
	f := newFeatures(p, 1500)
	rate := float64(p.SampleRate) / float64(p.HopLength)
	for k := 1; k < p.Cepstra; k++ {
		for b, hz := range []float64{2.5, 6, 12, 24} {
			phase := 2 * math.Pi * random.Float64()
			for t := range f.Frames {
				f.Cepstra[t*p.Cepstra+k] += float32(far[b] * math.Sin(2*math.Pi*hz/rate*float64(t)+phase))
			}
		}
	}
	return f
}

func TestMovementsOfEachBandBecomeTheSpeakers(t *testing.T) {
	p := mel.DefaultParams()
	measure := NewSpreadMeasure(p)
	natural, predicted := tremble(p, 1, 2, 1, 1, 0.5), tremble(p, 2, 2, 1.2, 0.8, 0.4)
	measure.AddRecorded(natural)
	measure.AddSpoken(predicted, predicted)
	s := measure.Spread()
	before := newMovementPower(p)
	before.add(p, predicted)
	got := newMovementPower(p)
	s.apply(p, predicted, 1)
	got.add(p, predicted)
	want := newMovementPower(p)
	want.add(p, natural)
	for b := range movementBands {
		power := func(m *movementPower) (sum float64) {
			for line := range movementLines {
				if m.band(line) == b {
					sum += m.at(3, line)
				}
			}
			return sum
		}
		if ratio := power(got) / power(want); math.Abs(ratio-1) > 0.15 {
			t.Errorf("band %d: %.2f of the speaker's movements, %.2f before", b, ratio, power(before)/power(want))
		}
	}
}

func TestMovementsInOtherBandsAreRefused(t *testing.T) {
	p := mel.DefaultParams()
	s := NewSpreadMeasure(p).Spread()
	if !slices.Equal(s.Movements, []float32{1, 1, 1}) {
		t.Errorf("of nothing: %v", s.Movements)
	}
	s.Movements = s.Movements[1:]
	if err := s.check(p); !errors.Is(err, ErrConfig) {
		t.Errorf("two bands: %v", err)
	}
	s.Movements = []float32{1, float32(math.NaN()), 1}
	if err := s.check(p); !errors.Is(err, ErrConfig) {
		t.Errorf("no number: %v", err)
	}
}

func TestASpreadOfBeforeSharpens(t *testing.T) {
	p := mel.DefaultParams()
	s := NewSpreadMeasure(p).Spread()
	s.Movements = nil
	for k := range s.Gain {
		s.Gain[k], s.Noise[k] = 1, 0
	}
	f := wander(p, 20, 1, 1)
	old := slices.Clone(f.Cepstra)
	s.apply(p, f, 1)
	for at := 5*p.Cepstra + 1; at < 6*p.Cepstra; at++ {
		want := old[at] + sharpening*(old[at]-(old[at-p.Cepstra]+old[at+p.Cepstra])/2)
		if math.Abs(float64(f.Cepstra[at]-want)) > 1e-5 {
			t.Fatalf("%g, not %g", f.Cepstra[at], want)
		}
	}
}
