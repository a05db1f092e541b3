package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a small window over the page. Esc closes it wherever the focus is,
// Enter presses its important button unless what has the focus uses it; the
// first field has the focus at first, and what had it before gets it back. It
// fits into the window, scrolling what it holds.
type Dialog struct {
	widget.BaseWidget

	OnDismiss func() // Esc, in place of closing it
	OnClosed  func() // after it was closed, whichever way
	Width     float32
	Height    float32 // of what it holds; both are wishes in ems

	title   *widget.Label
	content fyne.CanvasObject
	scroll  *container.Scroll
	row     *fyne.Container
	buttons []*Button
	canvas  fyne.Canvas // while it is open
}

// dialogWidth is how wide a dialog is that wishes for nothing, in ems.
const dialogWidth = 30

// NewDialog makes a dialog that is not open yet.
func NewDialog(title string, content fyne.CanvasObject) *Dialog {
	d := &Dialog{Width: dialogWidth, content: container.NewPadded(content), row: NewFlow(nil)}
	d.title = widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	d.title.Wrapping = fyne.TextWrapWord
	d.scroll = container.NewVScroll(d.content)
	d.ExtendBaseWidget(d)
	return d
}

// SetButtons gives the dialog its buttons, the one that dismisses it first.
func (d *Dialog) SetButtons(buttons ...*Button) {
	d.buttons = buttons
	d.row.RemoveAll()
	for _, b := range buttons {
		d.row.Add(b)
	}
}

// Open shows the dialog over the content of a window.
func (d *Dialog) Open(w fyne.Window) {
	if d.canvas != nil {
		return
	}
	d.canvas = w.Canvas()
	d.canvas.Overlays().Add(d)
	d.canvas.FocusNext()
}

// Close takes the dialog away, and those over it.
func (d *Dialog) Close() {
	if d.canvas == nil {
		return
	}
	d.canvas.Overlays().Remove(d)
	d.canvas = nil
	if d.OnClosed != nil {
		d.OnClosed()
	}
}

// Parts are what the dialog is made of.
func (d *Dialog) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{d.title, d.scroll, d.row} }

// press does what a key means that no control of the dialog uses.
func (d *Dialog) press(key fyne.KeyName) {
	switch {
	case key == fyne.KeyEscape && d.OnDismiss != nil:
		d.OnDismiss()
	case key == fyne.KeyEscape:
		d.Close()
	case ScrollBy(d.scroll, arrows(key)):
	case enters(key):
		for _, b := range d.buttons {
			if b.Importance == widget.HighImportance && !b.Disabled() {
				b.OnTapped() // a tap would take the focus
				return
			}
		}
	}
}

// arrows has the arrow keys turn pages, where nothing else uses them.
func arrows(key fyne.KeyName) fyne.KeyName {
	switch key {
	case fyne.KeyUp:
		return fyne.KeyPageUp
	case fyne.KeyDown:
		return fyne.KeyPageDown
	}
	return key
}

// PressAbove gives a key to what lies over the page, and is false where nothing
// does. Whatever it is, Esc takes it away.
func PressAbove(c fyne.Canvas, key fyne.KeyName) bool {
	switch top := c.Overlays().Top().(type) {
	case nil:
		return false
	case *Dialog:
		top.press(key)
	default:
		if key == fyne.KeyEscape {
			c.Overlays().Remove(top)
		}
	}
	return true
}

// Ask opens a question in words; do is done where the person says yes.
func Ask(w fyne.Window, title, question string, no, yes *Button, do func()) *Dialog {
	text := widget.NewLabel(question)
	text.Wrapping = fyne.TextWrapWord
	d := NewDialog(title, text)
	no.OnTapped = d.Close
	yes.OnTapped = func() { d.Close(); do() }
	d.SetButtons(no, yes)
	d.Open(w)
	return d
}

// CreateRenderer draws a card on a veil.
func (d *Dialog) CreateRenderer() fyne.WidgetRenderer {
	r := &dialogRenderer{d: d, veil: canvas.NewRectangle(color.Transparent), card: canvas.NewRectangle(color.Transparent)}
	r.color()
	return r
}

type dialogRenderer struct {
	d          *Dialog
	veil, card *canvas.Rectangle
}

func (r *dialogRenderer) Destroy() {}

func (r *dialogRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.veil, r.card, r.d.title, r.d.scroll, r.d.row}
}

func (r *dialogRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

// Layout centres the card: as wide as wished and as high as what it holds, if
// the window is.
func (r *dialogRenderer) Layout(size fyne.Size) {
	d, em := r.d, theme.TextSize()
	gap := theme.Padding()
	r.veil.Resize(size)
	width := min(max(d.Width*em, d.content.MinSize().Width, d.row.MinSize().Width), size.Width-2*Margin-2*Section)
	titled, rowed := HeightAt(d.title, width), HeightAt(d.row, width)
	least := HeightAt(d.content, width)
	around := titled + rowed + 2*gap + 2*Section
	height := min(max(least, d.Height*em), size.Height-2*Margin-around)
	at := fyne.NewPos((size.Width-width)/2, (size.Height-height-around)/2+Section)
	r.card.Move(at.SubtractXY(Section, Section))
	r.card.Resize(fyne.NewSize(width+2*Section, height+around))
	for _, part := range []struct {
		o      fyne.CanvasObject
		height float32
	}{{d.title, titled}, {d.scroll, height}, {d.row, rowed}} {
		part.o.Move(at)
		part.o.Resize(fyne.NewSize(width, part.height))
		at.Y += part.height + gap
	}
}

func (r *dialogRenderer) color() {
	r.veil.FillColor = theme.Color(theme.ColorNameShadow)
	r.card.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	r.card.StrokeColor, r.card.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	r.card.CornerRadius = theme.Size(theme.SizeNameInputRadius)
}

// Refresh comes with another theme or text.
func (r *dialogRenderer) Refresh() {
	r.color()
	r.Layout(r.d.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
