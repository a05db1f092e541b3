package datasets

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/engine/phoneme"
	"avagar/views/ui"
)

// fake has the datasets that the test says and remembers what it is asked for.
type fake struct {
	sets     []app.Dataset
	said     map[string][]app.Utterance
	coverage datasets.Coverage
	found    datasets.Found
	refused  error
	repaired []string
	imported datasets.Options
	phones   map[string][]datasets.Phone // by id
	unknown  error                       // in place of phonemes
	blocked  func(ctx context.Context) error
	changed  app.Topic[struct{}]
	stamp    int
	calls    []string
}

func (f *fake) call(format string, args ...any) {
	f.calls = append(f.calls, fmt.Sprintf(format, args...))
}

func (f *fake) List(context.Context) ([]app.Dataset, error) { return f.sets, nil }
func (f *fake) Findings(_ context.Context, name string) (map[string]int, error) {
	counts := map[string]int{}
	for _, u := range f.said[name] {
		for _, one := range u.Findings {
			counts[one.Code]++
		}
	}
	return counts, nil
}
func (f *fake) Utterances(_ context.Context, name string, _ app.UtteranceFilter) ([]app.Utterance, int, error) {
	return append([]app.Utterance(nil), f.said[name]...), len(f.said[name]), nil
}
func (f *fake) Coverage(context.Context, string) (datasets.Coverage, error) { return f.coverage, nil }
func (f *fake) Recording(_ context.Context, name, path string) (datasets.Recording, error) {
	f.call("read %s", path)
	if f.refused != nil {
		return datasets.Recording{}, f.refused
	}
	return recording(), nil
}
func (f *fake) Hear(_ context.Context, _ datasets.Recording, from float64, at func(float64)) error {
	f.call("hear from %.2f", from)
	at(from)
	return f.refused
}
func (f *fake) Import(_ context.Context, src datasets.Source, into string, o datasets.Options, progress func(datasets.Progress)) (datasets.Imported, error) {
	f.call("import %s %s as %s", src.Path, src.Text, into)
	f.imported = o
	progress(datasets.Progress{Stage: datasets.StageCopy, Done: 1, Total: 2})
	if f.refused != nil {
		return datasets.Imported{}, f.refused
	}
	f.sets = append(f.sets, app.Dataset{ID: 9, Name: into, Path: "/home/ava/" + into, Utterances: 2, Usable: 2})
	return datasets.Imported{Dataset: f.sets[len(f.sets)-1], Duplicates: 3}, nil
}
func (f *fake) Check(_ context.Context, name string, progress func(datasets.Progress)) (app.Dataset, error) {
	f.call("check %s", name)
	progress(datasets.Progress{Stage: datasets.StageListen, Done: 1, Total: 1})
	return app.Dataset{}, f.refused
}
func (f *fake) CheckOnly(_ context.Context, name string, ids ...string) error {
	f.call("check %v", ids)
	return f.refused
}
func (f *fake) Include(_ context.Context, name string, included bool, ids ...string) error {
	f.call("include %v %v", included, ids)
	for _, id := range ids {
		for i := range f.said[name] {
			if u := &f.said[name][i]; u.ID == id {
				u.Included = included
			}
		}
	}
	return f.refused
}
func (f *fake) SetText(_ context.Context, name, id, text string) error {
	f.call("text %s %s", id, text)
	return f.refused
}
func (f *fake) Stamp(context.Context) (string, error) { return fmt.Sprint(f.stamp), nil }
func (f *fake) Reading(_ context.Context, name, id string) (string, error) {
	if u := f.utterance(name, id); u.Phonemes != "" {
		return u.Phonemes, nil
	}
	return "sælɒːm hɒle ʃomɒː", f.refused
}
func (f *fake) SetPhonemes(_ context.Context, name, id, ipa string) (string, error) {
	f.call("phonemes %s %q", id, ipa)
	if f.refused == nil {
		f.utterance(name, id).Phonemes = ipa
	}
	return ipa, f.refused
}
func (f *fake) Phones(ctx context.Context, name string, u app.Utterance) ([]datasets.Phone, error) {
	if f.blocked != nil {
		return nil, f.blocked(ctx)
	}
	f.call("phones of %s %s", u.ID, u.Phonemes)
	return f.phones[u.ID], f.unknown
}
func (f *fake) Learn(_ context.Context, name string, progress func(datasets.Progress)) error {
	f.call("learn %s", name)
	progress(datasets.Progress{Stage: datasets.StageLearn, Done: 1, Total: 2})
	f.unknown = nil
	return f.refused
}
func (f *fake) utterance(name, id string) *app.Utterance {
	for i := range f.said[name] {
		if f.said[name][i].ID == id {
			return &f.said[name][i]
		}
	}
	return &app.Utterance{}
}
func (f *fake) Repair(_ context.Context, name string, ids []string, _ func(datasets.Progress)) (int, error) {
	f.call("repair %v", ids)
	f.repaired = append(f.repaired, ids...)
	return len(ids), f.refused
}
func (f *fake) Restore(_ context.Context, name string, ids []string, _ func(datasets.Progress)) (int, error) {
	f.call("restore %v", ids)
	f.repaired = nil
	return len(ids), f.refused
}
func (f *fake) Repaired(context.Context, string) ([]string, error) { return f.repaired, nil }
func (f *fake) Room(context.Context, string) (int64, error)        { return 70_300_000, nil }
func (f *fake) Remove(_ context.Context, name string) error {
	f.call("remove %s", name)
	f.sets = f.sets[1:]
	return f.refused
}

// spaced are phonemes that part a second and a half evenly.
func spaced(text string) (list []datasets.Phone) {
	symbols := strings.Fields(text)
	for i, s := range symbols {
		n := float64(len(symbols))
		list = append(list, datasets.Phone{Symbol: s, From: 1.5 * float64(i) / n, To: 1.5 * float64(i+1) / n})
	}
	return list
}

// recording is a sound of two syllables with its picture.
func recording() datasets.Recording {
	const bands, frames = 20, 120
	r := datasets.Recording{Rate: 8000, Bands: bands}
	for i := range 12000 {
		at := float64(i) / 8000
		r.Wave = append(r.Wave, float32(math.Abs(math.Sin(4*at))*0.8*math.Sin(900*at)))
	}
	for f := range frames {
		for b := range bands {
			r.Mel = append(r.Mel, float32(-9+8*math.Abs(math.Sin(float64(f)/20))*math.Exp(-math.Abs(float64(b-6))/5)))
		}
	}
	return r
}

// stage is the page in a window over fake datasets, whose work is done at once.
type stage struct {
	*fake
	page    *Page
	window  fyne.Window
	trained []string
	told    []string
	errs    []error
	seen    []datasets.Source
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func newStage(t *testing.T, look fyne.Theme, fill func(*fake)) *stage {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look)
	s := &stage{fake: &fake{}, window: test.NewTempWindow(t, nil)}
	if fill != nil {
		fill(s.fake)
	}
	s.page = New(Needs{
		Datasets: s.fake, Changed: &s.changed, Window: s.window,
		Detect: func(src datasets.Source) (datasets.Found, error) {
			s.seen = append(s.seen, src)
			return s.found, s.refused
		},
		Train:  func(folder string) { s.trained = append(s.trained, folder) },
		Notify: func(text string) { s.told = append(s.told, text) },
		Beside: func(do func(context.Context) error) {
			if err := do(t.Context()); err != nil {
				s.errs = append(s.errs, err)
			}
		},
	})
	s.window.SetPadded(false)
	s.window.SetContent(s.page.Content())
	s.window.Resize(fyne.NewSize(1000, 720))
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}

func full(t *testing.T) *stage {
	t.Helper()
	return newStage(t, ui.New(ui.Light, 100), filled)
}

// filled has a dataset of Persian with flaws, and one that nobody has listened
// to.
func filled(f *fake) {
	f.sets = []app.Dataset{
		{ID: 1, Name: "سارا", Path: "/home/ava/datasets/sara", Kind: string(datasets.LJSpeech), Source: "/home/ava/ضبط‌ها", Language: "fa", License: "CC0-1.0",
			CheckedAt: noon, Utterances: 6, Included: 5, Usable: 4, HeldOut: 1, Seconds: 1843, UsableS: 1702},
		{ID: 2, Name: "reza", Path: "/home/ava/datasets/reza", Kind: string(datasets.Pairs), Source: "/data/reza", Language: "und", Utterances: 1},
	}
	f.said = map[string][]app.Utterance{
		"سارا": {
			{ID: "u1", Path: "wavs/u1.wav", Text: "سلام، حال شما چطور است؟", Seconds: 2.31, Included: true, Usable: true},
			{ID: "u2", Path: "wavs/u2.wav", Text: "کتاب تازه‌ای دربارهٔ Linux خریدم.", Seconds: 3.2, Included: true, Usable: true, HeldOut: true,
				Findings: []app.Finding{{Code: "hum", Severity: "note", Value: 9}}},
			{ID: "u3", Path: "wavs/u3.wav", Text: "گل سرخ در باغ شکفت.", Seconds: 2.9, Included: true, Usable: true,
				Findings: []app.Finding{{Code: "quiet", Severity: "note", Value: -41}, {Code: "noisy", Severity: "warning", Value: 11.2}}},
			{ID: "u4", Path: "wavs/u4.wav", Text: "پدرم چای می‌نوشد.", Included: true, Findings: []app.Finding{{Code: "silent", Severity: "error", Value: -71}}},
			{ID: "u5", Path: "wavs/u5.wav", Text: "ژاله شعر می‌خواند.", Seconds: 2.7, Usable: true},
			{ID: "u6", Text: "این خانه بزرگ و روشن است.", Included: true, Findings: []app.Finding{{Code: "missing_audio", Severity: "error"}}},
		},
		"reza": {{ID: "r1", Path: "r1.wav", Text: "امروز هوا خوب است.", Included: true, Usable: true}},
	}
	f.phones = map[string][]datasets.Phone{"u1": spaced("_ s æ l ɒː m _ h ɒː l e ʃ o m ɒː tʃ e t o ɾ æ s t _"), "u3": spaced("_ ɡ o l e s o ɾ x d æ ɾ b ɒː ɢ ʃ e k o f t _"), "r1": spaced("_ e m ɾ uː z _")}
	for i, symbol := range phoneme.Persian {
		f.coverage.Sounds = append(f.coverage.Sounds, datasets.Occurrence{Symbol: symbol, Count: (i * i * 7) % 431})
	}
	f.coverage.Sounds[12].Count = 0
	f.found = datasets.Found{Kind: datasets.CommonVoice, Title: "صداها", Utterances: 812, Lost: 2, Untold: 1, Language: "fa", Speakers: 4, Bytes: 214_000_000}
}
