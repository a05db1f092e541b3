package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/views/ui"
)

// Widths and heights that the parts of the page ask for, in ems of the text.
const (
	listEms   = 15
	detailEms = 26
	lowList   = 12
	lowRows   = 12 // of the list of utterances
)

// arrangement puts the detail of a dataset beside the list or, where there is no
// room, below it. Its objects are the list and the detail.
type arrangement struct{ width float32 }

func (a *arrangement) wide(objects []fyne.CanvasObject) bool {
	em := theme.TextSize()
	return a.width >= max(objects[0].MinSize().Width, listEms*em)+max(objects[1].MinSize().Width, detailEms*em)+ui.Gap
}

// Layout places both.
func (a *arrangement) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	list, detail := objects[0], objects[1]
	list.Move(fyne.NewPos(0, 0))
	if !a.wide(objects) {
		above := max(ui.HeightAt(list, size.Width), lowList*theme.TextSize())
		ui.HeightAt(detail, size.Width)
		list.Resize(fyne.NewSize(size.Width, above))
		detail.Move(fyne.NewPos(0, above+ui.Gap))
		detail.Resize(fyne.NewSize(size.Width, size.Height-above-ui.Gap))
		return
	}
	width := max(detail.MinSize().Width, (size.Width-ui.Gap)*0.7)
	ui.HeightAt(detail, width)
	ui.HeightAt(list, size.Width-width-ui.Gap)
	list.Resize(fyne.NewSize(size.Width-width-ui.Gap, size.Height))
	detail.Move(fyne.NewPos(size.Width-width, 0))
	detail.Resize(fyne.NewSize(width, size.Height))
}

// MinSize is that of both at the width that they had last.
func (a *arrangement) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, detail := objects[0].MinSize(), objects[1].MinSize()
	width, height := max(list.Width, detail.Width), max(list.Height, lowList*theme.TextSize())
	if a.wide(objects) {
		return fyne.NewSize(width, max(height, detail.Height))
	}
	return fyne.NewSize(width, height+ui.Gap+detail.Height)
}

// rows keeps a list so high that some of its rows are seen.
type rows struct{}

// Layout gives the list all there is.
func (rows) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// MinSize has room for a few rows.
func (rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(least.Height, lowRows*theme.TextSize()))
}
