package recorder

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/recorder"
	"avagar/views/ui"
)

// fakeRecorder remembers what it is asked for and tells of every change at once.
type fakeRecorder struct {
	changed app.Topic[struct{}]
	now     recorder.Now
	sets    []string
	calls   []string
	made    recorder.NewSet
	fail    error
}

func (f *fakeRecorder) call(format string, args ...any) error {
	f.calls = append(f.calls, fmt.Sprintf(format, args...))
	f.changed.Publish(struct{}{})
	return f.fail
}

func (f *fakeRecorder) Sets() ([]string, error) { return f.sets, nil }
func (f *fakeRecorder) Create(n recorder.NewSet, _ time.Time) error {
	f.made = n
	if n.Consent == "" {
		return recorder.ErrConsent
	}
	return f.call("create %s", n.Name)
}
func (f *fakeRecorder) Open(name string) error {
	f.now = reading()
	return f.call("open %s", name)
}
func (f *fakeRecorder) Now() recorder.Now { return f.now }
func (f *fakeRecorder) Record(context.Context) error {
	f.now.Take = &recorder.Take{Length: 3 * time.Second}
	return f.call("record")
}
func (f *fakeRecorder) Stop()                        { f.calls = append(f.calls, "stop") }
func (f *fakeRecorder) Accept(context.Context) error { f.now.At++; return f.call("accept") }
func (f *fakeRecorder) Discard() error               { f.now.Take = nil; return f.call("discard") }
func (f *fakeRecorder) Skip() error                  { return f.call("skip") }
func (f *fakeRecorder) Move(by int) error            { f.now.At += by; return f.call("move %d", by) }
func (f *fakeRecorder) Play(context.Context) error   { return f.call("play") }
func (f *fakeRecorder) SetMarks(on bool) error       { f.now.Marks = on; return f.call("marks %t", on) }

// reading is a set half of which was read.
func reading() recorder.Now {
	return recorder.Now{
		Open: true, Set: recorder.Set{Name: "صدای مریم", Speaker: "مریم"}, State: recorder.Idle, At: 12, Of: 200,
		Text:     "ژاله هر روز صبح زود پنجره‌ها را باز می‌کند.",
		Recorded: 12, Length: 84 * time.Second, Coverage: recorder.Coverage{Phonemes: 29, AllPhonemes: 29, Pairs: 212, AllPairs: 587}, Marks: true,
	}
}

// judged is a take with problems, an older one behind it.
func judged() recorder.Now {
	now := reading()
	now.Take = &recorder.Take{Length: 1900 * time.Millisecond, Older: true, Problems: []recorder.Problem{
		{Fault: recorder.TooLoud}, {Fault: recorder.CutEnd}, {Fault: recorder.TooShort, Value: 1.4},
	}}
	return now
}

// stage is the page in a window over a fake recorder, whose work is done at once.
type stage struct {
	*fakeRecorder
	t      *testing.T
	page   *Page
	window fyne.Window
	level  app.Topic[recorder.Level]
	errs   []error
}

func newStage(t *testing.T, theme fyne.Theme, now recorder.Now) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme)
	s := &stage{fakeRecorder: &fakeRecorder{now: now}, t: t}
	if now.Open {
		s.sets = []string{now.Set.Name, "دیگری"}
	}
	s.window = test.NewTempWindow(t, nil)
	s.window.SetPadded(false)
	s.page = New(Needs{
		Recorder: s.fakeRecorder, Changed: &s.changed, Level: &s.level, Window: s.window,
		Now: func() time.Time { return time.Unix(1e9, 0) },
		Beside: func(do func(context.Context) error) {
			if err := do(t.Context()); err != nil {
				s.errs = append(s.errs, err)
			}
		},
	})
	s.window.SetContent(s.page.Content())
	s.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { s.press(0, e.Name) })
	s.window.Resize(fyne.NewSize(1000, 700))
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}

// press gives a key to the page as the window does.
func (s *stage) press(modifier fyne.KeyModifier, key fyne.KeyName) {
	for _, k := range s.page.Shortcuts() {
		if k.Modifier == modifier && k.Key == key && k.Do != nil {
			k.Do()
			return
		}
	}
}

// live is a window in the middle of a take.
func live(t *testing.T, theme fyne.Theme) *stage {
	now := reading()
	now.State = recorder.Recording
	s := newStage(t, theme, now)
	l := recorder.Level{Time: 2 * time.Second, Fault: recorder.TooQuiet}
	l.RMS, l.Peak = -37, -28
	s.level.Publish(l)
	return s
}

func light() fyne.Theme { return ui.New(ui.Light, 100) }
