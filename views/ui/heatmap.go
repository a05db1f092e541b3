package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2/theme"
)

// Heatmap draws the mel frames of a sound: time to the right, frequency up,
// the louder the stronger the colour.
type Heatmap struct {
	timeline
	mel         []float32 // [frames][bands]
	bands       int
	quiet, loud float32 // levels at the two ends of the colours
	levels      []float32
}

// The natural logarithms of mel energy that the colours span at first.
const (
	quietest = -9.5
	loudest  = 0.5
)

// NewHeatmap is an empty one.
func NewHeatmap() *Heatmap {
	h := &Heatmap{quiet: quietest, loud: loudest}
	h.self = h
	h.init(HeatmapHeight, h.draw)
	h.ExtendBaseWidget(h)
	return h
}

// SetRange sets the levels that the colours span.
func (h *Heatmap) SetRange(quiet, loud float32) {
	h.quiet, h.loud = quiet, loud
	h.redraw()
}

// SetFrames shows mel frames, [frames][bands], over the whole width. They are
// kept and read while painting: the caller may append to them but not write.
func (h *Heatmap) SetFrames(mel []float32, bands int) {
	if h.bands == bands && len(h.mel) == len(mel) && (len(mel) == 0 || &h.mel[0] == &mel[0]) {
		return
	}
	h.mel, h.bands = mel, bands
	h.redraw()
}

// SetPlayhead moves the playhead; below zero hides it. The picture is not
// painted anew.
func (h *Heatmap) SetPlayhead(at float64) {
	h.head = at
	h.moveHead()
}

func (h *Heatmap) draw(pixels *image.RGBA) {
	if h.bands <= 0 || len(h.mel) < h.bands {
		clear(pixels.Pix)
		return
	}
	shades := h.shades()
	frames, width, height := len(h.mel)/h.bands, pixels.Rect.Dx(), pixels.Rect.Dy()
	if len(h.levels) != h.bands {
		h.levels = make([]float32, h.bands)
	}
	for x := range width {
		first := x * frames / width
		h.column(first, max((x+1)*frames/width, first+1))
		for y, i := 0, pixels.PixOffset(x, 0); y < height; y++ {
			c := shades[h.shade(float32(height-1-y)/float32(max(height-1, 1)))]
			pixels.Pix[i], pixels.Pix[i+1], pixels.Pix[i+2], pixels.Pix[i+3] = c.R, c.G, c.B, c.A
			i += pixels.Stride
		}
	}
}

// framesPerColumn bounds the work on a long sound: what a column shows are at
// most so many of its frames.
const framesPerColumn = 4

// column gathers the levels of the frames [first, last): the loudest of each band.
func (h *Heatmap) column(first, last int) {
	stride := max((last-first)/framesPerColumn, 1)
	copy(h.levels, h.mel[first*h.bands:])
	for f := first + stride; f < last; f += stride {
		for b, v := range h.mel[f*h.bands : (f+1)*h.bands] {
			h.levels[b] = max(h.levels[b], v)
		}
	}
}

// shade is the index of the colour at a height from zero to one, between the
// bands above and below it.
func (h *Heatmap) shade(height float32) int {
	at := height * float32(h.bands-1)
	b := min(int(at), h.bands-1)
	level := h.levels[b]
	if b+1 < h.bands {
		level += (h.levels[b+1] - level) * (at - float32(b))
	}
	s := (level - h.quiet) / (h.loud - h.quiet)
	if !(s > 0) { // or no number
		return 0
	}
	return int(min(s, 1) * (shadeCount - 1))
}

const shadeCount = 256

// shades run from the well through the theme's colour to that of its text.
func (h *Heatmap) shades() (shades [shadeCount]color.RGBA) {
	stops := [...]color.RGBA{h.color(ColorNameWell), h.color(ColorNameWavePlayed), h.color(theme.ColorNameForeground)}
	const half = shadeCount / 2
	for i := range shades {
		s, at := 0, float32(i)/half
		if i >= half {
			s, at = 1, float32(i-half)/(half-1)
		}
		a, b := stops[s], stops[s+1]
		shades[i] = color.RGBA{mix(a.R, b.R, at), mix(a.G, b.G, at), mix(a.B, b.B, at), 0xff}
	}
	return shades
}

func mix(a, b uint8, at float32) uint8 { return uint8(float32(a) + (float32(b)-float32(a))*at + 0.5) }
