package recorder

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/recorder"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// fakeRecorder remembers what it is asked for and tells of every change at once.
type fakeRecorder struct {
	changed app.Topic[struct{}]
	now     recorder.Now
	sets    []string
	calls   []string
	made    recorder.NewSet
	fail    error

	microphones recorder.Microphones
	deaf        error           // the system cannot be asked
	says        func() []string // what the page tells
	during      []string        // what it told while a take was played
	head        func() float64  // where the playhead of the take stands
	reached     float64         // where it stood then
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
func (f *fakeRecorder) Play(_ context.Context, before bool, from float64, at func(float64)) error {
	at(from)
	f.during, f.reached = f.says(), f.head()
	if before {
		return f.call("play before from %.1f", from)
	}
	return f.call("play from %.1f", from)
}
func (f *fakeRecorder) Microphones(context.Context) (recorder.Microphones, error) {
	return f.microphones, f.deaf
}
func (f *fakeRecorder) Choose(_ context.Context, name string) error {
	if f.fail == nil {
		f.microphones.Chosen = name
	}
	return f.call("choose %s", name)
}
func (f *fakeRecorder) SetMarks(on bool) error { f.now.Marks = on; return f.call("marks %t", on) }

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
	older := recorder.NewTake(now.Text, spoken(2600*time.Millisecond, 0.3), 16000)
	older.Accepted = true
	now.Before = older
	now.Take = recorder.NewTake(now.Text, spoken(1900*time.Millisecond, 1), 16000)
	now.Take.Older = true
	now.Take.Problems = []recorder.Problem{
		{Fault: recorder.TooLoud}, {Fault: recorder.CutEnd}, {Fault: recorder.TooShort, Value: 1.4},
	}
	return now
}

// spoken is a wave that swells a few times, as syllables do, up to a peak.
func spoken(length time.Duration, peak float64) []float32 {
	wave := make([]float32, int(length.Seconds()*16000))
	for i := range wave {
		at := float64(i) / float64(len(wave))
		wave[i] = float32(peak * math.Sin(math.Pi*at) * math.Abs(math.Sin(9*math.Pi*at)) * math.Sin(2*math.Pi*200*float64(i)/16000))
	}
	return wave
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
	s.microphones = recorder.Microphones{Names: []string{"USB Desk Microphone", "گوشی"}, Chosen: "USB Desk Microphone"}
	s.fakeRecorder.says = func() []string { return uitest.Texts(s.page.content) }
	if now.Open {
		s.sets = []string{now.Set.Name, "دیگری"}
	}
	s.head = func() float64 { return s.page.take.wave.Playhead() }
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
