package speech

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app"
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

// unusual is a word longer than most.
var unusual = speech.Word{
	Text: "آزمایشگاه‌های", Phones: strings.Fields("ʔ ɒː z m ɒː j e ʃ ɡ ɒː h h ɒː j e"), Guessed: true,
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

// rooms are what the navigation and the status line leave of windows of 1100x760
// and 800x600 to the page.
var rooms = []fyne.Size{{Width: 900, Height: 660}, {Width: 600, Height: 500}}

// states are what the page can show.
var states = []struct {
	name string
	make func(s *stage)
}{
	{"words", func(s *stage) { s.page.words.now() }},
	{"history", func(s *stage) { s.page.side.Select(1) }},
	{"nothing found", func(s *stage) {
		s.page.side.Select(1)
		s.page.history.search.Text = "نیست"
		s.page.history.load()
	}},
	{"corrections", func(s *stage) { s.page.side.Select(2) }},
	{"a long text", func(s *stage) { s.page.editor.SetWhole(strings.Repeat(two+" ", 1000), 0) }},
	{"spoken without a device", func(s *stage) {
		s.page.Speak()
		s.progress.Publish(speech.Progress{State: speech.Speaking, From: 0, To: 5, NoDevice: true})
	}},
}

func TestLargeTextFitsWhateverThePageShows(t *testing.T) {
	for _, size := range rooms {
		for _, state := range states {
			t.Run(fmt.Sprintf("%s %.0f", state.name, size.Width), func(t *testing.T) {
				s := dressed(t, uitest.Look{Appearance: ui.Light, TextSize: ui.LargestText}, size)
				s.svc.words = []speech.Word{ambiguous, unusual}
				s.svc.corrections = []app.Pronunciation{{Word: unusual.Text, Phones: unusual.Phones}}
				for id := range int64(historyPage) {
					s.svc.spoken = append(s.svc.spoken, app.Spoken{ID: historyPage - id, Text: two, Voice: "one", Duration: 75 * time.Second, At: time.Now().Add(-50 * time.Hour)})
				}
				state.make(s)
				for range 2 { // heights follow widths
					s.page.content.Resize(s.page.content.MinSize().Max(fyne.NewSize(size.Width, 0)))
				}
				uitest.Layout(t, s.page.content, fyne.NewSize(size.Width, s.page.content.Size().Height))
			})
		}
	}
}
