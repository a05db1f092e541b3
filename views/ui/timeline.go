package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// timeline is a picture of sound along time, which runs from left to right on
// the screen whatever the direction of the window, as in every editor of sound.
// It has a playhead, and seeks by tap, drag and key. All places are shares of
// the whole time, from zero to one.
type timeline struct {
	widget.BaseWidget

	// OnSeek is told where the person wants to hear from.
	OnSeek func(at float64)
	// OnToggle is told of the space bar: play or pause.
	OnToggle func()
	// Step is how far an arrow key seeks; zero is a fiftieth.
	Step float64

	self    fyne.CanvasObject // what stands on the page
	paint   func(pixels *image.RGBA)
	height  float32
	head    float64 // below zero for none
	dragged float64 // where the pointer drags to, below zero for nowhere
	focused bool
	raster  *canvas.Raster
	line    *canvas.Rectangle // the playhead
	pixels  *image.RGBA
	stale   bool // the pixels are not what they should show
}

func (t *timeline) init(height float32, paint func(*image.RGBA)) {
	t.paint, t.height, t.head, t.dragged, t.stale = paint, height, -1, -1, true
	t.raster = canvas.NewRaster(t.image)
	t.line = canvas.NewRectangle(color.Transparent)
}

// image paints only what changed since the last time.
func (t *timeline) image(w, h int) image.Image {
	if t.pixels == nil || t.pixels.Rect.Dx() != w || t.pixels.Rect.Dy() != h {
		t.pixels, t.stale = image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1))), true
	}
	if t.stale {
		t.stale = false
		t.paint(t.pixels)
	}
	return t.pixels
}

// moveHead shows the playhead where it is now, without painting the picture.
func (t *timeline) moveHead() {
	at, size := t.shown(), t.Size()
	if at < 0 || size.Width < headWidth {
		t.line.Hide()
		return
	}
	x := float32(FromLeft(at))*size.Width - headWidth/2
	t.line.Resize(fyne.NewSize(headWidth, size.Height))
	t.line.Move(fyne.NewPos(min(max(x, 0), size.Width-headWidth), 0))
	t.line.Show()
}

// redraw has the picture painted anew.
func (t *timeline) redraw() {
	t.stale = true
	t.raster.Refresh()
}

// color is a colour of the theme as pixels have it.
func (t *timeline) color(name fyne.ThemeColorName) color.RGBA {
	return color.RGBAModel.Convert(theme.Color(name)).(color.RGBA)
}

// Playhead is where the playhead stands, below zero where there is none.
func (t *timeline) Playhead() float64 { return t.head }

// shown is where the playhead is drawn: under the pointer while it drags.
func (t *timeline) shown() float64 {
	if t.dragged >= 0 {
		return t.dragged
	}
	return t.head
}

func (t *timeline) seek(at float64) {
	if t.OnSeek != nil {
		t.OnSeek(min(max(at, 0), 1))
	}
}

func (t *timeline) at(x float32) float64 {
	width := t.Size().Width
	if width <= 0 {
		return 0
	}
	return min(max(FromLeft(float64(x/width)), 0), 1)
}

// Tapped seeks to the place under the pointer.
func (t *timeline) Tapped(e *fyne.PointEvent) { t.seek(t.at(e.Position.X)) }

// Dragged moves the playhead with the pointer.
func (t *timeline) Dragged(e *fyne.DragEvent) {
	t.dragged = t.at(e.Position.X)
	t.Refresh()
}

// DragEnd seeks to where the pointer was let go.
func (t *timeline) DragEnd() {
	at := t.dragged
	t.dragged = -1
	if at >= 0 {
		t.seek(at)
	}
	t.Refresh()
}

// Cursor shows that the picture can be tapped.
func (t *timeline) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows that keys seek now.
func (t *timeline) FocusGained() {
	t.focused = true
	t.Refresh()
	Reveal(t.self)
}

// FocusLost is the end of that.
func (t *timeline) FocusLost() {
	t.focused = false
	t.Refresh()
}

// TypedRune ignores letters.
func (t *timeline) TypedRune(rune) {}

// TypedKey seeks: the arrow that points left goes back in time.
func (t *timeline) TypedKey(e *fyne.KeyEvent) {
	back, on := fyne.KeyLeft, fyne.KeyRight
	if Mirrored() { // which turns the arrow keys round too
		back, on = on, back
	}
	step := t.Step
	if step <= 0 {
		step = 0.02
	}
	switch e.Name {
	case back:
		t.seek(max(t.head, 0) - step)
	case on:
		t.seek(max(t.head, 0) + step)
	case fyne.KeyHome:
		t.seek(0)
	case fyne.KeyEnd:
		t.seek(1)
	case fyne.KeySpace:
		if t.OnToggle != nil {
			t.OnToggle()
		}
	default:
		HandOn(t.self, e)
	}
}

// CreateRenderer draws the picture in a well, the playhead and the focus.
func (t *timeline) CreateRenderer() fyne.WidgetRenderer {
	r := &timelineRenderer{
		t:     t,
		well:  canvas.NewRectangle(color.Transparent),
		frame: canvas.NewRectangle(color.Transparent),
	}
	r.color()
	return r
}

type timelineRenderer struct {
	t           *timeline
	well, frame *canvas.Rectangle
}

// headWidth is that of the playhead with its seam, which parts it from whatever
// colour lies below.
const headWidth float32 = 4

func (r *timelineRenderer) Destroy() {}

func (r *timelineRenderer) MinSize() fyne.Size { return fyne.NewSize(120, r.t.height) }

func (r *timelineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.well, r.t.raster, r.t.line, r.frame}
}

func (r *timelineRenderer) Layout(size fyne.Size) {
	r.well.Resize(size)
	r.frame.Resize(size)
	r.t.raster.Resize(size)
	r.t.moveHead()
}

func (r *timelineRenderer) color() {
	r.well.FillColor = r.t.color(ColorNameWell)
	r.t.line.FillColor = r.t.color(ColorNamePlayhead)
	r.t.line.StrokeWidth, r.t.line.StrokeColor = 1, r.t.color(ColorNameWell)
	r.frame.StrokeWidth, r.frame.StrokeColor = 1, r.t.color(theme.ColorNameInputBorder)
	if r.t.focused {
		r.frame.StrokeWidth, r.frame.StrokeColor = 2, r.t.color(theme.ColorNamePrimary)
	}
}

// Refresh comes with another theme too, so that the picture is painted anew.
func (r *timelineRenderer) Refresh() {
	r.color()
	r.t.moveHead()
	r.t.redraw()
	for _, o := range []*canvas.Rectangle{r.well, r.t.line, r.frame} {
		o.Refresh()
	}
}
