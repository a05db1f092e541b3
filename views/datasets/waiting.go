package datasets

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// waiting is a dialog that tells how far a long piece of work is, which a person
// can break off.
type waiting struct {
	needs          *Needs
	title, stopped string
}

// run does work beside the window and, once it is done, what follows.
func (w *waiting) run(work func(ctx context.Context, progress func(datasets.Progress)) error, done func()) {
	bar, stage := ui.NewProgress(), ui.Wrapped("")
	unwanted, stop := context.WithCancel(context.Background())
	d := ui.NewDialog(w.title, ui.NewColumn(nil, stage, bar))
	cancel := ui.NewButton(ui.Say(fa.SaveCancel), nil)
	cancel.OnTapped = func() { cancel.Disable(); stop() }
	d.OnDismiss = cancel.OnTapped
	d.SetButtons(cancel)
	d.Open(w.needs.Window)
	w.needs.Beside(func(ctx context.Context) error {
		defer stop()
		wanted, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(unwanted, end)()
		err := work(wanted, hundredths(func(s datasets.Stage, percent int64) {
			stage.SetText(ui.Say(fa.BringStage, fa.ImportStage(s)))
			bar.SetValue(float64(percent) / 100)
		}))
		fyne.Do(d.Close)
		switch {
		case err == nil:
			done()
		case errors.Is(err, context.Canceled) && ctx.Err() == nil:
			w.needs.Notify(w.stopped)
		default:
			return err
		}
		return nil
	})
}

// hundredths tells how far a stage is no more often than it is to be seen.
func hundredths(show func(stage datasets.Stage, percent int64)) func(datasets.Progress) {
	stage, shown := datasets.Stage(""), int64(-1)
	return func(p datasets.Progress) {
		if now := p.Done * 100 / max(p.Total, 1); now != shown || p.Stage != stage {
			stage, shown = p.Stage, now
			fyne.Do(func() { show(p.Stage, now) })
		}
	}
}
