package recorder

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/views/ui"
)

// meter shows how loud it is, as a bar and in words.
type meter struct {
	content fyne.CanvasObject
	bar     *levelBar
	text    *widget.Label
}

func newMeter() *meter {
	m := &meter{bar: newLevelBar(), text: widget.NewLabel("")}
	m.content = ui.NewValue(m.bar, m.text, ui.Say(fa.RecorderLevel, 60, 30))
	m.off()
	return m
}

func (m *meter) show(l recorder.Level) {
	m.bar.set(share(l.RMS), share(l.Peak), l.Fault)
	m.text.SetText(ui.Say(fa.RecorderLevel, fa.Words(ui.Number(-l.Peak, 0)), fa.Words(ui.Number(l.Time.Seconds(), 0))))
}

func (m *meter) off() {
	m.bar.set(0, 0, "")
	m.text.SetText(ui.Say(fa.RecorderQuiet))
}

// lowestDB is the level at which the bar begins, in dBFS.
const lowestDB = -60

func share(db float64) float32 { return float32(min(max(1-db/lowestDB, 0), 1)) }

// levelBar is a bar whose length is the level, with a line at the peak.
type levelBar struct {
	widget.BaseWidget
	level, peak float32 // shares of the width
	fault       recorder.Fault
}

func newLevelBar() *levelBar {
	b := &levelBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *levelBar) set(level, peak float32, fault recorder.Fault) {
	b.level, b.peak, b.fault = level, peak, fault
	b.Refresh()
}

// CreateRenderer draws three rectangles.
func (b *levelBar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b: b, well: canvas.NewRectangle(color.Transparent), fill: canvas.NewRectangle(color.Transparent), peak: canvas.NewRectangle(color.Transparent)}
	r.color()
	return r
}

type barRenderer struct {
	b                *levelBar
	well, fill, peak *canvas.Rectangle
}

func (r *barRenderer) color() {
	r.well.FillColor = theme.Color(ui.ColorNameWell)
	r.well.StrokeColor, r.well.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	name := theme.ColorNameSuccess
	switch r.b.fault {
	case "":
	case recorder.TooLoud:
		name = theme.ColorNameError
	default:
		name = theme.ColorNameWarning
	}
	r.fill.FillColor = theme.Color(name)
	r.peak.FillColor = theme.Color(theme.ColorNameForeground)
}

func (r *barRenderer) Destroy() {}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.well, r.fill, r.peak}
}

func (r *barRenderer) MinSize() fyne.Size {
	em := theme.TextSize()
	return fyne.NewSize(4*em, em)
}

// Layout grows the bar from the leading edge.
func (r *barRenderer) Layout(size fyne.Size) {
	const rim, line = 2, 3
	inner := fyne.NewSize(size.Width-2*rim, size.Height-2*rim)
	r.well.Resize(size)
	r.fill.Move(fyne.NewPos(rim, rim))
	r.fill.Resize(fyne.NewSize(inner.Width*r.b.level, inner.Height))
	r.peak.Hidden = r.b.peak <= 0
	r.peak.Move(fyne.NewPos(rim+(inner.Width-line)*r.b.peak, rim))
	r.peak.Resize(fyne.NewSize(line, inner.Height))
}

// Refresh comes with another level or theme.
func (r *barRenderer) Refresh() {
	r.color()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
