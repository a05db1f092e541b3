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
	list    []training.Preview
	best    int
	stop    context.CancelFunc // of what is heard
}

func newPreviews(needs *Needs) *previews {
	p := &previews{needs: needs, none: wrapped(), row: ui.NewFlow(nil), stop: func() {}}
	title := wrapped()
	title.SetText(ui.Say(fa.PreviewTitle))
	title.TextStyle.Bold = true
	p.none.SetText(ui.Say(fa.PreviewNone))
	p.content = ui.NewColumn(nil, title, p.none, p.row)
	return p
}

// show makes a button for each preview, unless nothing has changed: the focus
// may be on one.
func (p *previews) show(list []training.Preview, best int) {
	p.none.Hidden = len(list) > 0
	if same(p.list, list) && p.best == best {
		return
	}
	p.list, p.best = list, best
	p.row.RemoveAll()
	for _, one := range list {
		says := fa.PreviewAt
		if one.Step == best {
			says = fa.PreviewBest
		}
		b := ui.NewButtonWithIcon(ui.Say(says, one.Step), theme.MediaPlayIcon(), func() { p.hear(one) })
		p.row.Add(b)
	}
	p.content.Refresh()
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

// hear plays a preview in place of the one before.
func (p *previews) hear(one training.Preview) {
	p.silence()
	unwanted, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.needs.Beside(func(ctx context.Context) error {
		wanted, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(unwanted, end)()
		return p.needs.Studio.Hear(wanted, one)
	})
}

// silence stops what is heard.
func (p *previews) silence() { p.stop() }
