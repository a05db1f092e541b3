package datasets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/datasets"
	"avagar/engine/phoneme"
	"avagar/views/ui"
)

// sight shows a recording: its wave, and below it the picture of its mel frames
// with lines where phonemes begin, whose names stand in a strip above the
// picture. Time runs from left to right in all of them.
type sight struct {
	widget.BaseWidget
	wave *ui.Waveform
	mel  *ui.Heatmap

	phones  []datasets.Phone
	seconds float64 // of the recording
	lines   []*canvas.Rectangle
	names   []*canvas.Text // nil for a pause
	lanes   int            // of names, at the width that it was given last
}

// mostLanes is how many rows of names there are at most: those that are closer
// together than they are wide stand below one another. What has no room even so
// keeps its line; the list of phonemes names them all.
const mostLanes = 3

// Sizes of the two pictures and of a phoneme's line: they are as high as leaves
// room for the list above them.
const (
	waveHigh  float32 = 44
	melHigh   float32 = 100
	lineWidth float32 = 1
)

func newSight() *sight {
	s := &sight{wave: ui.NewWaveform(), mel: ui.NewHeatmap()}
	s.ExtendBaseWidget(s)
	return s
}

// mark shows phonemes of a recording of so many seconds; none takes them away.
func (s *sight) mark(phones []datasets.Phone, seconds float64) {
	s.phones, s.seconds, s.lines, s.names = phones, seconds, nil, nil
	for _, p := range phones {
		s.lines = append(s.lines, canvas.NewRectangle(color.Transparent))
		var name *canvas.Text
		if p.Symbol != phoneme.Pause {
			name = canvas.NewText(p.Symbol, color.Transparent)
		}
		s.names = append(s.names, name)
	}
	s.Refresh()
}

// CreateRenderer draws all of it.
func (s *sight) CreateRenderer() fyne.WidgetRenderer {
	r := &sightRenderer{s}
	r.color()
	return r
}

type sightRenderer struct{ *sight }

func (r *sightRenderer) Destroy() {}

func (r *sightRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.wave, r.mel}
	for i, l := range r.lines {
		all = append(all, l)
		if n := r.names[i]; n != nil {
			all = append(all, n)
		}
	}
	return all
}

// strip is how high the names stand above the picture.
func (r *sightRenderer) strip() float32 {
	return theme.Padding() + float32(r.lanes)*lane()
}

func lane() float32 {
	return fyne.MeasureText("ʔ", theme.CaptionTextSize(), fyne.TextStyle{}).Height * 0.8
}

func (r *sightRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.wave.MinSize().Width, waveHigh+r.strip()+melHigh)
}

func (r *sightRenderer) Layout(size fyne.Size) {
	r.wave.Resize(fyne.NewSize(size.Width, waveHigh))
	r.name(size.Width)
	top := waveHigh + r.strip()
	r.mel.Move(fyne.NewPos(0, top))
	r.mel.Resize(fyne.NewSize(size.Width, size.Height-top))
	for i, l := range r.lines {
		l.Move(fyne.NewPos(fromLeft(r.at(r.phones[i].From)*size.Width, lineWidth, size.Width), top))
		l.Resize(fyne.NewSize(lineWidth, max(size.Height-top, 0)))
		l.Hidden = i == 0
	}
}

// at is the share of the recording that a time in seconds is.
func (r *sightRenderer) at(seconds float64) float32 {
	return float32(seconds / max(r.seconds, 1e-3))
}

// name gives each name the first lane that is free there.
func (r *sightRenderer) name(whole float32) {
	var taken [mostLanes]float32 // how far from the left each lane is taken
	r.lanes = 0
	for i, p := range r.phones {
		n := r.names[i]
		if n == nil {
			continue
		}
		width := n.MinSize().Width
		left := min(max(r.at((p.From+p.To)/2)*whole-width/2, 0), max(whole-width, 0))
		n.Hidden = true
		for at := range taken {
			if left < taken[at] {
				continue
			}
			taken[at], r.lanes, n.Hidden = left+width+2, max(r.lanes, at+1), false
			n.Move(fyne.NewPos(fromLeft(left, width, whole), waveHigh+theme.Padding()/2+float32(at)*lane()))
			n.Resize(n.MinSize())
			break
		}
	}
}

// fromLeft is where the toolkit places what is so wide and so far from the left of
// the screen.
func fromLeft(left, width, whole float32) float32 {
	if ui.Mirrored() {
		return whole - left - width
	}
	return left
}

func (r *sightRenderer) color() {
	for i, l := range r.lines {
		l.FillColor = faint(theme.Color(theme.ColorNameForeground))
		if n := r.names[i]; n != nil {
			n.Color, n.TextSize = theme.Color(theme.ColorNameForeground), theme.CaptionTextSize()
		}
	}
}

// faint lets the picture be seen through the lines.
func faint(c color.Color) color.Color {
	f := color.NRGBAModel.Convert(c).(color.NRGBA)
	f.A = 0x90
	return f
}

// Refresh comes with other phonemes and another theme.
func (r *sightRenderer) Refresh() {
	r.color()
	r.Layout(r.Size())
	r.wave.Refresh()
	r.mel.Refresh()
	canvas.Refresh(r.sight)
}
