package training

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func TestTheRunningTrainingIsShownAndFollowed(t *testing.T) {
	s := full(t)
	for _, want := range []string{"۴۲۰", "۱٬۰۰۰", "قاب در ثانیه", "مانده"} {
		if text := s.page.detail.state.Text; !strings.Contains(text, want) && !strings.Contains(strings.ReplaceAll(text, "۱۰۰۰", "۱٬۰۰۰"), want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
	now := s.now
	now.Event.Step, now.Left = 700, 30*time.Second
	s.clock = s.clock.Add(time.Second)
	s.progress.Publish(now)
	if text := s.page.detail.state.Text; !strings.Contains(text, "۷۰۰") {
		t.Errorf("it reads %q", text)
	}
	now.Event = train.Event{Kind: train.EventPrepare, Stage: "align", Done: 3, Total: 9}
	s.progress.Publish(now)
	if text := s.page.detail.state.Text; !strings.Contains(text, ui.Say(fa.Stage("align"))) {
		t.Errorf("it reads %q", text)
	}
}

func TestButtonsAllowWhatTheStateAllows(t *testing.T) {
	s := full(t)
	d := s.page.detail
	if d.turn.Text != ui.Say(fa.TrainingPause) || d.turn.Disabled() || d.promote.Disabled() || !d.remove.Disabled() {
		t.Error("a training that runs can be paused and promoted alone")
	}
	test.Tap(d.turn)
	s.now = training.Progress{Run: "sara-1"}
	s.runs[0].State = train.StatePaused
	s.changed.Publish(struct{}{})
	if d.turn.Text != ui.Say(fa.TrainingGoOn) || d.turn.Disabled() || d.remove.Disabled() {
		t.Error("a paused training can go on and be removed")
	}
	test.Tap(d.turn)
	s.page.open(1)
	if !d.turn.Disabled() || !d.promote.Disabled() {
		t.Error("one that is done and has no checkpoint can do neither")
	}
	if strings.Join(s.calls, ", ") != "pause, go on sara-1" {
		t.Errorf("%v", s.calls)
	}
}

func TestARunThatWasCutOffIsPaused(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.now = training.Progress{} })
	if text := s.page.line(s.page.runs[0])[1].Text; !strings.Contains(text, ui.Say(fa.State(train.StatePaused))) {
		t.Errorf("it reads %q", text)
	}
}

func TestPreviewsAreHeardAndTheBestIsMarked(t *testing.T) {
	s := full(t)
	row := s.page.detail.previews.row
	last := row.Objects[len(row.Objects)-1].(*ui.Button)
	if last.Text != ui.Say(fa.PreviewBest, 400) {
		t.Errorf("the best reads %q", last.Text)
	}
	last.OnTapped()
	if !slices.Contains(s.calls, "hear 400") {
		t.Errorf("%v", s.calls)
	}
	s.changed.Publish(struct{}{})
	if row.Objects[len(row.Objects)-1] != last {
		t.Error("buttons were made anew though nothing had changed: the focus is lost")
	}
}

func TestGoingOnIsAdvisedUntilNothingGetsBetter(t *testing.T) {
	s := full(t)
	if got := s.page.detail.advice.Text; got != ui.Say(fa.TrainingBetter) {
		t.Errorf("%q", got)
	}
	s.runs[0].BestStep = 50
	heldOut := s.runs[0].HeldOut
	for i := range heldOut {
		heldOut[i].Frames = heldOut[0].Frames
	}
	s.changed.Publish(struct{}{})
	if got := s.page.detail.advice.Text; got != ui.Say(fa.TrainingEnough, 7, 50) {
		t.Errorf("%q", got)
	}
}

func TestRecordingsAreCheckedBeforeTheTrainingBegins(t *testing.T) {
	s := full(t)
	d := newStart(s.page.needs)
	d.Show()
	if !d.begin.Disabled() {
		t.Error("it can begin without recordings")
	}
	d.use("/data/sara")
	text := strings.Join(uitest.Texts(s.window.Canvas().Overlays().Top()), " ")
	for _, want := range []string{"۱۱۰ گفته از ۱۱۲", "بریده"} {
		if !strings.Contains(text, want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
	uitest.Directions(t, s.window.Canvas().Overlays().Top())
	d.length.SetSelectedIndex(1)
	test.Tap(d.begin)
	if o := s.began; o.Folder != "/data/sara" || o.Name != "sara" || o.Steps != 9600 || o.From == nil || o.From.Info.ID != "persian" {
		t.Errorf("%+v", o)
	}
	if s.window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog stays")
	}
}

func TestTheSizeIsChosenWhereNoVoiceDecidesIt(t *testing.T) {
	s := full(t)
	d := newStart(s.page.needs)
	d.Show()
	d.use("/data/sara")
	if !d.size.Disabled() {
		t.Error("a voice to begin from has its size")
	}
	d.from.SetSelectedIndex(0)
	d.size.SetSelectedIndex(1)
	test.Tap(d.begin)
	if o := s.began; o.From != nil || o.Size != "high" {
		t.Errorf("%+v", o)
	}
}

func TestWhatIsRefusedLeavesTheDialogOpen(t *testing.T) {
	s := full(t)
	d := newStart(s.page.needs)
	d.Show()
	d.use("/data/sara")
	s.refused = app.ErrBusy
	d.start()
	if len(s.errs) != 1 || !errors.Is(s.errs[0], app.ErrBusy) || s.window.Canvas().Overlays().Top() == nil {
		t.Errorf("%v", s.errs)
	}
	d.use("/data/other")
	if got := d.checked.Text; got != ui.Error(app.ErrBusy) || !d.begin.Disabled() {
		t.Errorf("it reads %q", got)
	}
}

func TestAVoiceIsMadeWithANameAndThePermissionAlone(t *testing.T) {
	s := full(t)
	p := newPromotion(s.page.needs, s.runs[0])
	p.Show()
	p.try()
	p.name.SetText(" سارا ")
	p.try()
	if len(s.told) != 2 || slices.Contains(s.calls, "promote sara-1") {
		t.Fatalf("told %v, calls %v", s.told, s.calls)
	}
	p.consent.SetChecked(true)
	p.try()
	if o := s.promoted; o.Name != "سارا" || o.Newest || o.Description == "" {
		t.Errorf("%+v", o)
	}
	if s.window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog stays")
	}
}

func TestARunIsRemovedOnceItIsConfirmed(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.now = training.Progress{} })
	s.page.detail.removes()
	if slices.Contains(s.calls, "remove sara-1") {
		t.Fatal("removed without a question")
	}
	c := s.window.Canvas()
	uitest.Directions(t, c.Overlays().Top())
	c.FocusNext()
	c.Focused().(*ui.Button).OnTapped()
	s.changed.Publish(struct{}{})
	if !slices.Contains(s.calls, "remove sara-1") || len(s.page.runs) != 0 || !s.page.none.Visible() {
		t.Errorf("%v", s.calls)
	}
}

func TestTheCurvesAreWrittenIntoAFolder(t *testing.T) {
	s := full(t)
	s.page.detail.exports("sara-1", "/data")
	if !slices.Contains(s.calls, "export sara-1 /data") || len(s.told) != 1 || !strings.Contains(s.told[0], "a.csv") {
		t.Errorf("%v, told %v", s.calls, s.told)
	}
}
