package datasets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app/datasets"
	"avagar/engine/dataset"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func (s *stage) settled(size fyne.Size) { uitest.Settle(s.window, s.page.content, size) }

// states are what the page can show.
var states = map[string]struct {
	fill func(*fake)
	then func(*stage)
}{
	"utterances": {filled, func(s *stage) { s.page.detail.said.pick(2) }},
	"coverage":   {filled, func(s *stage) { s.page.detail.tabs.Select(1) }},
	"empty":      {nil, func(*stage) {}},
	"unknown": {func(f *fake) { filled(f); f.unknown = dataset.ErrNoAligner }, func(s *stage) {
		s.page.detail.said.search.SetText("گل")
	}},
}

func TestThePageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for name, state := range states {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				t.Setenv("HOME", "/home/ava")
				s := newStage(t, ui.New(look.Appearance, look.TextSize), state.fill)
				state.then(s)
				s.settled(fyne.NewSize(1000, 900))
				uitest.Directions(t, s.page.content)
				uitest.Golden(t, name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

func TestTheDialogsReadWellAndLookAsTheyDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for name, open := range map[string]func(*stage){
			"bring": func(s *stage) {
				b := newBringing(s.page.needs, nil)
				b.Show()
				b.use(datasets.Source{Path: "/home/ava/cv"})
			},
			"correct":  func(s *stage) { s.page.detail.said.edit() },
			"phonemes": func(s *stage) { s.page.detail.said.spell() },
			"remove":   func(s *stage) { s.page.detail.removes() },
		} {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				t.Setenv("HOME", "/home/ava")
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
	for name, state := range states {
		for _, size := range []fyne.Size{{Width: 1000, Height: 700}, {Width: 620, Height: 500}} {
			t.Run(fmt.Sprint(name, " ", size.Width), func(t *testing.T) {
				s := newStage(t, ui.New(ui.Light, ui.LargestText), state.fill)
				state.then(s)
				s.settled(size)
				if least := s.page.content.MinSize().Width; least > size.Width {
					t.Fatalf("the page is %v wide at least", least)
				}
				uitest.Layout(t, s.page.content, s.page.content.Size())
			})
		}
	}
}
