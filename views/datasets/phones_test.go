package datasets

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/engine/align"
	"avagar/engine/dataset"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func TestPhonemesAreDrawnOverTheirSoundAndTold(t *testing.T) {
	s := full(t)
	c := s.page.detail.said.chosen
	s.settled(fyne.NewSize(1000, 900))
	var shown []string
	for i, n := range c.sight.names {
		if n != nil && n.Visible() {
			shown = append(shown, n.Text)
		}
		if i > 0 && fromLeft(c.sight.lines[i].Position().X, lineWidth, c.sight.Size().Width) <= fromLeft(c.sight.lines[i-1].Position().X, lineWidth, c.sight.Size().Width) {
			t.Errorf("line %d stands before the one of an earlier phoneme", i)
		}
	}
	if want := "s æ l ɒː m h ɒː l e ʃ o m ɒː tʃ e t o ɾ æ s t"; strings.Join(shown, " ") != want || !strings.Contains(c.phones.note.Text, want) {
		t.Errorf("drawn are %q, told %q", shown, c.phones.note.Text)
	}
	s.settled(fyne.NewSize(400, 900))
	s.page.detail.said.pick(4) // which cannot be told apart from others by sound, but has no phonemes
	if len(c.sight.lines) != 0 || c.phones.list != nil {
		t.Errorf("%d lines of another utterance stay", len(c.sight.lines))
	}
}

func TestPhonemesThatNobodyKnowsAreLookedForOnceAsked(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.unknown = dataset.ErrNoAligner })
	p := s.page.detail.said.chosen.phones
	if p.note.Text != ui.Say(fa.PhonemesUnknown) || !p.find.Visible() {
		t.Fatalf("it reads %q", p.note.Text)
	}
	test.Tap(p.find)
	if !s.called("learn سارا") || len(p.list) == 0 || p.find.Visible() || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%v, %q", s.calls, p.note.Text)
	}
	s.unknown = align.ErrTooShort
	s.page.detail.said.pick(2)
	if p.find.Visible() || !strings.Contains(p.note.Text, ui.Error(align.ErrTooShort)) {
		t.Errorf("it reads %q", p.note.Text)
	}
}

func TestWhatIsLookedForIsNotWantedOnceAnotherIsChosen(t *testing.T) {
	s := full(t)
	waits, ended := make(chan struct{}), make(chan error, 1)
	s.blocked = func(ctx context.Context) error {
		close(waits)
		<-ctx.Done()
		return ctx.Err()
	}
	s.page.needs.Beside = func(do func(context.Context) error) { go func() { ended <- do(t.Context()) }() }
	phones := s.page.detail.said.chosen.phones
	phones.ask("سارا", s.said["سارا"][2], 1.5)
	<-waits
	phones.clear()
	if err := <-ended; err != nil || phones.list != nil || phones.content.Visible() {
		t.Errorf("%v, %v is shown", err, phones.list)
	}
}

func TestPhonemesAreReadWithTheirTimesAndHeard(t *testing.T) {
	s := full(t)
	s.page.detail.said.spell()
	top := s.window.Canvas().Overlays().Top()
	s.settled(fyne.NewSize(1000, 900))
	text := strings.Join(uitest.Texts(top), "\n")
	for _, want := range []string{"sælɒːm hɒle ʃomɒː", "مکث", "س (", "۰٫۰۶ تا ۰٫۱۲ ثانیه"} {
		if !strings.Contains(text, want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
	r := newReading(s.page, "سارا", s.said["سارا"][0], s.phones["u1"], s.page.detail.said.chosen.hearAt)
	r.list.Chosen = 11
	r.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !s.called("hear from 0.46") {
		t.Errorf("%v", s.calls)
	}
}

func TestAReadingIsCorrectedAndTakenBack(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	r := newReading(s.page, "سارا", said.all[0], nil, nil)
	r.Show()
	wrong := &app.About{Subject: "%", Err: datasets.ErrPhoneme}
	s.refused = wrong
	r.save("sal%m")
	if !r.wrong.Visible() || r.wrong.Text != ui.Error(wrong) || s.window.Canvas().Overlays().Top() == nil {
		t.Errorf("it is refused with %q", r.wrong.Text)
	}
	s.refused = nil
	r.ipa.SetText(" salam ")
	ui.PressAbove(s.window.Canvas(), fyne.KeyReturn)
	if !s.called(`phonemes u1 "salam"`) || !s.called("check [u1]") || !s.called("phones of u1 salam") || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%v", s.calls)
	}
	if row := said.line(said.all[0])[1].Text; !strings.Contains(row, ui.Say(fa.PhonemesOwn)) {
		t.Errorf("the row reads %q", row)
	}
	said.spell()
	top := s.window.Canvas().Overlays().Top()
	if !strings.Contains(strings.Join(uitest.Texts(top), "\n"), ui.Say(fa.PhonemesProgram)) {
		t.Error("nothing takes it back")
	}
	newReading(s.page, "سارا", said.all[0], nil, nil).save("")
	if !s.called(`phonemes u1 ""`) || s.told[len(s.told)-1] != ui.Say(fa.PhonemesBack, "u1") {
		t.Errorf("%v, told %v", s.calls, s.told)
	}
}

func TestUtterancesAreSearchedHoweverTheirLettersAreTyped(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	for typed, want := range map[string]int{"كتاب": 1, "تازه ای": 0, "تازه‌ای": 1, "linux": 1, "u": 6, "زیر": 0, "": 6} {
		said.search.SetText(typed)
		if len(said.shown) != want {
			t.Errorf("%q lists %d", typed, len(said.shown))
		}
	}
	said.choice.SetSelected(ui.Say(fa.UtterancesFlawed, 3))
	said.search.SetText("گل")
	if len(said.shown) != 1 || said.chosen.now.ID != "u3" {
		t.Errorf("with a filter %d are listed", len(said.shown))
	}
	said.search.SetText("")
	s.key(fyne.KeyDown)
	s.key(fyne.KeyDown)
	said.search.SetText("گل") // which is another row now
	s.key(fyne.KeySpace)
	if !s.called("include false [u3]") {
		t.Errorf("the keys are not where the list is: %v", s.calls)
	}
	s.page.open(1)
	if said.search.Text != "" || len(said.shown) != 1 {
		t.Errorf("another dataset is searched for %q", said.search.Text)
	}
}

func TestWhatOthersChangeIsShownAtOnce(t *testing.T) {
	s := full(t)
	said := s.page.detail.said
	said.pick(1)
	s.said["سارا"] = append([]app.Utterance{{ID: "u0", Text: "تازه رسیده", Included: true, Usable: true}}, s.said["سارا"]...)
	s.changed.Publish(struct{}{}) // of something else
	if len(said.all) != 6 {
		t.Error("it was read anew though nothing about it has changed")
	}
	s.stamp++
	s.changed.Publish(struct{}{})
	if len(said.all) != 7 || said.chosen.now.ID != "u2" || said.list.Chosen != 2 {
		t.Errorf("%d utterances, %s is chosen in row %d", len(said.all), said.chosen.now.ID, said.list.Chosen)
	}
	s.page.Hidden()
	s.stamp++
	s.said["سارا"] = nil
	s.changed.Publish(struct{}{})
	if len(said.all) != 7 {
		t.Error("a hidden page reads")
	}
	s.page.Shown()
	if len(said.all) != 0 {
		t.Error("what changed meanwhile is not shown")
	}
}

func TestThatADatasetIsAtWorkElsewhereIsTold(t *testing.T) {
	s := full(t)
	s.refused = &app.About{Subject: "سارا", Err: datasets.ErrBusy}
	s.page.detail.checks()
	if len(s.errs) != 1 || !errors.Is(s.errs[0], datasets.ErrBusy) || !strings.Contains(ui.Error(s.errs[0]), "پایانهٔ دیگری") {
		t.Errorf("%v", s.errs)
	}
}
