package downloads

import (
	"context"

	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// do has the queue do something; that it has, it tells itself.
func (p *Page) do(do func(ctx context.Context) error) { p.needs.Beside(do) }

// act does what is most likely wanted of a download.
func (p *Page) act(d app.Download) {
	p.do(func(ctx context.Context) error { return deedOf(d).do(p.needs.Queue, ctx, d.ID) })
}

func (p *Page) pause(d app.Download) {
	p.do(func(ctx context.Context) error { return p.needs.Queue.Pause(ctx, d.ID) })
}

func (p *Page) remove(d app.Download) {
	p.do(func(ctx context.Context) error { return p.needs.Queue.Remove(ctx, d.ID) })
}

func (p *Page) move(id, before int64) {
	p.do(func(ctx context.Context) error { return p.needs.Queue.Move(ctx, id, before) })
}

// cancel cancels a download, after a question where something has arrived.
func (p *Page) cancel(d app.Download) {
	do := func() { p.do(func(ctx context.Context) error { return p.needs.Queue.Cancel(ctx, d.ID) }) }
	if now, ok := p.needs.Queue.Live()[d.ID]; ok {
		d.Done = now.Done
	}
	if d.Done == 0 {
		do()
		return
	}
	p.confirm(fa.DownloadCancelTitle, ui.Say(fa.DownloadCancelAsk, fa.Words(Name(d)), fa.Bytes(d.Done)), do)
}

func (p *Page) cancelAll() {
	p.confirm(fa.DownloadStopAll, ui.Say(fa.DownloadCancelAllAsk, len(p.queue.list)), func() { p.do(p.needs.Queue.CancelAll) })
}

// confirm asks under a title that is the answer, too.
func (p *Page) confirm(title fa.Sentence, question string, do func()) {
	yes := ui.NewButton(ui.Say(title), nil)
	yes.Importance = widget.DangerImportance
	ui.Ask(p.needs.Window, ui.Say(title), question, ui.NewButton(ui.Say(fa.DownloadKeep), nil), yes, do)
}

// allButtons do something to every download that it can be done to.
type allButtons struct{ pause, resume, retry, cancel *ui.Button }

func newAllButtons(p *Page) allButtons {
	q := p.needs.Queue
	return allButtons{
		pause:  ui.NewButtonWithIcon(ui.Say(fa.DownloadPauseAll), theme.MediaPauseIcon(), func() { p.do(q.PauseAll) }),
		resume: ui.NewButtonWithIcon(ui.Say(fa.DownloadGoAll), theme.MediaPlayIcon(), func() { p.do(q.ResumeAll) }),
		retry:  ui.NewButtonWithIcon(ui.Say(fa.DownloadRetryAll), theme.ViewRefreshIcon(), func() { p.do(q.RetryAll) }),
		cancel: ui.NewButtonWithIcon(ui.Say(fa.DownloadStopAll), theme.CancelIcon(), p.cancelAll),
	}
}

// pressed is what a button does where it can be pressed.
func pressed(b *ui.Button) func() {
	return func() {
		if !b.Disabled() {
			b.OnTapped()
		}
	}
}

// show lets those be pressed that something can be done with.
func (b allButtons) show(list []app.Download) {
	var goOn, stand, failed bool
	for _, d := range list {
		switch d.State {
		case app.DownloadWaiting, app.DownloadRunning:
			goOn = true
		case app.DownloadHeld:
			goOn, stand = true, true
		case app.DownloadPaused:
			stand = true
		case app.DownloadFailed:
			failed = true
		}
	}
	ui.Able(b.pause, goOn)
	ui.Able(b.resume, stand)
	ui.Able(b.retry, failed)
	ui.Able(b.cancel, len(list) > 0)
}
