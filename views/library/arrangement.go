package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/views/ui"
)

// Widths and heights that the parts of the page ask for, in ems of the text.
const (
	listEms  = 24
	sheetEms = 26
	low      = 22
)

// arrangement puts the sheet of a repository beside the list or, where there is
// no room, below it. Its objects are the list and the sheet.
type arrangement struct{ width float32 }

func (a *arrangement) wide(objects []fyne.CanvasObject) bool {
	em := theme.TextSize()
	return a.width >= max(objects[0].MinSize().Width, listEms*em)+max(objects[1].MinSize().Width, sheetEms*em)+ui.Gap
}

// Layout places both.
func (a *arrangement) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	list, sheet := objects[0], objects[1]
	list.Move(fyne.NewPos(0, 0))
	if !a.wide(objects) {
		low := low * theme.TextSize()
		above, below := max(ui.HeightAt(list, size.Width), low), max(ui.HeightAt(sheet, size.Width), low)
		below += max(size.Height-above-below-ui.Gap, 0) / 2
		list.Resize(fyne.NewSize(size.Width, size.Height-below-ui.Gap))
		sheet.Move(fyne.NewPos(0, size.Height-below))
		sheet.Resize(fyne.NewSize(size.Width, below))
		return
	}
	width := max(sheet.MinSize().Width, (size.Width-ui.Gap)*0.52)
	list.Resize(fyne.NewSize(size.Width-width-ui.Gap, size.Height))
	sheet.Move(fyne.NewPos(size.Width-width, 0))
	sheet.Resize(fyne.NewSize(width, size.Height))
}

// MinSize is that of both at the width that they had last.
func (a *arrangement) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, sheet := objects[0].MinSize(), objects[1].MinSize()
	width, em := max(list.Width, sheet.Width), theme.TextSize()
	if a.wide(objects) {
		return fyne.NewSize(width, max(list.Height, sheet.Height, low*em))
	}
	return fyne.NewSize(width, max(list.Height, low*em)+ui.Gap+max(sheet.Height, low*em))
}
