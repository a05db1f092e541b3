package ui

import (
	"bytes"
	"image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// portraitSide is that of a voice's picture, in ems.
const portraitSide = 4

// Portrait is the picture of a voice. It stands beside the voice's name, which
// says the same, and takes no room where there is none.
type Portrait struct {
	Content *fyne.Container
	image   *canvas.Image
	shown   []byte
}

// NewPortrait shows nothing yet.
func NewPortrait() *Portrait {
	p := &Portrait{image: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}}
	p.Content = container.New(squared{}, p.image)
	p.Content.Hide()
	return p
}

// Set shows a picture as engine/voice keeps it: a small PNG. One that is none, or
// empty, is not shown.
func (p *Portrait) Set(data []byte) {
	if bytes.Equal(data, p.shown) {
		return
	}
	p.shown = data
	picture, err := png.Decode(bytes.NewReader(data))
	if p.image.Image = picture; err != nil {
		p.image.Image = nil
	}
	Hide(p.Content, err != nil)
	p.Content.Refresh()
}

// squared gives a picture a square in the middle of its place.
type squared struct{}

// Layout leaves what is not square at both ends.
func (squared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side := min(size.Width, size.Height)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
		o.Resize(fyne.NewSquareSize(side))
	}
}

// MinSize grows with the text.
func (squared) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(portraitSide * theme.TextSize())
}
