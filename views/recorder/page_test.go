package recorder

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// types gives a key to what has the focus, as the window does.
func (s *stage) types(keys ...fyne.KeyName) {
	s.t.Helper()
	for _, key := range keys {
		f := s.window.Canvas().Focused()
		if f == nil {
			s.t.Fatalf("nothing has the focus for %s", key)
		}
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// wants compares what the recorder was asked for since the last time.
func (s *stage) wants(want ...string) {
	s.t.Helper()
	if !slices.Equal(s.calls, want) {
		s.t.Errorf("the recorder was asked to %q, want %q", s.calls, want)
	}
	s.calls = nil
}

func (s *stage) says(text string) bool {
	return slices.ContainsFunc(uitest.Texts(s.page.content), func(t string) bool { return strings.Contains(t, text) })
}

func TestOneReadsWithTheKeyboardAlone(t *testing.T) {
	s := newStage(t, light(), reading())
	if s.window.Canvas().Focused() != fyne.Focusable(s.page.card) {
		t.Fatal("the card has not got the focus")
	}
	s.types(fyne.KeySpace)
	s.wants("record")
	s.types(fyne.KeyP, fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyRight, fyne.KeyLeft, fyne.KeyS, fyne.KeyDelete, fyne.KeyEnter)
	s.wants("play", "record", "accept", "move 1", "move -1", "skip", "discard", "accept")
	s.page.marks.SetChecked(false)
	s.wants("marks false")
}

func TestASecondSpaceEndsTheTake(t *testing.T) {
	s := newStage(t, light(), reading())
	s.page.busy = true
	s.types(fyne.KeySpace, fyne.KeyBackspace)
	s.wants("stop")
	s.page.Hidden()
	s.wants("stop")
}

func TestEveryStateIsToldByText(t *testing.T) {
	s := newStage(t, light(), reading())
	if !s.says(ui.Say(fa.RecorderReady)) || !s.says("۱۲ از ۲۰۰ جمله، ۱٫۴ دقیقه") {
		t.Errorf("at rest it says %q", uitest.Texts(s.page.content))
	}
	s = newStage(t, light(), judged())
	for _, p := range s.now.Take.Problems {
		if !s.says(ui.Locale().Fault(p)) {
			t.Errorf("it does not tell of %s", p.Fault)
		}
	}
	if !s.says(ui.Say(fa.RecorderOlder)) {
		t.Error("it does not tell of the older take")
	}
	s = live(t, light())
	if says, _ := fa.RecorderState(recorder.Recording); !s.says(ui.Say(says)) || !s.says(ui.Locale().Fault(recorder.Problem{Fault: recorder.TooQuiet})) || !s.says("۲۸") {
		t.Errorf("during a take it says %q", uitest.Texts(s.page.content))
	}
	if b := s.page.buttons; b.record.Text != ui.Say(fa.RecorderStop) || !b.accept.Disabled() || b.record.Disabled() {
		t.Error("the buttons do not fit a take that goes on")
	}
}

func TestASetIsMadeWithConsentAlone(t *testing.T) {
	s := newStage(t, light(), recorder.Now{})
	if !s.says(ui.Say(fa.RecorderNone)) || s.page.card.Visible() {
		t.Error("without a set it does not say what to do")
	}
	c := newCreate(s.page.needs)
	c.dialog.Open(s.window)
	c.name.SetText("صدای من")
	c.speaker.SetText("مریم")
	c.do()
	if len(s.errs) != 1 || !errors.Is(s.errs[0], recorder.ErrConsent) || s.window.Canvas().Overlays().Top() == nil {
		t.Fatalf("without consent: %v", s.errs)
	}
	c.consent.SetChecked(true)
	c.do()
	s.wants("create صدای من")
	if s.made.Consent != ui.Say(fa.RecorderConsent) || s.made.Speaker != "مریم" || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("made of %+v", s.made)
	}
}

func TestTheSetRecordedLastIsOpened(t *testing.T) {
	s := newStage(t, light(), recorder.Now{})
	s.page.Hidden()
	s.calls = nil
	s.sets = []string{"صدای مریم", "دیگری"}
	s.page.Shown()
	s.wants("open صدای مریم")
	if !s.page.card.Visible() || s.page.sets.Selected != "صدای مریم" {
		t.Errorf("%q is chosen", s.page.sets.Selected)
	}
	s.page.sets.SetSelectedIndex(1)
	s.wants("open دیگری")
}

func TestTheFocusStaysOnAButtonThatIsPressed(t *testing.T) {
	s := newStage(t, light(), judged())
	c := s.window.Canvas()
	c.Focus(s.page.buttons.next)
	s.types(fyne.KeySpace)
	s.wants("move 1")
	if c.Focused() != fyne.Focusable(s.page.buttons.next) {
		t.Errorf("the focus went to %T", c.Focused())
	}
	c.Focus(s.page.buttons.discard)
	s.types(fyne.KeySpace)
	s.now.Text = "جملهٔ دیگر"
	s.changed.Publish(struct{}{})
	if c.Focused() != fyne.Focusable(s.page.card) {
		t.Errorf("a button that is off keeps the focus")
	}
	test.Tap(s.page.card)
}
