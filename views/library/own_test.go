package library

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/checkpoint"
	"avagar/engine/voice"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// ownVoices are voices that remember what is done to them.
type ownVoices struct {
	list    []library.Entry
	calls   []string
	refused error
}

func (o *ownVoices) call(format string, args ...any) error {
	o.calls = append(o.calls, fmt.Sprintf(format, args...))
	return o.refused
}
func (o *ownVoices) List() ([]library.Entry, error) { return o.list, nil }
func (o *ownVoices) SetPicture(name string, picture []byte) (library.Entry, error) {
	i := slices.IndexFunc(o.list, func(e library.Entry) bool { return e.ID == name })
	o.list[i].Picture = picture
	return o.list[i], o.call("picture %s %t", name, len(picture) > 0)
}
func (o *ownVoices) Export(name, path string) error {
	return o.call("export %s %s", name, filepath.Base(path))
}
func (o *ownVoices) Remove(name string) error {
	o.list = slices.DeleteFunc(o.list, func(e library.Entry) bool { return e.ID == name })
	return o.call("remove %s", name)
}

// photo is a PNG of a disk on a coloured ground.
func photo(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 200, 160))
	for y := range 160 {
		for x := range 200 {
			c := color.RGBA{90, 60, 130, 255}
			if dx, dy := x-100, y-80; dx*dx+dy*dy < 55*55 {
				c = color.RGBA{250, 190, uint8(140 + dx), 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ownShelf is the page on the voices of a person.
func ownShelf(t *testing.T, look fyne.Theme) *stage {
	t.Helper()
	picture, err := voice.ReadPicture(bytes.NewReader(photo(t)))
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, look, filled)
	s.own.list = []library.Entry{
		{Info: voice.Info{ID: "persian", Name: "فارسی"}, BuiltIn: true},
		{Info: voice.Info{ID: "sara", Name: "سارا", Speaker: "سارا", License: "CC0-1.0"}, Bytes: 9 * megabyte, Picture: picture},
		{Info: voice.Info{ID: "reza-2", Name: "Reza"}, Bytes: 9 * megabyte},
		{Info: voice.Info{ID: "broken"}, Bytes: 12, Err: checkpoint.ErrCorrupt},
	}
	s.page.parts.Select(partOwn)
	return s
}

func TestOwnVoicesAreListedWithTheirPictures(t *testing.T) {
	s := ownShelf(t, ui.New(ui.Light, 100))
	s.settled(fyne.NewSize(1000, 720))
	texts := strings.Join(uitest.Texts(s.page.content), "\n")
	for _, want := range []string{"سارا", "Reza", "CC0-1.0", ui.Say(fa.OwnPictured), ui.Error(checkpoint.ErrCorrupt), ui.Say(fa.OwnTotal, 3)} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is not told in %q", want, texts)
		}
	}
	o := s.page.own
	if !o.without.Disabled() || !o.buttons[0].Disabled() {
		t.Error("something can be done with no voice")
	}
	o.list.Select(0)
	if o.without.Disabled() || o.buttons[0].Disabled() {
		t.Error("nothing can be done with the chosen voice")
	}
	o.without.OnTapped()
	if !slices.Equal(s.own.calls, []string{"picture sara false"}) || !o.without.Disabled() || len(s.told) != 1 {
		t.Errorf("asked for %q, told %q", s.own.calls, s.told)
	}
	s.own.list = s.own.list[:1]
	o.load()
	if o.total.Text != ui.Say(fa.OwnNone) {
		t.Errorf("without voices it says %q", o.total.Text)
	}
}

func TestAnOwnVoiceGetsAPicture(t *testing.T) {
	s := ownShelf(t, ui.New(ui.Light, 100))
	o, dir := s.page.own, t.TempDir()
	good, bad := filepath.Join(dir, "face.png"), filepath.Join(dir, "bad.png")
	if err := errors.Join(os.WriteFile(good, photo(t), 0o600), os.WriteFile(bad, []byte("face"), 0o600)); err != nil {
		t.Fatal(err)
	}
	o.list.Select(1)
	o.with(func(e library.Entry) { o.read(e, bad); o.read(e, bad+".absent"); o.read(e, good) })
	if !slices.Equal(s.own.calls, []string{"picture reza-2 true"}) || !slices.Equal(s.told, []string{ui.Say(fa.OwnGiven, "Reza")}) {
		t.Errorf("asked for %q, told %q", s.own.calls, s.told)
	}
	if len(s.errs) != 2 || !errors.Is(s.errs[0], voice.ErrPictureKind) || !errors.Is(s.errs[1], os.ErrNotExist) {
		t.Errorf("errors %v", s.errs)
	}
	if o.list.Chosen != 1 || o.without.Disabled() {
		t.Errorf("voice %d is chosen afterwards", o.list.Chosen)
	}
}

func TestAnOwnVoiceIsTakenAlongAndRemoved(t *testing.T) {
	s := ownShelf(t, ui.New(ui.Light, 100))
	o := s.page.own
	o.list.Select(0)
	x := newExport(s.page.needs, o.voices[0])
	x.dialog.Open(s.window)
	s.own.refused = app.ErrExists
	x.try()
	if len(s.errs) != 1 || !errors.Is(s.errs[0], app.ErrExists) || s.window.Canvas().Overlays().Top() == nil {
		t.Errorf("over another file: %v", s.errs)
	}
	s.own.refused = nil
	x.place.Name.SetText("دوست")
	x.try()
	if want := []string{"export sara sara.avagar", "export sara دوست.avagar"}; !slices.Equal(s.own.calls, want) || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("asked for %q", s.own.calls)
	}
	s.page.removeChosen()
	if slices.Contains(s.own.calls, "remove sara") {
		t.Fatal("removed without a question")
	}
	c := s.window.Canvas()
	uitest.Directions(t, c.Overlays().Top())
	c.FocusNext()
	c.Focused().(*ui.Button).OnTapped()
	if !slices.Contains(s.own.calls, "remove sara") || len(o.voices) != 2 {
		t.Errorf("asked for %q, %d voices are left", s.own.calls, len(o.voices))
	}
	o.list.Chosen = -1
	s.told = nil
	s.page.removeChosen()
	if !slices.Equal(s.told, []string{ui.Say(fa.OwnChoose)}) {
		t.Errorf("without a choice it tells %q", s.told)
	}
}

func TestOwnVoicesReadWellAndLookAsTheyDid(t *testing.T) {
	t.Setenv("HOME", "/home/ava")
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := ownShelf(t, ui.New(look.Appearance, look.TextSize))
			s.page.own.list.Select(0)
			s.settled(fyne.NewSize(1000, 720))
			uitest.Directions(t, s.page.content)
			uitest.Layout(t, s.page.content, s.page.content.Size())
			uitest.Golden(t, "own-"+look.Name, s.window.Canvas().Capture())
			newExport(s.page.needs, s.page.own.voices[0]).dialog.Open(s.window)
			top := s.window.Canvas().Overlays().Top()
			uitest.Directions(t, top)
			uitest.Layout(t, top, s.window.Canvas().Size())
		})
	}
	for _, size := range []fyne.Size{{Width: 1000, Height: 700}, {Width: 620, Height: 500}} {
		s := ownShelf(t, ui.New(ui.Light, ui.LargestText))
		s.settled(size)
		if least := s.page.content.MinSize().Width; least > size.Width {
			t.Errorf("the page is %v wide at least", least)
		}
		uitest.Layout(t, s.page.content, s.page.content.Size())
	}
}
