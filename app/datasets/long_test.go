package datasets

import (
	"bytes"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/dataset"
)

// recited is a made-up reading of so many sentences: a tone for each letter.
func recited(t testing.TB, sentences int) (wav []byte, text string) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 7))
	var wave []float32
	var said strings.Builder
	for range sentences {
		for w := range 3 + r.IntN(4) {
			if w > 0 {
				said.WriteByte(' ')
			}
			for range 2 + r.IntN(4) {
				k := r.IntN(8)
				said.WriteByte("abdehijk"[k])
				for i := range 900 + r.IntN(800) {
					at := float64(i) / 16000
					wave = append(wave, float32(.2*math.Sin(2*math.Pi*float64(300+400*k)*at)+.1*math.Sin(2*math.Pi*130*at)+.002*r.NormFloat64()))
				}
			}
		}
		said.WriteString(".\n")
		for range 6000 + r.IntN(9000) {
			wave = append(wave, float32(.0005*r.NormFloat64()))
		}
	}
	var b bytes.Buffer
	must(t, audio.WriteWAV(&b, wave, 16000))
	return b.Bytes(), said.String()
}

func TestALongRecordingBecomesItsSentences(t *testing.T) {
	wav, said := recited(t, 26)
	f := files{"kitab.wav": string(wav), "matn.txt": said}
	dir := f.folder(t)
	for name, src := range map[string]Source{
		"folder": {Path: dir}, "zip": {Path: f.zip(t)}, "file": {Path: filepath.Join(dir, "kitab.wav"), Text: filepath.Join(dir, "matn.txt")},
	} {
		if raceEnabled && name != "folder" {
			continue // slow, and the same code
		}
		s := newService(t)
		found, err := Detect(src)
		if err != nil || found.Kind != Long || found.Utterances != 1 {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
		got, err := s.Import(t.Context(), src, "x", Options{}, nil)
		must(t, err)
		list, _, err := s.Utterances(t.Context(), "x", app.UtteranceFilter{})
		must(t, err)
		if len(list)+got.LeftOut != 26 || len(list) < 24 || list[0].ID != "kitab-0001" || list[0].Text != strings.TrimSpace(strings.SplitN(said, "\n", 2)[0]) {
			t.Errorf("%s: %d utterances, %d left out, first %+v", name, len(list), got.LeftOut, list[0])
		}
		if name == "folder" { // once is enough for what follows
			continue
		}
		if left, err := filepath.Glob(filepath.Join(got.Dataset.Path, "*")); err != nil || len(left) != 4 {
			t.Errorf("the folder holds %v, %v", left, err)
		}
	}
}

func TestACuttingThatWasStoppedGoesOn(t *testing.T) {
	wav, said := recited(t, 26)
	src := Source{Path: files{"a.wav": string(wav), "a.txt": said}.folder(t)}
	s := newService(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.Import(ctx, src, "x", Options{}, func(p Progress) {
		if p.Stage == StageCut {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped with %v", err)
	}
	first, err := os.Stat(filepath.Join(s.Folder(), ".import-x", "wavs", "a-0001.wav"))
	must(t, err)
	learned := false
	got, err := s.Import(t.Context(), src, "x", Options{}, func(p Progress) { learned = learned || p.Stage == StageLearn })
	must(t, err)
	again, err := os.Stat(filepath.Join(got.Dataset.Path, "wavs", "a-0001.wav"))
	must(t, err)
	if learned || !os.SameFile(first, again) {
		t.Error("began anew")
	}
}

func TestARecordingOfSomethingElseIsRefused(t *testing.T) {
	wav, said := recited(t, 26)
	words := strings.Fields(said)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] })
	for name, c := range map[string]struct {
		f    files
		want error
	}{
		"other words": {files{"a.wav": string(wav), "a.txt": strings.Join(words, " ")}, dataset.ErrNothingFits},
		"a few words": {files{"a.wav": string(wav), "a.txt": "abde"}, dataset.ErrNothingFits},
		"short":       {files{"a.wav": "", "a.txt": text}, ErrOne},
		"no sound":    {files{"a.wav": "nothing that sounds", "a.txt": said}, audio.ErrFormat},
	} {
		if raceEnabled && name == "other words" {
			continue
		}
		s := newService(t)
		if got, err := s.Import(t.Context(), Source{Path: c.f.folder(t)}, "", Options{}, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %+v, %v", name, got.Dataset, err)
		}
	}
}

func TestLongSentencesArePartedAtTheirCommas(t *testing.T) {
	long := strings.Repeat("واژه ", 30) + "، " + strings.Repeat("دیگر ", 30)
	list, err := sentencesOf(long + ".\nکوتاه.")
	if err != nil || len(list) != 3 || !strings.HasSuffix(list[0], "،") || list[2] != "کوتاه." {
		t.Errorf("%d: %q, %v", len(list), list, err)
	}
}
