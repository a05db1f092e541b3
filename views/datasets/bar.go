package datasets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// bar shows how often one sound is spoken: a column, the sound and the number
// below it.
type bar struct {
	widget.BaseWidget
	count, most   int
	sound, number *canvas.Text
	fill          *canvas.Rectangle
}

// Sizes of a bar in ems.
const (
	barWide = 2.6
	barHigh = 3.5
)

func newBar(s datasets.Occurrence, most int) *bar {
	b := &bar{count: s.Count, most: most, sound: canvas.NewText(ui.Say(fa.Sound(s.Symbol)), color.Transparent),
		number: canvas.NewText(ui.Number(float64(s.Count), 0), color.Transparent), fill: canvas.NewRectangle(color.Transparent)}
	b.sound.Alignment, b.number.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	b.ExtendBaseWidget(b)
	return b
}

// share is how high the column is, 1 for the highest: the root of the count, so
// that what is rare can be told apart beside what is frequent.
func (b *bar) share() float32 {
	return float32(math.Sqrt(float64(b.count) / float64(max(b.most, 1))))
}

func (b *bar) color() fyne.ThemeColorName {
	switch {
	case b.count == 0:
		return theme.ColorNameError
	case b.count < datasets.Rare:
		return theme.ColorNameWarning
	}
	return ui.ColorNameWavePlayed
}

// CreateRenderer draws the column over its words.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b}
	r.color()
	return r
}

type barRenderer struct{ *bar }

func (r *barRenderer) Destroy() {}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.fill, r.bar.sound, r.number}
}

func (r *barRenderer) words() float32 {
	return r.bar.sound.MinSize().Height + r.number.MinSize().Height
}

func (r *barRenderer) MinSize() fyne.Size {
	em := theme.TextSize()
	return fyne.NewSize(max(barWide*em, r.number.MinSize().Width, r.bar.sound.MinSize().Width), barHigh*em+r.words())
}

func (r *barRenderer) Layout(size fyne.Size) {
	room, width := size.Height-r.words(), min(size.Width*0.6, barWide*theme.TextSize())
	height := max(room*r.share(), 2)
	r.fill.Move(fyne.NewPos((size.Width-width)/2, room-height))
	r.fill.Resize(fyne.NewSize(width, height))
	y := room
	for _, t := range []*canvas.Text{r.bar.sound, r.number} {
		t.Move(fyne.NewPos(0, y))
		t.Resize(fyne.NewSize(size.Width, t.MinSize().Height))
		y += t.MinSize().Height
	}
}

func (r *barRenderer) color() {
	r.fill.FillColor = theme.Color(r.bar.color())
	r.bar.sound.Color, r.number.Color = theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNameForeground)
	r.bar.sound.TextSize, r.number.TextSize = theme.TextSize(), theme.CaptionTextSize()
}

// Refresh comes with another theme.
func (r *barRenderer) Refresh() {
	r.color()
	r.Layout(r.Size())
	canvas.Refresh(r.bar)
}
