package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Tabs shows one of several things; the buttons above them are reached with Tab
// as all buttons are.
type Tabs struct {
	Content    *fyne.Container
	OnSelected func(i int)

	buttons []*Button
	things  []fyne.CanvasObject
	stack   *fyne.Container
	shown   int
}

// NewTabs is empty.
func NewTabs() *Tabs {
	t := &Tabs{stack: container.NewStack()}
	t.Content = NewColumn(t.stack, NewFlow(nil), widget.NewSeparator(), t.stack)
	return t
}

// Add adds a thing under a name. The first is shown.
func (t *Tabs) Add(name string, thing fyne.CanvasObject) {
	i := len(t.things)
	b := NewButton(name, func() { t.Select(i) })
	b.Importance = widget.LowImportance
	t.buttons, t.things = append(t.buttons, b), append(t.things, thing)
	t.Content.Objects[0].(*fyne.Container).Add(b)
	if i == 0 {
		t.mark(0, widget.HighImportance)
		t.stack.Objects = []fyne.CanvasObject{thing}
	}
}

// Selected is the index of the thing that is shown.
func (t *Tabs) Selected() int { return t.shown }

// Select shows a thing.
func (t *Tabs) Select(i int) {
	if i == t.shown || i < 0 || i >= len(t.things) {
		return
	}
	t.mark(t.shown, widget.LowImportance)
	t.shown = i
	t.mark(i, widget.HighImportance)
	t.stack.Objects = []fyne.CanvasObject{t.things[i]}
	t.stack.Refresh()
	if t.OnSelected != nil {
		t.OnSelected(i)
	}
}

func (t *Tabs) mark(i int, importance widget.Importance) {
	t.buttons[i].Importance = importance
	t.buttons[i].Refresh()
}
