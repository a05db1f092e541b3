package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// newRows is a list whose rows are lines of text.
func newRows(length func() int, lines func(i int) []ui.Line, open func(i int)) *ui.List {
	var list *ui.List
	list = ui.NewList(length, func() fyne.CanvasObject { return ui.NewLines() }, func(i int, o fyne.CanvasObject) {
		ui.SetLines(o.(*widget.RichText), lines(i)...)
		list.Fit(i, o)
	}, open)
	return list
}
