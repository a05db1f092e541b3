package mel

import (
	"math"
	"math/rand/v2"
	"testing"
)

func hiss(samples int, level float64) []float32 {
	r := rand.New(rand.NewPCG(3, 4))
	wave := make([]float32, samples)
	for i := range wave {
		wave[i] = float32(level * r.NormFloat64())
	}
	return wave
}

func TestF0OfPulsesIsFound(t *testing.T) {
	a := newAnalyzer(t)
	for _, hz := range []float64{62, 75, 120, 180.5, 250, 333, 395} {
		f0 := a.F0(vowel(hz, 22050))
		for frame := 4; frame < len(f0)-4; frame++ {
			if got := float64(f0[frame]); math.Abs(got/hz-1) > 0.005 {
				t.Errorf("frame %d of %g Hz: %g Hz", frame, hz, got)
			}
		}
	}
}

func TestF0FollowsAGlide(t *testing.T) {
	p := DefaultParams()
	wave := make([]float32, 2*p.SampleRate)
	at := func(i int) float64 { return 110 * math.Exp2(float64(i)/float64(len(wave))) }
	phase := 0.0
	for i := range wave {
		phase += at(i) / float64(p.SampleRate)
		for h := 1.0; h < 12; h++ {
			wave[i] += float32(0.1 / h * math.Cos(2*math.Pi*phase*h))
		}
	}
	for frame, hz := range newAnalyzer(t).F0(wave) {
		if want := at(p.Centre(frame)); frame > 3 && frame < 165 && math.Abs(float64(hz)/want-1) > 0.01 {
			t.Errorf("frame %d: %g Hz, not %g", frame, hz, want)
		}
	}
}

func TestNoiseAndSilenceAreUnvoiced(t *testing.T) {
	a := newAnalyzer(t)
	for name, wave := range map[string][]float32{"noise": hiss(22050, 0.1), "silence": make([]float32, 22050)} {
		voiced := 0
		f0 := a.F0(wave)
		for _, hz := range f0 {
			if hz > 0 {
				voiced++
			}
		}
		if voiced > len(f0)/25 {
			t.Errorf("%s: %d of %d frames voiced", name, voiced, len(f0))
		}
	}
}

func TestEnvelopeOfWhiteNoiseIsItsLevel(t *testing.T) {
	a := newAnalyzer(t)
	wave := cleaned(nil, hiss(5*22050, 0.1))
	sum := 0.0
	row := make([]float64, a.p.Bins())
	for frame := range a.p.Frames(len(wave)) {
		a.envelope.At(wave, a.p.Centre(frame), 0, row)
		for _, v := range row[10:500] {
			sum += v / 490
		}
	}
	// The log of averaged power lies below the log of its mean, here by 0.16.
	if level := sum / float64(a.p.Frames(len(wave))); math.Abs(level-math.Log(0.1)) > 0.25 {
		t.Errorf("level %.3f, not %.3f", level, math.Log(0.1))
	}
}

func TestEnvelopeShowsTheFormantsWhateverF0(t *testing.T) {
	a := newAnalyzer(t)
	row := make([]float64, a.p.Bins())
	for _, hz := range []float64{80, 120, 200, 280} {
		wave := cleaned(nil, vowel(hz, 22050))
		a.envelope.At(wave, 11025, hz, row)
		for _, formant := range []float64{700, 1800} {
			if got := peakNear(a.p, row, formant, 250); math.Abs(got-formant) > max(60, hz/2) {
				t.Errorf("F0 %g Hz: the formant at %g Hz shows at %g", hz, formant, got)
			}
		}
	}
}

// peakNear is the frequency of the greatest value within reach of hz.
func peakNear(p Params, row []float64, hz, reach float64) float64 {
	best := 0
	for k := range row {
		if math.Abs(p.BinHz(k)-hz) <= reach && (best == 0 || row[k] > row[best]) {
			best = k
		}
	}
	return p.BinHz(best)
}

func TestAperiodicityGrowsWithNoise(t *testing.T) {
	a := newAnalyzer(t)
	clean := vowel(150, 22050)
	last := -1.0
	for _, level := range []float64{0, 0.02, 0.1, 0.5} {
		wave := hiss(len(clean), level)
		for i, v := range clean {
			wave[i] += v
		}
		sum := meanShare(a, cleaned(nil, wave), 150)
		if sum <= last {
			t.Errorf("noise at %g: share %.3f, not above %.3f", level, sum, last)
		}
		last = sum
	}
	if quiet := meanShare(a, cleaned(nil, clean), 150); quiet > 0.15 {
		t.Errorf("a clean vowel has a share of %.3f", quiet)
	}
	if last < 0.4 {
		t.Errorf("mostly noise has a share of %.3f", last)
	}
}

func meanShare(a *Analyzer, wave []float64, hz float64) float64 {
	row := make([]float32, a.p.Aperiodicities)
	sum := 0.0
	for frame := 5; frame < 80; frame++ {
		a.aperiodicity.At(wave, a.p.Centre(frame), hz, row)
		for _, v := range row {
			sum += float64(v) / float64(75*len(row))
		}
	}
	return sum
}

func TestUnvoicedFramesAreAllNoise(t *testing.T) {
	f := newAnalyzer(t).Features(hiss(22050, 0.1))
	for t2, hz := range f.F0 {
		for _, v := range f.Aperiodicity[t2*6 : t2*6+6] {
			if hz == 0 && v != 1 {
				t.Fatalf("frame %d has a share of %g", t2, v)
			}
		}
	}
}
