package shell

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
)

// train has a voice trained, whose page is shown, and measures frames for so
// many seconds from its first step on. What is asked for is SECONDS FOLDER.
func (p *probe) train(asked string) {
	seconds, folder, _ := strings.Cut(asked, " ")
	n, _ := strconv.Atoi(seconds)
	report, err := p.trained(time.Duration(n)*time.Second, folder)
	if err != nil {
		report.Error = ui.Error(err)
	}
	p.say(report)
}

func (p *probe) trained(span time.Duration, folder string) (report probeReport, err error) {
	studio := p.shell.boot.Studio
	report.Event = "trained"
	begun, ended := make(chan struct{}), make(chan struct{})
	stop := studio.Progress.Subscribe(func(now training.Progress) {
		if now.Event.Kind == train.EventStep {
			closeOnce(begun)
		}
		if !now.Active {
			closeOnce(ended)
		}
	})
	defer stop()
	fyne.DoAndWait(func() {
		p.shell.Show(slices.IndexFunc(p.shell.pages, func(page Page) bool { return page.Title() == fa.TrainingTitle }))
		p.frames = nil
	})
	if err := studio.Begin(training.StartOptions{Folder: folder}); err != nil {
		return report, err
	}
	select {
	case <-begun:
	case <-ended:
		return report, studio.Now().Err
	case <-p.shell.ctx.Done():
		return report, p.shell.ctx.Err()
	}
	ctx, cancel := context.WithTimeout(p.shell.ctx, span)
	defer cancel()
	p.askUntil(ctx)
	fyne.DoAndWait(func() { report = summary("trained", p.frames) })
	report.Speed = studio.Now().Event.FramesPerSecond
	studio.Pause()
	return report, nil
}

// closeOnce closes a channel that only the goroutine that trains closes.
func closeOnce(c chan struct{}) {
	select {
	case <-c:
	default:
		close(c)
	}
}
