package train

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/engine/acoustic"
	"avagar/engine/audio"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// tones are what the phonemes of the made-up speech sound like: pitch of the
// buzz in Hz and of its one formant.
var tones = map[string][2]float64{"a": {110, 700}, "i": {130, 300}, "u": {100, 350}, "m": {105, 250}}

// writeSpeech makes a folder of n utterances of tones with exact times.
func writeSpeech(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(8, 8))
	var metadata, phonemes, align strings.Builder
	for k := range n {
		id := fmt.Sprintf("u%02d", k)
		symbols := []string{"_"}
		for range 5 + random.IntN(4) {
			symbols = append(symbols, []string{"a", "i", "u", "m"}[random.IntN(4)])
		}
		symbols = append(symbols, "_")
		var wave []float32
		for _, s := range symbols {
			start := len(wave)
			wave = append(wave, tone(s, 1500+random.IntN(1500))...)
			fmt.Fprintf(&align, "%s\t%d\t%d\t%s\n", id, start, len(wave), s)
		}
		fmt.Fprintf(&metadata, "%s|%s\n", id, "متن")
		fmt.Fprintf(&phonemes, "%s|%s\n", id, strings.Join(symbols, " "))
		if err := os.MkdirAll(filepath.Join(dir, "wavs"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := audio.WriteWAVFile(filepath.Join(dir, "wavs", id+".wav"), wave, 22050); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"metadata.csv": metadata.String(), "phonemes.csv": phonemes.String(), "align.tsv": align.String(),
		"dataset.json": `{"language":"und"}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func tone(symbol string, samples int) []float32 {
	out := make([]float32, samples)
	p, ok := tones[symbol]
	if !ok {
		return out
	}
	for i := range out {
		s := 0.0
		for h := 1.0; h*p[0] < 4000; h++ {
			s += math.Sin(2*math.Pi*h*p[0]*float64(i)/22050) / (1 + math.Abs(h*p[0]-p[1])/100)
		}
		out[i] = float32(0.1 * s)
	}
	return out
}

func prepare(t testing.TB, folder, cache string) *dataset.Corpus {
	t.Helper()
	d, err := dataset.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Prepare(context.Background(), dataset.PrepareOptions{
		Params: mel.DefaultParams(), CacheDir: cache, Workers: 2, G2P: phoneme.Phonemize,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// quick is a plan of a few steps with everything in it happening often.
func quick() Plan {
	p := DefaultPlan()
	p.Steps, p.BatchFrames, p.WarmUp, p.EvaluateEvery, p.CheckpointEvery, p.ListenEvery = 18, 150, 3, 6, 4, 0
	return p
}

// newRun makes a run of a network of the size that people use.
func newRun(t testing.TB, p Plan) *Run { return newRunFrom(t, p, nil) }

// newQuickRun makes one of a network that a step takes a millisecond.
func newQuickRun(t testing.TB, p Plan) *Run {
	return newRunFrom(t, p, untrained(t, mel.DefaultParams()))
}

func newRunFrom(t testing.TB, p Plan, base *acoustic.Model) *Run {
	t.Helper()
	r, err := Create(filepath.Join(t.TempDir(), "run"), Summary{ID: "run", Language: "und", Plan: p}, base)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// untrained is a small voice to begin from.
func untrained(t testing.TB, p mel.Params) *acoustic.Model {
	t.Helper()
	c, err := acoustic.ConfigFor("base", []string{phoneme.Pause, "a", "i", "m", "u"}, 1, p)
	if err != nil {
		t.Fatal(err)
	}
	c.Width, c.Inner, c.Encoder, c.Decoder = 16, 16, 1, 1
	m, err := acoustic.New(c, acoustic.NewMoments(p).Stats(), 77)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
