package library

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func (s *stage) settled(size fyne.Size) { uitest.Settle(s.window, s.page.content, size) }

// views are the states of the page that are compared.
var views = map[string]func(*stage){
	"voices": func(s *stage) { s.page.find.list.Open(0) },
	"card":   func(s *stage) { s.page.find.list.Open(0); s.page.sheet.parts.Select(partCard) },
	"files": func(s *stage) {
		s.page.find.list.Open(0)
		s.page.sheet.parts.Select(partFiles)
		s.page.sheet.files.list.Open(5)
	},
	"shelf":   func(s *stage) { s.page.parts.Select(partShelf) },
	"here":    func(s *stage) { s.page.parts.Select(partHere) },
	"filters": func(s *stage) { s.page.find.filters.show.OnTapped() },
}

func TestThePageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for name, act := range views {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				s := newStage(t, ui.New(look.Appearance, look.TextSize), filled)
				act(s)
				s.settled(fyne.NewSize(1000, 720))
				if name != "card" { // each of its paragraphs has its own direction
					uitest.Directions(t, s.page.content)
				}
				uitest.Golden(t, name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

func TestTheDialogsReadWellAndLookAsTheyDid(t *testing.T) {
	t.Setenv("HOME", "/home/ava")
	for _, look := range uitest.Looks {
		for name, open := range map[string]func(*stage){
			"bundle": func(s *stage) { newBundling(s.page.needs, s.here, 0).Show() },
			"remove": func(s *stage) { s.page.here.confirm(s.here[0], s.here[0].Bytes) },
			"token":  func(s *stage) { s.page.askToken() },
		} {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				s := newStage(t, ui.New(look.Appearance, look.TextSize), filled)
				s.settled(fyne.NewSize(800, 600))
				open(s)
				top := s.window.Canvas().Overlays().Top()
				uitest.Directions(t, top)
				uitest.Layout(t, top, s.window.Canvas().Size())
				uitest.Golden(t, name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

func TestLargeTextFitsIntoASmallWindow(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1000, Height: 700}, {Width: 620, Height: 500}} {
		for name, act := range views {
			t.Run(fmt.Sprint(name, size.Width), func(t *testing.T) {
				s := newStage(t, ui.New(ui.Light, ui.LargestText), filled)
				act(s)
				s.settled(size)
				if least := s.page.content.MinSize().Width; least > size.Width {
					t.Fatalf("the page is %v wide at least", least)
				}
				uitest.Layout(t, s.page.content, s.page.content.Size())
			})
		}
	}
}
