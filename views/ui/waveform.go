package ui

import (
	"image"
	"image/color"
)

// Waveform draws the peaks of a sound, what was heard in another colour.
type Waveform struct {
	timeline
	count   int
	peak    func(i int) (low, high float32)
	columns int // that were heard when it was last painted
}

// NewWaveform is an empty one.
func NewWaveform() *Waveform {
	w := &Waveform{}
	w.self = w
	w.init(WaveHeight, w.draw)
	w.ExtendBaseWidget(w)
	return w
}

// SetPeaks shows so many peaks over the whole width; peak gives the lowest and
// highest sample in [-1, 1] of one of them and is called while painting, in the
// window's goroutine.
func (w *Waveform) SetPeaks(count int, peak func(i int) (low, high float32)) {
	w.count, w.peak = count, peak
	w.redraw()
}

// SetPlayhead moves the playhead; below zero hides it. It is cheap enough for
// every frame.
func (w *Waveform) SetPlayhead(at float64) {
	w.head = at
	w.moveHead()
	if w.pixels != nil && heard(w.head, w.pixels.Rect.Dx()) != w.columns {
		w.redraw()
	}
}

func heard(head float64, width int) int { return int(min(max(head, 0), 1) * float64(width)) }

func (w *Waveform) draw(pixels *image.RGBA) {
	clear(pixels.Pix)
	width, height := pixels.Rect.Dx(), pixels.Rect.Dy()
	w.columns = heard(w.head, width)
	ahead, played := w.color(ColorNameWave), w.color(ColorNameWavePlayed)
	middle, half := height/2, float32(height)/2-2
	for x := range width {
		c := ahead
		if x < w.columns {
			c = played
		}
		low, high := w.extent(x, width)
		vertical(pixels, x, middle-int(high*half+0.5), middle+int(-low*half+0.5), c)
	}
}

// extent is the lowest and highest sample of a column, within [-1, 1].
func (w *Waveform) extent(x, width int) (low, high float32) {
	if w.count == 0 {
		return 0, 0
	}
	first := x * w.count / width
	last := max((x+1)*w.count/width, first+1)
	for i := first; i < last; i++ {
		l, h := w.peak(i)
		low, high = min(low, l), max(high, h)
	}
	return max(low, -1), min(high, 1)
}

// vertical fills a column of pixels from one row to another, both included.
func vertical(pixels *image.RGBA, x, from, to int, c color.RGBA) {
	from, to = max(from, 0), min(to, pixels.Rect.Dy()-1)
	for i := pixels.PixOffset(x, from); from <= to; from++ {
		pixels.Pix[i], pixels.Pix[i+1], pixels.Pix[i+2], pixels.Pix[i+3] = c.R, c.G, c.B, c.A
		i += pixels.Stride
	}
}
