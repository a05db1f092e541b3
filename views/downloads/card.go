package downloads

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// card shows one download. It has the focus where it is chosen by key, and can
// be drawn to another place of the queue.
type card struct {
	widget.BaseWidget
	name, figures, reason *widget.Label
	bar                   *bar
	inner                 *fyne.Container

	chosen, focused bool
	landing         landing

	choose func()           // a tap, or the focus
	step   func(by int)     // to the next card, or the one before
	drag   func(at float32) // below the card's upper edge
	drop   func()
}

// landing is where a dragged card would come to lie.
type landing int

const (
	nowhere landing = iota
	before
	after
)

func newCard() *card {
	c := &card{name: ui.Wrapped(""), figures: ui.Wrapped(""), reason: ui.Wrapped(""), bar: newBar()}
	c.name.TextStyle.Bold = true
	c.inner = ui.NewColumn(nil, c.name, c.bar, c.figures, c.reason)
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) mark(chosen bool) {
	if c.chosen != chosen {
		c.chosen = chosen
		c.Refresh()
	}
}

func (c *card) setLanding(at landing) {
	if c.landing != at {
		c.landing = at
		c.Refresh()
	}
}

// Tapped gives it the focus.
func (c *card) Tapped(*fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
	c.choose()
}

// FocusGained chooses the download and brings it into view.
func (c *card) FocusGained() {
	c.focused = true
	c.choose()
	c.Refresh()
	ui.Reveal(c)
}

// FocusLost leaves it chosen.
func (c *card) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune is for what takes letters.
func (c *card) TypedRune(rune) {}

// TypedKey goes through the queue.
func (c *card) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyUp:
		c.step(-1)
	case fyne.KeyDown:
		c.step(1)
	default:
		ui.HandOn(c, key)
	}
}

// Dragged tells where the card would come to lie.
func (c *card) Dragged(e *fyne.DragEvent) { c.drag(e.Position.Y) }

// DragEnd lets the card lie there.
func (c *card) DragEnd() { c.drop() }

// Cursor shows that it can be taken.
func (c *card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the card on a ground that shows whether it is chosen and
// has the focus.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent)}
	r.color()
	return r
}

type cardRenderer struct {
	c            *card
	ground, line *canvas.Rectangle // line is where a dragged card would land
}

func (r *cardRenderer) Destroy() {}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.c.inner, r.line}
}

func (r *cardRenderer) MinSize() fyne.Size {
	return r.c.inner.MinSize().AddWidthHeight(2*theme.Padding(), 2*theme.Padding())
}

func (r *cardRenderer) Layout(size fyne.Size) {
	pad := theme.Padding()
	r.ground.Resize(size)
	r.c.inner.Move(fyne.NewPos(pad, pad))
	r.c.inner.Resize(size.SubtractWidthHeight(2*pad, 2*pad))
	const thick = 3
	r.line.Resize(fyne.NewSize(size.Width, thick))
	r.line.Move(fyne.NewPos(0, 0))
	if r.c.landing == after {
		r.line.Move(fyne.NewPos(0, size.Height-thick))
	}
}

func (r *cardRenderer) color() {
	r.ground.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, theme.Color(theme.ColorNameSeparator), 1
	if r.c.chosen {
		r.ground.FillColor, r.ground.StrokeColor = theme.Color(theme.ColorNameSelection), theme.Color(theme.ColorNameInputBorder)
	}
	if r.c.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	r.line.FillColor, r.line.Hidden = theme.Color(theme.ColorNamePrimary), r.c.landing == nowhere
}

// Refresh comes with another theme, or another part in the queue.
func (r *cardRenderer) Refresh() {
	r.color()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
