package downloads

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// bar shows a share of the whole from the leading edge on. It says nothing: the
// figures stand beside it.
type bar struct {
	widget.BaseWidget
	share float64
	tone  fyne.ThemeColorName
}

func newBar() *bar {
	b := &bar{tone: theme.ColorNamePrimary}
	b.ExtendBaseWidget(b)
	return b
}

// set draws the bar anew if it would look otherwise.
func (b *bar) set(share float64, tone fyne.ThemeColorName) {
	if share == b.share && tone == b.tone {
		return
	}
	b.share, b.tone = share, tone
	b.Refresh()
}

// CreateRenderer draws the share on a track with an edge, which is seen on every
// ground.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b: b, track: canvas.NewRectangle(color.Transparent), done: canvas.NewRectangle(color.Transparent)}
	r.track.StrokeWidth = 1
	r.color()
	return r
}

type barRenderer struct {
	b           *bar
	track, done *canvas.Rectangle
}

func (r *barRenderer) Destroy() {}

func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.done} }

// barHeight is in ems.
const barHeight = 0.6

func (r *barRenderer) MinSize() fyne.Size {
	em := r.b.Theme().Size(theme.SizeNameText)
	return fyne.NewSize(4*em, barHeight*em)
}

func (r *barRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	r.done.Resize(fyne.NewSize(size.Width*float32(r.b.share), size.Height))
}

func (r *barRenderer) color() {
	th, variant := r.b.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.track.FillColor = th.Color(theme.ColorNameInputBackground, variant)
	r.track.StrokeColor = th.Color(theme.ColorNameInputBorder, variant)
	r.done.FillColor = th.Color(r.b.tone, variant)
	r.done.Hidden = r.b.share <= 0
	radius := th.Size(theme.SizeNameInputRadius) / 2
	r.track.CornerRadius, r.done.CornerRadius = radius, radius
}

// Refresh comes with another share, tone or theme.
func (r *barRenderer) Refresh() {
	r.color()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
