package training

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/phoneme"
	"avagar/views/ui"
)

// spectra shows an utterance that is not learned from, as it was recorded and as
// the newest checkpoint says it, with the phonemes of both, and tells in words how
// well their durations agree.
type spectra struct {
	content             *fyne.Container
	picture             *ui.Alignment
	about, off, pointed *widget.Label
	now                 training.Spectra
}

func newSpectra() *spectra {
	s := &spectra{picture: ui.NewAlignment(), about: ui.Wrapped(""), off: ui.Wrapped(""), pointed: ui.Wrapped("")}
	for _, l := range []*widget.Label{s.about, s.off, s.pointed} {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.picture.OnChosen = s.tell
	s.content = ui.NewColumn(nil, s.about, s.picture, s.pointed, s.off)
	return s
}

func (s *spectra) show(now training.Spectra) {
	s.content.Hidden = now.Bands == 0
	if now.Bands == 0 {
		return
	}
	s.now = now
	s.about.SetText(ui.Say(fa.SpectraBoth, now.Step, ui.Locale().Said(now.Text)))
	var timings []ui.Timing
	for _, p := range now.Phones {
		timings = append(timings, ui.Timing{Name: sign(p.Symbol), Above: p.Recorded, Below: p.Predicted})
	}
	s.picture.Set(now.Recorded, now.Predicted, now.Bands, timings)
	ms, ok := now.DurationError()
	s.off.Hidden, s.pointed.Hidden = !ok, !ok
	if ok {
		seconds := func(mel []float32) float64 { return float64(len(mel)/now.Bands) * now.FrameMs / 1000 }
		s.off.SetText(ui.Say(fa.SpectraError, figure(ms), seconds(now.Predicted), seconds(now.Recorded)))
	}
	s.tell()
}

// sign stands for a phoneme in the picture; pauses have none.
func sign(symbol string) string {
	if symbol == phoneme.Pause {
		return ""
	}
	return symbol
}

// tell says how long the chosen phoneme is, or how to choose one.
func (s *spectra) tell() {
	i, ok := s.picture.Chosen()
	if !ok || i >= len(s.now.Phones) {
		s.pointed.SetText(ui.Say(fa.SpectraHint))
		return
	}
	p := s.now.Phones[i]
	name := fa.Words(ui.Say(fa.SpectraPause))
	if p.Symbol != phoneme.Pause {
		name = fa.Words(fa.Isolate("/" + p.Symbol + "/"))
	}
	ms := func(frames int) int { return int(float64(frames)*s.now.FrameMs + 0.5) }
	s.pointed.SetText(ui.Say(fa.SpectraPhone, i+1, len(s.now.Phones), name, ms(p.Recorded), ms(p.Predicted)))
}
