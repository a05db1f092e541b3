package vocoder

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"avagar/engine/mel"
)

// vowel is a pulse train through two formants, a decaying sine each.
func vowel(hz float64, samples int) []float32 {
	const rate = 22050
	wave := make([]float32, samples)
	noise := rand.New(rand.NewPCG(1, 2))
	for at := 0.0; at < float64(samples); at += rate / hz {
		for i := int(math.Ceil(at)); i < min(samples, int(at)+800); i++ {
			s := (float64(i) - at) / rate
			first := math.Exp(-250*s) * math.Sin(2*math.Pi*650*s)
			second := math.Exp(-350*s) * math.Sin(2*math.Pi*1700*s)
			wave[i] += float32(0.2*first + 0.1*second)
		}
	}
	for i := range wave {
		wave[i] += float32(0.0005 * noise.NormFloat64())
	}
	return wave
}

func TestCopyOfAVowelKeepsPitchAndFormants(t *testing.T) {
	a := newAnalyzer(t)
	for _, hz := range []float64{90, 140, 230} {
		wave := vowel(hz, 22050)
		f := a.Features(wave)
		d := a.Compare(wave, spoken(t, f, Options{}))
		t.Logf("%g Hz: %+v", hz, d)
		if d.Pitch.Voicing > 0.03 || d.Pitch.Cents > 10 || d.Pitch.Gross > 0 {
			t.Errorf("%g Hz: pitch %+v", hz, d.Pitch)
		}
		if d.MelCepstral > 1.5 {
			t.Errorf("%g Hz: %.2f dB", hz, d.MelCepstral)
		}
	}
}

func TestEqualiserBringsTheMelNearer(t *testing.T) {
	a := newAnalyzer(t)
	target, wave := a.LogMel(vowel(120, 22050)), vowel(170, 22050)
	before := apart(target, a.LogMel(wave))
	y, err := MelEQ(a.Params(), wave, target, 2)
	if err != nil {
		t.Fatal(err)
	}
	if after := apart(target, a.LogMel(y)); after > before/2 {
		t.Errorf("the difference went from %.3f to %.3f", before, after)
	}
	same, err := MelEQ(a.Params(), wave, target, 0)
	if err != nil || len(same) != 86*256 || same[5000] != wave[5000] {
		t.Errorf("no pass gave %d samples, error %v", len(same), err)
	}
}

func apart(a, b []float32) float64 {
	sum := 0.0
	for i, v := range a {
		sum += math.Abs(float64(v) - float64(b[i]))
	}
	return sum / float64(len(a))
}

func TestGriffinLimComesNearTheMel(t *testing.T) {
	a := newAnalyzer(t)
	target := a.LogMel(vowel(120, 11025))
	once, err := GriffinLim(a.Params(), target, 0)
	if err != nil {
		t.Fatal(err)
	}
	often, err := GriffinLim(a.Params(), target, 40)
	if err != nil {
		t.Fatal(err)
	}
	first, last := apart(target, a.LogMel(once)), apart(target, a.LogMel(often))
	t.Logf("%.3f, then %.3f", first, last)
	if len(often) != len(target)/80*256 || last > 0.2 || last > first/2 {
		t.Errorf("%d samples, %.3f from the mel, %.3f before iterating", len(often), last, first)
	}
}

func TestUnmixedMagnitudesHaveTheirBands(t *testing.T) {
	a := newAnalyzer(t)
	p := a.Params()
	target := a.LogMel(vowel(200, 2560))
	magnitudes, err := Unmix(p, target)
	if err != nil {
		t.Fatal(err)
	}
	bank, err := mel.NewFilterbank(p)
	if err != nil {
		t.Fatal(err)
	}
	bands := make([]float64, p.Bands)
	for f := range len(target) / p.Bands {
		bank.Apply(magnitudes[f*p.Bins():(f+1)*p.Bins()], bands)
		for i, v := range bands {
			if want := float64(target[f*p.Bands+i]); math.Abs(math.Log(v)-want) > 0.3 {
				t.Errorf("frame %d, band %d: %.3f, not %.3f", f, i, math.Log(v), want)
			}
		}
	}
}

func TestMelThatIsNoFrameIsRefused(t *testing.T) {
	p := mel.DefaultParams()
	_, one := GriffinLim(p, make([]float32, 81), 1)
	_, two := MelEQ(p, nil, make([]float32, 79), 1)
	_, three := GriffinLim(mel.Params{}, make([]float32, 80), 1)
	_, four := New(mel.Params{}, Options{})
	for i, err := range []error{one, two, three, four} {
		if !errors.Is(err, mel.ErrParams) {
			t.Errorf("case %d: error %v", i, err)
		}
	}
	if wave, err := GriffinLim(p, nil, 3); err != nil || len(wave) != 0 {
		t.Errorf("no frames gave %d samples, error %v", len(wave), err)
	}
}

func TestWholeWaveFunctionsSurviveAnyMel(t *testing.T) {
	p := mel.DefaultParams()
	odd := make([]float32, 6*p.Bands)
	values := []float32{0, float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 1e30, -1e30}
	for i := range odd {
		odd[i] = values[i/7%len(values)]
	}
	fromMel, err := GriffinLim(p, odd, 5)
	if err != nil {
		t.Fatal(err)
	}
	hostile := []float32{float32(math.NaN()), float32(math.Inf(1)), 0.1}
	equalised, err := MelEQ(p, hostile, odd, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, wave := range [][]float32{fromMel, equalised} {
		if len(wave) != 6*p.HopLength {
			t.Errorf("%d samples", len(wave))
		}
		for i, v := range wave {
			if v-v != 0 || v > 1 || v < -1 {
				t.Fatalf("sample %d is %g", i, v)
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	a := newAnalyzer(b)
	f := a.Features(vowel(110, 5*22050))
	v := newVocoder(b, a.Params(), Options{Postfilter: 0.2})
	for b.Loop() {
		v.Write(f)
		v.Flush()
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/5, "x-real-time")
}

func BenchmarkGriffinLim(b *testing.B) {
	a := newAnalyzer(b)
	target := a.LogMel(vowel(110, 5*22050))
	for b.Loop() {
		if _, err := GriffinLim(a.Params(), target, 60); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/5, "x-real-time")
}
