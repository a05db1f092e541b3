package downloads

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/views/ui"
)

// fakeQueue is a queue that remembers what it is asked for and tells of every
// change at once.
type fakeQueue struct {
	changed app.Topic[struct{}]
	list    []app.Download
	ended   []app.Download
	files   map[int64][]app.DownloadFile
	live    map[int64]app.DownloadProgress
	works   bool
	calls   []string
	reads   int
	fail    error
}

func (f *fakeQueue) Queue(context.Context) ([]app.Download, error) {
	f.reads++
	return slices.Clone(f.list), nil
}
func (f *fakeQueue) Ended(context.Context, int) ([]app.Download, error) {
	return slices.Clone(f.ended), nil
}
func (f *fakeQueue) Get(_ context.Context, id int64) (app.Download, error) {
	d := *f.at(id)
	d.Files = slices.Clone(f.files[id])
	return d, nil
}
func (f *fakeQueue) Live() map[int64]app.DownloadProgress { return f.live }
func (f *fakeQueue) Works() bool                          { return f.works }

func (f *fakeQueue) at(id int64) *app.Download {
	i := slices.IndexFunc(f.list, func(d app.Download) bool { return d.ID == id })
	if i < 0 {
		return &app.Download{}
	}
	return &f.list[i]
}

func (f *fakeQueue) call(format string, args ...any) error {
	f.calls = append(f.calls, fmt.Sprintf(format, args...))
	f.changed.Publish(struct{}{})
	return f.fail
}

func (f *fakeQueue) Pause(_ context.Context, id int64) error {
	f.at(id).State = app.DownloadPaused
	return f.call("pause %d", id)
}
func (f *fakeQueue) Resume(_ context.Context, id int64) error {
	f.at(id).State, f.at(id).Reason = app.DownloadWaiting, ""
	return f.call("resume %d", id)
}
func (f *fakeQueue) Cancel(_ context.Context, id int64) error {
	f.list = slices.DeleteFunc(f.list, func(d app.Download) bool { return d.ID == id })
	return f.call("cancel %d", id)
}
func (f *fakeQueue) Force(_ context.Context, id int64, forced bool) error {
	return f.call("force %d %t", id, forced)
}
func (f *fakeQueue) Remove(_ context.Context, id int64) error {
	f.ended = slices.DeleteFunc(f.ended, func(d app.Download) bool { return d.ID == id })
	return f.call("remove %d", id)
}
func (f *fakeQueue) Move(_ context.Context, id, before int64) error {
	return f.call("move %d %d", id, before)
}
func (f *fakeQueue) SetPriority(_ context.Context, id int64, priority int) error {
	return f.call("priority %d %d", id, priority)
}
func (f *fakeQueue) SetLimit(_ context.Context, id, limit int64) error {
	return f.call("limit %d %d", id, limit)
}
func (f *fakeQueue) PauseAll(context.Context) error  { return f.call("pause all") }
func (f *fakeQueue) ResumeAll(context.Context) error { return f.call("resume all") }
func (f *fakeQueue) RetryAll(context.Context) error  { return f.call("retry all") }
func (f *fakeQueue) CancelAll(context.Context) error { return f.call("cancel all") }
func (f *fakeQueue) Clear(context.Context) error     { return f.call("clear") }

// stage is the page in a window over a fake queue, whose work is done at once.
type stage struct {
	*fakeQueue
	t        *testing.T
	page     *Page
	window   fyne.Window
	progress app.Topic[app.DownloadProgress]
	errs     []error
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

const (
	megabyte = 1_000_000
	voice    = "rhasspy/piper-voices"
)

// several are downloads in every state that a queue can hold.
func several() []app.Download {
	d := func(id int64, repo string, state app.DownloadState, done int64) app.Download {
		return app.Download{ID: id, Repo: repo, Revision: "main", Commit: "0123456789abcdef", State: state, Done: done * megabyte, Total: 60 * megabyte, Count: 3}
	}
	list := []app.Download{
		d(1, voice, app.DownloadRunning, 27), d(2, "demo/stalls", app.DownloadRunning, 3), d(3, "demo/next", app.DownloadWaiting, 0),
		d(4, "demo/night", app.DownloadHeld, 12), d(5, "demo/filtered", app.DownloadHeld, 1), d(6, "demo/mine", app.DownloadPaused, 30),
		d(7, "demo/gated-voice", app.DownloadFailed, 0),
	}
	list[0].Folder = "fa/fa_IR/amir/medium"
	list[3].Reason, list[4].Reason, list[6].Reason = app.ReasonWindow, app.ReasonFilter, app.ReasonGated
	return list
}

func (s *stage) fill() {
	s.list, s.works = several(), true
	s.files[1] = []app.DownloadFile{
		{Path: "fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx", Size: 55 * megabyte, Done: 24 * megabyte, State: app.DownloadRunning},
		{Path: "fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx.json", Size: 3 * megabyte, Done: 3 * megabyte, State: app.DownloadDone},
		{Path: "fa/fa_IR/amir/medium/MODEL_CARD", Size: 2 * megabyte, State: app.DownloadWaiting},
	}
	s.live[1] = app.DownloadProgress{ID: 1, File: s.files[1][0].Path, FileDone: 24 * megabyte, FileTotal: 55 * megabyte,
		Done: 27 * megabyte, Total: 60 * megabyte, PerSecond: 1.2 * megabyte, Left: 27 * time.Second}
	s.live[2] = app.DownloadProgress{ID: 2, Done: 3 * megabyte, Total: 60 * megabyte, Stalled: true}
	s.ended = []app.Download{
		{ID: 20, Repo: "demo/avagar-persian", State: app.DownloadDone, Done: 8 * megabyte, Total: 8 * megabyte, EndedAt: noon.Add(-20 * time.Minute)},
		{ID: 19, Repo: "demo/old", State: app.DownloadCancelled, Total: 90 * megabyte, EndedAt: noon.Add(-30 * 24 * time.Hour)},
	}
}

func newStage(t *testing.T, theme fyne.Theme, fill func(*stage)) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme)
	s := &stage{fakeQueue: &fakeQueue{files: map[int64][]app.DownloadFile{}, live: map[int64]app.DownloadProgress{}}, t: t}
	s.window = test.NewTempWindow(t, nil)
	s.window.SetPadded(false)
	s.page = New(Needs{
		Queue: s.fakeQueue, Changed: &s.changed, Progress: &s.progress, Window: s.window, Now: func() time.Time { return noon },
		Beside: func(do func(context.Context) error) {
			if err := do(t.Context()); err != nil {
				s.errs = append(s.errs, err)
			}
		},
	})
	s.window.SetContent(s.page.Content())
	s.window.Resize(fyne.NewSize(1000, 700))
	if fill != nil {
		fill(s)
	}
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}

// full is the page over several downloads.
func full(t *testing.T) *stage { return newStage(t, ui.New(ui.Light, 100), (*stage).fill) }

func (s *stage) row(id int64) *row {
	s.t.Helper()
	r := s.page.queue.rows[id]
	if r == nil {
		s.t.Fatalf("there is no row for %d", id)
	}
	return r
}

// press gives a key to the page as the window does.
func (s *stage) press(modifier fyne.KeyModifier, key fyne.KeyName) {
	s.t.Helper()
	for _, k := range s.page.Shortcuts() {
		if k.Modifier == modifier && k.Key == key && k.Do != nil {
			k.Do()
			return
		}
	}
	s.t.Fatalf("the page does not know %s", key)
}

// wants compares what the queue was asked for since the last time.
func (s *stage) wants(want ...string) {
	s.t.Helper()
	if !slices.Equal(s.calls, want) {
		s.t.Errorf("the queue was asked to %q, want %q", s.calls, want)
	}
	s.calls = nil
}
