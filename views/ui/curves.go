package ui

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/vector"
)

// Curve is a line of measurements over steps.
type Curve struct {
	X, Y  []float64 // of equal length, X growing
	Color fyne.ThemeColorName
	Width float32 // pixels of an unscaled window
}

// Curves draws measurements over steps, from left to right as charts are read.
// Values that are not finite are left out.
type Curves struct {
	widget.BaseWidget
	curves     []Curve
	marks      []float64 // steps that a line stands at
	low, high  float64   // of Y
	first, end float64   // of X
	raster     *canvas.Raster
}

// CurveHeight is how high the picture of curves is at least.
const CurveHeight float32 = 140

// NewCurves is an empty chart.
func NewCurves() *Curves {
	c := &Curves{}
	c.raster = canvas.NewRaster(c.draw)
	c.ExtendBaseWidget(c)
	return c
}

// Set shows curves, with lines at the steps of marks.
func (c *Curves) Set(curves []Curve, marks ...float64) {
	c.curves, c.marks = curves, marks
	c.low, c.high, c.first, c.end = bounds(curves)
	c.raster.Refresh()
}

// bounds are those of all values; outliers among the first, where a loss falls
// from a height that nobody looks at, do not count above.
func bounds(curves []Curve) (low, high, first, end float64) {
	low, high, first, end = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, c := range curves {
		for i, y := range c.Y {
			if !finite(y) {
				continue
			}
			first, end, low = min(first, c.X[i]), max(end, c.X[i]), min(low, y)
			if i >= len(c.Y)/20 || len(c.Y) < 20 {
				high = max(high, y)
			}
		}
	}
	return low, high, first, end
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// MinSize is a low chart.
func (c *Curves) MinSize() fyne.Size { return fyne.NewSize(120, CurveHeight) }

// CreateRenderer shows the picture.
func (c *Curves) CreateRenderer() fyne.WidgetRenderer {
	return &curvesRenderer{WidgetRenderer: widget.NewSimpleRenderer(c.raster), c: c}
}

type curvesRenderer struct {
	fyne.WidgetRenderer
	c *Curves
}

// Refresh comes with another theme.
func (r *curvesRenderer) Refresh() { r.c.raster.Refresh() }

func (c *Curves) draw(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	fill(img, c.color(ColorNameWell))
	frame(img, c.color(theme.ColorNameInputBorder))
	if !(c.high > c.low) || !(c.end > c.first) {
		return img
	}
	for _, m := range c.marks {
		if m < c.first || m > c.end {
			continue
		}
		x := int(c.place(m, 0, width, height).X)
		vertical(img, x, 0, height-1, c.color(theme.ColorNameInputBorder))
	}
	scale := float32(width) / max(c.Size().Width, 1)
	for _, curve := range c.curves {
		c.line(img, curve, curve.Width*scale)
	}
	return img
}

func (c *Curves) color(name fyne.ThemeColorName) color.RGBA {
	r, g, b, a := c.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant()).RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
}

// place is where a measurement lies in the picture, with a rim around it.
func (c *Curves) place(x, y float64, width, height int) fyne.Position {
	const rim = 4
	across := (x - c.first) / (c.end - c.first)
	up := (min(y, c.high) - c.low) / (c.high - c.low)
	return fyne.NewPos(rim+float32(across)*float32(width-2*rim), float32(height)-rim-float32(up)*float32(height-2*rim))
}

// line draws a curve as a band around its points.
func (c *Curves) line(img *image.RGBA, curve Curve, width float32) {
	r := vector.NewRasterizer(img.Rect.Dx(), img.Rect.Dy())
	var last fyne.Position
	begun := false
	for i, y := range curve.Y {
		if !finite(y) {
			continue
		}
		at := c.place(curve.X[i], y, img.Rect.Dx(), img.Rect.Dy())
		if begun {
			stroke(r, last, at, max(width, 1))
		}
		last, begun = at, true
	}
	r.Draw(img, img.Rect, image.NewUniform(c.color(curve.Color)), image.Point{})
}

// stroke adds a straight line of a width.
func stroke(r *vector.Rasterizer, from, to fyne.Position, width float32) {
	dx, dy := to.X-from.X, to.Y-from.Y
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return
	}
	nx, ny := -dy/length*width/2, dx/length*width/2
	r.MoveTo(from.X+nx, from.Y+ny)
	r.LineTo(to.X+nx, to.Y+ny)
	r.LineTo(to.X-nx, to.Y-ny)
	r.LineTo(from.X-nx, from.Y-ny)
	r.ClosePath()
}

func fill(img *image.RGBA, c color.RGBA) {
	for x := range img.Rect.Dx() {
		vertical(img, x, 0, img.Rect.Dy()-1, c)
	}
}

func frame(img *image.RGBA, c color.RGBA) {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	for _, x := range []int{0, width - 1} {
		vertical(img, x, 0, height-1, c)
	}
	for x := range width {
		vertical(img, x, 0, 0, c)
		vertical(img, x, height-1, height-1, c)
	}
}
