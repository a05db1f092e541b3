package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// List is the toolkit's, but its rows also open: by a secondary tap, Enter or
// the menu key. It hands on the keys that it has no use for.
type List struct {
	widget.List
	Chosen int // -1 for none
	Open   func(i int)
	Mark   func(i int) // by the space bar; nil: it chooses

	focused bool
	heights map[int]float32
}

// NewList is a list of so many rows; create makes a row and update fills it.
func NewList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject), open func(int)) *List {
	l := &List{Chosen: -1, Open: open}
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return newRow(create(), l) }
	l.UpdateItem = func(i int, o fyne.CanvasObject) {
		r := o.(*row)
		r.index = i
		update(i, r.inner)
	}
	l.OnSelected = func(i int) { l.Chosen = i }
	l.OnHighlighted = func(i int) { l.Chosen = i }
	l.ExtendBaseWidget(l)
	return l
}

// Reset forgets what was chosen, for the rows have changed; where the list has
// the focus, that is on its first row.
func (l *List) Reset() {
	l.Chosen = -1
	if l.focused && l.Length() > 0 {
		l.Chosen = 0
	}
	l.UnselectAll()
	l.Refresh()
}

// Fit gives a row the height that what it holds needs at the width of the list.
// It is called once the row has been filled.
func (l *List) Fit(i int, o fyne.CanvasObject) {
	if l.Size().Width <= 0 {
		return // not laid out yet
	}
	height := HeightAt(o, l.Size().Width)
	if l.heights[i] == height {
		return // or the row would be filled for ever
	}
	if l.heights == nil {
		l.heights = map[int]float32{}
	}
	l.heights[i] = height
	l.SetItemHeight(i, height)
}

// FocusGained chooses the first row where none is, as the toolkit marks
// it.
func (l *List) FocusGained() {
	l.focused = true
	if l.Chosen < 0 && l.Length() > 0 {
		l.Chosen = 0
	}
	l.List.FocusGained()
	Reveal(l)
}

// FocusLost leaves what is chosen.
func (l *List) FocusLost() {
	l.focused = false
	l.List.FocusLost()
}

// TypedKey goes through the rows and opens the chosen one.
func (l *List) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, desktop.KeyMenu:
		if l.Chosen >= 0 && l.Chosen < l.Length() {
			l.Open(l.Chosen)
		}
	case fyne.KeySpace:
		if l.Mark == nil {
			l.List.TypedKey(key)
		} else if l.Chosen >= 0 && l.Chosen < l.Length() {
			l.Mark(l.Chosen)
		}
	case fyne.KeyUp, fyne.KeyDown:
		l.List.TypedKey(key)
	default:
		HandOn(l, key)
	}
}

// row takes both taps of a row of a list.
type row struct {
	widget.BaseWidget
	inner fyne.CanvasObject
	list  *List
	index int
}

func newRow(inner fyne.CanvasObject, list *List) *row {
	r := &row{inner: inner, list: list}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer shows what the row holds.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.inner) }

// Parts are what the row holds.
func (r *row) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.inner} }

// Tapped chooses the row.
func (r *row) Tapped(*fyne.PointEvent) {
	r.list.Select(r.index)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.list); c != nil {
		c.Focus(r.list)
	}
}

// TappedSecondary opens the row.
func (r *row) TappedSecondary(*fyne.PointEvent) {
	r.list.Select(r.index)
	r.list.Open(r.index)
}
