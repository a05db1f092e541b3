package downloads

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/views/ui"
)

// Widths and heights that the parts of the page ask for, in ems of the text.
const (
	listEms = 32
	sideEms = 20
	lowList = 18
)

// arrangement puts the panel of the chosen download beside the list or, where
// there is no room, below it; a panel that is hidden takes none. Its objects are the list and the panel.
type arrangement struct{ width float32 }

func (a *arrangement) wide(side fyne.CanvasObject) bool {
	em := theme.TextSize()
	return a.width >= listEms*em+max(side.MinSize().Width, sideEms*em)+ui.Gap
}

// Layout places both.
func (a *arrangement) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	list, side := objects[0], objects[1]
	list.Move(fyne.NewPos(0, 0))
	if !side.Visible() {
		list.Resize(size)
		return
	}
	if !a.wide(side) {
		below := ui.HeightAt(side, size.Width)
		list.Resize(fyne.NewSize(size.Width, size.Height-below-ui.Gap))
		side.Move(fyne.NewPos(0, size.Height-below))
		side.Resize(fyne.NewSize(size.Width, below))
		return
	}
	width := max(side.MinSize().Width, sideEms*theme.TextSize(), (size.Width-ui.Gap)*0.34)
	ui.HeightAt(side, width)
	list.Resize(fyne.NewSize(size.Width-width-ui.Gap, size.Height))
	side.Move(fyne.NewPos(size.Width-width, 0))
	side.Resize(fyne.NewSize(width, size.Height))
}

// MinSize is that of both at the width that they had last.
func (a *arrangement) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, side := objects[0].MinSize(), objects[1].MinSize()
	width, height := max(list.Width, side.Width), max(list.Height, lowList*theme.TextSize())
	if !objects[1].Visible() {
		return fyne.NewSize(list.Width, height)
	}
	if a.wide(objects[1]) {
		return fyne.NewSize(width, max(height, side.Height))
	}
	return fyne.NewSize(width, height+ui.Gap+side.Height)
}
