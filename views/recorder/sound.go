package recorder

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/views/ui"
)

// sound is a take to be seen and heard: its wave, and the same in words.
type sound struct {
	content *fyne.Container
	says    fa.Sentence
	text    *widget.Label
	wave    *ui.Waveform
	drawn   recorder.Take // which take it is; two of the same measures look the same
}

func newSound(says fa.Sentence, hear func(from float64), toggle func()) *sound {
	s := &sound{says: says, text: ui.Caption(""), wave: ui.NewWaveform()}
	s.wave.OnSeek, s.wave.OnToggle = hear, toggle
	s.content = ui.NewColumn(s.wave, s.text, s.wave)
	s.content.Hide()
	return s
}

// mostPeaks is how many peaks are drawn of a take.
const mostPeaks = 1600

// show takes over a take, or none.
func (s *sound) show(t *recorder.Take) {
	ui.Hide(s.content, t == nil)
	if t == nil {
		s.wave.SetPeaks(0, nil)
		s.drawn = recorder.Take{}
		return
	}
	ui.SetText(s.text, ui.Say(s.says, t.Length, fa.Words(ui.Number(-t.Loudness, 0)), fa.Words(ui.Number(max(-t.Peak, 0), 1))))
	if now := (recorder.Take{Length: t.Length, Loudness: t.Loudness, Peak: t.Peak}); !same(now, s.drawn) {
		s.drawn = now
		low, high := t.Peaks(mostPeaks)
		s.wave.SetPeaks(len(low), func(i int) (float32, float32) { return low[i], high[i] })
	}
}

func same(a, b recorder.Take) bool {
	return a.Length == b.Length && a.Loudness == b.Loudness && a.Peak == b.Peak
}

// sounds are both takes of a sentence.
func (p *Page) sounds(now recorder.Now) {
	p.take.show(now.Take)
	p.before.show(now.Before)
}

// play plays the take, or stops what is heard.
func (p *Page) play() { p.toggle(p.take) }

// playBefore plays the take that was accepted, or stops what is heard.
func (p *Page) playBefore() { p.toggle(p.before) }

func (p *Page) toggle(s *sound) {
	if p.playing != nil {
		p.silence()
		return
	}
	p.hear(s, 0)
}

// hear plays a take from a share of it, in place of what is heard.
func (p *Page) hear(s *sound, from float64) {
	if !p.now.Open || p.busy {
		return
	}
	p.silence()
	unwanted, stop := context.WithCancel(context.Background())
	p.playing, p.heard = stop, s
	p.tell()
	p.needs.Beside(func(ctx context.Context) error {
		ctx, end := ui.Either(ctx, unwanted)
		defer end()
		err := p.needs.Recorder.Play(ctx, s == p.before, from, func(at float64) {
			fyne.Do(func() {
				if unwanted.Err() == nil {
					s.wave.SetPlayhead(at)
				}
			})
		})
		fyne.Do(func() {
			if unwanted.Err() == nil {
				p.silence()
			}
		})
		return err
	})
}

// silence stops what is heard.
func (p *Page) silence() {
	if p.playing == nil {
		return
	}
	p.playing()
	p.heard.wave.SetPlayhead(-1)
	p.playing, p.heard = nil, nil
	p.tell()
}
