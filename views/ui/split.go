package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Split is how a page shares its room between a list and the detail of what was
// chosen in it: beside each other or, where there is no room, below. Lengths are
// in ems of the text.
type Split struct {
	List, Detail       float32 // widths that both ask for
	LowList, LowDetail float32 // heights at least
	Share              float32 // of the width that the detail has, beside the list
	Below              float32 // of the spare height that the detail has, below it; the list has the rest
}

// NewSplit lays out a list and a detail. One that is hidden takes no room.
func NewSplit(s Split, list, detail fyne.CanvasObject) *fyne.Container {
	return container.New(&split{Split: s}, list, detail)
}

// split remembers the width that it was given last, on which its height depends.
type split struct {
	Split
	width float32
}

func (s *split) wide(list, detail fyne.CanvasObject) bool {
	em := theme.TextSize()
	return s.width >= max(list.MinSize().Width, s.List*em)+max(detail.MinSize().Width, s.Detail*em)+Gap
}

// Layout places both.
func (s *split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	list, detail := objects[0], objects[1]
	list.Move(fyne.NewPos(0, 0))
	switch {
	case !detail.Visible():
		list.Resize(size)
	case s.wide(list, detail):
		s.beside(list, detail, size)
	default:
		s.below(list, detail, size)
	}
}

func (s *split) beside(list, detail fyne.CanvasObject, size fyne.Size) {
	width := max(detail.MinSize().Width, s.Detail*theme.TextSize(), (size.Width-Gap)*s.Share)
	HeightAt(detail, width)
	HeightAt(list, size.Width-width-Gap)
	list.Resize(fyne.NewSize(size.Width-width-Gap, size.Height))
	detail.Move(fyne.NewPos(size.Width-width, 0))
	detail.Resize(fyne.NewSize(width, size.Height))
}

func (s *split) below(list, detail fyne.CanvasObject, size fyne.Size) {
	em := theme.TextSize()
	above, below := max(HeightAt(list, size.Width), s.LowList*em), max(HeightAt(detail, size.Width), s.LowDetail*em)
	below += max(size.Height-above-below-Gap, 0) * s.Below
	list.Resize(fyne.NewSize(size.Width, size.Height-below-Gap))
	detail.Move(fyne.NewPos(0, size.Height-below))
	detail.Resize(fyne.NewSize(size.Width, below))
}

// MinSize is that of both at the width that they had last.
func (s *split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	em := theme.TextSize()
	list, detail := objects[0].MinSize(), objects[1].MinSize()
	above, below := max(list.Height, s.LowList*em), max(detail.Height, s.LowDetail*em)
	width := max(list.Width, detail.Width)
	switch {
	case !objects[1].Visible():
		return fyne.NewSize(list.Width, above)
	case s.wide(objects[0], objects[1]):
		return fyne.NewSize(width, max(above, below))
	}
	return fyne.NewSize(width, above+Gap+below)
}
