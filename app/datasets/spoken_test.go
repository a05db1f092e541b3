package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/align"
	"avagar/engine/audio"
	"avagar/engine/dataset"
	"avagar/engine/phoneme"
)

// sounding are made-up sounds of phonemes, a tone for each.
var sounding = []string{"s", "æ", "m", "iː", "o", "ɒː"}

// spoken is a folder of so many made-up recordings with their phonemes, and when
// each of these begins, by id, in seconds.
func spoken(t testing.TB, n int) (files, map[string][]Phone) {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	f, when := files{}, map[string][]Phone{}
	var texts, phonemes strings.Builder
	for i := range n {
		id := fmt.Sprintf("s%02d", i)
		var wave []float32
		say := func(symbol string, samples int) {
			from := float64(len(wave)) / 16000
			k := slices.Index(sounding, symbol)
			for j := range samples {
				at, v := float64(j)/16000, .0005*r.NormFloat64()
				if k >= 0 {
					v += .2*math.Sin(2*math.Pi*float64(300+450*k)*at) + .1*math.Sin(2*math.Pi*130*at)
				}
				wave = append(wave, float32(v))
			}
			if k >= 0 {
				when[id] = append(when[id], Phone{symbol, from, float64(len(wave)) / 16000})
			}
		}
		fmt.Fprintf(&texts, "%s|%s\n", id, text)
		fmt.Fprintf(&phonemes, "%s|", id)
		say(phoneme.Pause, 4000)
		last := -1
		for w := range 4 {
			for range 3 {
				k := r.IntN(len(sounding))
				for k == last {
					k = r.IntN(len(sounding))
				}
				last = k
				say(sounding[k], 1200+r.IntN(1200))
				phonemes.WriteString(sounding[k] + " ")
			}
			if w < 3 {
				phonemes.WriteString("| ")
			}
		}
		phonemes.WriteString("\n")
		say(phoneme.Pause, 4000)
		var b bytes.Buffer
		must(t, audio.WriteWAV(&b, wave, 16000))
		f["wavs/"+id+".wav"] = b.String()
	}
	f["metadata.csv"], f["phonemes.csv"], f["dataset.json"] = texts.String(), phonemes.String(), `{"language":"fa"}`
	return f, when
}

// voiced are the phonemes without pauses.
func voiced(phones []Phone) (out []Phone) {
	for _, p := range phones {
		if p.Symbol != phoneme.Pause {
			out = append(out, p)
		}
	}
	return out
}

func TestACheckLearnsWhenEachPhonemeIsSpoken(t *testing.T) {
	f, when := spoken(t, leastCompared)
	s := newService(t)
	stages := map[Stage]bool{}
	got, err := s.Import(t.Context(), Source{Path: f.folder(t)}, "x", Options{}, func(p Progress) { stages[p.Stage] = true })
	must(t, err)
	if !stages[StageLearn] || !stages[StageAlign] || !stages[StageListen] || got.Dataset.Usable != leastCompared {
		t.Errorf("%v, %+v", stages, got.Dataset)
	}
	u := s.one(t, "x", "s05")
	phones, err := s.Phones(t.Context(), "x", u)
	must(t, err)
	found, want := voiced(phones), when["s05"]
	if len(found) != len(want) || phones[0].From != 0 || math.Abs(phones[len(phones)-1].To-u.Seconds) > .001 {
		t.Fatalf("%v, want %v", phones, want)
	}
	for i, p := range found {
		if p.Symbol != want[i].Symbol || math.Abs(p.From-want[i].From) > .03 {
			t.Errorf("%d: %v, want %v", i, p, want[i])
		}
	}
	must(t, os.Remove(filepath.Join(got.Dataset.Path, "wavs", "s05.wav")))
	if again, err := s.Phones(t.Context(), "x", u); err != nil || !slices.Equal(again, phones) {
		t.Errorf("asked again: %v, %v", again, err)
	}
	must(t, os.WriteFile(filepath.Join(got.Dataset.Path, alignerFile), []byte("{"), 0o600))
	if _, err := s.Phones(t.Context(), "x", s.one(t, "x", "s06")); !errors.Is(err, dataset.ErrNoAligner) {
		t.Errorf("with a damaged aligner: %v", err)
	}
}

func TestAFewRecordingsAreLearnedFromWhereThatIsAsked(t *testing.T) {
	f, when := spoken(t, 3)
	s := newService(t)
	_, err := s.Import(t.Context(), Source{Path: f.folder(t)}, "x", Options{}, nil)
	must(t, err)
	u := s.one(t, "x", "s01")
	if _, err := s.Phones(t.Context(), "x", u); !errors.Is(err, dataset.ErrNoAligner) {
		t.Errorf("nobody has learned: %v", err)
	}
	must(t, s.Learn(t.Context(), "x", nil))
	if phones, err := s.Phones(t.Context(), "x", u); err != nil || len(voiced(phones)) != len(when["s01"]) {
		t.Errorf("%v, %v", phones, err)
	}
	_, err = s.SetPhonemes(t.Context(), "x", "s01", "ʒoʒo")
	must(t, err)
	if _, err := s.Phones(t.Context(), "x", s.one(t, "x", "s01")); !errors.Is(err, align.ErrSymbol) {
		t.Errorf("a sound that it has never heard: %v", err)
	}
	must(t, s.Learn(t.Context(), "x", nil))
	if phones, err := s.Phones(t.Context(), "x", s.one(t, "x", "s01")); err != nil || len(voiced(phones)) != 4 {
		t.Errorf("learned anew: %v, %v", phones, err)
	}
	must(t, os.RemoveAll(filepath.Join(s.Folder(), "x")))
	if _, err := s.Phones(t.Context(), "x", u); !errors.Is(err, ErrGone) {
		t.Errorf("a folder that is gone: %v", err)
	}
}

func TestPhonemesAreCorrectedAndTakenBack(t *testing.T) {
	f, _ := spoken(t, 4)
	s := newService(t)
	got, err := s.Import(t.Context(), Source{Path: f.folder(t)}, "x", Options{}, nil)
	must(t, err)
	before, err := s.Reading(t.Context(), "x", "s02")
	must(t, err)
	for ipa, want := range map[string]error{"sal%m": ErrPhoneme, "tsa": ErrPhoneme, " | ": ErrSilentReading} {
		if _, err := s.SetPhonemes(t.Context(), "x", "s02", ipa); !errors.Is(err, want) {
			t.Errorf("%q: %v", ipa, err)
		}
	}
	var about *app.About
	if _, err := s.SetPhonemes(t.Context(), "x", "s02", "sal%m"); !errors.As(err, &about) || about.Subject != "%" {
		t.Errorf("the sign is not named: %v", err)
	}
	reading, err := s.SetPhonemes(t.Context(), "x", "s02", " salam | dari ")
	must(t, err)
	must(t, s.CheckOnly(t.Context(), "x", "s02"))
	_, err = s.Check(t.Context(), "x", nil)
	must(t, err)
	folder, err := dataset.Open(got.Dataset.Path)
	must(t, err)
	kept, err := s.Reading(t.Context(), "x", "s02")
	must(t, err)
	if want := "sælæm | dæɾiː"; reading != want || s.one(t, "x", "s02").Phonemes != want || folder.Utterances[2].Reading != want || kept != want {
		t.Errorf("kept %q, %q, %q, %q", reading, s.one(t, "x", "s02").Phonemes, folder.Utterances[2].Reading, kept)
	}
	if c, err := s.Coverage(t.Context(), "x"); err != nil || c.Sounds[slices.Index(phoneme.Persian, "ɾ")].Count == 0 {
		t.Errorf("coverage does not count it: %v", err)
	}
	given, err := os.ReadFile(filepath.Join(got.Dataset.Path, "phonemes.csv"))
	if err != nil || string(given) != f["phonemes.csv"] {
		t.Error("the source's phonemes have changed")
	}
	if back, err := s.SetPhonemes(t.Context(), "x", "s02", ""); err != nil || back != "" {
		t.Errorf("taken back: %q, %v", back, err)
	}
	if again, err := s.Reading(t.Context(), "x", "s02"); err != nil || again != before || s.one(t, "x", "s02").Phonemes != "" {
		t.Errorf("it was read %q, and is %q now, %v", before, again, err)
	}
	_, err = s.SetPhonemes(t.Context(), "x", "s02", "salam")
	must(t, err)
	must(t, s.SetText(t.Context(), "x", "s02", "سلام"))
	if u := s.one(t, "x", "s02"); u.Phonemes != "" {
		t.Errorf("another text is read %q", u.Phonemes)
	}
	if data, err := os.ReadFile(filepath.Join(got.Dataset.Path, dataset.ReadingsFile)); err != nil || len(data) != 0 {
		t.Errorf("the folder has %q, %v", data, err)
	}
	if _, err := s.SetPhonemes(t.Context(), "x", "none", "b"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("of none: %v", err)
	}
}

func TestOneProgramAtATimeChangesADataset(t *testing.T) {
	f, _ := spoken(t, 3)
	src := Source{Path: f.folder(t)}
	s := newService(t)
	_, err := s.Import(t.Context(), src, "x", Options{}, nil)
	must(t, err)
	other := &Service{Home: s.Home, Store: s.Store, User: s.User} // as in a terminal beside a window
	done, err := other.take(t.Context(), "x")
	must(t, err)
	var about *app.About
	if _, err := s.Check(t.Context(), "x", nil); !errors.Is(err, ErrBusy) || !errors.As(err, &about) || about.Subject != "x" {
		t.Errorf("checked beside it: %v", err)
	}
	if err := s.SetText(t.Context(), "x", "s00", "متن"); !errors.Is(err, ErrBusy) {
		t.Errorf("corrected beside it: %v", err)
	}
	if _, err := s.Import(t.Context(), src, "x", Options{}, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("imported beside it: %v", err)
	}
	must(t, done())
	if _, err := s.Check(t.Context(), "x", nil); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	must(t, s.Remove(t.Context(), "x"))
	if left, err := os.ReadDir(filepath.Join(s.Folder(), ".locks")); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestWhatIsRecordedIsThereWithoutACheck(t *testing.T) {
	f, _ := spoken(t, 3)
	s := newService(t)
	dir := f.folder(t)
	must(t, os.MkdirAll(s.Folder(), 0o700))
	must(t, os.Rename(dir, filepath.Join(s.Folder(), "mine")))
	dir = filepath.Join(s.Folder(), "mine")
	third := filepath.Join(dir, "wavs", "s02.wav")
	must(t, os.Rename(third, third+".later"))
	d := app.Dataset{Name: "mine", Path: dir, Kind: "recorded", Language: "fa"}
	must(t, s.Arrived(t.Context(), d, "s00")) // finds the second, which nobody told of, too
	now, err := s.Find(t.Context(), "mine")
	must(t, err)
	if now.Utterances != 3 || now.Usable != 2 || now.Seconds < 2 || now.CheckedAt.IsZero() {
		t.Errorf("%+v", now)
	}
	must(t, s.Include(t.Context(), "mine", false, "s02"))
	must(t, os.Rename(third+".later", third))
	must(t, s.Arrived(t.Context(), d, "s02"))
	if u := s.one(t, "mine", "s02"); u.Seconds == 0 || u.Included || !u.Usable || s.one(t, "mine", "s00").Sound == "" {
		t.Errorf("made anew: %+v", u)
	}
	done, err := s.take(t.Context(), "mine")
	must(t, err)
	must(t, s.Arrived(t.Context(), d, "s02")) // left for the check that is going on
	must(t, done())
}
