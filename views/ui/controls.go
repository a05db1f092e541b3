package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Track shows a slider with a track that can be seen: the toolkit paints it in
// the colour of input fields, which on the window's ground hardly shows.
func Track(slider fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(slider, trackTheme{})
}

// trackTheme is the theme of the window but for the colour of tracks.
type trackTheme struct{}

func (trackTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameInputBackground {
		name = theme.ColorNameInputBorder
	}
	return current().Color(name, variant)
}

func (trackTheme) Font(style fyne.TextStyle) fyne.Resource    { return current().Font(style) }
func (trackTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return current().Icon(name) }
func (trackTheme) Size(name fyne.ThemeSizeName) float32       { return current().Size(name) }
func (trackTheme) RightToLeft() bool                          { return true }
func current() fyne.Theme                                     { return fyne.CurrentApp().Settings().Theme() }

// Progress is a bar with its percentage beside it, where it is read at every
// value: inside, the toolkit's bar has one colour of text for two grounds.
type Progress struct {
	widget.BaseWidget
	bar   *widget.ProgressBar
	share *widget.Label
}

// NewProgress is a bar at nothing.
func NewProgress() *Progress {
	p := &Progress{bar: widget.NewProgressBar(), share: widget.NewLabel("")}
	p.bar.TextFormatter = func() string { return "" }
	p.ExtendBaseWidget(p)
	p.SetValue(0)
	return p
}

// SetValue shows a share of the whole, 1 for all of it.
func (p *Progress) SetValue(share float64) {
	p.bar.SetValue(share)
	p.share.SetText(Percent(min(max(share, 0), 1)))
}

// CreateRenderer lays the percentage after the bar.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, nil, p.share, p.bar))
}
