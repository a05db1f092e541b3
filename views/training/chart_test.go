package training

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// keys presses some in what has the focus.
func (s *stage) keys(t *testing.T, keys ...fyne.KeyName) {
	t.Helper()
	for _, k := range keys {
		focused := s.window.Canvas().Focused()
		if focused == nil {
			t.Fatal("nothing has the focus")
		}
		focused.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func reads(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
}

func TestTheChartTellsTheValuesOfAStepInWords(t *testing.T) {
	s := full(t)
	c := s.page.detail.chart
	if c.value.Text != ui.Say(fa.ChartHint) {
		t.Errorf("it reads %q", c.value.Text)
	}
	s.window.Canvas().Focus(c.curves)
	s.keys(t, fyne.KeyHome)
	reads(t, c.value.Text, ui.Say(fa.ChartLearned, 4, fa.Words("۰٫۵۳۲")), ui.Say(fa.ChartHeldOut, 50, fa.Words("۰٫۴۶۹")))
	s.keys(t, fyne.KeyEnd)
	reads(t, c.value.Text, "گام ۴۱۸", "گام ۴۰۰")
	uitest.Directions(t, c.content)
	s.window.Canvas().Unfocus()
	if c.value.Text != ui.Say(fa.ChartHint) {
		t.Errorf("it reads %q", c.value.Text)
	}
}

func TestTheCursorStaysWhileTheTrainingGoesOn(t *testing.T) {
	s := full(t)
	c := s.page.detail.chart
	s.window.Canvas().Focus(c.curves)
	s.keys(t, fyne.KeyHome)
	before := c.value.Text
	s.changed.Publish(struct{}{})
	if c.value.Text != before || s.window.Canvas().Focused() != c.curves {
		t.Errorf("it reads %q, not %q", c.value.Text, before)
	}
	c.curves.TypedRune('+')
	s.page.open(1)
	if c.curves.Zoomed() {
		t.Error("another run is not seen whole")
	}
}

func TestARunIsComparedWithAnother(t *testing.T) {
	s := full(t)
	c := s.page.detail.chart
	if len(c.compare.Options) != 2 || c.compare.SelectedIndex() != 0 || !c.compared.Visible() {
		t.Fatalf("%v", c.compare.Options)
	}
	c.compare.SetSelectedIndex(1)
	reads(t, c.legend.Text, ui.Say(fa.ChartLegend, "reza-1"))
	s.window.Canvas().Focus(c.curves)
	s.keys(t, fyne.KeyHome)
	reads(t, c.value.Text, ui.Say(fa.ChartCompared, "reza-1", 100, fa.Words("۰٫۹")))
	uitest.Directions(t, c.content)
	s.page.open(1)
	if c.other != "" || c.compare.SelectedIndex() != 0 || strings.Contains(c.legend.Text, ui.Say(fa.ChartLegend, "reza-1")) {
		t.Errorf("a run is compared with itself: %q", c.legend.Text)
	}
	s.runs = s.runs[:1]
	s.page.shown = ""
	s.changed.Publish(struct{}{})
	if c.compared.Visible() {
		t.Error("a run alone can be compared with nothing")
	}
}

func TestEveryPartCanBeChosen(t *testing.T) {
	s := full(t)
	c := s.page.detail.chart
	if len(c.part.Options) != len(training.Parts()) {
		t.Fatalf("%v", c.part.Options)
	}
	for i, part := range training.Parts() {
		c.part.SetSelectedIndex(i)
		reads(t, c.legend.Text, ui.Say(fa.Part(part)))
		uitest.Directions(t, c.content)
	}
	choose := func(part training.Part) { c.part.SetSelectedIndex(slices.Index(training.Parts(), part)) }
	choose(training.PartPhones)
	reads(t, c.legend.Text, ui.Say(fa.ChartLeast, fa.Words("۲۴٫۵"), 400))
	if n := len(c.learned.X); n != 0 {
		t.Errorf("phonemes are heard in training, %d times", n)
	}
	choose(training.PartPreviews)
	s.window.Canvas().Focus(c.curves)
	s.keys(t, fyne.KeyHome)
	reads(t, c.value.Text, ui.Say(fa.ChartPreview, 50, fa.Words("۵۰")))
	choose(training.PartRate)
	reads(t, c.legend.Text, "۰٫۰۰۱۵")
	choose(training.PartPitchCents)
	reads(t, c.legend.Text, ui.Say(fa.ChartNotYet, fa.Part(training.PartPitchCents)))
}

func TestTheStateTellsHowItLearns(t *testing.T) {
	s := full(t)
	reads(t, s.page.detail.state.Text, ui.Say(fa.TrainingRate, fa.Words("۰٫۰۰۱۵")), ui.Say(fa.TrainingSlope, 2.31))
}

func TestTwoPreviewsAreHeardBlindWithKeysAlone(t *testing.T) {
	for _, swapped := range []bool{false, true} {
		s := full(t)
		b := newBlind(s.page.detail.previews)
		b.flip = func() bool { return swapped }
		b.Show()
		if !b.first.Disabled() || b.play.Disabled() || b.told.Text != ui.Say(fa.BlindAbout) {
			t.Error("it can be judged before it is heard")
		}
		s.calls = nil
		s.keys(t, fyne.KeyReturn) // plays both, wherever the focus is
		heard, first, second := "hear 50, hear 400", 50, 400
		if swapped {
			heard, first, second = "hear 400, hear 50", 400, 50
		}
		if got := strings.Join(s.calls, ", "); got != heard || b.told.Text != ui.Say(fa.BlindAsk) {
			t.Fatalf("%s; it reads %q", got, b.told.Text)
		}
		s.window.Canvas().Focus(b.second)
		s.keys(t, fyne.KeySpace)
		reads(t, b.told.Text, ui.Say(fa.BlindTold, first, second, second))
		if !b.second.Disabled() || s.window.Canvas().Focused() != b.play {
			t.Error("it can be judged twice")
		}
		swapped = !swapped
		s.keys(t, fyne.KeySpace)
		b.judge(0)
		reads(t, b.told.Text, ui.Say(fa.BlindTally, 50, b.wins[50], 400, b.wins[400]))
		if b.wins[second] != 2 {
			t.Errorf("%v", b.wins)
		}
		s.keys(t, fyne.KeyEscape)
		if s.window.Canvas().Overlays().Top() != nil {
			t.Error("Esc does not close it")
		}
	}
}

func TestAPreviewIsNotComparedWithItself(t *testing.T) {
	s := full(t)
	b := newBlind(s.page.detail.previews)
	b.Show()
	b.plays()
	b.steps[1].SetSelectedIndex(0)
	if !b.play.Disabled() || !b.first.Disabled() || b.told.Text != ui.Say(fa.BlindSame) {
		t.Errorf("it reads %q", b.told.Text)
	}
	b.steps[1].SetSelectedIndex(2)
	if b.play.Disabled() || b.told.Text != ui.Say(fa.BlindAbout) {
		t.Errorf("it reads %q", b.told.Text)
	}
}

func TestOnePreviewCannotBeComparedByEar(t *testing.T) {
	s := full(t)
	p := s.page.detail.previews
	if !p.blind.Visible() {
		t.Error("two cannot be heard")
	}
	test.Tap(p.blind)
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("no dialog")
	}
	p.show(s.heard[:1], 50)
	if p.blind.Visible() {
		t.Error("one can be compared")
	}
}
