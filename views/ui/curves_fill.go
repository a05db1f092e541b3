package ui

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
)

// envelope is how far a line of many points reaches in each column of pixels. It
// costs the same however often the line goes up and down there.
type envelope struct{ top, bottom []float32 }

func newEnvelope(columns int) *envelope {
	e := &envelope{make([]float32, columns), make([]float32, columns)}
	for x := range e.top {
		e.top[x], e.bottom[x] = float32(math.Inf(1)), float32(math.Inf(-1))
	}
	return e
}

// add puts a straight line in, which does not lead to the left.
func (e *envelope) add(from, to fyne.Position) {
	first, last := max(int(from.X), 0), min(int(to.X), len(e.top)-1)
	slope := float32(0)
	if to.X > from.X {
		slope = (to.Y - from.Y) / (to.X - from.X)
	}
	for x := first; x <= last; x++ {
		a, b := from.Y, to.Y
		if x > first {
			a = from.Y + slope*(float32(x)-from.X)
		}
		if x < last {
			b = from.Y + slope*(float32(x+1)-from.X)
		}
		e.top[x], e.bottom[x] = min(e.top[x], a, b), max(e.bottom[x], a, b)
	}
}

// draw fills the columns, and half a line's width beyond them.
func (e *envelope) draw(img *image.RGBA, half float32, c color.RGBA) {
	height := float32(img.Rect.Dy())
	for x := range e.top {
		top, bottom := max(e.top[x]-half, 0), min(e.bottom[x]+half, height)
		if !(bottom > top) {
			continue
		}
		first, last := int(top), min(int(bottom), img.Rect.Dy()-1)
		vertical(img, x, first+1, last-1, c)
		for y := first; y <= last; y += max(last-first, 1) {
			share := min(bottom, float32(y+1)) - max(top, float32(y))
			at := y*img.Stride + 4*x
			tint(img.Pix[at:at+3:at+3], c, uint32(max(share, 0)*255+0.5))
		}
	}
}

// paint fills a picture.
func paint(img *image.RGBA, c color.RGBA) {
	if len(img.Pix) < 4 {
		return
	}
	img.Pix[0], img.Pix[1], img.Pix[2], img.Pix[3] = c.R, c.G, c.B, c.A
	for done := 4; done < len(img.Pix); done *= 2 {
		copy(img.Pix[done:], img.Pix[:done])
	}
}

// frame draws the edge of a picture.
func frame(img *image.RGBA, thick int, c color.RGBA) {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	thick = min(thick, width, height)
	for x := range width {
		if x < thick || x >= width-thick {
			vertical(img, x, 0, height-1, c)
			continue
		}
		vertical(img, x, 0, thick-1, c)
		vertical(img, x, height-thick, height-1, c)
	}
}

// blend lays a colour over an opaque picture of the same size where a mask is;
// most of the mask is empty, and passed over by eights.
func blend(img *image.RGBA, mask *image.Alpha, c color.RGBA) {
	for i := 0; i < len(mask.Pix); i++ {
		for i+8 <= len(mask.Pix) && binary.NativeEndian.Uint64(mask.Pix[i:]) == 0 {
			i += 8
		}
		if i >= len(mask.Pix) {
			return
		}
		if a := uint32(mask.Pix[i]); a > 0 {
			tint(img.Pix[i*4:i*4+3:i*4+3], c, a)
		}
	}
}

// tint mixes a colour into a pixel by a share of 255.
func tint(pixel []uint8, c color.RGBA, share uint32) {
	if share == 255 {
		pixel[0], pixel[1], pixel[2] = c.R, c.G, c.B
		return
	}
	between := func(from, to uint8) uint8 {
		v := uint32(from)*(255-share) + uint32(to)*share + 128
		return uint8((v + v>>8) >> 8)
	}
	pixel[0], pixel[1], pixel[2] = between(pixel[0], c.R), between(pixel[1], c.G), between(pixel[2], c.B)
}
