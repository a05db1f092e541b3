package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// How far a key moves the cursor, as a share of what is in view; and how many
// times as much is in view after a key or a notch of the wheel.
const (
	cursorStep = 0.02
	keyZoom    = 0.5
	wheelZoom  = 0.8
)

// step is the one under a place of the pointer.
func (c *Curves) step(at fyne.Position) float64 {
	width := c.raster.Size().Width
	if width <= 2*rim {
		return math.NaN()
	}
	left := float32(FromLeft(float64((at.X-c.raster.Position().X)/width))) * width
	share := float64((left - rim) / (width - 2*rim))
	return c.from + min(max(share, 0), 1)*(c.to-c.from)
}

// MouseIn moves the cursor under the pointer.
func (c *Curves) MouseIn(e *desktop.MouseEvent) { c.point(c.step(e.Position)) }

// MouseMoved moves the cursor with the pointer.
func (c *Curves) MouseMoved(e *desktop.MouseEvent) { c.point(c.step(e.Position)) }

// MouseOut takes the cursor away, unless it is the keys' too.
func (c *Curves) MouseOut() {
	if !c.focused {
		c.point(math.NaN())
	}
}

// Cursor shows that places can be pointed at.
func (c *Curves) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// Tapped gives the chart the keys and the wheel.
func (c *Curves) Tapped(e *fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
	c.point(c.step(e.Position))
}

// Scrolled zooms around the pointer once the chart has the focus; until then the
// wheel scrolls the page, which would else be caught here.
func (c *Curves) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case !c.focused:
		scrollAround(c, e)
	case e.Scrolled.DY > 0:
		c.zoom(wheelZoom, c.step(e.Position))
	case e.Scrolled.DY < 0:
		c.zoom(1/wheelZoom, c.step(e.Position))
	}
}

// scrollAround gives a turn of the wheel to what scrolls an object.
func scrollAround(o fyne.CanvasObject, e *fyne.ScrollEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		if around, _ := scrollsAround(o, c.Content()); len(around) > 0 {
			around[len(around)-1].Scrolled(e)
		}
	}
}

// Dragged moves what is in view with the pointer.
func (c *Curves) Dragged(e *fyne.DragEvent) {
	at := c.step(e.Position)
	if math.IsNaN(c.grabbed) {
		c.grabbed = at
		return
	}
	if shift := c.grabbed - at; finite(shift) {
		c.look(c.from+shift, c.to+shift)
	}
}

// DragEnd lets go of it.
func (c *Curves) DragEnd() { c.grabbed = math.NaN() }

// FocusGained shows that keys move the cursor now, which begins at the newest
// step.
func (c *Curves) FocusGained() {
	c.focused = true
	if _, ok := c.At(); !ok {
		c.point(c.to)
	}
	c.Refresh()
	Reveal(c)
}

// FocusLost is the end of that.
func (c *Curves) FocusLost() {
	c.focused = false
	c.point(math.NaN())
	c.Refresh()
}

// TypedRune zooms by plus and minus, and brings everything into view by zero.
func (c *Curves) TypedRune(r rune) {
	switch r {
	case '+', '=':
		c.zoom(keyZoom, c.cursor)
	case '-', '_', '−':
		c.zoom(1/keyZoom, c.cursor)
	case '0', '۰', '٠':
		c.look(c.first, c.end)
	}
}

// TypedKey moves the cursor: the arrow that points left goes to an earlier step.
func (c *Curves) TypedKey(e *fyne.KeyEvent) {
	back, on := fyne.KeyLeft, fyne.KeyRight
	if Mirrored() { // which turns the arrow keys round too
		back, on = on, back
	}
	switch {
	case e.Name == back:
		c.move(-1)
	case e.Name == on:
		c.move(1)
	case e.Name == fyne.KeyHome:
		c.show(c.first)
	case e.Name == fyne.KeyEnd:
		c.show(c.end)
	case e.Name == fyne.KeyEscape && c.Zoomed():
		c.look(c.first, c.end)
		c.moveCursor()
	default:
		HandOn(c, e)
	}
}

// move takes the cursor by a share of what is in view, and by one measurement at
// least.
func (c *Curves) move(by int) {
	if len(c.stops) == 0 {
		return
	}
	if !finite(c.cursor) {
		c.show(c.to)
		return
	}
	now := c.stop(c.cursor)
	next := c.stop(c.cursor + float64(by)*cursorStep*(c.to-c.from))
	if next == now {
		next = min(max(now+by, 0), len(c.stops)-1)
	}
	c.show(c.stops[next])
}

// show puts the cursor at a step and brings that into view.
func (c *Curves) show(step float64) {
	span := c.to - c.from
	switch {
	case step < c.from:
		c.look(step, step+span)
	case step > c.to:
		c.look(step-span, step)
	}
	c.point(step)
}
