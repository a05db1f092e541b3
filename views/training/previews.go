package training

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// previews are what a run said at its checkpoints, to be heard one after the
// other.
type previews struct {
	needs   *Needs
	content *fyne.Container
	none    *widget.Label
	row     *fyne.Container
	blind   *ui.Button // hears two without their names
	list    []training.Preview
	best    int
	stop    context.CancelFunc // of what is heard
}

func newPreviews(needs *Needs) *previews {
	p := &previews{needs: needs, none: ui.Wrapped(""), row: ui.NewFlow(nil), stop: func() {}}
	title := ui.Wrapped("")
	title.SetText(ui.Say(fa.PreviewTitle))
	title.TextStyle.Bold = true
	p.none.SetText(ui.Say(fa.PreviewNone))
	p.blind = ui.NewButtonWithIcon(ui.Say(fa.BlindOpen), theme.QuestionIcon(), func() { newBlind(p).Show() })
	p.blind.Hide()
	p.content = ui.NewColumn(nil, title, p.none, p.row, ui.NewFlow([]fyne.CanvasObject{p.blind}))
	return p
}

// show makes a button for each preview, unless nothing has changed: the focus
// may be on one.
func (p *previews) show(list []training.Preview, best int) {
	p.none.Hidden, p.blind.Hidden = len(list) > 0, len(list) < 2
	if same(p.list, list) && p.best == best {
		return
	}
	p.list, p.best = list, best
	p.row.RemoveAll()
	for _, one := range list {
		p.row.Add(ui.NewButtonWithIcon(p.name(one), theme.MediaPlayIcon(), func() { p.hear(nil, one) }))
	}
	p.content.Refresh()
}

// name tells the step of a preview, and whether it is the best.
func (p *previews) name(one training.Preview) string {
	if one.Step == p.best {
		return ui.Say(fa.PreviewBest, one.Step)
	}
	return ui.Say(fa.PreviewAt, one.Step)
}

func same(a, b []training.Preview) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// hear plays previews one after the other, in place of those before. Told, where
// it is not nil, is called in the window's goroutine with the index of each as it
// begins, and with their number at the end.
func (p *previews) hear(told func(i int), list ...training.Preview) {
	p.silence()
	unwanted, stop := context.WithCancel(context.Background())
	p.stop = stop
	tell := func(i int) {
		fyne.Do(func() {
			if told != nil && unwanted.Err() == nil {
				told(i)
			}
		})
	}
	p.needs.Beside(func(ctx context.Context) error {
		wanted, end := ui.Either(ctx, unwanted)
		defer end()
		for i, one := range list {
			tell(i)
			if err := p.needs.Studio.Hear(wanted, one); err != nil || wanted.Err() != nil {
				return err
			}
		}
		tell(len(list))
		return nil
	})
}

// silence stops what is heard.
func (p *previews) silence() { p.stop() }
