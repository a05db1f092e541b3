package library

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"avagar/app/catalogue"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func TestEveryHitSaysWhatItIsToUs(t *testing.T) {
	f := &fake{}
	filled(f)
	for i, want := range []string{"Piper", "همین‌جا سخن می‌گوید", "اجازه می‌خواهد", "سخن نمی‌گوید: قالب"} {
		text := ""
		for _, l := range hitLines(f.answer.List[i]) {
			text += l.Text + " "
		}
		if !strings.Contains(text, want) {
			t.Errorf("row %d reads %q, without %q", i, text, want)
		}
	}
}

func TestTheSearchAsksForPersianVoicesAtFirst(t *testing.T) {
	s := full(t)
	if q := s.query; q.Language != "fa" || q.Task != speech || q.Kind != hub.Model {
		t.Errorf("%+v", q)
	}
	s.page.find.filters.kind.choice.SetSelectedIndex(1)
	s.page.find.text.OnSubmitted("")
	if s.query.Kind != hub.Dataset {
		t.Errorf("%+v", s.query)
	}
}

func TestFurtherResultsComeBehindTheOthers(t *testing.T) {
	s := full(t)
	s.next = catalogue.Answer{List: []catalogue.Hit{found("last/one", speech, "mit", "", 1)}}
	test.Tap(s.page.find.more)
	if n := len(s.page.find.hits); n != 5 || s.page.find.more.Visible() {
		t.Errorf("%d hits, more: %v", n, s.page.find.more.Visible())
	}
}

func TestSizesComeOnceFilesWereLookedAt(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.size = 12 * megabyte })
	if text := hitLines(s.page.find.hits[2])[2].Text; !strings.Contains(text, "۱۲ مگابایت") {
		t.Errorf("it reads %q", text)
	}
}

func TestWithoutTheHubWhatWasSeenIsShownWithItsAge(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) {
		filled(f)
		f.answer.Offline, f.answer.Reason, f.answer.Age, f.answer.More = true, errNoHub, 3*time.Hour, false
	})
	if text := s.page.find.state.Text; !strings.Contains(text, ui.Error(hub.ErrUnreachable)) || !strings.Contains(text, "۳ ساعت") {
		t.Errorf("it reads %q", text)
	}
}

func TestARefusalIsSaidWhereTheCountWouldBe(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { f.refused = hub.ErrBadToken })
	if text := s.page.find.state.Text; text != ui.Error(hub.ErrBadToken) || len(s.errs) > 0 {
		t.Errorf("it reads %q, %v", text, s.errs)
	}
}

func TestTheVoicesOfASheetBeginWithThePersianOnes(t *testing.T) {
	s := full(t)
	s.page.find.list.Open(0)
	var names []string
	for _, f := range s.page.sheet.voices.found {
		names = append(names, f.Name)
	}
	if strings.Join(names, " ") != "amir gyro alan" {
		t.Errorf("%v", names)
	}
}

func TestAVoiceIsFetchedUnlessItIsHere(t *testing.T) {
	s := full(t)
	s.page.find.list.Open(0)
	v := s.page.sheet.voices
	test.Tap(v.get)
	if want := []string{"fa/amir/medium/amir.onnx", "fa/amir/medium/amir.onnx.json"}; !slices.Equal(s.ordered, want) {
		t.Errorf("ordered %v", s.ordered)
	}
	v.list.Select(1)
	if !v.get.Disabled() {
		t.Error("gyro is here, and can be fetched again")
	}
}

func TestChosenFilesAreComparedWithTheDisk(t *testing.T) {
	s := full(t)
	s.page.find.list.Open(0)
	sheet := s.page.sheet
	if !sheet.chosen.Disabled() {
		t.Error("nothing is chosen, and can be fetched")
	}
	sheet.files.list.Open(0) // en, all that is in it
	test.Tap(sheet.chosen)
	if len(s.ordered) != 2 || sheet.room.Importance != widget.MediumImportance {
		t.Errorf("ordered %v", s.ordered)
	}
	sheet.files.take(true)
	if sheet.room.Importance != widget.WarningImportance {
		t.Errorf("it reads %q, though the disk has 100 MB", sheet.room.Text)
	}
}

func TestWhatIsNotThereIsSaidAndATokenOffered(t *testing.T) {
	s := full(t)
	s.page.find.list.Open(1) // there is no such sheet
	if text := s.page.sheet.facts.Text; text != ui.Error(hub.ErrRepoNotFound) || !s.page.sheet.gate.Visible() {
		t.Errorf("it reads %q", text)
	}
	d := askToken(s.page.needs, func() {})
	keepToken(s.page.needs, "", d, func() {})
	if len(s.errs) != 1 || s.window.Canvas().Overlays().Top() == nil {
		t.Errorf("an empty token gave %v", s.errs)
	}
	done := false
	keepToken(s.page.needs, "hf_secret", d, func() { done = true })
	if s.token != "hf_secret" || !done || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("the token is %q", s.token)
	}
	if strings.Contains(strings.Join(s.told, " "), "hf_secret") {
		t.Error("the token was shown")
	}
}

func TestAModelIsRemovedOnceItIsConfirmed(t *testing.T) {
	s := full(t)
	s.page.parts.Select(partHere)
	s.page.here.list.Chosen = 0
	s.page.removeChosen()
	if len(s.removed) != 0 {
		t.Fatal("removed without a question")
	}
	d := s.window.Canvas().Overlays().Top()
	uitest.Directions(t, d)
	if text := strings.Join(uitest.Texts(d), " "); !strings.Contains(text, "۴ مگابایت") {
		t.Errorf("the question reads %q", text)
	}
	s.press(fyne.KeyTab, fyne.KeySpace)
	if !slices.Equal(s.removed, []string{"lab/sara"}) {
		t.Errorf("removed %v", s.removed)
	}
}

// press presses keys as the window hears them.
func (s *stage) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		c := s.window.Canvas()
		if key == fyne.KeyTab {
			c.FocusNext()
			continue
		}
		c.Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestABundleHoldsWhatWasChecked(t *testing.T) {
	s := full(t)
	s.page.parts.Select(partHere)
	b := newBundling(s.page.needs, s.page.here.models, 1)
	b.Show()
	b.checks[1].SetChecked(false)
	b.try()
	if len(s.bundled.Models) != 0 || len(s.told) != 1 {
		t.Errorf("bundled %v, told %v", s.bundled, s.told)
	}
	b.checks[0].SetChecked(true)
	b.try()
	if len(s.bundled.Models) != 1 || s.bundled.Models[0].Repo.ID != "lab/sara" {
		t.Errorf("bundled %v", s.bundled)
	}
}

func TestADroppedFileIsBroughtIn(t *testing.T) {
	s := full(t)
	s.page.here.bring("damaged.zip")
	if len(s.errs) != 1 || !errors.Is(s.errs[0], library.ErrArchive) {
		t.Errorf("%v", s.errs)
	}
	s.page.here.bring("good.zip")
	if text := strings.Join(s.told, " "); !strings.Contains(text, "friend/voice") {
		t.Errorf("told %q", text)
	}
}
