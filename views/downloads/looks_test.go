package downloads

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func (s *stage) settled(size fyne.Size) { uitest.Settle(s.window, s.page.content, size) }

func TestThePageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for name, fill := range map[string]func(*stage){"queue": (*stage).fill, "empty": nil} {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				s := newStage(t, ui.New(look.Appearance, look.TextSize), fill)
				s.settled(fyne.NewSize(1000, 760))
				uitest.Directions(t, s.page.content)
				uitest.Golden(t, name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

func TestTheQuestionReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := newStage(t, ui.New(look.Appearance, look.TextSize), (*stage).fill)
			s.window.Resize(fyne.NewSize(800, 600))
			s.page.cancel(s.list[0])
			top := s.window.Canvas().Overlays().Top()
			uitest.Directions(t, top)
			uitest.Layout(t, top, s.window.Canvas().Size())
			uitest.Golden(t, "cancel-"+look.Name, s.window.Canvas().Capture())
		})
	}
}

func TestLargeTextFitsIntoASmallWindow(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1000, Height: 700}, {Width: 620, Height: 500}} {
		t.Run(fmt.Sprint(size.Width), func(t *testing.T) {
			s := newStage(t, ui.New(ui.Light, ui.LargestText), (*stage).fill)
			s.settled(size)
			if least := s.page.content.MinSize().Width; least > size.Width {
				t.Fatalf("the page is %v wide at least", least)
			}
			uitest.Layout(t, s.page.content, s.page.content.Size())
			for id, r := range s.page.queue.rows {
				if r.card.Size().Height < r.card.MinSize().Height-1 {
					t.Errorf("row %d is cut off: %v, %v", id, r.card.Size(), r.card.MinSize())
				}
				uitest.Layout(t, r.card.inner, r.card.Size())
			}
		})
	}
}
