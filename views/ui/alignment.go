package ui

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Timing is how long a phoneme lasts above and below, in frames.
type Timing struct {
	Name         string
	Above, Below int
}

// Alignment draws two mel spectra of the same phonemes above each other, on one
// scale of time from left to right, with the borders of the phonemes and lines
// from each to each. A phoneme can be chosen by pointer and keys, and zoomed to.
type Alignment struct {
	widget.BaseWidget

	// OnChosen is told that another phoneme is chosen, or none.
	OnChosen func()

	above, below []float32 // [frames][bands]
	bands        int
	timings      []Timing
	starts       [2][]int // of the phonemes above and below and of what is behind them, in frames
	from, to     float64  // frames in view
	chosen       int      // below zero for none
	focused      bool

	heat    *Heatmap // paints for both
	raster  *canvas.Raster
	pixels  *image.RGBA
	stale   bool
	painted [4]color.RGBA
}

// NewAlignment is an empty one.
func NewAlignment() *Alignment {
	a := &Alignment{chosen: -1, stale: true, heat: NewHeatmap()}
	a.raster = canvas.NewRaster(a.image)
	a.ExtendBaseWidget(a)
	return a
}

// Set shows spectra and how long their phonemes last; what is chosen and in view
// stays where the phonemes are as many as before.
func (a *Alignment) Set(above, below []float32, bands int, timings []Timing) {
	if a.bands == bands && slices.Equal(a.timings, timings) && slices.Equal(a.above, above) && slices.Equal(a.below, below) {
		return
	}
	as := len(timings) == len(a.timings)
	for i := range timings {
		as = as && timings[i].Name == a.timings[i].Name
	}
	whole := !a.Zoomed()
	a.above, a.below, a.bands, a.timings = above, below, bands, timings
	a.starts = begins(timings)
	if !as || whole {
		a.from, a.to = 0, a.length()
	}
	a.to = min(a.to, a.length())
	if !as {
		a.choose(-1)
	}
	a.redraw()
}

// begins are where phonemes begin and the last one ends, above and below.
func begins(timings []Timing) (starts [2][]int) {
	at := [2]int{}
	for _, t := range timings {
		for i, n := range [...]int{t.Above, t.Below} {
			starts[i] = append(starts[i], at[i])
			at[i] += n
		}
	}
	for i := range starts {
		starts[i] = append(starts[i], at[i])
	}
	return starts
}

// length is that of the longer one, in frames.
func (a *Alignment) length() float64 {
	if a.bands <= 0 {
		return 0
	}
	return float64(max(len(a.above), len(a.below)) / a.bands)
}

// Chosen is the index of the chosen phoneme; false where there is none.
func (a *Alignment) Chosen() (i int, ok bool) { return a.chosen, a.chosen >= 0 }

// Zoomed tells whether a part is in view.
func (a *Alignment) Zoomed() bool { return a.from > 0 || a.to < a.length() }

func (a *Alignment) choose(i int) {
	i = min(i, len(a.timings)-1)
	if i == a.chosen {
		return
	}
	a.chosen = i
	a.reveal()
	a.redraw()
	if a.OnChosen != nil {
		a.OnChosen()
	}
}

// reveal brings the chosen phoneme into view.
func (a *Alignment) reveal() {
	if a.chosen < 0 {
		return
	}
	begin := float64(min(a.starts[0][a.chosen], a.starts[1][a.chosen]))
	end := float64(max(a.starts[0][a.chosen+1], a.starts[1][a.chosen+1]))
	span := a.to - a.from
	switch {
	case begin < a.from:
		a.look(begin, begin+span)
	case end > a.to:
		a.look(end-span, end)
	}
}

// fewestFrames are in view at least.
const fewestFrames = 20

// look brings frames into view, within what there is.
func (a *Alignment) look(from, to float64) {
	whole := a.length()
	span := min(max(to-from, fewestFrames), whole)
	a.from = min(max(from, 0), whole-span)
	a.to = a.from + span
	a.redraw()
}

// zoom makes the span in view so many times as long, around the chosen phoneme.
func (a *Alignment) zoom(by float64) {
	at := (a.from + a.to) / 2
	if a.chosen >= 0 {
		at = float64(a.starts[0][a.chosen]+a.starts[0][a.chosen+1]) / 2
	}
	a.look(at-(at-a.from)*by, at+(a.to-at)*by)
}

func (a *Alignment) redraw() {
	a.stale = true
	a.Refresh()
}

// at is the index of the phoneme above at a place of the pointer, or -1.
func (a *Alignment) at(p fyne.Position) int {
	width := a.raster.Size().Width
	if width <= 0 || len(a.timings) == 0 {
		return -1
	}
	frame := a.from + FromLeft(float64(p.X/width))*(a.to-a.from)
	row := 0
	if p.Y > a.raster.Size().Height/2 {
		row = 1
	}
	for i := range a.timings {
		if frame >= float64(a.starts[row][i]) && frame < float64(a.starts[row][i+1]) {
			return i
		}
	}
	return len(a.timings) - 1
}

// place is where a frame lies, as a share of the width.
func (a *Alignment) place(frame int) float64 {
	if !(a.to > a.from) {
		return math.NaN()
	}
	return (float64(frame) - a.from) / (a.to - a.from)
}

func (a *Alignment) color(name fyne.ThemeColorName) color.RGBA {
	return color.RGBAModel.Convert(a.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())).(color.RGBA)
}

func (a *Alignment) shades() [4]color.RGBA {
	lined := a.color(theme.ColorNameInputBorder)
	if a.focused {
		lined = a.color(theme.ColorNamePrimary)
	}
	return [...]color.RGBA{a.color(ColorNameWell), a.color(theme.ColorNameForeground), a.color(ColorNameSpoken), lined}
}
