package speech

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/views/ui"
)

// Widths and heights that the parts of the page ask for, in ems of the text.
const (
	textEms = 20
	sideEms = 18
	lowText = 9
	lowSide = 18
)

// arrangement puts the side beside the text and the player below both, or, where
// there is no room, all three below each other. Its objects are text, player and
// side.
type arrangement struct{ width float32 }

func (a *arrangement) wide(objects []fyne.CanvasObject) bool {
	text, side := objects[0].MinSize().Width, objects[2].MinSize().Width
	em := theme.TextSize()
	return a.width >= max(text, textEms*em)+max(side, sideEms*em)+ui.Gap
}

// Layout places the three.
func (a *arrangement) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	text, player, side := objects[0], objects[1], objects[2]
	below := ui.HeightAt(player, size.Width)
	place(player, 0, size.Height-below, size.Width, below)
	if !a.wide(objects) {
		beside := max(ui.HeightAt(side, size.Width), lowSide*theme.TextSize())
		place(side, 0, size.Height-beside, size.Width, beside)
		below += beside + ui.Gap
		player.Move(fyne.NewPos(0, size.Height-below))
		place(text, 0, 0, size.Width, size.Height-below-ui.Gap)
		return
	}
	height := size.Height - below - ui.Gap
	beside := max(side.MinSize().Width, (size.Width-ui.Gap)*0.38)
	place(text, 0, 0, size.Width-beside-ui.Gap, height)
	place(side, size.Width-beside, 0, beside, height)
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// MinSize is that of the three at the width that they had last.
func (a *arrangement) MinSize(objects []fyne.CanvasObject) fyne.Size {
	em := theme.TextSize()
	text, player, side := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	width := max(text.Width, player.Width, side.Width)
	height := max(text.Height, lowText*em)
	if a.wide(objects) {
		return fyne.NewSize(width, max(height, side.Height)+ui.Gap+player.Height)
	}
	return fyne.NewSize(width, height+ui.Gap+player.Height+ui.Gap+max(side.Height, lowSide*em))
}
