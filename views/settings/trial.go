package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// trial tries out the addresses of the hub, one after the other in the order in
// which they would be asked.
type trial struct {
	page    *Page
	button  *ui.Button
	results *fyne.Container
	content *fyne.Container
	cancel  context.CancelFunc // nil while nothing is tried
}

func newTrial(p *Page) *trial {
	t := &trial{page: p, results: ui.NewColumn(nil)}
	t.button = ui.NewButtonWithIcon(ui.Say(fa.TrialBegin), theme.SearchIcon(), t.press)
	t.content = ui.NewColumn(nil, ui.NewFlow([]fyne.CanvasObject{t.button}), t.results)
	return t
}

// press begins a trial once what was typed last is set, or stops the one that
// runs.
func (t *trial) press() {
	if t.cancel != nil {
		t.cancel()
		return
	}
	stopped, cancel := context.WithCancel(context.Background())
	t.cancel = cancel
	t.button.SetText(ui.Say(fa.TrialStop))
	t.button.SetIcon(theme.MediaStopIcon())
	t.results.RemoveAll()
	t.page.Beside(func(context.Context) error {
		fyne.Do(func() { t.page.Aside(func(ctx context.Context) error { return t.run(ctx, stopped) }) })
		return nil
	})
}

// stop ends the trial that runs, if one does.
func (t *trial) stop() {
	if t.cancel != nil {
		t.cancel()
	}
}

// run tries all addresses until ctx ends or the person has enough.
func (t *trial) run(ctx, stopped context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(stopped, cancel)()
	defer fyne.Do(t.ended)
	now, err := t.page.Account.Settings(ctx)
	if err != nil {
		return err
	}
	for _, address := range now.HubOptions(t.page.Getenv).Endpoints {
		if ctx.Err() != nil {
			return nil
		}
		t.try(ctx, address)
	}
	return nil
}

func (t *trial) try(ctx context.Context, address string) {
	says := ui.Wrapped("")
	tell := func(text string, importance widget.Importance) {
		says.Importance = importance
		says.SetText(ui.Say(fa.TrialLine, account.Shown(address), fa.Words(text)))
	}
	fyne.Do(func() {
		tell(ui.Say(fa.TrialRuns), widget.MediumImportance)
		t.results.Add(says)
		t.grown()
	})
	p, err := t.page.Probe(ctx, address)
	text, importance := judged(ctx, p, err)
	fyne.Do(func() {
		tell(text, importance)
		t.grown()
	})
}

// judged words how a trial ended, and how good that is.
func judged(ctx context.Context, p hub.Probe, err error) (text string, importance widget.Importance) {
	switch {
	case ctx.Err() != nil:
		return ui.Say(fa.TrialStopped), widget.MediumImportance
	case err != nil:
		return ui.Error(err), widget.DangerImportance
	case !p.Good():
		return ui.Locale().Probed(p), widget.DangerImportance
	case !p.Ranges:
		return ui.Locale().Probed(p), widget.WarningImportance
	}
	return ui.Locale().Probed(p), widget.SuccessImportance
}

// grown has the page make room.
func (t *trial) grown() { t.page.content.Refresh() }

func (t *trial) ended() {
	t.cancel()
	t.cancel = nil
	t.button.SetText(ui.Say(fa.TrialBegin))
	t.button.SetIcon(theme.SearchIcon())
}
