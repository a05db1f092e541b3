package training

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/library"
	"avagar/app/training"
	"avagar/engine/dataset"
	"avagar/engine/train"
	"avagar/engine/voice"
	"avagar/views/ui"
)

// fake is a studio that has what the test says and remembers what it is asked
// for.
type fake struct {
	runs     []training.Overview
	heard    []training.Preview
	spectra  training.Spectra
	now      training.Progress
	waiting  []app.TrainingJob
	checked  training.Checked
	refused  error
	began    training.StartOptions
	promoted training.PromoteOptions
	calls    []string
}

func (f *fake) call(format string, args ...any) {
	f.calls = append(f.calls, fmt.Sprintf(format, args...))
}

func (f *fake) List() (list []train.Summary, err error) {
	for _, r := range f.runs {
		list = append(list, r.Summary)
	}
	return list, nil
}
func (f *fake) Overview(id string) (training.Overview, error) {
	for _, r := range f.runs {
		if r.ID == id {
			return r, nil
		}
	}
	return training.Overview{}, app.ErrNotFound
}
func (f *fake) Now() training.Progress            { return f.now }
func (f *fake) Steps(b time.Duration) (int, bool) { return int(b.Seconds()) * 16, false }
func (f *fake) Begin(o training.StartOptions) error {
	f.began = o
	f.call("begin")
	return f.refused
}
func (f *fake) GoOn(id string) error { f.call("go on %s", id); return nil }
func (f *fake) Pause()               { f.call("pause") }
func (f *fake) Remove(id string) (int64, error) {
	f.call("remove %s", id)
	f.runs = nil
	return 70_300_000, nil
}
func (f *fake) Size(string) int64                        { return 70_300_000 }
func (f *fake) Spectra(string) (training.Spectra, error) { return f.spectra, nil }
func (f *fake) Hear(_ context.Context, p training.Preview) error {
	f.call("hear %d", p.Step)
	return nil
}
func (f *fake) Export(id, folder string) (string, string, error) {
	f.call("export %s %s", id, folder)
	return folder + "/a.png", folder + "/a.csv", f.refused
}
func (f *fake) Promote(id string, o training.PromoteOptions) (voice.Info, string, error) {
	f.promoted = o
	f.call("promote %s", id)
	return voice.Info{Name: o.Name}, "", f.refused
}
func (f *fake) Check(_ context.Context, folder string, progress func(done, total int)) (training.Checked, error) {
	progress(1, 2)
	f.call("check %s", folder)
	return f.checked, f.refused
}

// voices are the built-in one, and one whose file cannot be opened.
type voices struct{}

func (voices) List() ([]library.Entry, error) {
	return []library.Entry{{Info: voice.Info{ID: "persian", Name: "فارسی"}, BuiltIn: true}, {Info: voice.Info{ID: "broken"}, Err: app.ErrNotFound}}, nil
}
func (voices) Get(name string) (*voice.Voice, error) {
	return &voice.Voice{Info: voice.Info{ID: name}}, nil
}

// stage is the page in a window over a fake studio, whose work is done at once.
type stage struct {
	*fake
	page      *Page
	window    fyne.Window
	reports   reports
	progress  app.Topic[training.Progress]
	changed   app.Topic[struct{}]
	reporting app.Topic[training.Reporting]
	told      []string
	errs      []error
	clock     time.Time
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func newStage(t *testing.T, look fyne.Theme, fill func(*fake)) *stage {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look)
	s := &stage{fake: &fake{}, window: test.NewTempWindow(t, nil), clock: noon}
	s.reports.fake = s.fake
	if fill != nil {
		fill(s.fake)
	}
	s.page = New(Needs{
		Studio: s.fake, Progress: &s.progress, Changed: &s.changed, Reports: &s.reports, Reporting: &s.reporting, Voices: voices{}, Window: s.window, Now: func() time.Time { return s.clock },
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

// filled has a training that runs and one that is done.
func filled(f *fake) {
	sara := training.Overview{Checkpoints: []int{200, 400}, Summary: train.Summary{
		ID: "sara-1", Dataset: "/data/sara", Language: "fa", Base: "persian", State: train.StateRunning, Step: 420, Steps: 1000,
		BestStep: 400, BestLoss: 0.319, PhoneErrors: 0.24, Utterances: 98, Minutes: 7.12, Created: noon,
	}}
	for step := 1; step <= 420; step++ {
		loss := 0.26 + 25/float64(step+90)
		sara.Add(&train.Metric{Step: step, Loss: 2 * loss, Frames: loss + 0.04*math.Sin(float64(step)), Mel: loss / 2, LearningRate: 1.5e-3, GradientNorm: 2})
		if step%50 == 0 {
			heard := 0.2 + 18/float64(step)
			sara.HeldOut = append(sara.HeldOut, train.Metric{Step: step, HeldOut: true, Frames: loss + 0.03, DistortionDB: 5.34, PhoneErrors: &heard})
			sara.Speed = append(sara.Speed, train.Speed{Step: step, FramesPerSecond: 9900 + float64(step)})
		}
	}
	done := training.Overview{Summary: train.Summary{ID: "reza-1", State: train.StateDone, Step: 4000, Steps: 4000, Created: noon.Add(-240 * time.Hour)}}
	for step := 100; step <= 4000; step += 100 {
		done.HeldOut = append(done.HeldOut, train.Metric{Step: step, HeldOut: true, Frames: 0.4 + 50/float64(step)})
	}
	f.runs = []training.Overview{sara, done}
	for step := 50; step <= 400; step += 50 {
		f.heard = append(f.heard, training.Preview{Step: step, Path: fmt.Sprint(step), Phones: 60, Wrong: 12 + 900/step})
	}
	f.runs[0].Previews = f.heard
	f.spectra = spoken()
	f.now = training.Progress{Run: "sara-1", Folder: "/data/sara", Active: true, Left: 90 * time.Second,
		Event: train.Event{Kind: train.EventStep, Step: 420, Steps: 1000, FramesPerSecond: 9958,
			Metric: train.Metric{LearningRate: 1.5e-3, GradientNorm: 2.31}}}
	f.checked = training.Checked{Name: "sara", Language: "fa", Report: dataset.Report{
		Rows: make([]dataset.Row, 112), Usable: 110, Minutes: 8.1, UsableMinutes: 8.02,
		Findings: []dataset.Finding{{ID: "u7", Code: dataset.Clipped, Severity: dataset.Warning, Value: 120}, {ID: "u9", Code: dataset.Silent, Severity: dataset.Error}},
	}}
}

// spoken is an utterance of phonemes that sound different, as it was recorded and
// as it is predicted.
func spoken() training.Spectra {
	s := training.Spectra{Step: 400, ID: "u7", Text: "هوا خوب است.", Bands: 8, FrameMs: 11.6}
	for i, symbol := range []string{"_", "h", "æ", "v", "ɒː", "x", "uː", "b", "æ", "s", "t", "_"} {
		p := training.PhoneTime{Symbol: symbol, Recorded: 6 + i*5%7, Predicted: 6 + i*3%8}
		s.Phones = append(s.Phones, p)
		for _, to := range []struct {
			mel    *[]float32
			frames int
		}{{&s.Recorded, p.Recorded}, {&s.Predicted, p.Predicted}} {
			for range to.frames {
				for band := range s.Bands {
					*to.mel = append(*to.mel, float32(-9+(i*7+band*3)%9))
				}
			}
		}
	}
	return s
}
