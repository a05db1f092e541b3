package training

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas is a white picture to draw on. Sizes are given in pixels of an unscaled
// picture of 1000 by 425 and grow with the canvas.
type canvas struct {
	img           *image.RGBA
	scale         float64
	regular, bold font.Face
	letters       *sfnt.Font
}

const (
	unscaledWidth, unscaledHeight = 1000, 425
	smallestScale                 = 0.75 // below, letters could not be read
	textSize, titleSize           = 12, 17
)

func newCanvas(width, height int) *canvas {
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, width, height))}
	c.scale = max(min(float64(width)/unscaledWidth, float64(height)/unscaledHeight), smallestScale)
	c.letters = parsed(goregular.TTF)
	c.regular, c.bold = face(c.letters, textSize*c.scale), face(parsed(gobold.TTF), textSize*c.scale)
	c.fill(c.img.Bounds(), color.RGBA{0xFF, 0xFF, 0xFF, 0xFF})
	return c
}

// parsed reads a typeface that is part of the program.
func parsed(ttf []byte) *sfnt.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic(err)
	}
	return f
}

func face(f *sfnt.Font, size float64) font.Face {
	out, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // NewFace cannot fail with these options
	}
	return out
}

// px is a length on this canvas, at least one pixel.
func (c *canvas) px(length int) int { return max(int(math.Round(float64(length)*c.scale)), 1) }

func (c *canvas) fill(r image.Rectangle, colour color.RGBA) {
	draw.Draw(c.img, r, image.NewUniform(colour), image.Point{}, draw.Src)
}

func (c *canvas) face(bold bool) font.Face {
	if bold {
		return c.bold
	}
	return c.regular
}

// width of a text in pixels.
func (c *canvas) width(text string, bold bool) int {
	return font.MeasureString(c.face(bold), text).Ceil()
}

// text writes from x on the base line y.
func (c *canvas) text(text string, x, y int, bold bool, colour color.RGBA) {
	c.write(c.face(bold), text, x, y, colour)
}

func (c *canvas) write(f font.Face, text string, x, y int, colour color.RGBA) {
	d := font.Drawer{Dst: c.img, Src: image.NewUniform(colour), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// longestTitle is far more letters than have room; ids may be of any length.
const longestTitle = 200

// drawable puts one … for each stretch of letters that the typeface lacks.
func (c *canvas) drawable(text string) string {
	var out strings.Builder
	var b sfnt.Buffer
	gap, n := false, 0
	for _, r := range text {
		if n++; n > longestTitle {
			break
		}
		glyph, err := c.letters.GlyphIndex(&b, r)
		missing := err != nil || glyph == 0 || r == unicode.ReplacementChar || !unicode.IsPrint(r)
		switch {
		case !missing:
			out.WriteRune(r)
		case !gap:
			out.WriteRune('…')
		}
		gap = missing
	}
	return out.String()
}

// fitted shortens a text from its end until it is no wider than asked.
func fitted(f font.Face, text string, width int) string {
	if font.MeasureString(f, text).Ceil() <= width {
		return text
	}
	for letters := []rune(text); len(letters) > 0; letters = letters[:len(letters)-1] {
		if short := string(letters) + "…"; font.MeasureString(f, short).Ceil() <= width {
			return short
		}
	}
	return ""
}

// title writes the two lines at the top and returns what is left of the area.
func (c *canvas) title(area image.Rectangle, name, about string) image.Rectangle {
	large := face(parsed(gobold.TTF), titleSize*c.scale)
	c.write(large, fitted(large, name, area.Dx()), area.Min.X, area.Min.Y+c.px(14), colourInk)
	c.text(fitted(c.regular, about, area.Dx()), area.Min.X, area.Min.Y+c.px(32), false, colourFaint)
	area.Min.Y += c.px(44)
	return area
}

// outline draws the edge of a rectangle.
func (c *canvas) outline(r image.Rectangle, colour color.RGBA) {
	w := c.px(1)
	c.fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+w), colour)
	c.fill(image.Rect(r.Min.X, r.Max.Y-w, r.Max.X, r.Max.Y), colour)
	c.fill(image.Rect(r.Min.X, r.Min.Y, r.Min.X+w, r.Max.Y), colour)
	c.fill(image.Rect(r.Max.X-w, r.Min.Y, r.Max.X, r.Max.Y), colour)
}

// dashes draws an upright broken line.
func (c *canvas) dashes(x, from, to int, colour color.RGBA) {
	for y := from; y < to; y += c.px(7) {
		c.fill(image.Rect(x, y, x+c.px(1), min(y+c.px(3), to)), colour)
	}
}

// stroke draws a line through points, which are pixels of the canvas.
func (c *canvas) stroke(line []point, width float64, colour color.RGBA) {
	half := width * c.scale / 2
	var pen pen
	for i, p := range line {
		if i > 0 {
			pen.segment(line[i-1], p, half)
		}
		pen.disc(p, half)
	}
	pen.draw(c.img, colour)
}

// dot draws a disc; the radius is unscaled.
func (c *canvas) dot(at point, radius float64, colour color.RGBA) {
	var pen pen
	pen.disc(at, radius*c.scale)
	pen.draw(c.img, colour)
}

// ring draws a circle; the radius is unscaled.
func (c *canvas) ring(at column, radius float64, colour color.RGBA) {
	circle := make([]point, 0, 33)
	for i := range cap(circle) {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 32)
		circle = append(circle, point{at.x + radius*c.scale*cos, at.y + radius*c.scale*sin})
	}
	c.stroke(circle, 1.5, colour)
}

// pen gathers shapes that are filled at once, so that where they overlap they do
// not darken. All turn the same way round, or they would cut holes.
type pen struct{ shapes [][]point }

func (p *pen) segment(a, b point, half float64) {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length == 0 {
		return
	}
	nx, ny := (b.y-a.y)/length*half, -(b.x-a.x)/length*half
	p.shapes = append(p.shapes, []point{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}})
}

func (p *pen) disc(at point, radius float64) {
	corners := make([]point, 8+int(radius))
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(corners)))
		corners[i] = point{at.x + radius*cos, at.y + radius*sin}
	}
	p.shapes = append(p.shapes, corners)
}

// draw fills the shapes within the box around them.
func (p *pen) draw(img *image.RGBA, colour color.RGBA) {
	box := p.bounds().Intersect(img.Bounds())
	if box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, shape := range p.shapes {
		for i, q := range shape {
			x, y := float32(q.x-float64(box.Min.X)), float32(q.y-float64(box.Min.Y))
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	}
	r.Draw(img, box, image.NewUniform(colour), image.Point{})
}

func (p *pen) bounds() image.Rectangle {
	var all image.Rectangle
	for _, shape := range p.shapes {
		for _, q := range shape {
			x, y := int(math.Floor(q.x)), int(math.Floor(q.y))
			all = all.Union(image.Rect(x, y, x+2, y+2))
		}
	}
	return all
}
