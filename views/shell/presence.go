package shell

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app/training"
	"avagar/views/ui"
)

// presence learns that the person uses the window: what has the focus is another
// thing or another text, or another page is open. The toolkit tells nobody of all
// input, so this is looked at while it matters.
type presence struct {
	touch func()
	seen  attention
}

// attention is what the person was at.
type attention struct {
	focused  fyne.Focusable
	caret    int // of a text, or the row of a list
	page     int
	overlaid fyne.CanvasObject
}

// lookEvery is how often it is looked.
const lookEvery = time.Second

// seldom lets one report of a training through in that time.
func seldom() func(training.Progress) bool {
	var mu sync.Mutex
	var last time.Time
	return func(training.Progress) bool {
		mu.Lock()
		defer mu.Unlock()
		now := time.Now()
		if now.Sub(last) < lookEvery {
			return false
		}
		last = now
		return true
	}
}

// look compares what the person is at with the last look.
func (p *presence) look(c fyne.Canvas, page int) {
	now := attention{focused: c.Focused(), page: page, overlaid: c.Overlays().Top()}
	switch f := now.focused.(type) {
	case interface{ CursorTextOffset() int }:
		now.caret = f.CursorTextOffset()
	case *ui.List:
		now.caret = f.Chosen
	}
	if now != p.seen {
		p.seen = now
		p.touch()
	}
}
