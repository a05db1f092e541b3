package speech

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/document"
	"avagar/app/library"
	"avagar/app/speech"
	"avagar/engine/voice"
	"avagar/views/ui"
)

// fakeSpeech remembers what it is asked for.
type fakeSpeech struct {
	mu          sync.Mutex
	requests    []speech.Request
	calls       []string
	words       []speech.Word
	corrections []app.Pronunciation
	spoken      []app.Spoken
	exported    []int // rates
	fail        error
}

func (f *fakeSpeech) call(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, name)
}

func (f *fakeSpeech) Speak(r speech.Request) error {
	f.requests = append(f.requests, r)
	return f.fail
}
func (f *fakeSpeech) Pause()                { f.call("pause") }
func (f *fakeSpeech) Resume()               { f.call("resume") }
func (f *fakeSpeech) Stop()                 { f.call("stop") }
func (f *fakeSpeech) Seek(at time.Duration) { f.call("seek " + at.String()) }
func (f *fakeSpeech) SetVolume(float64)     {}
func (f *fakeSpeech) Picture() speech.Picture {
	return speech.Picture{Duration: 4 * time.Second, Peaks: make([]speech.Peak, 40), SamplesPerPeak: 2205, Rate: 22050, Bands: 2, HopLength: 2205, Mel: make([]float32, 100)}
}
func (f *fakeSpeech) Words(context.Context, string) ([]speech.Word, error) { return f.words, nil }
func (f *fakeSpeech) Correct(_ context.Context, word, ipa string) error {
	f.call("correct " + word + " " + ipa)
	return f.fail
}
func (f *fakeSpeech) Forget(_ context.Context, word string) error {
	f.call("forget " + word)
	return nil
}
func (f *fakeSpeech) Corrections(context.Context) ([]app.Pronunciation, error) {
	return f.corrections, nil
}
func (f *fakeSpeech) Export(_ context.Context, r speech.Request, path string, rate int, progress func(float64)) error {
	f.requests = append(f.requests, r)
	f.exported = append(f.exported, rate)
	progress(1)
	return f.fail
}
func (f *fakeSpeech) History(_ context.Context, query string, before int64, limit int) ([]app.Spoken, error) {
	var rows []app.Spoken
	for _, s := range f.spoken {
		if strings.Contains(s.Text, query) && (before == 0 || s.ID < before) && len(rows) < limit {
			rows = append(rows, s)
		}
	}
	return rows, nil
}
func (f *fakeSpeech) DeleteSpoken(_ context.Context, id int64) error {
	f.call("delete")
	return nil
}
func (f *fakeSpeech) ClearHistory(context.Context) error { f.call("clear"); return nil }

type fakeSettings struct {
	now  account.Settings
	kept map[string]string
}

func (f *fakeSettings) Settings(context.Context) (account.Settings, error) { return f.now, nil }
func (f *fakeSettings) Set(_ context.Context, name, value string) error {
	f.kept[name] = value
	return nil
}

type fakeVoices struct{}

func (fakeVoices) List() ([]library.Entry, error) {
	return []library.Entry{{Info: voice.Info{ID: "one", Name: "یک"}}, {Info: voice.Info{ID: "two", Name: "دو"}}}, nil
}

// stage is the page in a window, over fakes whose work is done at once.
type stage struct {
	page     *Page
	window   fyne.Window
	svc      *fakeSpeech
	settings *fakeSettings
	progress app.Topic[speech.Progress]
	notices  []string
	document document.Document
}

func newStage(t *testing.T) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.New(ui.Light, 100))
	s := &stage{svc: &fakeSpeech{}, settings: &fakeSettings{now: account.Default(), kept: map[string]string{}}}
	s.window = test.NewTempWindow(t, nil)
	s.page = New(Needs{
		Speech: s.svc, Progress: &s.progress, Settings: s.settings, Voices: fakeVoices{},
		Read:   func(string) (document.Document, error) { return s.document, nil },
		Window: s.window,
		Notify: func(text string) { s.notices = append(s.notices, text) },
		Beside: func(do func(context.Context) error) {
			if err := do(t.Context()); err != nil {
				s.notices = append(s.notices, ui.Error(err))
			}
		},
	})
	s.window.SetContent(s.page.Content())
	s.window.Resize(fyne.NewSize(1100, 760))
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}
