package recorder

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app/recorder"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func (s *stage) settled(size fyne.Size) { uitest.Settle(s.window, s.page.content, size) }

func states(t *testing.T, theme fyne.Theme) map[string]func() *stage {
	return map[string]func() *stage{
		"empty": func() *stage { return newStage(t, theme, recorder.Now{}) },
		"ready": func() *stage { return newStage(t, theme, reading()) },
		"live":  func() *stage { return live(t, theme) },
		"take":  func() *stage { return newStage(t, theme, judged()) },
	}
}

func TestThePageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for name := range states(t, nil) {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				s := states(t, ui.New(look.Appearance, look.TextSize))[name]()
				s.settled(fyne.NewSize(900, 640))
				uitest.Directions(t, s.page.content)
				uitest.Golden(t, name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

func TestTheDialogReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := newStage(t, ui.New(look.Appearance, look.TextSize), recorder.Now{})
			s.window.Resize(fyne.NewSize(900, 640))
			s.page.create()
			top := s.window.Canvas().Overlays().Top()
			uitest.Directions(t, top)
			uitest.Layout(t, top, s.window.Canvas().Size())
			uitest.Golden(t, "create-"+look.Name, s.window.Canvas().Capture())
		})
	}
}

func TestLargeTextFitsIntoASmallWindow(t *testing.T) {
	theme := ui.New(ui.Light, ui.LargestText)
	for _, size := range []fyne.Size{{Width: 1000, Height: 700}, {Width: 620, Height: 500}} {
		for name := range states(t, nil) {
			t.Run(fmt.Sprint(name, size.Width), func(t *testing.T) {
				s := states(t, theme)[name]()
				s.settled(size)
				if least := s.page.content.MinSize().Width; least > size.Width {
					t.Fatalf("the page is %v wide at least", least)
				}
				uitest.Layout(t, s.page.content, s.page.content.Size())
			})
		}
	}
}
