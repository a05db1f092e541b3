package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
)

// Waiting is a dialog that tells how far a long piece of work is, which a person
// can break off.
type Waiting struct {
	Window fyne.Window
	Beside func(do func(ctx context.Context) error) // runs it, and shows its error
	Notify func(text string)                        // may be called from any goroutine

	Title   string
	Stopped string // what is said where the person broke it off
	Staged  bool   // the work has stages, which are told
}

// Report tells how far a piece of work is, 1 for done, and in which stage, where
// it has any. It may be called from any goroutine, as often as there is news.
type Report func(stage fa.Sentence, share float64)

// Run does the work beside the window and then, where it was done, what follows:
// still beside it. The context ends where the person breaks it off, or with the
// window.
func (w Waiting) Run(work func(ctx context.Context, report Report) error, done func()) {
	bar, stage := NewProgress(), Wrapped("")
	unwanted, stop := context.WithCancel(context.Background())
	content := NewColumn(nil, bar)
	if w.Staged {
		content = NewColumn(nil, stage, bar)
	}
	d := NewDialog(w.Title, content)
	cancel := NewButton(Say(fa.SaveCancel), nil)
	cancel.OnTapped = func() { cancel.Disable(); stop() }
	d.OnDismiss = cancel.OnTapped
	d.SetButtons(cancel)
	d.Open(w.Window)
	w.Beside(func(ctx context.Context) error {
		defer stop()
		wanted, end := Either(ctx, unwanted)
		defer end()
		err := work(wanted, seldom(func(says fa.Sentence, share float64) {
			if w.Staged {
				SetText(stage, Say(fa.BringStage, says))
			}
			bar.SetValue(share)
		}))
		fyne.Do(d.Close)
		switch {
		case err == nil:
			done()
		case errors.Is(err, context.Canceled) && ctx.Err() == nil:
			w.Notify(w.Stopped)
		default:
			return err
		}
		return nil
	})
}

// seldom reports no more often than it is to be seen.
func seldom(show Report) Report {
	told, shown := fa.Sentence{}, -1
	return func(stage fa.Sentence, share float64) {
		if percent := int(share * 100); percent != shown || stage != told {
			told, shown = stage, percent
			fyne.Do(func() { show(stage, share) })
		}
	}
}

// Bytes reports parts of a whole, without stages.
func (r Report) Bytes(done, total int64) { r(fa.Sentence{}, float64(done)/float64(max(total, 1))) }
