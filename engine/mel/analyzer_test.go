package mel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func newAnalyzer(t testing.TB) *Analyzer {
	t.Helper()
	a, err := NewAnalyzer(DefaultParams())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// vowel is a pulse train at hz through two resonances, with a little breath.
func vowel(hz float64, samples int) []float32 {
	p := DefaultParams()
	noise := rand.New(rand.NewPCG(1, 2))
	first, second := resonator(700, 80, p.SampleRate), resonator(1800, 120, p.SampleRate)
	wave := make([]float32, samples)
	phase, peak := 0.0, 0.0
	raw := make([]float64, samples)
	for i := range raw {
		pulse := 0.0
		if phase += hz / float64(p.SampleRate); phase >= 1 {
			phase--
			pulse = 1
		}
		x := pulse + 0.002*noise.NormFloat64()
		raw[i] = second(first(x))
		peak = max(peak, math.Abs(raw[i]))
	}
	for i, v := range raw {
		wave[i] = float32(0.5 * v / peak)
	}
	return wave
}

func resonator(hz, width float64, rate int) func(float64) float64 {
	r := math.Exp(-math.Pi * width / float64(rate))
	a := 2 * r * math.Cos(2*math.Pi*hz/float64(rate))
	var y1, y2 float64
	return func(x float64) float64 {
		y := x + a*y1 - r*r*y2
		y1, y2 = y, y1
		return y
	}
}

func BenchmarkFeatures(b *testing.B) {
	a := newAnalyzer(b)
	wave := vowel(120, 5*22050)
	for b.Loop() {
		a.Features(wave)
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/5, "x-real-time")
}

func BenchmarkParts(b *testing.B) {
	a := newAnalyzer(b)
	wave := cleaned(nil, vowel(120, 5*22050))
	f0 := a.pitch.Track(wave)
	parts := map[string]func(){
		"logmel":   func() { a.spectrogram.LogMel(wave) },
		"f0":       func() { a.pitch.Track(wave) },
		"envelope": func() { a.cepstra(wave, f0) },
		"aperiodicity": func() {
			for t, hz := range f0 {
				a.aperiodicity.At(wave, a.p.Centre(t), float64(hz), make([]float32, 6))
			}
		},
	}
	for name, run := range parts {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/5, "x-real-time")
		})
	}
}

// odd are waves that nobody records on purpose.
func odd() map[string][]float32 {
	constant, square, hostile := make([]float32, 5000), make([]float32, 5000), make([]float32, 5000)
	for i := range constant {
		constant[i] = 0.7
		square[i] = float32(2*(i/50%2) - 1)
		hostile[i] = []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), math.MaxFloat32, 0}[i%5]
	}
	impulse := make([]float32, 5000)
	impulse[2500] = 1
	quiet := hiss(5000, 1e-30)
	return map[string][]float32{
		"nothing": nil, "one sample": {1}, "less than a frame": hiss(255, 0.1), "one frame": hiss(256, 0.1),
		"one frame and a sample": hiss(257, 0.1), "two frames": hiss(512, 0.1), "constant": constant,
		"clipped": square, "no numbers": hostile, "impulse": impulse, "quiet": quiet,
		"silence": make([]float32, 22050), "least number": {0: math.SmallestNonzeroFloat32, 999: 0},
		"man": vowel(60, 11025), "child": vowel(400, 11025), "beyond": vowel(900, 11025),
	}
}

func TestFeaturesOfAnyWaveAreNumbersInRange(t *testing.T) {
	for _, p := range []Params{DefaultParams(), narrow()} {
		a, err := NewAnalyzer(p)
		if err != nil {
			t.Fatal(err)
		}
		for name, wave := range odd() {
			f := a.Features(wave)
			checkShape(t, name, p, f, len(wave)/p.HopLength)
			for _, rows := range [][]float32{f.Mel, f.Cepstra, f.F0, f.Aperiodicity} {
				for i, v := range rows {
					if v-v != 0 {
						t.Fatalf("%s: value %d is %g", name, i, v)
					}
				}
			}
			checkRanges(t, name, p, f)
		}
	}
}

func checkShape(t *testing.T, name string, p Params, f Features, frames int) {
	t.Helper()
	if f.Frames != frames || len(f.Mel) != frames*p.Bands || len(f.Cepstra) != frames*p.Cepstra ||
		len(f.F0) != frames || len(f.Aperiodicity) != frames*p.Aperiodicities {
		t.Fatalf("%s: %d frames, mel %d, cepstra %d, F0 %d, aperiodicity %d; not %d frames", name,
			f.Frames, len(f.Mel), len(f.Cepstra), len(f.F0), len(f.Aperiodicity), frames)
	}
}

func checkRanges(t *testing.T, name string, p Params, f Features) {
	t.Helper()
	for i, hz := range f.F0 {
		if hz != 0 && (float64(hz) < p.F0MinHz-1e-3 || float64(hz) > p.F0MaxHz+1e-3) {
			t.Errorf("%s: frame %d at %g Hz", name, i, hz)
		}
	}
	for i, v := range f.Aperiodicity {
		if v < 0 || v > 1 {
			t.Errorf("%s: aperiodicity %d is %g", name, i, v)
		}
	}
	for i, v := range f.Mel {
		if float64(v) < math.Log(p.Floor)-1e-6 {
			t.Errorf("%s: mel %d is %g, below the floor", name, i, v)
		}
	}
}

func TestSilenceLiesAtTheFloor(t *testing.T) {
	p := DefaultParams()
	f := newAnalyzer(t).Features(make([]float32, 22050))
	for i := range f.Frames {
		if c0 := float64(f.Cepstra[i*p.Cepstra]); math.Abs(c0-math.Log(p.Floor)) > 1e-3 || f.F0[i] != 0 {
			t.Fatalf("frame %d: c0 %g, F0 %g", i, c0, f.F0[i])
		}
	}
}

func TestUsedAnalyzerGivesWhatAFreshOneGives(t *testing.T) {
	used := newAnalyzer(t)
	for _, wave := range odd() {
		used.Features(wave)
	}
	wave := vowel(130, 9000)
	a, b := used.Features(wave), newAnalyzer(t).Features(wave)
	for i, rows := range [][2][]float32{{a.Mel, b.Mel}, {a.Cepstra, b.Cepstra}, {a.F0, b.F0}, {a.Aperiodicity, b.Aperiodicity}} {
		if !slices.Equal(rows[0], rows[1]) {
			t.Errorf("feature %d differs", i)
		}
	}
}
