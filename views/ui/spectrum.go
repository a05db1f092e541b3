package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Spectrum is a heat map to look at: it has no playhead and takes no focus.
type Spectrum struct {
	widget.BaseWidget
	heat   *Heatmap
	raster *canvas.Raster
}

// NewSpectrum is an empty one.
func NewSpectrum() *Spectrum {
	s := &Spectrum{heat: NewHeatmap()}
	s.raster = canvas.NewRaster(func(w, h int) image.Image {
		pixels := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
		s.heat.draw(pixels)
		return pixels
	})
	s.ExtendBaseWidget(s)
	return s
}

// SetFrames shows mel frames, [frames][bands], over the whole width.
func (s *Spectrum) SetFrames(mel []float32, bands int) {
	s.heat.mel, s.heat.bands = mel, bands
	s.raster.Refresh()
}

// MinSize is that of a low picture.
func (s *Spectrum) MinSize() fyne.Size { return fyne.NewSize(120, HeatmapHeight*0.7) }

// CreateRenderer shows the picture.
func (s *Spectrum) CreateRenderer() fyne.WidgetRenderer {
	return &spectrumRenderer{WidgetRenderer: widget.NewSimpleRenderer(s.raster), s: s}
}

type spectrumRenderer struct {
	fyne.WidgetRenderer
	s *Spectrum
}

// Refresh comes with another theme.
func (r *spectrumRenderer) Refresh() { r.s.raster.Refresh() }
