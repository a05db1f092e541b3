package ui

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer draws the picture with the numbers of its axes beside and below
// it, and the cursor.
func (c *Curves) CreateRenderer() fyne.WidgetRenderer {
	r := &curvesRenderer{c: c}
	for _, t := range []**canvas.Text{&r.top, &r.bottom, &r.left, &r.right} {
		*t = canvas.NewText("", color.Transparent)
	}
	r.update()
	return r
}

// curvesRenderer holds the highest and lowest value in view, at the left, and the
// first and last step, below.
type curvesRenderer struct {
	c                        *Curves
	top, bottom, left, right *canvas.Text
}

func (r *curvesRenderer) Destroy() {}

func (r *curvesRenderer) texts() []*canvas.Text {
	return []*canvas.Text{r.top, r.bottom, r.left, r.right}
}

// Objects are the picture and what lies on and around it.
func (r *curvesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.raster, r.c.line, r.top, r.bottom, r.left, r.right}
}

// margins are the room for numbers at the left and below.
func (r *curvesRenderer) margins() fyne.Size {
	pad := theme.Padding()
	return fyne.NewSize(max(r.top.MinSize().Width, r.bottom.MinSize().Width)+pad, r.left.MinSize().Height+pad/2)
}

// MinSize is that of a low chart.
func (r *curvesRenderer) MinSize() fyne.Size {
	m := r.margins()
	steps := r.left.MinSize().Width + r.right.MinSize().Width + theme.Padding()
	return fyne.NewSize(m.Width+max(120, steps), m.Height+CurveHeight)
}

// Layout puts all in its place; x grows from the right in a mirrored window, but
// left stays left on the screen.
func (r *curvesRenderer) Layout(size fyne.Size) {
	m := r.margins()
	inner := fyne.NewSize(max(size.Width-m.Width, 0), max(size.Height-m.Height, 0))
	put := func(o fyne.CanvasObject, left, top float32, s fyne.Size) {
		if Mirrored() {
			left = size.Width - left - s.Width
		}
		o.Move(fyne.NewPos(left, top))
		o.Resize(s)
	}
	put(r.c.raster, m.Width, 0, inner)
	least := func(t *canvas.Text) (fyne.Size, float32, float32) { s := t.MinSize(); return s, s.Width, s.Height }
	s, width, _ := least(r.top)
	put(r.top, m.Width-theme.Padding()-width, 0, s)
	s, width, height := least(r.bottom)
	put(r.bottom, m.Width-theme.Padding()-width, inner.Height-height, s)
	put(r.left, m.Width, size.Height-r.left.MinSize().Height, r.left.MinSize())
	s, width, height = least(r.right)
	put(r.right, size.Width-width, size.Height-height, s)
	r.c.moveCursor()
}

// update words the numbers and takes the colours of the theme.
func (r *curvesRenderer) update() {
	c := r.c
	for _, t := range r.texts() {
		t.Text, t.Color, t.TextSize = "", c.color(theme.ColorNameForeground), theme.CaptionTextSize()
	}
	if c.high > c.low && c.to > c.from {
		decimals := min(max(2-int(math.Floor(math.Log10(c.high-c.low))), 1), 8)
		r.top.Text, r.bottom.Text = Number(c.high, decimals), Number(c.low, decimals)
		r.left.Text, r.right.Text = Number(math.Floor(c.from), 0), Number(math.Floor(c.to), 0)
	}
	c.line.FillColor = c.color(theme.ColorNameForeground)
}

// Refresh comes with other curves, with another theme, and with every refresh of
// the page, for which nothing is painted anew.
func (r *curvesRenderer) Refresh() {
	r.update()
	r.Layout(r.c.Size())
	if !slices.Equal(r.c.shades(), r.c.painted) {
		r.c.stale = true
	}
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
