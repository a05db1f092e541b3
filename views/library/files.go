package library

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// files lists what a repository holds, to choose from.
type files struct {
	content fyne.CanvasObject
	none    *widget.Label
	list    *ui.List
	entries []entry
	choice  *choice
	changed func() // another choice
}

func newFiles(changed func(), get *ui.Button, room *widget.Label) *files {
	f := &files{none: ui.Wrapped(""), choice: newChoice(nil), changed: changed}
	f.none.SetText(ui.Say(fa.FilesNoList))
	f.list = ui.NewList(func() int { return len(f.entries) }, newFileRow, f.fill, f.toggle)
	f.list.OnSelected = func(i int) { // a tap or the space bar
		f.list.Chosen = i
		f.list.UnselectAll() // or the same row could not be pressed again
		f.toggle(i)
	}
	all := ui.NewButton(ui.Say(fa.FilesAll), func() { f.take(true) })
	none := ui.NewButton(ui.Say(fa.FilesNone), func() { f.take(false) })
	f.content = ui.NewColumn(f.list, f.none, f.list, room, ui.NewFlow([]fyne.CanvasObject{get, all, none}))
	return f
}

func (f *files) show(list []hub.File) {
	f.entries, f.choice = tree(list), newChoice(list)
	ui.Hide(f.none, len(f.entries) > 0)
	f.list.Reset()
	f.list.ScrollToTop()
}

func (f *files) toggle(i int) {
	if i < 0 || i >= len(f.entries) {
		return
	}
	f.choice.toggle(f.entries[i])
	f.list.Refresh()
	f.changed()
}

func (f *files) take(all bool) {
	f.choice.all(all)
	f.list.Refresh()
	f.changed()
}

// newFileRow is a row: a box to check, the name as deep as its folder, and what
// is known of it.
func newFileRow() fyne.CanvasObject {
	deep, name := canvas.NewRectangle(color.Transparent), widget.NewLabel("")
	name.Wrapping = fyne.TextWrapBreak
	return container.NewBorder(nil, nil, container.NewHBox(deep, widget.NewIcon(theme.CheckButtonIcon())), nil, name)
}

// deeper is how much further in the name of a file in a folder stands, in ems;
// below deepest no folder stands further in.
const (
	deeper  = 1.2
	deepest = 5
)

func (f *files) fill(i int, o fyne.CanvasObject) {
	e, row := f.entries[i], o.(*fyne.Container)
	row.Objects[0].(*widget.Label).SetText(line(e))
	lead := row.Objects[1].(*fyne.Container)
	lead.Objects[0].(*canvas.Rectangle).SetMinSize(fyne.NewSize(deeper*theme.TextSize()*float32(min(e.depth, deepest)), 0))
	lead.Objects[1].(*widget.Icon).SetResource(f.box(e))
	f.list.Fit(i, o)
}

func (f *files) box(e entry) fyne.Resource {
	switch {
	case f.choice.whole(e):
		return theme.CheckButtonCheckedIcon()
	case f.choice.part(e):
		return theme.ContentRemoveIcon()
	}
	return theme.CheckButtonIcon()
}

func line(e entry) string {
	if e.folder {
		return ui.Say(fa.FileFolder, e.name(), e.count, fa.Words(size(e.bytes)))
	}
	return ui.Say(fa.FileLine, e.name(), fa.Words(size(e.bytes)))
}

func size(bytes int64) string {
	if bytes < 0 {
		return ui.Say(fa.SizeUnknown)
	}
	return ui.Locale().Size(bytes)
}
