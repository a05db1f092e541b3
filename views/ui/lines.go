package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// NewLines puts labels of one line below each other as close as lines of a
// paragraph are, for the rows of a list.
func NewLines(labels ...fyne.CanvasObject) *fyne.Container {
	return container.New(lines{}, labels...)
}

type lines struct{}

// closer is how much of the space around a label the next one may use.
func (lines) closer() float32 { return 1.5 * theme.InnerPadding() }

// Layout places the labels.
func (l lines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, o := range objects {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height - l.closer()
	}
}

// MinSize is as wide as the widest label.
func (l lines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width, height float32
	for i, o := range objects {
		least := o.MinSize()
		width, height = max(width, least.Width), height+least.Height
		if i > 0 {
			height -= l.closer()
		}
	}
	return fyne.NewSize(width, height)
}
