package training

import (
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/engine/voice"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// photo is a file with a picture of a disk on a coloured ground.
func photo(t *testing.T) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for y := range 200 {
		for x := range 300 {
			c := color.RGBA{30, 90, 140, 255}
			if dx, dy := x-150, y-100; dx*dx+dy*dy < 70*70 {
				c = color.RGBA{240, uint8(140 + dx/2), 90, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	path := filepath.Join(t.TempDir(), "face.png")
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(png.Encode(f, m), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func says(p *promotion, says fa.Sentence) bool { return p.pictured.Text == ui.Say(says) }

func TestAVoiceGetsThePictureThatWasChosen(t *testing.T) {
	s := full(t)
	p := newPromotion(s.page.needs, s.runs[0])
	p.Show()
	if !says(p, fa.PromoteNoPicture) || p.portrait.Content.Visible() || p.unpicture.Visible() {
		t.Error("a picture is shown before one is chosen")
	}
	bad := filepath.Join(t.TempDir(), "face.png")
	if err := os.WriteFile(bad, []byte("a face"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.read(bad)
	p.read(bad + ".absent")
	if len(s.errs) != 2 || !errors.Is(s.errs[0], voice.ErrPictureKind) || !errors.Is(s.errs[1], os.ErrNotExist) || len(p.picture) != 0 {
		t.Fatalf("bad pictures: %v", s.errs)
	}
	p.read(photo(t))
	if !says(p, fa.PromotePictured) || !p.portrait.Content.Visible() || !p.unpicture.Visible() {
		t.Error("the picture is not shown")
	}
	chosen := p.picture
	p.name.SetText("سارا")
	p.consent.SetChecked(true)
	p.try()
	if len(chosen) == 0 || string(s.promoted.Picture) != string(chosen) {
		t.Errorf("the voice is made with a picture of %d bytes", len(s.promoted.Picture))
	}
	p.unpicture.OnTapped()
	if !says(p, fa.PromoteNoPicture) || p.portrait.Content.Visible() || len(p.picture) != 0 {
		t.Error("the picture stays")
	}
}

func TestTheDialogWithAPictureReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := newStage(t, ui.New(look.Appearance, look.TextSize), filled)
			s.settled(fyne.NewSize(900, 760))
			p := newPromotion(s.page.needs, s.runs[0])
			p.Show()
			p.read(photo(t))
			s.window.Canvas().Focus(p.unpicture)
			top := s.window.Canvas().Overlays().Top()
			uitest.Directions(t, top)
			uitest.Layout(t, top, s.window.Canvas().Size())
			uitest.Golden(t, "promote-picture-"+look.Name, s.window.Canvas().Capture())
		})
	}
}
