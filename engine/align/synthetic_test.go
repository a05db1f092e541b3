package align

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// labelled is an utterance with its true segments.
type labelled struct {
	Utterance
	truth []Segment
}

// strip hides the pauses of the truth behind optional breaks, and allows
// breaks at every fifth phoneme besides, as word boundaries would.
func strip(id string, wave []float32, truth []Segment) labelled {
	u := labelled{Utterance: Utterance{ID: id, Wave: wave}, truth: truth}
	may := []bool{true}
	for _, s := range truth {
		if s.Symbol == Pause {
			may[len(may)-1] = true
			continue
		}
		u.Phones = append(u.Phones, s.Symbol)
		may = append(may, len(u.Phones)%5 == 0)
	}
	may[len(may)-1] = true
	u.Break = may
	return u
}

// starts gives the first sample of every phoneme, pauses left out.
func starts(segments []Segment) []int {
	var out []int
	for _, s := range segments {
		if s.Symbol != Pause {
			out = append(out, s.Start)
		}
	}
	return out
}

// boundaryShares says how many boundaries lie within 20 and within 50 ms.
func boundaryShares(t *testing.T, m *Model, utts []labelled) (within20, within50 float64) {
	t.Helper()
	n, n20, n50 := 0, 0, 0
	for _, u := range utts {
		a, err := m.Align(u.Utterance)
		if err != nil {
			t.Fatal(err)
		}
		got, want := starts(a.Segments), starts(u.truth)
		if len(got) != len(want) {
			t.Fatalf("%s: %d phonemes aligned, want %d", u.ID, len(got), len(want))
		}
		for i := range got {
			off := 1000 * abs(got[i]-want[i]) / m.rate
			n++
			if off <= 20 {
				n20++
			}
			if off <= 50 {
				n50++
			}
		}
	}
	return float64(n20) / float64(n), float64(n50) / float64(n)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func plain(utts []labelled) []Utterance {
	out := make([]Utterance, len(utts))
	for i, u := range utts {
		out[i] = u.Utterance
	}
	return out
}

// readWAV reads the 16 bit mono files the script writes.
func readWAV(t *testing.T, path string) []float32 {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data = data[44:]
	out := make([]float32, len(data)/2)
	for i := range out {
		out[i] = float32(int16(binary.LittleEndian.Uint16(data[2*i:]))) / 32768
	}
	return out
}

// synthetic makes n sentences with espeak-ng, whose phoneme times are exact.
func synthetic(t *testing.T, n int) []labelled {
	t.Helper()
	script := filepath.Join("..", "..", "..", "shared", "speech", "synth_corpus.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("../shared is absent")
	}
	dir := t.TempDir()
	if out, err := exec.Command("/usr/bin/python3", script, dir, "-n", fmt.Sprint(n), "--vary").CombinedOutput(); err != nil {
		t.Skipf("no synthetic speech, espeak-ng is needed: %v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "align.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	times := map[string][]Segment{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		var s Segment
		if _, err := fmt.Sscan(f[1]+" "+f[2], &s.Start, &s.End); err != nil {
			t.Fatal(err)
		}
		s.Symbol = f[3]
		if times[f[0]] == nil {
			order = append(order, f[0])
		}
		times[f[0]] = append(times[f[0]], s)
	}
	var out []labelled
	for _, id := range order {
		out = append(out, strip(id, readWAV(t, filepath.Join(dir, "wavs", id+".wav")), times[id]))
	}
	return out
}

func TestAlignerMeetsItsNumbersOnSyntheticSpeech(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes half a minute")
	}
	utts := synthetic(t, 200)
	m, err := Train(context.Background(), 22050, plain(utts), Options{})
	if err != nil {
		t.Fatal(err)
	}
	within20, within50 := boundaryShares(t, m, utts)
	t.Logf("%.1f %% of boundaries within 20 ms, %.1f %% within 50 ms", 100*within20, 100*within50)
	if within20 < .78 || within50 < .95 {
		t.Error("want 78 % and 95 %")
	}
}

// TestRecognizerHearsNaturalSpeech trains on real clips, tunes on others and
// counts phoneme errors on a third part.
func TestRecognizerHearsNaturalSpeech(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes half a minute")
	}
	train, held := natural(t, "train.txt"), natural(t, "heldout.txt")
	m, err := Train(context.Background(), 22050, train[:84], Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Tune(context.Background(), train[84:]); err != nil {
		t.Fatal(err)
	}
	var refs, hyps [][]string
	for _, u := range held {
		refs, hyps = append(refs, withoutPauses(u.Phones)), append(hyps, m.Recognize(u.Wave))
	}
	rate := ErrorRate(refs, hyps)
	t.Logf("%.1f %% phoneme errors", 100*rate)
	if rate > .25 {
		t.Error("want at most 25 %")
	}
}

// natural reads the clips of a list, with their corrected phonemes.
func natural(t *testing.T, list string) []Utterance {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "speech", "adibian_fa_spk003")
	ids, err := os.ReadFile(filepath.Join(dir, list))
	if err != nil {
		t.Skip("../shared is absent")
	}
	table, err := os.ReadFile(filepath.Join(dir, "phonemes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	phones := map[string][]string{}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		phones[f[0]] = strings.Fields(strings.ReplaceAll(f[2], "SIL", Pause))
	}
	var out []Utterance
	for _, id := range strings.Fields(string(ids)) {
		out = append(out, Utterance{ID: id, Phones: phones[id], Wave: readWAV(t, filepath.Join(dir, "wavs", id+".wav"))})
	}
	return out
}
