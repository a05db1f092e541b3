package ui

import (
	"image"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/vector"
)

// rim is the room around curves, in pixels of an unscaled window.
const rim float32 = 4

// dash and gap are the lengths of a dashed line, in pixels of an unscaled window.
const (
	dash float32 = 7
	gap  float32 = 4
)

// image paints only what changed since the last time.
func (c *Curves) image(w, h int) image.Image {
	if c.pixels == nil || c.pixels.Rect.Dx() != w || c.pixels.Rect.Dy() != h {
		size := image.Rect(0, 0, max(w, 1), max(h, 1))
		c.pixels, c.mask, c.stale = image.NewRGBA(size), image.NewAlpha(size), true
		c.pen = vector.NewRasterizer(size.Dx(), size.Dy())
	}
	if c.stale {
		c.stale, c.painted = false, c.shades()
		c.draw(c.pixels)
	}
	return c.pixels
}

func (c *Curves) draw(img *image.RGBA) {
	paint(img, c.color(ColorNameWell))
	p := &plot{Curves: c, img: img, width: float32(img.Rect.Dx()), height: float32(img.Rect.Dy()), scale: 1}
	if shown := c.raster.Size().Width; shown > 0 {
		p.scale = p.width / shown
	}
	if c.high > c.low && c.to > c.from {
		p.measurements()
	}
	thick := p.hair()
	if c.focused {
		thick *= 2
	}
	frame(img, thick, c.lined())
}

// hair is how many pixels wide a fine line is.
func (p *plot) hair() int { return max(int(p.scale+0.5), 1) }

// measurements draws the marks and the curves.
func (p *plot) measurements() {
	for _, m := range p.marks {
		if m >= p.from && m <= p.to {
			at := int(p.place(m, 0).X)
			for x := max(at, 0); x < min(at+p.hair(), p.img.Rect.Dx()); x++ {
				vertical(p.img, x, 0, p.img.Rect.Dy()-1, p.color(theme.ColorNameInputBorder))
			}
		}
	}
	for _, curve := range p.curves {
		p.curve(curve)
	}
}

// plot is the picture while it is drawn.
type plot struct {
	*Curves
	img           *image.RGBA
	width, height float32 // of the picture
	scale         float32 // its pixels in one of an unscaled window
}

// place is where a measurement lies in the picture, with a rim around it.
func (p *plot) place(x, y float64) fyne.Position {
	r := rim * p.scale
	across := (x - p.from) / (p.to - p.from)
	up := (min(y, p.high) - p.low) / (p.high - p.low)
	return fyne.NewPos(r+float32(across)*(p.width-2*r), p.height-r-float32(up)*(p.height-2*r))
}

// curve draws one: as a line around its points, or as columns where they are
// many.
func (p *plot) curve(curve Curve) {
	from, to := p.inView(curve)
	half := max(curve.Width, 1) * p.scale / 2
	if crowded := float32(to-from) > p.width/3; crowded && !curve.Dashed {
		e := newEnvelope(p.img.Rect.Dx())
		p.segments(curve, from, to, e.add)
		e.draw(p.img, half, p.color(curve.Color))
		return
	}
	p.pen.Reset(p.img.Rect.Dx(), p.img.Rect.Dy())
	s := stroke{pen: p.pen, width: 2 * half}
	if curve.Dashed {
		s.dash, s.gap = dash*p.scale, gap*p.scale
	}
	p.segments(curve, from, to, s.to)
	if curve.Dots && float32(to-from)*dotRoom*p.scale < p.width {
		p.dots(curve, from, to)
	}
	p.pen.DrawOp = draw.Src
	p.pen.Draw(p.mask, p.mask.Rect, image.Opaque, image.Point{})
	blend(p.img, p.mask, p.color(curve.Color))
}

// dotRoom is how far apart marks of measurements are at least, on average, and
// dotSize how long their sides are, in pixels of an unscaled window.
const (
	dotRoom float32 = 12
	dotSize float32 = 7
)

// dots adds a mark at each measurement in view.
func (p *plot) dots(curve Curve, from, to int) {
	half := dotSize * p.scale / 2
	s := stroke{pen: p.pen, width: 2 * half}
	for i := from; i < to; i++ {
		if x := curve.X[i]; finite(curve.Y[i]) && x >= p.from && x <= p.to {
			at := p.place(x, curve.Y[i])
			s.to(at.SubtractXY(half, 0), at.AddXY(half, 0))
		}
	}
}

// segments gives each line between two measurements to draw.
func (p *plot) segments(curve Curve, from, to int, draw func(from, to fyne.Position)) {
	var before [2]float64
	begun := false
	for i := from; i < to; i++ {
		if !finite(curve.Y[i]) {
			continue
		}
		now := [2]float64{curve.X[i], curve.Y[i]}
		if begun {
			draw(p.visible(before, now))
		}
		before, begun = now, true
	}
}

// visible is what is in view of the line between two measurements.
func (p *plot) visible(a, b [2]float64) (from, to fyne.Position) {
	if b[0] > a[0] {
		slope := (b[1] - a[1]) / (b[0] - a[0])
		begin := a
		if a[0] < p.from {
			a = [2]float64{p.from, begin[1] + slope*(p.from-begin[0])}
		}
		if b[0] > p.to {
			b = [2]float64{p.to, begin[1] + slope*(p.to-begin[0])}
		}
	}
	return p.place(a[0], a[1]), p.place(b[0], b[1])
}

// stroke adds lines of a width to a picture.
type stroke struct {
	pen       *vector.Rasterizer
	width     float32
	dash, gap float32 // zero for a whole line
	gone      float32 // since the last dash began
}

// to adds a straight line.
func (s *stroke) to(from, to fyne.Position) {
	dx, dy := to.X-from.X, to.Y-from.Y
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return
	}
	if s.dash == 0 {
		s.band(from, to, dx/length, dy/length)
		return
	}
	for at := float32(0); at < length; {
		drawn, next := s.gone < s.dash, s.dash
		if !drawn {
			next = s.dash + s.gap
		}
		end := min(at+max(next-s.gone, 0.5), length)
		if drawn {
			s.band(from.AddXY(dx*at/length, dy*at/length), from.AddXY(dx*end/length, dy*end/length), dx/length, dy/length)
		}
		if s.gone += end - at; s.gone >= s.dash+s.gap {
			s.gone = 0
		}
		at = end
	}
}

// band adds a rectangle around a line of a direction.
func (s *stroke) band(from, to fyne.Position, dx, dy float32) {
	nx, ny := -dy*s.width/2, dx*s.width/2
	s.pen.MoveTo(from.X+nx, from.Y+ny)
	s.pen.LineTo(to.X+nx, to.Y+ny)
	s.pen.LineTo(to.X-nx, to.Y-ny)
	s.pen.LineTo(from.X-nx, from.Y-ny)
	s.pen.ClosePath()
}
