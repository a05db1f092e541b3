package cli

import (
	"cmp"

	"avagar/app"
	"avagar/app/boot"
	"avagar/app/fa"
)

type downloadRun struct{}

// Run works the queue until nothing in it goes on by itself any more, and fails
// where some download did. Where a window has the queue it is left to it.
func (downloadRun) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		idle, err := a.Downloads.Idle()
		if err != nil {
			return err
		}
		if !idle {
			return about("avagar", app.ErrBusy)
		}
		if err := a.Work(); err != nil {
			return err
		}
		var failed error
		for {
			d, ok, err := s.next(a)
			if err != nil || !ok {
				return cmp.Or(err, failed)
			}
			err = s.await(a, d)
			if s.ctx.Err() != nil {
				return err
			}
			if err != nil && failed != nil {
				s.tell(fa.PlainLine, fa.Words(s.locale.Error(failed)))
			}
			failed = cmp.Or(err, failed)
		}
	})
}

// next is the download that goes on by itself and is first in the queue.
func (s *session) next(a *boot.App) (app.Download, bool, error) {
	list, err := a.Downloads.Queue(s.ctx)
	for _, d := range list {
		switch d.State {
		case app.DownloadWaiting, app.DownloadRunning, app.DownloadHeld:
			return d, true, err
		}
	}
	return app.Download{}, false, err
}
