package cli

import (
	"context"
	"strconv"

	"avagar/app"
	"avagar/app/boot"
	"avagar/app/fa"
)

// which are the downloads that a command is about.
type which struct {
	ID  []int64 `arg:"" optional:"" help:"${download_id}"`
	All bool    `help:"${download_all}"`
}

type (
	downloadPause  struct{ which }
	downloadResume struct{ which }
	downloadRetry  struct{ which }
	downloadCancel struct{ which }
	downloadMove   struct {
		ID       int64  `arg:"" help:"${download_id}"`
		Before   int64  `placeholder:"ID" help:"${download_before}"`
		Priority string `enum:"high,normal,low," default:"" placeholder:"high|normal|low" help:"${download_priority}"`
	}
	downloadLimit struct {
		ID int64 `arg:"" help:"${download_id}"`
		KB int64 `arg:"" name:"kb" help:"${download_kb}"`
	}
)

// do does something to each download that was named, or all to all of them, and
// writes how they are then.
func (w which) do(s *session, one func(*boot.App) func(context.Context, int64) error, all func(*boot.App) func(context.Context) error) error {
	if w.All == (len(w.ID) > 0) {
		return &fa.Usage{Word: "--all", Err: app.ErrBadInput}
	}
	return s.program(func(a *boot.App) error {
		if !w.All {
			return s.each(a, w.ID, one(a))
		}
		list, err := a.Downloads.Queue(s.ctx)
		if err != nil {
			return err
		}
		if err := all(a)(s.ctx); err != nil {
			return err
		}
		return s.each(a, ids(list), func(context.Context, int64) error { return nil })
	})
}

func ids(list []app.Download) (all []int64) {
	for _, d := range list {
		all = append(all, d.ID)
	}
	return all
}

func (s *session) each(a *boot.App, ids []int64, do func(context.Context, int64) error) error {
	for _, id := range ids {
		if err := do(s.ctx, id); err != nil {
			return about(strconv.FormatInt(id, 10), err)
		}
		d, err := a.Downloads.Get(s.ctx, id)
		if err != nil {
			return about(strconv.FormatInt(id, 10), err)
		}
		if err := s.download(a, d); err != nil {
			return err
		}
	}
	return nil
}

// Run has downloads wait for the person.
func (c downloadPause) Run(s *session) error {
	return c.do(s, func(a *boot.App) func(context.Context, int64) error { return a.Downloads.Pause },
		func(a *boot.App) func(context.Context) error { return a.Downloads.PauseAll })
}

// Run has downloads go on that were paused or are held.
func (c downloadResume) Run(s *session) error {
	return c.do(s, func(a *boot.App) func(context.Context, int64) error { return a.Downloads.Resume },
		func(a *boot.App) func(context.Context) error { return a.Downloads.ResumeAll })
}

// Run has downloads go on that failed.
func (c downloadRetry) Run(s *session) error {
	return c.do(s, func(a *boot.App) func(context.Context, int64) error { return a.Downloads.Resume },
		func(a *boot.App) func(context.Context) error { return a.Downloads.RetryAll })
}

// Run ends downloads and deletes what has arrived of unfinished files.
func (c downloadCancel) Run(s *session) error {
	return c.do(s, func(a *boot.App) func(context.Context, int64) error { return a.Downloads.Cancel },
		func(a *boot.App) func(context.Context) error { return a.Downloads.CancelAll })
}

var priorities = map[string]int{"high": app.PriorityHigh, "normal": app.PriorityNormal, "low": app.PriorityLow}

// Run puts a download before another one, into a priority, or at the end.
func (c *downloadMove) Run(s *session) error {
	if c.Before != 0 && c.Priority != "" {
		return &fa.Usage{Word: "--priority", Err: app.ErrBadInput}
	}
	return s.program(func(a *boot.App) error {
		return s.each(a, []int64{c.ID}, func(ctx context.Context, id int64) error {
			if priority, ok := priorities[c.Priority]; ok {
				return a.Downloads.SetPriority(ctx, id, priority)
			}
			return a.Downloads.Move(ctx, id, c.Before)
		})
	})
}

// Run bounds the speed of a download.
func (c *downloadLimit) Run(s *session) error {
	if c.KB < 0 {
		return about(strconv.FormatInt(c.KB, 10), app.ErrBadInput)
	}
	return s.program(func(a *boot.App) error {
		return s.each(a, []int64{c.ID}, func(ctx context.Context, id int64) error { return a.Downloads.SetLimit(ctx, id, c.KB*1000) })
	})
}
