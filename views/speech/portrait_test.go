package speech

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"avagar/app/library"
	"avagar/engine/voice"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// ownVoices are the built-in voice, which has no picture, and one that has.
type ownVoices struct{ picture []byte }

func (o ownVoices) List() ([]library.Entry, error) {
	return []library.Entry{{Info: voice.Info{ID: "persian", Name: "فارسی"}, BuiltIn: true}, {Info: voice.Info{ID: "sara", Name: "سارا"}, Picture: o.picture}}, nil
}

func face(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 256, 256))
	for y := range 256 {
		for x := range 256 {
			c := color.RGBA{40, 110, 90, 255}
			if dx, dy := x-128, y-110; dx*dx+dy*dy < 70*70 || y > 190+(dx*dx)/160 {
				c = color.RGBA{245, 200, uint8(110 + dx/2), 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	picture, err := voice.ReadPicture(&b)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func (s *stage) own(t *testing.T, chosen string) {
	s.page.needs.Voices = ownVoices{face(t)}
	s.settings.now.Voice = chosen
	s.page.controls.load()
}

func TestThePictureOfAVoiceStandsBesideItsName(t *testing.T) {
	s := newStage(t)
	s.own(t, "sara")
	c := s.page.controls
	if !c.portrait.Content.Visible() || c.voice.Selected != "سارا" {
		t.Errorf("beside %q: visible %t", c.voice.Selected, c.portrait.Content.Visible())
	}
	c.voice.SetSelectedIndex(0)
	if c.portrait.Content.Visible() {
		t.Error("a voice without a picture shows another's")
	}
	c.voice.SetSelectedIndex(1)
	if !c.portrait.Content.Visible() {
		t.Error("chosen again, its picture is away")
	}
}

func TestAPictureThatIsNoneIsNotShown(t *testing.T) {
	newStage(t)
	p := ui.NewPortrait()
	for _, data := range [][]byte{face(t), []byte("no picture"), face(t), nil} {
		p.Set(data)
		if sound := len(data) > 100; p.Content.Visible() != sound {
			t.Errorf("%d bytes are shown: %t", len(data), p.Content.Visible())
		}
	}
}

func TestThePageWithAPictureLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := dressed(t, look, rooms[0])
			s.own(t, "sara")
			uitest.Settle(s.window, s.page.content, rooms[0])
			uitest.Directions(t, s.page.content)
			uitest.Layout(t, s.page.content, s.page.content.Size())
			uitest.Golden(t, "portrait-"+look.Name, s.window.Canvas().Capture())
		})
	}
	s := dressed(t, uitest.Look{Appearance: ui.Light, TextSize: ui.LargestText}, rooms[1])
	s.own(t, "sara")
	uitest.Settle(s.window, s.page.content, rooms[1])
	uitest.Layout(t, s.page.content, s.page.content.Size())
	if least := s.page.content.MinSize().Width; least > rooms[1].Width {
		t.Errorf("the page is %v wide at least", least)
	}
}
