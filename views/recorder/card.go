package recorder

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// card shows the sentence to be read, large, and below it what was read. It has the focus while one reads, so
// that the keys of the page are those of the whole keyboard.
type card struct {
	widget.BaseWidget
	text, place *widget.Label
	inner       *fyne.Container
	focused     bool
}

func newCard(sounds ...fyne.CanvasObject) *card {
	c := &card{text: ui.Wrapped(""), place: ui.Wrapped("")}
	c.text.SizeName = ui.SizeNameReading
	c.place.SizeName = theme.SizeNameCaptionText
	c.inner = container.NewPadded(container.NewPadded(ui.NewColumn(c.text, c.place, c.text, ui.NewGrid(sounds...))))
	c.ExtendBaseWidget(c)
	return c
}

// set shows a sentence and where it stands.
func (c *card) set(text, place string) {
	if c.text.Text != text {
		c.text.SetText(text)
	}
	c.place.SetText(place)
}

// Parts are what the card is made of.
func (c *card) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.inner} }

// FocusGained shows the focus.
func (c *card) FocusGained() {
	c.focused = true
	c.Refresh()
	ui.Reveal(c)
}

// FocusLost shows that it is elsewhere.
func (c *card) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune is for what takes letters.
func (c *card) TypedRune(rune) {}

// TypedKey gives all keys to the page.
func (c *card) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEnter {
		key = &fyne.KeyEvent{Name: fyne.KeyReturn, Physical: key.Physical}
	}
	ui.HandOn(c, key)
}

// Tapped takes the focus.
func (c *card) Tapped(*fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
}

// CreateRenderer draws a sheet with an edge.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, sheet: canvas.NewRectangle(color.Transparent)}
	r.color()
	return r
}

type cardRenderer struct {
	c     *card
	sheet *canvas.Rectangle
}

func (r *cardRenderer) color() {
	r.sheet.FillColor = theme.Color(ui.ColorNameWell)
	r.sheet.StrokeColor, r.sheet.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	if r.c.focused {
		r.sheet.StrokeColor, r.sheet.StrokeWidth = theme.Color(theme.ColorNamePrimary), 3
	}
	r.sheet.CornerRadius = theme.Size(theme.SizeNameInputRadius)
}

func (r *cardRenderer) Destroy() {}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.sheet, r.c.inner}
}

func (r *cardRenderer) MinSize() fyne.Size { return r.c.inner.MinSize() }

// Layout gives both all of the size.
func (r *cardRenderer) Layout(size fyne.Size) {
	r.sheet.Resize(size)
	r.c.inner.Resize(size)
}

// Refresh comes with another theme or the focus.
func (r *cardRenderer) Refresh() {
	r.color()
	r.sheet.Refresh()
	r.c.inner.Refresh()
}
