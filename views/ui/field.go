package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewField is a control with its name beside it, or above it where that leaves
// it too little room.
func NewField(name string, control fyne.CanvasObject) *fyne.Container {
	l := widget.NewLabel(name)
	l.Wrapping = fyne.TextWrapWord
	return container.New(&field{}, l, control)
}

// Widths of a field, in ems.
const (
	fieldName = 11 // of the name beside a control
	fieldWide = 34 // from which on it stands there
)

type field struct{ width float32 }

func (f *field) beside() (name float32, ok bool) {
	em := theme.TextSize()
	return fieldName * em, f.width >= fieldWide*em
}

// Layout places the name and the control.
func (f *field) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	label, control := objects[0], objects[1]
	name, ok := f.beside()
	if !ok {
		above := HeightAt(label, size.Width)
		label.Move(fyne.Position{})
		label.Resize(fyne.NewSize(size.Width, above))
		control.Move(fyne.NewPos(0, above))
		control.Resize(fyne.NewSize(size.Width, max(HeightAt(control, size.Width), size.Height-above)))
		return
	}
	label.Move(fyne.Position{})
	label.Resize(fyne.NewSize(name, HeightAt(label, name)))
	rest := size.Width - name - Gap
	control.Move(fyne.NewPos(name+Gap, 0))
	control.Resize(fyne.NewSize(rest, max(HeightAt(control, rest), size.Height)))
}

// MinSize is that of a name above its control at least.
func (f *field) MinSize(objects []fyne.CanvasObject) fyne.Size {
	label, control := objects[0].MinSize(), objects[1].MinSize()
	width := max(label.Width, control.Width)
	if _, ok := f.beside(); ok {
		return fyne.NewSize(width, max(label.Height, control.Height))
	}
	return fyne.NewSize(width, label.Height+control.Height)
}

// NewValue puts a text beside a control and has room for the longest of what it
// says, so that nothing moves while the control does.
func NewValue(control fyne.CanvasObject, text *widget.Label, longest ...string) *fyne.Container {
	return container.New(room{longest}, control, text)
}

// room is the layout of a control and its value.
type room struct{ texts []string }

func (r room) text() (width float32) {
	for _, t := range r.texts {
		width = max(width, fyne.MeasureText(t, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	return width + 2*theme.InnerPadding()
}

// Layout gives the text its room and the control the rest.
func (r room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - max(r.text(), objects[1].MinSize().Width) - Gap
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width+Gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width-Gap, size.Height))
}

// MinSize is that of both.
func (r room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	control, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(control.Width+Gap+max(r.text(), text.Width), max(control.Height, text.Height))
}
