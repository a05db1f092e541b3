package datasets

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/engine/align"
	"avagar/engine/dataset"
	"avagar/engine/phoneme"
	"avagar/views/ui"
)

// phones has the phonemes of the chosen utterance found in its sound, beside the
// window, and shows them on its picture.
type phones struct {
	page    *Page
	sight   *sight
	note    *widget.Label // what they are in words, or why there are none
	find    *ui.Button
	content *fyne.Container

	set  string
	now  app.Utterance
	list []datasets.Phone // of now; nil: not known
	stop context.CancelFunc
}

func newPhones(p *Page, sight *sight) *phones {
	s := &phones{page: p, sight: sight, note: ui.Caption(""), stop: func() {}}
	s.find = ui.NewButtonWithIcon(ui.Say(fa.PhonemesFind), theme.SearchIcon(), s.learn)
	s.content = ui.NewColumn(nil, s.note, ui.NewFlow([]fyne.CanvasObject{s.find}))
	s.clear()
	return s
}

// clear shows no phonemes, and wants none that are being looked for.
func (s *phones) clear() {
	s.stop()
	s.list = nil
	s.sight.mark(nil, 0)
	s.content.Hide()
}

// ask looks for the phonemes of an utterance whose sound lasts so many seconds.
func (s *phones) ask(set string, u app.Utterance, seconds float64) {
	s.clear()
	s.set, s.now = set, u
	unwanted, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.page.needs.Beside(func(ctx context.Context) error {
		wanted, end := ui.Either(ctx, unwanted)
		defer end()
		found, err := s.page.needs.Datasets.Phones(wanted, set, u)
		fyne.Do(func() {
			if unwanted.Err() == nil && ctx.Err() == nil {
				s.show(found, seconds, err)
			}
		})
		return nil
	})
}

// show takes over what was found.
func (s *phones) show(found []datasets.Phone, seconds float64, err error) {
	s.find.Hidden = !errors.Is(err, dataset.ErrNoAligner) && !errors.Is(err, align.ErrSymbol)
	switch {
	case err == nil:
		s.list = found
		s.sight.mark(found, seconds)
		s.note.SetText(ui.Say(fa.PhonemesHere, spelt(found)))
	case errors.Is(err, dataset.ErrNoAligner):
		s.note.SetText(ui.Say(fa.PhonemesUnknown))
	default:
		s.note.SetText(ui.Say(fa.PhonemesNone, fa.Words(ui.Error(err))))
	}
	s.content.Show()
	s.content.Refresh()
	s.page.detail.said.chosen.content.Refresh()
}

// spelt are the phonemes in one line.
func spelt(found []datasets.Phone) string {
	var symbols []string
	for _, p := range found {
		if p.Symbol != phoneme.Pause {
			symbols = append(symbols, p.Symbol)
		}
	}
	return strings.Join(symbols, " ")
}

// learn learns how the speaker sounds; it can be broken off.
func (s *phones) learn() {
	n, set := s.page.needs, s.set
	n.waiting(fa.PhonemesFinding, fa.PhonemesBroken).Run(func(ctx context.Context, report ui.Report) error {
		return n.Datasets.Learn(ctx, set, staged(report))
	}, func() {
		fyne.Do(func() {
			s.page.detail.said.chosen.forget()
			s.page.read()
		})
	})
}
