package library

import (
	"fyne.io/fyne/v2"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/views/ui"
)

// newShelf lists known Persian voices, to start from without a search.
func newShelf(open func(catalogue.Known)) (content fyne.CanvasObject, list *ui.List) {
	known := catalogue.Shelf()
	about := ui.Wrapped("")
	about.SetText(ui.Say(fa.ShelfAbout))
	list = ui.NewRows(func() int { return len(known) }, func(i int) []ui.Line {
		return []ui.Line{{Text: ui.Locale().Name(known[i].Name), Bold: true}, {Text: aboutKnown(known[i]), Small: true}}
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
