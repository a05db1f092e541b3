package training

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// spectra shows an utterance that is not learned from, as it was recorded and as
// the newest checkpoint says it.
type spectra struct {
	content                 *fyne.Container
	recorded, predicted     *ui.Spectrum
	ofRecorded, ofPredicted *widget.Label
}

func newSpectra() *spectra {
	s := &spectra{recorded: ui.NewSpectrum(), predicted: ui.NewSpectrum(), ofRecorded: ui.Wrapped(""), ofPredicted: ui.Wrapped("")}
	for _, l := range []*widget.Label{s.ofRecorded, s.ofPredicted} {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.content = ui.NewColumn(nil, s.ofRecorded, s.recorded, s.ofPredicted, s.predicted)
	return s
}

func (s *spectra) show(now training.Spectra) {
	s.content.Hidden = now.Bands == 0
	if now.Bands == 0 {
		return
	}
	s.ofRecorded.SetText(ui.Say(fa.SpectraRecorded, ui.Locale().Said(now.Text)))
	s.ofPredicted.SetText(ui.Say(fa.SpectraPredicted, now.Step))
	s.recorded.SetFrames(now.Recorded, now.Bands)
	s.predicted.SetFrames(now.Predicted, now.Bands)
}
