package training

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
		for name, fill := range map[string]func(*fake){"running": filled, "empty": nil, "compared": filled} {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				s := newStage(t, ui.New(look.Appearance, look.TextSize), fill)
				s.settled(fyne.NewSize(1000, 720))
				if name == "compared" { // with the chart in sight
					s.compare(t)
					s.settled(fyne.NewSize(1000, 720))
				}
				uitest.Directions(t, s.page.content)
				uitest.Golden(t, name+"-"+look.Name, s.window.Canvas().Capture())
			})
		}
	}
}

// compare shows another run beside the first, zoomed, with the cursor on a step.
func (s *stage) compare(t *testing.T) {
	c := s.page.detail.chart
	c.compare.SetSelectedIndex(1)
	s.window.Canvas().Focus(c.curves)
	s.keys(t, fyne.KeyHome)
	for range 3 {
		c.curves.TypedRune('+')
	}
}

func TestTheDialogsReadWellAndLookAsTheyDid(t *testing.T) {
	for _, look := range uitest.Looks {
		for name, open := range map[string]func(*stage){
			"start":   func(s *stage) { d := newStart(s.page.needs); d.Show(); d.use("/data/sara") },
			"promote": func(s *stage) { newPromotion(s.page.needs, s.runs[0]).Show() },
			"blind": func(s *stage) {
				b := newBlind(s.page.detail.previews)
				b.Show()
				b.flip = func() bool { return true }
				b.plays()
				b.judge(0)
			},
			"remove": func(s *stage) { s.page.detail.removes() },
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
		t.Run(fmt.Sprint(size.Width), func(t *testing.T) {
			s := newStage(t, ui.New(ui.Light, ui.LargestText), filled)
			s.settled(size)
			if least := s.page.content.MinSize().Width; least > size.Width {
				t.Fatalf("the page is %v wide at least", least)
			}
			uitest.Layout(t, s.page.content, s.page.content.Size())
		})
	}
}
