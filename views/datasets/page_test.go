package datasets

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func (s *stage) called(call string) bool { return slices.Contains(s.calls, call) }

func (s *stage) key(key fyne.KeyName) {
	s.window.Canvas().Focus(s.page.detail.said.list)
	s.page.detail.said.list.TypedKey(&fyne.KeyEvent{Name: key})
}

func TestADatasetIsShownWithWhatWasFound(t *testing.T) {
	s := full(t)
	text := strings.Join(uitest.Texts(s.page.content), "\n")
	for _, want := range []string{"۳۰٫۷ دقیقه", "۴ گفته از ۶", "۵ یافته", ui.Say(fa.DatasetUnheard), "وزوز برق"} {
		if !strings.Contains(text, want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
	s.page.open(1)
	if got := s.page.detail.set.Name; got != "reza" || !s.page.detail.train.Disabled() {
		t.Errorf("%s is shown, and can be trained", got)
	}
}

func TestUtterancesAreListedByWhatIsWrong(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	for option, want := range map[string]int{
		ui.Say(fa.UtterancesAll, 6): 6, ui.Say(fa.UtterancesFlawed, 3): 3, ui.Say(fa.UtterancesGone, 1): 1,
		ui.Say(fa.UtterancesWith, fa.FindingName("noisy"), 1): 1,
	} {
		said.choice.SetSelected(option)
		if len(said.shown) != want {
			t.Errorf("%q lists %d", option, len(said.shown))
		}
	}
	said.choice.SetSelected(ui.Say(fa.UtterancesGone, 1))
	test.Tap(said.chosen.turn)
	if !s.called("include true [u5]") || len(said.shown) != 0 || !said.none.Visible() || said.chosen.content.Visible() {
		t.Errorf("%v; %d are left out", s.calls, len(said.shown))
	}
	if said.choice.Selected != ui.Say(fa.UtterancesGone, 0) {
		t.Errorf("the filter is %q now", said.choice.Selected)
	}
}

func TestTheKeyboardHearsAndChooses(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	s.key(fyne.KeyDown)
	s.key(fyne.KeyReturn)
	if !s.called("read wavs/u2.wav") || !s.called("hear from 0.00") {
		t.Errorf("%v", s.calls)
	}
	s.key(fyne.KeySpace)
	if !s.called("include false [u2]") || said.list.Chosen != 1 || said.chosen.turn.Text != ui.Say(fa.UtteranceTake) {
		t.Errorf("%v, row %d, %q", s.calls, said.list.Chosen, said.chosen.turn.Text)
	}
	s.key(fyne.KeySpace)
	if !s.called("include true [u2]") {
		t.Errorf("%v", s.calls)
	}
	said.chosen.sight.wave.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if !s.called("hear from 1.00") {
		t.Errorf("%v", s.calls)
	}
}

func TestAllThatIsListedIsLeftOutAndTakenInAgain(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	said.choice.SetSelected(ui.Say(fa.UtterancesFlawed, 3))
	said.take(false)
	said.take(true)
	if !s.called("include false [u3 u4 u6]") || !s.called("include true [u3 u4 u6]") || len(s.told) != 2 {
		t.Errorf("%v, told %v", s.calls, s.told)
	}
}

func TestASoundThatCannotBeReadIsTold(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.refused = datasets.ErrGone })
	c := s.page.detail.said.chosen
	if !c.trouble.Visible() || !strings.Contains(c.trouble.Text, ui.Error(datasets.ErrGone)) || !c.play.Disabled() {
		t.Errorf("it reads %q", c.trouble.Text)
	}
	c.hear(0)
	if len(s.errs) != 1 || c.playing {
		t.Errorf("%v", s.errs)
	}
}

func TestATextIsCorrected(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	d := newCorrection(s.page, "سارا", said.all[0])
	d.Show()
	d.text.SetText("  ")
	d.save()
	if len(s.told) != 1 || s.called("text u1 ") {
		t.Fatalf("told %v, %v", s.told, s.calls)
	}
	d.text.SetText("سلام، حالت چطور است؟")
	s.refused = datasets.ErrGone
	d.save()
	if s.window.Canvas().Overlays().Top() == nil || len(s.errs) != 1 {
		t.Errorf("the dialog is gone though it was refused: %v", s.errs)
	}
	s.refused = nil
	d.save()
	if !s.called("text u1 سلام، حالت چطور است؟") || !s.called("check [u1]") || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%v", s.calls)
	}
}

func TestRecordingsAreLookedAtAndBroughtIn(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.sets, f.said = nil, nil })
	if !s.page.none.Visible() {
		t.Error("nothing tells that there is nothing")
	}
	s.page.Dropped([]fyne.URI{storage.NewFileURI("/data/cv.zip")})
	if len(s.seen) != 1 || s.seen[0].Path != "/data/cv.zip" {
		t.Fatalf("looked at %v", s.seen)
	}
	top := s.window.Canvas().Overlays().Top()
	text := strings.Join(uitest.Texts(top), "\n")
	for _, want := range []string{"۸۱۲", "۴ گوینده", "۲ متن بی‌صدا"} {
		if !strings.Contains(text, want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
	ui.PressAbove(s.window.Canvas(), fyne.KeyReturn)
	if !s.called("import /data/cv.zip  as صداها") || s.imported.Language != "fa" || s.imported.Copy {
		t.Errorf("%v, %+v", s.calls, s.imported)
	}
	if s.page.shown != "صداها" || len(s.told) != 1 || !strings.Contains(s.told[0], "۳ ضبط") || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%q is shown, told %v", s.page.shown, s.told)
	}
}

func TestWhatCannotBeBroughtIsTold(t *testing.T) {
	s := full(t)
	b := newBringing(s.page.needs, nil)
	b.Show()
	s.refused = datasets.ErrNoTranscripts
	b.use(datasets.Source{Path: "/data/talk.wav"})
	if b.found.Text != ui.Error(datasets.ErrNoTranscripts) || !b.do.Disabled() || b.text.Disabled() {
		t.Errorf("it reads %q", b.found.Text)
	}
	s.refused = nil
	b.use(datasets.Source{Path: "/data/talk.wav", Text: "/data/said.docx"})
	if b.do.Disabled() || !strings.Contains(b.from.Text, "said.docx") {
		t.Errorf("it is brought from %q", b.from.Text)
	}
	s.refused = app.ErrExists
	test.Tap(b.do)
	if len(s.errs) != 1 || !errors.Is(s.errs[0], app.ErrExists) {
		t.Errorf("%v", s.errs)
	}
}

func TestCoverageIsToldInWordsToo(t *testing.T) {
	s := full(t)
	c := s.page.detail.checked
	s.page.detail.tabs.Select(1)
	if !strings.Contains(c.coverage[0].Text, "ژ") || !strings.Contains(c.coverage[1].Text, "پ") || len(c.bars.Objects) != 29 || len(c.read.Segments) != 1+mostRead {
		t.Errorf("%q, %q, %d bars", c.coverage[0].Text, c.coverage[1].Text, len(c.bars.Objects))
	}
	s.coverage = datasets.Coverage{}
	s.page.read()
	if c.coverage[0].Text != ui.Say(fa.CoverageOther) || len(c.bars.Objects) != 0 {
		t.Errorf("%q", c.coverage[0].Text)
	}
}

func TestSoundsAreRepairedAndRestored(t *testing.T) {
	s := full(t)
	said, checked := s.page.detail.said, s.page.detail.checked
	if said.chosen.mend.Visible() || !checked.repair.Visible() || checked.restore.Visible() {
		t.Error("what needs no repair can be repaired, or what needs it cannot")
	}
	said.pick(1)
	test.Tap(said.chosen.mend)
	if !s.called("repair [u2]") || said.chosen.mend.Text != ui.Say(fa.RestoreOne) || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%v; it reads %q", s.calls, said.chosen.mend.Text)
	}
	test.Tap(checked.repair)
	test.Tap(checked.restore)
	if !s.called("repair [u3]") || !s.called("restore [u2 u3]") || len(s.told) != 3 {
		t.Errorf("%v, told %v", s.calls, s.told)
	}
	test.Tap(said.chosen.mend)
	if !s.called("repair [u2]") {
		t.Errorf("%v", s.calls)
	}
}

func TestADatasetIsRemovedOnceItIsConfirmed(t *testing.T) {
	s := full(t)
	s.page.detail.removes()
	text := strings.Join(uitest.Texts(s.window.Canvas().Overlays().Top()), "\n")
	if !strings.Contains(text, "۷۰") || s.called("remove سارا") {
		t.Fatalf("it asks %q; %v", text, s.calls)
	}
	c := s.window.Canvas()
	c.FocusNext()
	c.Focused().(*ui.Button).OnTapped()
	if !s.called("remove سارا") || s.page.shown != "reza" || len(s.told) != 1 {
		t.Errorf("%v, %s is shown, told %v", s.calls, s.page.shown, s.told)
	}
}

func TestTheKeysOfThePage(t *testing.T) {
	s := full(t)
	for _, k := range s.page.Shortcuts() {
		if k.Do != nil && k.Key != fyne.KeyDelete {
			k.Do()
			for s.window.Canvas().Overlays().Top() != nil {
				s.window.Canvas().Overlays().Top().(*ui.Dialog).Close()
			}
		}
	}
	if !slices.Equal(s.trained, []string{"/home/ava/datasets/sara"}) || !s.called("check سارا") {
		t.Errorf("trained %v, %v", s.trained, s.calls)
	}
}
