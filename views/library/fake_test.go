package library

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/catalogue"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// fake is a catalogue that gives what the test says and remembers what it is
// asked for.
type fake struct {
	answer  catalogue.Answer
	next    catalogue.Answer
	refused error
	sheets  map[string]catalogue.Sheet
	here    []catalogue.Here
	query   catalogue.Query
	ordered []string // paths
	removed []string
	bundled library.Choice
	taken   string
	token   string
	size    int64 // that looking finds
}

func (f *fake) Search(_ context.Context, q catalogue.Query) (catalogue.Answer, error) {
	f.query = q
	return f.answer, f.refused
}
func (f *fake) Seen(context.Context, catalogue.Query) (catalogue.Answer, error) {
	return catalogue.Answer{}, nil
}
func (f *fake) Next(context.Context, catalogue.Answer) (catalogue.Answer, error) { return f.next, nil }
func (f *fake) Classify(_ context.Context, hits []catalogue.Hit, told func(catalogue.Hit)) error {
	for _, h := range hits {
		if h.Bytes < 0 && f.size > 0 {
			h.Bytes = f.size
			told(h)
		}
	}
	return nil
}
func (f *fake) Open(_ context.Context, r hub.Repo, _ string) (catalogue.Sheet, error) {
	s, ok := f.sheets[r.String()]
	if !ok {
		return s, hub.ErrRepoNotFound
	}
	return s, nil
}
func (f *fake) Install(_ context.Context, s catalogue.Sheet, files []hub.File) (app.Download, error) {
	for _, file := range files {
		f.ordered = append(f.ordered, file.Path)
	}
	if files == nil {
		f.ordered = append(f.ordered, "all")
	}
	return app.Download{Repo: s.Repo}, nil
}
func (f *fake) Installed(context.Context) ([]catalogue.Here, error) { return f.here, nil }
func (f *fake) Removal(h catalogue.Here) (int64, error)             { return h.Bytes, nil }
func (f *fake) Remove(_ context.Context, h catalogue.Here) (int64, error) {
	f.removed = append(f.removed, h.Repo.String())
	f.here = nil
	return h.Bytes, nil
}
func (f *fake) WriteBundle(_ context.Context, _ string, c library.Choice, _ func(done, total int64)) (library.Manifest, error) {
	f.bundled = c
	return library.Manifest{}, nil
}
func (f *fake) Take(_ context.Context, path string, _ func(done, total int64)) (library.Imported, error) {
	f.taken = path
	if path == "damaged.zip" {
		return library.Imported{}, library.ErrArchive
	}
	return library.Imported{Models: []library.ImportedModel{{Repo: hub.Repo{Kind: hub.Model, ID: "friend/voice"}}}}, nil
}
func (f *fake) Set(token string) (account.Place, error) {
	if token == "" {
		return account.Nowhere, account.ErrToken
	}
	f.token = token
	return account.File, nil
}

// stage is the page in a window over a fake catalogue, whose work is done at
// once.
type stage struct {
	*fake
	t       *testing.T
	page    *Page
	window  fyne.Window
	changed app.Topic[struct{}]
	told    []string
	browsed string
	errs    []error
	own     *ownVoices
}

var (
	noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	day  = 24 * time.Hour
)

const megabyte = 1_000_000

func newStage(t *testing.T, look fyne.Theme, fill func(*fake)) *stage {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look)
	s := &stage{own: &ownVoices{}, fake: &fake{sheets: map[string]catalogue.Sheet{}}, t: t, window: test.NewTempWindow(t, nil)}
	if fill != nil {
		fill(s.fake)
	}
	s.page = New(Needs{
		Catalogue: s.fake, Changed: &s.changed, Token: s.fake, Endpoint: func() string { return "https://hub.example" },
		Voices: s.own,
		Browse: func(u *url.URL) { s.browsed = u.String() }, Free: func() (int64, error) { return 70_000 * megabyte, nil },
		Window: s.window, Notify: func(text string) { s.told = append(s.told, text) }, Now: func() time.Time { return noon },
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

func found(repo, task, license, class string, bytes int64) catalogue.Hit {
	return catalogue.Hit{Found: app.Found{
		Kind: "model", Repo: repo, Task: task, License: license, Class: class, Bytes: bytes, Downloads: 5321, Likes: 48,
		SHA: "0123456789abcdef0123456789abcdef01234567", Modified: noon.Add(-40 * day),
	}}
}

const speech = "text-to-speech"

// filled is a catalogue with something of every kind.
func filled(f *fake) {
	f.sheets = map[string]catalogue.Sheet{}
	gated := found("demo/gated-voice", speech, "", "", -1)
	gated.Gated = "manual"
	here := found("lab/sara", speech, "cc0-1.0", "avagar now ", 4*megabyte)
	here.Here = true
	f.answer = catalogue.Answer{More: true, List: []catalogue.Hit{
		found("rhasspy/piper-voices", speech, "mit", "piper next ", 190*megabyte), here, gated,
		found("lab/persian-tts-torch", speech, "cc-by-nc-4.0", "other no pickle", 1900*megabyte),
	}}
	f.sheets["rhasspy/piper-voices"] = voicesSheet(f.answer.List[0].Found)
	repo := hub.Repo{Kind: hub.Model, ID: "lab/sara"}
	f.here = []catalogue.Here{
		{Repo: repo, Commit: "c1", Files: []string{"sara.avagar"}, Bytes: 4 * megabyte, AddedAt: noon.Add(-day), Ours: true,
			Findings: []library.Finding{{Name: "sara", Family: library.FamilyAvagar, Runs: library.RunsHere}}},
		{Repo: hub.Repo{Kind: hub.Dataset, ID: "lab/recordings"}, Commit: "c2", Files: []string{"metadata.csv"}, Bytes: 900 * megabyte, AddedAt: noon.Add(-9 * day),
			Findings: []library.Finding{{Family: library.FamilyDataset, Runs: library.RunsNever, Reason: library.ReasonDataset}}},
	}
}

func voicesSheet(of app.Found) catalogue.Sheet {
	voice := func(name, language string) (library.Finding, []hub.File) {
		folder := language + "/" + name + "/medium"
		files := []hub.File{{Path: folder + "/" + name + ".onnx", Size: 63 * megabyte}, {Path: folder + "/" + name + ".onnx.json", Size: 1800}}
		return library.Finding{Folder: folder, Name: name, Model: files[0].Path, Family: library.FamilyPiper, Language: language,
			Files: files, Bytes: 63*megabyte + 1800, Runs: library.RunsNext}, files
	}
	s := catalogue.Sheet{Found: of, Free: 100 * megabyte, Present: map[string]bool{}, Card: hub.Card{Body: card}}
	s.Files = []hub.File{{Path: "README.md", Size: 700}}
	for _, v := range []struct{ name, language string }{{"alan", "en"}, {"amir", "fa"}, {"gyro", "fa"}} {
		f, files := voice(v.name, v.language)
		s.Findings, s.Files = append(s.Findings, f), append(s.Files, files...)
	}
	for _, f := range s.Findings[2].Files {
		s.Present[f.Path] = true
	}
	return s
}

const card = `# صداهای فارسی

این مخزن **سه صدا** دارد؛ پرونده‌های ` + "`.onnx`" + ` هر یک در پوشهٔ خود است. [راهنما](docs/guide.md) را بخوانید.

![logo](https://elsewhere.example/logo.png)

- صدای نخست: amir
- A second one, in English

A paragraph of Latin letters stands at its own side.

| voice | quality |
|---|---|
| amir | medium |
`

var errNoHub = errors.Join(hub.ErrUnreachable)
