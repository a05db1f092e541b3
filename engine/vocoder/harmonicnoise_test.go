package vocoder

import (
	"math"
	"slices"
	"testing"

	"avagar/engine/mel"
)

// level are frames of a flat envelope: log amplitude c0, F0 hz, share of noise.
func level(p mel.Params, frames int, c0, hz, share float32) mel.Features {
	f := mel.Features{
		Frames: frames, Cepstra: make([]float32, frames*p.Cepstra), F0: make([]float32, frames),
		Aperiodicity: make([]float32, frames*p.Aperiodicities),
	}
	for t := range frames {
		f.Cepstra[t*p.Cepstra] = c0
		f.F0[t] = hz
	}
	for i := range f.Aperiodicity {
		f.Aperiodicity[i] = share
	}
	return f
}

// changing are frames in which everything moves and voicing comes and goes.
func changing(p mel.Params, frames int) mel.Features {
	f := level(p, frames, -3, 0, 0)
	for t := range frames {
		x := float64(t)
		for m := 1; m < p.Cepstra; m++ {
			f.Cepstra[t*p.Cepstra+m] = float32(math.Sin(x/7+float64(m)) / float64(m+1))
		}
		if t/9%3 != 2 {
			f.F0[t] = float32(160 + 60*math.Sin(x/5))
		}
		for b := range p.Aperiodicities {
			f.Aperiodicity[t*p.Aperiodicities+b] = float32(0.5 + 0.5*math.Sin(x/3+float64(b)))
		}
	}
	return f
}

func newVocoder(t testing.TB, p mel.Params, o Options) *HarmonicNoise {
	t.Helper()
	v, err := New(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAnySplitGivesTheSameSamples(t *testing.T) {
	p := mel.DefaultParams()
	f := changing(p, 60)
	o := Options{Postfilter: 0.3, Seed: 5}
	want := spoken(t, f, o)
	for name, cuts := range map[string][]int{
		"one by one": nil, "halves": {0, 30, 60}, "uneven": {0, 1, 1, 4, 23, 24, 59, 60}, "first alone": {0, 1, 60},
	} {
		if cuts == nil {
			for t := range 61 {
				cuts = append(cuts, t)
			}
		}
		v := newVocoder(t, p, o)
		var got []float32
		for i := 1; i < len(cuts); i++ {
			got = append(got, v.Write(f.Slice(p, cuts[i-1], cuts[i]))...)
		}
		if got = append(got, v.Flush()...); !slices.Equal(got, want) {
			t.Errorf("%s: %d samples differ from the %d of one Write", name, len(got), len(want))
		}
	}
}

func TestEveryFrameBecomesAHop(t *testing.T) {
	odd := mel.Params{
		SampleRate: 16000, FFTSize: 512, HopLength: 101, WinLength: 400, Bands: 40, HighHz: 7600,
		Floor: 1e-4, Cepstra: 30, Warp: 0.42, Aperiodicities: 1, F0MinHz: 70, F0MaxHz: 500,
	}
	for _, p := range []mel.Params{mel.DefaultParams(), odd} {
		for _, frames := range []int{0, 1, 2, 17} {
			v := newVocoder(t, p, Options{})
			first := len(v.Write(level(p, frames, -3, 120, 0.1)))
			if n := first + len(v.Flush()); n != frames*p.HopLength {
				t.Errorf("hop %d: %d frames became %d samples", p.HopLength, frames, n)
			}
			if frames > 0 && first != (frames-1)*p.HopLength+p.HopLength/2 {
				t.Errorf("hop %d: %d samples were finished after %d frames", p.HopLength, first, frames)
			}
		}
	}
}

func TestFlushMakesReadyForTheSameAgain(t *testing.T) {
	p := mel.DefaultParams()
	v := newVocoder(t, p, Options{})
	f := changing(p, 20)
	first := append(v.Write(f), v.Flush()...)
	second := append(v.Write(f), v.Flush()...)
	if !slices.Equal(first, second) {
		t.Error("the second wave differs from the first")
	}
	if n := len(v.Flush()); n != 0 {
		t.Errorf("nothing written, %d samples flushed", n)
	}
}

func TestSeedChoosesTheNoiseAlone(t *testing.T) {
	p := mel.DefaultParams()
	hissing, humming := level(p, 20, -3, 0, 1), level(p, 20, -3, 150, 0)
	if slices.Equal(spoken(t, hissing, Options{Seed: 1}), spoken(t, hissing, Options{Seed: 2})) {
		t.Error("two seeds gave the same noise")
	}
	if !slices.Equal(spoken(t, humming, Options{Seed: 1}), spoken(t, humming, Options{Seed: 2})) {
		t.Error("the seed changed the partials")
	}
}

func rms(wave []float32) float64 {
	sum := 0.0
	for _, v := range wave {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(len(wave)))
}

func TestPowerIsThatOfTheEnvelopeVoicedOrNot(t *testing.T) {
	p := mel.DefaultParams()
	for name, f := range map[string]mel.Features{
		"noise": level(p, 200, float32(math.Log(0.05)), 0, 1), "partials": level(p, 200, float32(math.Log(0.05)), 100, 0),
		"both": level(p, 200, float32(math.Log(0.05)), 170, 0.5),
	} {
		if got := rms(spoken(t, f, Options{})); math.Abs(got/0.05-1) > 0.05 {
			t.Errorf("%s: %.4f, not 0.05", name, got)
		}
	}
}

func TestPartialsAreTheSumOfTheirCosines(t *testing.T) {
	a := &partials{f0: 100, amplitudes: []complex128{1, complex(0, 0.5), 0.25}}
	b := &partials{f0: 110, amplitudes: []complex128{0.5, 0.5}}
	const n, rate = 75, 8000
	o := oscillators{phase: 0.3}
	got := make([]float32, n)
	o.add(got, a, b, rate)
	phase := 0.3
	for i := range got {
		r := float64(i) / n
		want := (1-r)*math.Cos(2*math.Pi*phase) + r*0.5*math.Cos(2*math.Pi*phase) +
			(1-r)*-0.5*math.Sin(4*math.Pi*phase) + r*0.5*math.Cos(4*math.Pi*phase) +
			(1-r)*0.25*math.Cos(6*math.Pi*phase)
		if math.Abs(float64(got[i])-want) > 1e-6 {
			t.Errorf("sample %d: %g, not %g", i, got[i], want)
		}
		phase += (100 + 10*r) / rate
	}
	if math.Abs(o.phase-(phase-math.Floor(phase))) > 1e-9 {
		t.Errorf("phase %g, not %g", o.phase, phase-math.Floor(phase))
	}
}

func TestFramesThatHoldNoNumbersDoNoHarm(t *testing.T) {
	p := mel.DefaultParams()
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	spoil := []func(f mel.Features, t int){
		func(f mel.Features, t int) { f.Cepstra[t*p.Cepstra+3] = nan },
		func(f mel.Features, t int) { f.Cepstra[t*p.Cepstra] = inf },
		func(f mel.Features, t int) { f.Cepstra[t*p.Cepstra] = 1e30 },
		func(f mel.Features, t int) { f.Cepstra[t*p.Cepstra+40] = -1e30 },
		func(f mel.Features, t int) { f.F0[t] = nan },
		func(f mel.Features, t int) { f.F0[t] = 1e9 },
		func(f mel.Features, t int) { f.F0[t] = 1e-9 },
		func(f mel.Features, t int) { f.F0[t] = -inf },
		func(f mel.Features, t int) { f.Aperiodicity[t*p.Aperiodicities] = nan },
		func(f mel.Features, t int) { f.Aperiodicity[t*p.Aperiodicities+5] = 7 },
	}
	f := changing(p, 40)
	for i, change := range spoil {
		change(f, 3+3*i)
	}
	for _, o := range []Options{{}, {Postfilter: 1}} {
		for i, v := range spoken(t, f, o) {
			if v-v != 0 || v > 1 || v < -1 {
				t.Fatalf("postfilter %g: sample %d is %g", o.Postfilter, i, v)
			}
		}
	}
	if quiet := rms(spoken(t, level(p, 9, nan, 100, 0), Options{})); quiet > 1e-4 {
		t.Errorf("frames without numbers speak at %g", quiet)
	}
}

func TestLimiterLeavesWhatIsNotTooLoud(t *testing.T) {
	wave := []float32{0, 0.5, -0.9, 0.95, 2, 1e9, -1e9}
	got := slices.Clone(wave)
	limit(got)
	if !slices.Equal(got[:3], wave[:3]) {
		t.Errorf("%g became %g", wave[:3], got[:3])
	}
	for i := 3; i < 6; i++ {
		if got[i] < got[i-1] || got[i] > 1 {
			t.Errorf("%g became %g after %g", wave[i], got[i], got[i-1])
		}
	}
	if got[6] != -got[5] {
		t.Errorf("%g and %g are not mirrored", got[5], got[6])
	}
}

func TestPostfilterRaisesFormantsAtEqualPower(t *testing.T) {
	p := mel.DefaultParams()
	s, err := newShaper(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	f := changing(p, 1)
	s.load(f.Cepstra, 0, f.Aperiodicity)
	before := slices.Clone(s.log)
	filter := newPostfilter(p, 0.4)
	power := filter.power(before)
	filter.apply(s.cepstrum, s.cepstra, s.log)
	if after := filter.power(s.log); math.Abs(after/power-1) > 1e-4 {
		t.Errorf("power went from %g to %g", power, after)
	}
	if spread(s.log) < 1.1*spread(before) {
		t.Errorf("peaks over valleys went from %.2f to %.2f", spread(before), spread(s.log))
	}
	if _, err := New(p, Options{Postfilter: 2}); err == nil {
		t.Error("a postfilter of 2 was accepted")
	}
}

func spread(log []complex128) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, c := range log {
		low, high = min(low, real(c)), max(high, real(c))
	}
	return high - low
}
