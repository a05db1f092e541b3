package training

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// reports are those that the test says.
type reports struct {
	*fake
	at   training.Reporting
	last training.Report // without a run there is none
}

func (r *reports) Now() training.Reporting { return r.at }
func (r *reports) Begin(id string, _ func(training.Report) string) error {
	r.call("report on %s", id)
	return r.refused
}
func (r *reports) Stop() { r.call("stop the report") }
func (r *reports) Last(id string) (training.Report, string, error) {
	if r.last.Run != id {
		return training.Report{}, "", app.ErrNotFound
	}
	return r.last, "/runs/report", nil
}
func (r *reports) Export(_ context.Context, id, into string) (string, error) {
	r.call("export the report on %s to %s", id, into)
	return into + "/" + id + "-report", r.refused
}

func measured(value, low, high float64) *training.Interval {
	return &training.Interval{Value: value, Low: low, High: high}
}

// good is a report on sara-1.
func good() training.Report {
	return training.Report{
		Run: "sara-1", Base: "persian", Size: "base", Step: 400, Steps: 1000, Seconds: 90, Minutes: 7.1, HeldOut: 14, HeldMinutes: 0.9, Phones: 618, Met: true,
		Natural:    training.Rendition{PhoneErrors: *measured(0.228, 0.186, 0.272)},
		Copy:       training.Rendition{PhoneErrors: *measured(0.231, 0.19, 0.274), LogMel: measured(0.41, 0.39, 0.43), Distortion: measured(2.9, 2.7, 3.1)},
		Synthesis:  training.Rendition{PhoneErrors: *measured(0.22, 0.181, 0.25), LogMel: measured(0.84, 0.8, 0.871), Distortion: measured(5.34, 5.1, 5.6), PitchCents: measured(210, 180, 240), DurationMs: measured(19.3, 17.7, 21)},
		Difference: *measured(-0.008, -0.045, 0.027),
		Samples:    []training.Sample{{ID: "u7", Text: "هوا خوب است.", Natural: "1-natural.wav", Copy: "1-copy.wav", Synthesis: "1-synthesis.wav"}},
	}
}

// asked opens the report of the run that is shown, which is paused.
func asked(t *testing.T, look fyne.Theme, fill func(*stage)) (*stage, *report) {
	t.Helper()
	s := newStage(t, look, func(f *fake) {
		filled(f)
		f.now, f.runs[0].State = training.Progress{}, train.StatePaused
	})
	s.settled(fyne.NewSize(900, 700))
	if fill != nil {
		fill(s)
	}
	r := newReport(s.page.detail.previews, s.page.detail.now)
	r.Show()
	return s, r
}

func (s *stage) top() fyne.CanvasObject { return s.window.Canvas().Overlays().Top() }

func (s *stage) says(t *testing.T, wants ...string) {
	t.Helper()
	reads(t, strings.Join(uitest.Texts(s.top()), " "), wants...)
}

func TestAReportIsMadeFollowedAndStopped(t *testing.T) {
	s, r := asked(t, ui.New(ui.Light, 100), nil)
	s.says(t, ui.Say(fa.ReportNone))
	if !r.save.Disabled() {
		t.Error("what there is not can be saved")
	}
	s.keys(t, fyne.KeyReturn)
	tell := func(now training.Reporting) {
		s.reports.at = now
		s.reporting.Publish(now)
	}
	tell(training.Reporting{Run: "sara-1", Stage: "align", Done: 3, Total: 9, Active: true})
	s.says(t, ui.Say(fa.Stage("align")))
	tell(training.Reporting{Run: "sara-1", Done: 4, Total: 14, Active: true})
	s.says(t, ui.Say(fa.ReportHeard, 4, 14))
	if !s.page.detail.remove.Disabled() {
		t.Error("a training can be removed while it is reported on")
	}
	if r.do.Text != ui.Say(fa.ReportStop) {
		t.Errorf("the button says %q", r.do.Text)
	}
	test.Tap(r.do)
	tell(training.Reporting{Run: "sara-1"})
	s.says(t, ui.Say(fa.ReportNone))
	if r.do.Text != ui.Say(fa.ReportMake) {
		t.Errorf("the button says %q", r.do.Text)
	}
	s.reports.last = good()
	tell(training.Reporting{Run: "sara-1", Active: true})
	tell(training.Reporting{Run: "sara-1", Made: true})
	s.says(t, ui.Locale().Bar(good()), "۲۲٫۸ (۱۸٫۶ تا ۲۷٫۲)", ui.Say(fa.ReportCopy), "۱۹٫۳")
	if got := strings.Join(s.calls, ", "); got != "report on sara-1, stop the report" {
		t.Error(got)
	}
	s.window.Canvas().Focus(r.do)
	s.keys(t, fyne.KeyEscape)
	if s.top() != nil {
		t.Error("Esc does not close it")
	}
}

func TestAReportIsReadHeardAndSaved(t *testing.T) {
	s, r := asked(t, ui.New(ui.Light, 100), func(s *stage) { s.reports.last = good() })
	uitest.Directions(t, s.top())
	if r.save.Disabled() {
		t.Error("a report cannot be saved")
	}
	r.samples.Objects[1].(*fyne.Container).Objects[2].(*ui.Button).OnTapped()
	if !slices.Contains(s.calls, "hear 400") {
		t.Errorf("%v", s.calls)
	}
	r.export("/data")
	if !slices.Contains(s.calls, "export the report on sara-1 to /data") || len(s.told) != 1 || !strings.Contains(s.told[0], "sara-1-report") {
		t.Errorf("%v, told %v", s.calls, s.told)
	}
	s.refused = app.ErrExists
	r.export("/data")
	if len(s.errs) != 1 || !errors.Is(s.errs[0], app.ErrExists) {
		t.Errorf("%v", s.errs)
	}
}

func TestAReportOnAnOlderStepAndThatOfAnotherRunAreTold(t *testing.T) {
	s, r := asked(t, ui.New(ui.Light, 100), func(s *stage) {
		s.reports.last = good()
		s.reports.last.Step = 200
		s.reports.at = training.Reporting{Run: "reza-1", Done: 1, Total: 2, Active: true}
	})
	s.says(t, ui.Say(fa.ReportOlder, 200, 400), ui.Say(fa.ReportBusy, "reza-1"))
	if r.do.Text != ui.Say(fa.ReportAnew) || !r.do.Disabled() {
		t.Error("two can be made at once")
	}
	s.reports.at = training.Reporting{Run: "sara-1", Err: training.ErrNothingHeldOut}
	s.reporting.Publish(s.reports.at)
	s.says(t, ui.Error(training.ErrNothingHeldOut))
}

func TestARunThatIsTrainedCannotBeReportedOn(t *testing.T) {
	s := full(t)
	if !s.page.detail.report.Disabled() {
		t.Error("it can")
	}
	s.page.detail.reports() // by its key
	if s.top() != nil {
		t.Error("a dialog opened")
	}
}

func TestTheReportLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s, _ := asked(t, ui.New(look.Appearance, look.TextSize), func(s *stage) { s.reports.last = good() })
			uitest.Directions(t, s.top())
			uitest.Layout(t, s.top(), s.window.Canvas().Size())
			uitest.Golden(t, "report-"+look.Name, s.window.Canvas().Capture())
		})
	}
}
