package dataset

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/audio"
	"avagar/engine/mel"
	"avagar/engine/phoneme"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const madeUpRate = 16000

// quickParams make small features, so that the tests are quick.
func quickParams() mel.Params {
	p := mel.DefaultParams()
	p.SampleRate, p.FFTSize, p.WinLength, p.HopLength, p.Bands, p.HighHz = madeUpRate, 512, 512, 160, 20, 7000
	p.Cepstra = 10
	return p
}

// tone gives n samples of a made-up phoneme.
func tone(r *rand.Rand, symbol string, n int) []float32 {
	out := make([]float32, n)
	peaks := map[string][]float64{"ɒː": {700, 1100}, "iː": {300, 2300}, "m": {250, 1000}, "e": {500, 1800}}[symbol]
	for i := range out {
		v := .001 * r.NormFloat64()
		switch symbol {
		case "s":
			v += .15 * r.NormFloat64()
		case phoneme.Pause:
		default:
			for h := 1.; h*120 < 3000; h++ {
				gain := 0.
				for _, p := range peaks {
					gain += 1 / (1 + (h*120-p)*(h*120-p)/20000)
				}
				v += .1 * gain * math.Sin(2*math.Pi*h*120*float64(i)/madeUpRate)
			}
		}
		out[i] = float32(v)
	}
	return out
}

// spokenFolder writes n made-up utterances with phonemes.csv and, where times
// is set, align.tsv.
func spokenFolder(t testing.TB, n int, times bool) string {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	var metadata, phonemes, aligned strings.Builder
	dir := t.TempDir()
	symbols := []string{"ɒː", "iː", "s", "m", "e"}
	if err := os.Mkdir(filepath.Join(dir, "wavs"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		id := fmt.Sprintf("u%02d", i)
		var wave []float32
		add := func(symbol string, ms int) {
			start := len(wave)
			wave = append(wave, tone(r, symbol, ms*madeUpRate/1000)...)
			fmt.Fprintf(&aligned, "%s\t%d\t%d\t%s\n", id, start, len(wave), symbol)
		}
		fmt.Fprintf(&metadata, "%s|سلام، دنیای من.\n", id)
		fmt.Fprintf(&phonemes, "%s|", id)
		add(phoneme.Pause, 300)
		last := -1
		for k := range 8 {
			s := r.IntN(len(symbols))
			for s == last {
				s = r.IntN(len(symbols))
			}
			last = s
			if k == 4 {
				phonemes.WriteString("|, ")
				add(phoneme.Pause, 150)
			} else if k == 2 {
				phonemes.WriteString("| ")
			}
			phonemes.WriteString(symbols[s] + " ")
			add(symbols[s], 70+r.IntN(80))
		}
		phonemes.WriteString("\n")
		add(phoneme.Pause, 250)
		if err := audio.WriteWAVFile(filepath.Join(dir, "wavs", id+".wav"), wave, madeUpRate); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, "metadata.csv", metadata.String())
	put(t, dir, "phonemes.csv", phonemes.String())
	if times {
		put(t, dir, "align.tsv", aligned.String())
	}
	return dir
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func prepare(t testing.TB, dir string, o PrepareOptions) *Corpus {
	t.Helper()
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Params = quickParams()
	if o.CacheDir == "" {
		o.CacheDir = t.TempDir()
	}
	c, err := d.Prepare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// bare leaves out what two equal corpora may differ in: where their cache is.
var bare = cmp.Options{
	cmpopts.IgnoreUnexported(Example{}), cmpopts.IgnoreFields(Corpus{}, "Aligner"), cmpopts.EquateEmpty(),
}

func TestCorpus(t *testing.T) {
	found := prepare(t, spokenFolder(t, corpusSize, false), PrepareOptions{})
	exact := prepare(t, spokenFolder(t, corpusSize, true), PrepareOptions{})
	t.Run("tokens cover the frames", func(t *testing.T) { tokensCoverTheFrames(t, found) })
	t.Run("phrases end where the recording pauses", func(t *testing.T) { phrasesEndAtPauses(t, found) })
	t.Run("phrases end at the pauses of align.tsv", func(t *testing.T) { phrasesEndAtPauses(t, exact) })
	t.Run("exact times become durations", func(t *testing.T) { exactTimesBecomeDurations(t, exact, found) })
}

// corpusSize is the number of utterances the aligner learns well from.
const corpusSize = 12

func tokensCoverTheFrames(t *testing.T, c *Corpus) {
	if len(c.Train) == 0 || len(c.HeldOut) == 0 || len(c.Train)+len(c.HeldOut) != corpusSize {
		t.Fatalf("%d and %d examples, excluded %v", len(c.Train), len(c.HeldOut), c.Excluded)
	}
	if want := []string{phoneme.Pause, "e", "iː", "m", "s", "ɒː"}; !slices.Equal(c.Symbols, want) {
		t.Errorf("symbols %q, want %q", c.Symbols, want)
	}
	for _, e := range slices.Concat(c.Train, c.HeldOut) {
		sum := 0
		for _, d := range e.Durations {
			if d < 1 {
				t.Errorf("%s: durations %v", e.ID, e.Durations)
			}
			sum += d
		}
		if sum != e.Frames || len(e.Durations) != len(e.Tokens) {
			t.Errorf("%s: %d frames in durations, %d in all", e.ID, sum, e.Frames)
		}
		if first, last := e.Tokens[0].Symbol, e.Tokens[len(e.Tokens)-1].Symbol; !isPause(first) || !isPause(last) {
			t.Errorf("%s begins with %q and ends with %q", e.ID, first, last)
		}
		f, err := e.Features()
		if err != nil || f.Frames != e.Frames || len(f.Mel) != e.Frames*c.Params.Bands {
			t.Errorf("%s: %d frames of features, want %d: %v", e.ID, f.Frames, e.Frames, err)
		}
	}
}

// layout writes tokens as words and phrases: "_ ab/c ، _".
func layout(tokens []phoneme.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case isPause(t.Symbol):
			b.WriteString(" _" + strings.TrimRight(string(t.Mark), "\x00") + " ")
			continue
		case t.InWord == 0 && t.InPhrase > 0:
			b.WriteString("/")
		}
		b.WriteString(t.Symbol)
	}
	return strings.TrimSpace(b.String())
}

func phrasesEndAtPauses(t *testing.T, c *Corpus) {
	right := 0
	for _, e := range c.Train {
		phrases := strings.Fields(layout(e.Tokens))
		if len(phrases) == 5 && phrases[2] == "_،" && phrases[4] == "_." && strings.Count(phrases[1], "/") == 1 {
			right++
		}
	}
	if right*10 < len(c.Train)*9 {
		t.Errorf("%d of %d right, the first is %q", right, len(c.Train), layout(c.Train[0].Tokens))
	}
}

func exactTimesBecomeDurations(t *testing.T, exact, found *Corpus) {
	if exact.Train[0].Durations[0] != 15 {
		t.Errorf("%d frames of silence are kept at the start, want 15 of 10 ms", exact.Train[0].Durations[0])
	}
	near, all := 0, 0
	for i, e := range exact.Train {
		f := found.Train[i]
		if len(e.Durations) != len(f.Durations) {
			continue
		}
		for k := 1; k < len(e.Durations)-1; k++ {
			all++
			if d := e.Durations[k] - f.Durations[k]; d >= -2 && d <= 2 {
				near++
			}
		}
	}
	if all == 0 || near*100 < all*85 {
		t.Errorf("%d of %d durations found agree with the exact ones within 20 ms", near, all)
	}
}

func TestCorpusDoesNotDependOnWorkersOrCache(t *testing.T) {
	dir, cache := spokenFolder(t, 5, false), t.TempDir()
	one := prepare(t, dir, PrepareOptions{Workers: 1, CacheDir: cache})
	many := prepare(t, dir, PrepareOptions{Workers: 5})
	stages := map[string]bool{}
	again := prepare(t, dir, PrepareOptions{CacheDir: cache, Progress: func(stage string, done, total int) { stages[stage] = true }})
	if diff := cmp.Diff(one, many, bare); diff != "" {
		t.Error("with five workers:", diff)
	}
	if diff := cmp.Diff(one, again, bare); diff != "" {
		t.Error("from the cache:", diff)
	}
	if stages[StageLearn] || stages[StageAlign] {
		t.Error("the alignment was made again although it lies in the cache")
	}
	for i := range one.Train {
		a, errA := one.Train[i].Features()
		b, errB := many.Train[i].Features()
		if errA != nil || errB != nil || !cmp.Equal(a, b) {
			t.Fatalf("features of %s differ: %v, %v", one.Train[i].ID, errA, errB)
		}
	}
}

func TestDamagedCacheIsNoticedAndMadeAgain(t *testing.T) {
	dir, cache := spokenFolder(t, 3, false), t.TempDir()
	c := prepare(t, dir, PrepareOptions{CacheDir: cache})
	e := &c.Train[0]
	want, err := e.Features()
	if err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(e.cache)
	for name, spoil := range map[string]func() []byte{
		"cut short":   func() []byte { return data[:len(data)/2] },
		"other bytes": func() []byte { d := slices.Clone(data); d[len(d)-1] ^= 1; return d },
		"empty":       func() []byte { return nil },
		"foreign":     func() []byte { return []byte("another file altogether, long enough for a header") },
		"longer":      func() []byte { return append(slices.Clone(data), 0) },
	} {
		if err := os.WriteFile(e.cache, spoil(), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Features(); !errors.Is(err, ErrCache) {
			t.Errorf("%s: %v", name, err)
		}
		again := prepare(t, dir, PrepareOptions{CacheDir: cache})
		if got, err := again.Train[0].Features(); err != nil || !cmp.Equal(got, want) {
			t.Errorf("%s: not made again: %v", name, err)
		}
	}
	matches, _ := filepath.Glob(filepath.Join(cache, "*.alignment"))
	for _, path := range matches {
		put(t, cache, filepath.Base(path), "{}")
	}
	if diff := cmp.Diff(c, prepare(t, dir, PrepareOptions{CacheDir: cache}), bare); diff != "" {
		t.Error("after the alignment was spoilt:", diff)
	}
}

func TestWrongTranscriptIsFound(t *testing.T) {
	if raceEnabled {
		t.Skip("slow under the race detector, and TestCorpus runs the same code")
	}
	dir := spokenFolder(t, 20, false)
	data, err := os.ReadFile(filepath.Join(dir, "phonemes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(data), "\n")
	swap := strings.NewReplacer("s", "m", "m", "s", "iː", "s", "ɒː", "iː")
	id, tokens, _ := strings.Cut(rows[3], "|")
	rows[3] = id + "|" + swap.Replace(tokens)
	put(t, dir, "phonemes.csv", strings.Join(rows, "\n"))
	c := prepare(t, dir, PrepareOptions{})
	if len(c.Excluded) != 1 || c.Excluded[0].ID != id || c.Excluded[0].Code != BadTranscript {
		t.Errorf("found %v, want %s", c.Excluded, id)
	}
	for _, e := range slices.Concat(c.Train, c.HeldOut) {
		if e.ID == id {
			t.Errorf("%s is learned from all the same", id)
		}
	}
}

func TestOneUtteranceMakesACorpus(t *testing.T) {
	if c := prepare(t, spokenFolder(t, 1, false), PrepareOptions{}); len(c.Train) != 1 {
		t.Errorf("%d examples", len(c.Train))
	}
}

func TestPhonemesComeFromTheFrontEndWhereTheFolderHasNone(t *testing.T) {
	dir := spokenFolder(t, 2, false)
	if err := os.Remove(filepath.Join(dir, "phonemes.csv")); err != nil {
		t.Fatal(err)
	}
	asked := ""
	c := prepare(t, dir, PrepareOptions{Workers: 1, G2P: func(text string) (phoneme.Utterance, error) {
		asked = text
		return phoneme.Utterance{Phrases: []phoneme.Phrase{{Mark: '؟', Words: []phoneme.Word{{Phones: []string{"s", "e"}}, {Phones: []string{"m"}}}}}}, nil
	}})
	if asked != "سلام، دنیای من." || !strings.HasSuffix(layout(c.Train[0].Tokens), "m _؟") {
		t.Errorf("asked for %q, got %q", asked, layout(c.Train[0].Tokens))
	}
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Prepare(context.Background(), PrepareOptions{Params: quickParams(), CacheDir: t.TempDir()}); !errors.Is(err, ErrNoUtterances) {
		t.Errorf("neither phonemes nor a front end: %v", err)
	}
}

func TestPrepareStopsWhenCancelled(t *testing.T) {
	d, err := Open(spokenFolder(t, 3, false))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{StageFeatures, StageLearn, StageAlign} {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := d.Prepare(ctx, PrepareOptions{Params: quickParams(), CacheDir: t.TempDir(), Workers: 1, Progress: func(stage string, done, _ int) {
			if stage == at && done == 2 {
				cancel()
			}
		}})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("at %s: %v", at, err)
		}
	}
}

func TestUnusableOptionsAreRefused(t *testing.T) {
	d, err := Open(spokenFolder(t, 1, false))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Prepare(context.Background(), PrepareOptions{CacheDir: t.TempDir()}); !errors.Is(err, mel.ErrParams) {
		t.Errorf("without params: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	put(t, filepath.Dir(file), "file", "")
	if _, err := d.Prepare(context.Background(), PrepareOptions{Params: quickParams(), CacheDir: file}); err == nil {
		t.Error("a file is accepted as the folder of the cache")
	}
}
