package ui

import (
	"image"
	"image/color"
	"math"
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/vector"
)

// Curve is a line of measurements over steps.
type Curve struct {
	X, Y   []float64 // of equal length, X growing
	Color  fyne.ThemeColorName
	Width  float32 // pixels of an unscaled window
	Dashed bool
	Read   bool // the cursor stops at its measurements
	Dots   bool // measurements are marked, where they are few
}

// Least is the lowest measurement and the first step that has it; false where
// there is none.
func (c Curve) Least() (step, y float64, ok bool) {
	for i, v := range c.Y {
		if finite(v) && (!ok || v < y) {
			step, y, ok = c.X[i], v, true
		}
	}
	return step, y, ok
}

// Nearest is the measurement nearest to a step; false where there is none.
func (c Curve) Nearest(x float64) (step, y float64, ok bool) {
	i := sort.SearchFloat64s(c.X, x)
	best := math.Inf(1)
	for _, i := range [...]int{i - 1, i} {
		if i >= 0 && i < len(c.X) && finite(c.Y[i]) && math.Abs(c.X[i]-x) < best {
			best, step, y, ok = math.Abs(c.X[i]-x), c.X[i], c.Y[i], true
		}
	}
	return step, y, ok
}

func (c Curve) equal(o Curve) bool {
	same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
	return c.Color == o.Color && c.Width == o.Width && c.Dashed == o.Dashed && c.Read == o.Read && c.Dots == o.Dots &&
		slices.Equal(c.X, o.X) && slices.EqualFunc(c.Y, o.Y, same)
}

// Curves draws measurements over steps, from left to right on the screen whatever
// the direction of the window, as charts are read. Values that are not finite are
// left out. It has a cursor, which pointer and keys move, and can be zoomed.
type Curves struct {
	widget.BaseWidget

	// OnCursor is told that the cursor has moved.
	OnCursor func()

	curves     []Curve
	marks      []float64 // steps that a line stands at
	stops      []float64 // steps of the curves that are read
	first, end float64   // of X
	from, to   float64   // the steps in view
	low, high  float64   // of Y in view
	cursor     float64   // not a number for none
	grabbed    float64   // the step that the pointer drags, or not a number
	focused    bool

	raster  *canvas.Raster
	line    *canvas.Rectangle // the cursor
	pixels  *image.RGBA
	stale   bool         // the pixels are not what they should show
	painted []color.RGBA // the colours that they have
	pen     *vector.Rasterizer
	mask    *image.Alpha
}

// CurveHeight is how high the picture of curves is at least.
const CurveHeight float32 = 140

// NewCurves is an empty chart.
func NewCurves() *Curves {
	c := &Curves{cursor: math.NaN(), grabbed: math.NaN(), stale: true, line: canvas.NewRectangle(color.Transparent)}
	c.raster = canvas.NewRaster(c.image)
	c.line.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// Set shows curves, with lines at the steps of marks. What is in view stays in
// view; nothing is drawn where nothing has changed.
func (c *Curves) Set(curves []Curve, marks ...float64) {
	if slices.EqualFunc(curves, c.curves, Curve.equal) && slices.Equal(marks, c.marks) {
		return
	}
	whole := !c.Zoomed()
	c.curves, c.marks, c.stops = curves, marks, stops(curves)
	c.first, c.end = extent(curves)
	if whole || c.from >= c.end || c.to <= c.first {
		c.from, c.to = c.first, c.end
	}
	c.redraw()
	c.point(c.cursor)
}

// Zoomed tells whether a part of the curves is in view.
func (c *Curves) Zoomed() bool { return c.from > c.first || c.to < c.end }

// Whole brings everything into view and takes the cursor away.
func (c *Curves) Whole() {
	c.look(c.first, c.end)
	c.point(math.NaN())
}

// At is the step that the cursor stands at; false where there is no cursor.
func (c *Curves) At() (step float64, ok bool) { return c.cursor, finite(c.cursor) }

// stops are the steps of the curves that are read, in order and each once.
func stops(curves []Curve) (all []float64) {
	for _, c := range curves {
		for i, x := range c.X {
			if c.Read && finite(c.Y[i]) {
				all = append(all, x)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// extent is from the first to the last step measured.
func extent(curves []Curve) (first, end float64) {
	first, end = math.Inf(1), math.Inf(-1)
	for _, c := range curves {
		for i, x := range c.X {
			if finite(c.Y[i]) {
				first, end = min(first, x), max(end, x)
			}
		}
	}
	return first, end
}

// bounds are those of the values in view; where all are, outliers among the
// first, where a loss falls from a height that nobody looks at, do not count
// above.
func (c *Curves) bounds() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	whole := !c.Zoomed()
	for _, curve := range c.curves {
		from, to := c.inView(curve)
		for i := from; i < to; i++ {
			y := curve.Y[i]
			if !finite(y) {
				continue
			}
			low = min(low, y)
			if !whole || i >= len(curve.Y)/20 || len(curve.Y) < 20 {
				high = max(high, y)
			}
		}
	}
	if low == high { // a level line stands in the middle
		around := max(math.Abs(low)/10, 1e-9)
		return low - around, high + around
	}
	return low, high
}

// inView are the indices of the measurements in view, with one more at either
// side, which lines lead to.
func (c *Curves) inView(curve Curve) (from, to int) {
	from = sort.SearchFloat64s(curve.X, c.from)
	to = sort.Search(len(curve.X), func(i int) bool { return curve.X[i] > c.to })
	return max(from-1, 0), min(to+1, len(curve.X))
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// narrowest is the share of the whole that can be zoomed to.
const narrowest = 1e-3

// look brings steps into view, within what there is.
func (c *Curves) look(from, to float64) {
	whole := c.end - c.first
	if !(whole > 0) {
		return
	}
	span := min(max(to-from, whole*narrowest), whole)
	from = min(max(from, c.first), c.end-span)
	to = from + span
	if span == whole {
		from, to = c.first, c.end
	}
	if from == c.from && to == c.to {
		return
	}
	c.from, c.to = from, to
	c.redraw()
}

// zoom makes the span in view so many times as long; the step at keeps its
// place.
func (c *Curves) zoom(by, at float64) {
	if !finite(at) {
		at = (c.from + c.to) / 2
	}
	span := max((c.to-c.from)*by, (c.end-c.first)*narrowest)
	by = span / (c.to - c.from)
	c.look(at-(at-c.from)*by, at+(c.to-at)*by)
}

// point puts the cursor at the measurement nearest to a step.
func (c *Curves) point(step float64) {
	if finite(step) && len(c.stops) > 0 {
		step = c.stops[c.stop(step)]
	} else {
		step = math.NaN()
	}
	moved := step != c.cursor && (finite(step) || finite(c.cursor))
	c.cursor = step
	c.moveCursor()
	if moved && c.OnCursor != nil {
		c.OnCursor()
	}
}

// stop is the index of the stop nearest to a step.
func (c *Curves) stop(step float64) int {
	i := min(sort.SearchFloat64s(c.stops, step), len(c.stops)-1)
	if i > 0 && step-c.stops[i-1] < c.stops[i]-step {
		i--
	}
	return i
}

// redraw has the picture painted anew.
func (c *Curves) redraw() {
	c.low, c.high = c.bounds()
	c.stale = true
	c.Refresh()
}

// moveCursor shows the cursor where it is now, without painting the picture.
func (c *Curves) moveCursor() {
	c.line.Hidden = !finite(c.cursor) || c.cursor < c.from || c.cursor > c.to || !(c.to > c.from)
	if size := c.raster.Size(); !c.line.Hidden && size.Width > 2*rim {
		left := (rim + float32((c.cursor-c.from)/(c.to-c.from))*(size.Width-2*rim)) / size.Width
		x := float32(FromLeft(float64(left))) * size.Width
		c.line.Move(c.raster.Position().AddXY(x-cursorWidth/2, 1))
		c.line.Resize(fyne.NewSize(cursorWidth, size.Height-2))
	}
	c.line.Refresh()
}

// cursorWidth is that of the cursor, in pixels of an unscaled window.
const cursorWidth float32 = 1.5

func (c *Curves) color(name fyne.ThemeColorName) color.RGBA {
	return color.RGBAModel.Convert(c.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())).(color.RGBA)
}

// shades are the colours of the picture.
func (c *Curves) shades() []color.RGBA {
	all := []color.RGBA{c.color(ColorNameWell), c.color(theme.ColorNameInputBorder), c.lined()}
	for _, curve := range c.curves {
		all = append(all, c.color(curve.Color))
	}
	return all
}

// lined is the colour of the frame, which shows the focus.
func (c *Curves) lined() color.RGBA {
	if c.focused {
		return c.color(theme.ColorNamePrimary)
	}
	return c.color(theme.ColorNameInputBorder)
}
