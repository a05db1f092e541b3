package training

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func TestTheAlignmentIsToldInWords(t *testing.T) {
	s := full(t)
	sp := s.page.detail.spectra
	ms, _ := s.spectra.DurationError()
	reads(t, sp.off.Text, ui.Say(fa.SpectraError, figure(ms), 1.28, 1.25))
	if sp.pointed.Text != ui.Say(fa.SpectraHint) {
		t.Errorf("it reads %q", sp.pointed.Text)
	}
	s.window.Canvas().Focus(sp.picture)
	reads(t, sp.pointed.Text, ui.Say(fa.SpectraPause))
	s.keys(t, fyne.KeyEnd)
	reads(t, sp.pointed.Text, ui.Say(fa.SpectraPause), "۱۲")
	s.keys(t, fyne.KeyHome, on(), on())
	reads(t, sp.pointed.Text, ui.Say(fa.SpectraPhone, 3, 12, fa.Words(fa.Isolate("/æ/")), 104, 139))
	uitest.Directions(t, sp.content)
	before := sp.pointed.Text
	s.changed.Publish(struct{}{})
	if sp.pointed.Text != before {
		t.Errorf("it reads %q, not %q", sp.pointed.Text, before)
	}
	s.window.Canvas().Unfocus()
	if sp.pointed.Text != ui.Say(fa.SpectraHint) {
		t.Errorf("it reads %q", sp.pointed.Text)
	}
}

// on is the key that points to what is later.
func on() fyne.KeyName {
	if ui.Mirrored() {
		return fyne.KeyLeft
	}
	return fyne.KeyRight
}

func TestSpectraOfBeforeHaveNoPhonemes(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(f *fake) { filled(f); f.spectra.Phones = nil })
	if sp := s.page.detail.spectra; !sp.content.Visible() || sp.off.Visible() || sp.pointed.Visible() {
		t.Error("what is not known is told")
	}
	s.spectra = training.Spectra{}
	s.changed.Publish(struct{}{})
	if s.page.detail.spectra.content.Visible() {
		t.Error("nothing is shown")
	}
}

func TestTheAlignmentLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := newStage(t, ui.New(look.Appearance, look.TextSize), filled)
			sp := s.page.detail.spectra
			s.window.SetContent(sp.content)
			uitest.Settle(s.window, sp.content, fyne.NewSize(600, 460))
			s.window.Canvas().Focus(sp.picture)
			s.keys(t, fyne.KeyHome, on(), on(), on(), on())
			uitest.Directions(t, sp.content)
			uitest.Golden(t, fmt.Sprint("alignment-", look.Name), s.window.Canvas().Capture())
		})
	}
}
