package speech

import (
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app/speech"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// dressed is the page in a window of a size in a look.
func dressed(t *testing.T, look uitest.Look, size fyne.Size) *stage {
	t.Helper()
	t.Setenv("HOME", "/home/ava") // which a dialog shows
	s := newStage(t)
	fyne.CurrentApp().Settings().SetTheme(ui.New(look.Appearance, look.TextSize))
	s.page.editor.SetWhole(two, 0)
	s.window.Resize(size)
	return s
}

var ambiguous = speech.Word{
	Text: "ملک", Phones: []string{"m", "o", "l", "k"}, Base: []string{"m", "o", "l", "k"},
	Others: [][]string{{"m", "a", "l", "e", "k"}}, Corrected: true,
}

// dialogs are those of the page.
var dialogs = []struct {
	name string
	open func(s *stage)
}{
	{"save", func(s *stage) { s.page.Save() }},
	{"replace", func(s *stage) { newSaving(s.page.needs, speech.Request{Text: two}).confirm("avagar.wav") }},
	{"correct", func(s *stage) { newCorrection(s.page.needs, ambiguous, func() {}).Show() }},
	{"clear", func(s *stage) { s.page.history.clear() }},
}

func TestDialogsReadWellAndLookAsTheyDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for _, d := range dialogs {
			t.Run(d.name+" "+look.Name, func(t *testing.T) {
				s := dressed(t, look, fyne.NewSize(800, 600))
				d.open(s)
				top := s.window.Canvas().Overlays().Top()
				uitest.Directions(t, top)
				uitest.Layout(t, top, s.window.Canvas().Size())
				uitest.Golden(t, d.name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

func TestLargeTextFitsWhileSomethingIsSpoken(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 900, Height: 660}, {Width: 600, Height: 500}} {
		s := dressed(t, uitest.Look{Appearance: ui.Light, TextSize: ui.LargestText}, size)
		s.page.Speak()
		s.progress.Publish(speech.Progress{State: speech.Speaking, From: 0, To: 5, NoDevice: true})
		for range 2 { // heights follow widths
			s.page.content.Resize(s.page.content.MinSize().Max(fyne.NewSize(size.Width, 0)))
		}
		uitest.Layout(t, s.page.content, fyne.NewSize(size.Width, s.page.content.Size().Height))
	}
}
