package mel

import (
	"math"
	"math/rand/v2"
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
