package voice

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestOptionsOutOfRangeAreRefused(t *testing.T) {
	v := newVoice(t, quickParams())
	nan := math.NaN()
	for _, o := range []Options{
		{Speed: 0.29}, {Speed: 5.1}, {Speed: -1}, {Speed: nan}, {Speed: math.Inf(1)},
		{Pitch: 12.1}, {Pitch: -12.1}, {Pitch: nan}, {Range: 0.05}, {Range: 3.1}, {Range: -1}, {Range: nan},
		{Energy: -31}, {Energy: 12.5}, {Energy: nan}, {Speaker: -1}, {Speaker: 2},
	} {
		if wave, err := spoken(v, sentence, o); !errors.Is(err, ErrOptions) || len(wave) > 0 {
			t.Errorf("%+v: %d samples, error %v, want ErrOptions", o, len(wave), err)
		}
	}
	for _, o := range []Options{
		{}, {Speed: 0.3, Pitch: -12, Range: 0.1, Energy: -30}, {Speed: 5, Pitch: 12, Range: 3, Energy: 12, Speaker: 1},
	} {
		if _, err := spoken(v, "سلام", o); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func level(wave []float32) float64 {
	sum := 0.0
	for _, x := range wave {
		sum += float64(x) * float64(x)
	}
	return math.Sqrt(sum / float64(len(wave)))
}

func TestOptionsChangeWhatIsHeard(t *testing.T) {
	v := newVoice(t, quickParams())
	sayEach(v, 12)
	say := func(o Options) []float32 {
		wave, err := spoken(v, sentence, o)
		if err != nil {
			t.Fatal(err)
		}
		return wave
	}
	plain := say(Options{})
	for _, speed := range []float64{0.5, 2, 3} {
		if ratio := float64(len(plain)) / float64(len(say(Options{Speed: speed}))); math.Abs(ratio/speed-1) > 0.05 {
			t.Errorf("speed %g is %.3f times as fast", speed, ratio)
		}
	}
	if gain := 20 * math.Log10(level(say(Options{Energy: -12}))/level(plain)); math.Abs(gain+12) > 0.5 {
		t.Errorf("-12 dB is %.2f dB", gain)
	}
	for name, o := range map[string]Options{"pitch": {Pitch: 4}, "range": {Range: 2.5}, "speaker": {Speaker: 1}} {
		if slices.Equal(say(o), plain) {
			t.Errorf("%s changes nothing", name)
		}
	}
	if !slices.Equal(say(Options{Speed: 1, Range: 1}), plain) {
		t.Error("1 is not the same as nothing said")
	}
}
