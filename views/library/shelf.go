package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/views/ui"
)

// newShelf lists known Persian voices, to start from without a search.
func newShelf(open func(catalogue.Known)) (content fyne.CanvasObject, list *ui.List) {
	known := catalogue.Shelf()
	about := wrapped()
	about.SetText(ui.Say(fa.ShelfAbout))
	list = ui.NewList(func() int { return len(known) }, newHereRow, func(i int, o fyne.CanvasObject) {
		labels := o.(*fyne.Container).Objects
		labels[0].(*widget.Label).SetText(ui.Locale().Name(known[i].Name))
		labels[1].(*widget.Label).SetText(aboutKnown(known[i]))
	}, func(i int) { open(known[i]) })
	list.OnSelected = func(i int) { list.Chosen = i; open(known[i]) }
	return ui.NewColumn(list, about, list), list
}

func aboutKnown(k catalogue.Known) string {
	l := ui.Locale()
	folder := ""
	if k.Folder != "" {
		folder = ui.Say(fa.FileInFolder, k.Folder)
	}
	return l.Listed(ui.Say(fa.Family(k.Family)), l.Name(k.Repo.String()), folder)
}
