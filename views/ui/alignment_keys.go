package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// MouseIn chooses the phoneme under the pointer.
func (a *Alignment) MouseIn(e *desktop.MouseEvent) { a.choose(a.at(e.Position)) }

// MouseMoved chooses the phoneme under the pointer.
func (a *Alignment) MouseMoved(e *desktop.MouseEvent) { a.choose(a.at(e.Position)) }

// MouseOut chooses none, unless it is the keys' too.
func (a *Alignment) MouseOut() {
	if !a.focused {
		a.choose(-1)
	}
}

// Tapped gives the picture the keys.
func (a *Alignment) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(a); c != nil {
		c.Focus(a)
	}
	a.choose(a.at(e.Position))
}

// FocusGained shows that keys choose now, from the first phoneme on.
func (a *Alignment) FocusGained() {
	a.focused = true
	if _, ok := a.Chosen(); !ok {
		a.choose(0)
	}
	a.redraw()
	Reveal(a)
}

// FocusLost is the end of that.
func (a *Alignment) FocusLost() {
	a.focused = false
	a.choose(-1)
	a.redraw()
}

// TypedRune zooms by plus and minus, and brings everything into view by zero.
func (a *Alignment) TypedRune(r rune) {
	switch r {
	case '+', '=':
		a.zoom(keyZoom)
	case '-', '_', '−':
		a.zoom(1 / keyZoom)
	case '0', '۰', '٠':
		a.look(0, a.length())
	}
}

// TypedKey chooses: the arrow that points left goes to the phoneme before.
func (a *Alignment) TypedKey(e *fyne.KeyEvent) {
	back, on := fyne.KeyLeft, fyne.KeyRight
	if Mirrored() { // which turns the arrow keys round too
		back, on = on, back
	}
	switch {
	case e.Name == back:
		a.choose(max(a.chosen-1, 0))
	case e.Name == on:
		a.choose(a.chosen + 1)
	case e.Name == fyne.KeyHome:
		a.choose(0)
	case e.Name == fyne.KeyEnd:
		a.choose(len(a.timings) - 1)
	case e.Name == fyne.KeyEscape && a.Zoomed():
		a.look(0, a.length())
	default:
		HandOn(a, e)
	}
}
