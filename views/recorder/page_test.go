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
	"avagar/engine/capture"
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
	s.wants("play from 0.0", "record", "accept", "move 1", "move -1", "skip", "discard", "accept")
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

func TestBothTakesAreSeenToldAndHeard(t *testing.T) {
	s := newStage(t, light(), judged())
	if !s.says("این ضبط: ۱٫۹ ثانیه؛ بلندی") || !s.says("ضبط پیشین: ۲٫۶ ثانیه؛ بلندی") || !s.says("۱۰٫۵ دسی‌بل زیر بیشینه") {
		t.Errorf("the takes are not told: %q", uitest.Texts(s.page.content))
	}
	s.types(fyne.KeyO)
	s.wants("play before from 0.0")
	if !slices.Contains(s.during, ui.Say(fa.RecorderHearsBefore)) || !slices.Contains(s.during, ui.Say(fa.RecorderQuit)) {
		t.Errorf("while it is played the page says %q", s.during)
	}
	s.page.take.wave.OnSeek(0.5)
	s.wants("play from 0.5")
	if !slices.Contains(s.during, ui.Say(fa.RecorderHears)) || s.reached != 0.5 || s.page.take.wave.Playhead() >= 0 || s.page.playing != nil {
		t.Errorf("it is told as %q, and the playhead is at %v in the end", s.during, s.page.take.wave.Playhead())
	}
	s.window.Canvas().Focus(s.page.before.wave)
	s.types(fyne.KeySpace)
	s.wants("play before from 0.0")
	s.now = reading()
	s.changed.Publish(struct{}{})
	if s.says("این ضبط:") || s.page.take.content.Visible() || s.page.buttons.older.Visible() {
		t.Error("a take that is not there is shown")
	}
}

func TestWhatWasDoneIsTold(t *testing.T) {
	s := newStage(t, light(), judged())
	for _, c := range []struct {
		key  fyne.KeyName
		says fa.Sentence
	}{{fyne.KeyReturn, fa.RecorderDidAccept}, {fyne.KeyS, fa.RecorderDidSkip}, {fyne.KeyDelete, fa.RecorderDidDiscard}} {
		s.types(c.key)
		if !s.says(ui.Say(c.says)) {
			t.Errorf("%s is not told: %q", c.key, s.page.state.Text)
		}
	}
	s.types(fyne.KeyRight)
	if s.says(ui.Say(fa.RecorderDidDiscard)) {
		t.Error("what was done stays when something else is")
	}
	s.now.At = 0
	s.changed.Publish(struct{}{})
	if s.types(fyne.KeyLeft); !s.says(ui.Say(fa.RecorderFirst)) {
		t.Errorf("at the first sentence it says %q", s.page.state.Text)
	}
	s.now.At = s.now.Of - 1
	s.changed.Publish(struct{}{})
	if s.types(fyne.KeyRight); !s.says(ui.Say(fa.RecorderLast)) {
		t.Errorf("at the last sentence it says %q", s.page.state.Text)
	}
	s.fail = recorder.ErrNoTake
	if s.types(fyne.KeyReturn); s.says(ui.Say(fa.RecorderDidAccept)) || len(s.errs) == 0 {
		t.Error("what was refused is told as done")
	}
}

func TestTheMicrophoneIsChosenWithTheKeyboard(t *testing.T) {
	s := newStage(t, light(), reading())
	choice := s.page.hearing.choice
	if choice.SelectedIndex() != 1 || len(choice.Options) != 4 {
		t.Fatalf("%q of %q is chosen", choice.Selected, choice.Options)
	}
	s.types(fyne.KeyM)
	if s.window.Canvas().Focused() != fyne.Focusable(choice) {
		t.Fatal("M does not lead to the microphones")
	}
	s.types(fyne.KeyRight, fyne.KeyReturn)
	s.wants("choose گوشی")
	if s.window.Canvas().Focused() != fyne.Focusable(s.page.card) {
		t.Error("Enter does not lead back to the card")
	}
	s.microphones.Names = []string{"USB Desk Microphone", "تازه"} // one was unplugged, another plugged in
	choice.SetSelectedIndex(3)
	if choice.SelectedIndex() != 3 || choice.Options[2] != "تازه" || !strings.Contains(choice.Selected, ui.Say(fa.RecorderAway, "گوشی")) {
		t.Errorf("%q of %q is chosen", choice.Selected, choice.Options)
	}
	choice.SetSelectedIndex(0)
	s.wants("choose ")
	s.fail = recorder.ErrMicrophone
	choice.SetSelectedIndex(1)
	if choice.SelectedIndex() != 0 || len(s.errs) != 1 {
		t.Errorf("after a refusal %q is chosen, errors %v", choice.Selected, s.errs)
	}
	s = newStage(t, light(), reading())
	s.deaf, s.microphones = capture.ErrNoMicrophone, recorder.Microphones{Chosen: "گوشی"}
	s.page.hearing.load()
	if len(s.errs) != 0 || !strings.Contains(s.page.hearing.choice.Selected, "گوشی") {
		t.Errorf("where nobody can be asked %q is chosen, errors %v", s.page.hearing.choice.Selected, s.errs)
	}
}

func TestAMicrophoneThatIsGoneIsTold(t *testing.T) {
	now := judged()
	now.Missing = "USB Desk Microphone"
	s := newStage(t, light(), now)
	if !s.says(ui.Say(fa.RecorderMissing, now.Missing)) {
		t.Errorf("it says %q", uitest.Texts(s.page.content))
	}
}

// Tab reaches everything that can be done with the pointer.
func TestEveryControlIsReachedByTab(t *testing.T) {
	s := newStage(t, light(), judged())
	c, seen := s.window.Canvas(), map[fyne.Focusable]bool{}
	for range 30 {
		c.FocusNext()
		seen[c.Focused()] = true
	}
	p := s.page
	b := p.buttons
	for name, f := range map[string]fyne.Focusable{
		"sets": p.sets, "marks": p.marks, "microphone": p.hearing.choice, "card": p.card, "take": p.take.wave, "before": p.before.wave,
		"record": b.record, "accept": b.accept, "play": b.play, "older": b.older, "discard": b.discard, "previous": b.previous, "next": b.next,
	} {
		if !seen[f] {
			t.Errorf("%s is not reached", name)
		}
	}
}
