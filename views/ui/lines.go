package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Line is a text in a row of a list, and how it is written.
type Line struct {
	Text  string
	Bold  bool
	Small bool
	Color fyne.ThemeColorName // empty is that of all text
}

// NewLines is a few texts below each other, as close as lines of a paragraph
// are; each wraps where it is too long.
func NewLines() *widget.RichText {
	t := widget.NewRichText()
	t.Wrapping = fyne.TextWrapWord
	return t
}

// SetLines shows texts; empty ones take no place.
func SetLines(t *widget.RichText, lines ...Line) {
	t.Segments = t.Segments[:0]
	for _, l := range lines {
		if l.Text != "" {
			t.Segments = append(t.Segments, &widget.TextSegment{Text: l.Text, Style: l.style()})
		}
	}
	t.Refresh()
}

func (l Line) style() widget.RichTextStyle {
	s := widget.RichTextStyle{ColorName: l.Color, SizeName: theme.SizeNameText, TextStyle: fyne.TextStyle{Bold: l.Bold}}
	if s.ColorName == "" {
		s.ColorName = theme.ColorNameForeground
	}
	if l.Small {
		s.SizeName = theme.SizeNameCaptionText
	}
	return s
}

// NewRows is a list whose rows are lines of text.
func NewRows(length func() int, lines func(i int) []Line, open func(i int)) *List {
	var list *List
	list = NewList(length, func() fyne.CanvasObject { return NewLines() }, func(i int, o fyne.CanvasObject) {
		SetLines(o.(*widget.RichText), lines(i)...)
		list.Fit(i, o)
	}, open)
	return list
}
