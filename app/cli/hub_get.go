package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"avagar/app"
	"avagar/app/boot"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/engine/hub"
)

type hubGet struct {
	Repo     string   `arg:"" help:"${hub_repo}"`
	What     []string `arg:"" optional:"" help:"${hub_what}"`
	Revision string   `placeholder:"NAME" help:"${hub_revision}"`
	Limit    int64    `placeholder:"KB" help:"${download_kb}"`
	Anyway   bool     `help:"${download_anyway}"`
	Wait     bool     `help:"${hub_wait}"`
}

// Run downloads a repository, or some of it, and stays until it is here. Where
// a window has the queue, the download is left to it.
func (c *hubGet) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		d, err := c.order(s, a)
		if err != nil {
			return err
		}
		idle, err := a.Downloads.Idle()
		if err != nil {
			return err
		}
		if !idle && !c.Wait {
			s.tell(fa.DownloadLeftToOther, d.ID)
			return s.download(a, d)
		}
		if err := a.Work(); err != nil {
			return err
		}
		return s.await(a, d)
	})
}

// order puts the download into the queue.
func (c *hubGet) order(s *session, a *boot.App) (app.Download, error) {
	if c.Limit < 0 {
		return app.Download{}, about("--limit", app.ErrBadInput)
	}
	sheet, err := s.sheet(a, c.Repo, c.Revision)
	if err != nil {
		return app.Download{}, err
	}
	files, err := chosen(sheet, c.What)
	if err != nil {
		return app.Download{}, err
	}
	d, err := a.Catalogue.Install(s.ctx, sheet, files)
	if err != nil {
		return d, about(c.Repo, err)
	}
	err = errors.Join(
		s.put(c.Limit > 0, func() error { return a.Downloads.SetLimit(s.ctx, d.ID, c.Limit*1000) }),
		s.put(c.Anyway, func() error { return a.Downloads.Force(s.ctx, d.ID, true) }),
		// what was there already, paused or failed, is wanted again
		s.put(!d.State.Ended(), func() error { return a.Downloads.Resume(s.ctx, d.ID) }),
	)
	return d, err
}

func (s *session) put(wanted bool, do func() error) error {
	if !wanted {
		return nil
	}
	return do()
}

// chosen are the files, folders and voices that were named; nil where nothing
// was, for all.
func chosen(sheet catalogue.Sheet, names []string) (list []hub.File, err error) {
	for _, name := range names {
		name = strings.Trim(name, "/")
		found := inside(sheet.Files, name)
		for _, f := range sheet.Findings {
			if len(found) == 0 && f.Voice() && strings.EqualFold(f.Name, name) {
				found = f.Files
			}
		}
		if len(found) == 0 {
			return nil, about(name, hub.ErrEntryNotFound)
		}
		list = append(list, found...)
	}
	slices.SortFunc(list, func(a, b hub.File) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(list, func(a, b hub.File) bool { return a.Path == b.Path }), nil
}

// await shows how a download gets on until it does not go on by itself.
func (s *session) await(a *boot.App, d app.Download) error {
	news := make(chan struct{}, 1)
	wake := func() {
		select {
		case news <- struct{}{}:
		default:
		}
	}
	defer a.Downloads.Changed.Subscribe(func(struct{}) { wake() })()
	defer a.Downloads.Progress.Subscribe(func(app.DownloadProgress) { wake() })()
	w := &waiter{session: s, bar: s.bar()}
	defer w.bar.clear()
	for {
		now, err := a.Downloads.Get(s.ctx, d.ID)
		switch {
		case s.ctx.Err() != nil: // told below
		case err != nil:
			return err
		case w.see(now, a.Downloads.Live()[d.ID]):
			w.bar.clear()
			return s.ended(a, now)
		}
		select {
		case <-news:
		case <-s.ctx.Done():
			w.bar.clear()
			s.tell(fa.DownloadStays, d.ID, "avagar download run")
			return s.ctx.Err()
		}
	}
}

// waiter shows a download on a terminal.
type waiter struct {
	*session
	bar  *bar
	told string // the reason that was told last
}

// see shows how far a download is, and tells whether that was the end.
func (w *waiter) see(d app.Download, p app.DownloadProgress) (over bool) {
	switch d.State {
	case app.DownloadDone, app.DownloadFailed, app.DownloadCancelled, app.DownloadPaused:
		return true
	case app.DownloadHeld:
		if w.told != d.Reason {
			w.bar.clear()
			w.tell(fa.LabelledLine, d.Repo, fa.Words(w.locale.DownloadReason(d)))
		}
	case app.DownloadRunning:
		w.bar.bytes(max(d.Done, p.Done), max(d.Total, p.Total), fa.DownloadPace, fa.Words(w.pace(p)))
	}
	w.told = d.Reason
	return false
}

// pace is what can be said of a download's speed.
func (w *waiter) pace(p app.DownloadProgress) string {
	switch {
	case p.Verifying:
		return w.locale.Say(fa.DownloadVerifying)
	case p.Stalled:
		return w.locale.Say(fa.DownloadStalled)
	}
	return w.locale.Listed(w.locale.Speed(p.PerSecond), w.locale.Left(p.Left))
}

// ended tells how a download ended.
func (s *session) ended(a *boot.App, d app.Download) error {
	switch {
	case d.State == app.DownloadFailed:
		return &fa.Failed{Download: d}
	case d.State != app.DownloadDone:
		return about(d.Repo, context.Canceled) // by somebody else
	case s.json:
		return s.download(a, d)
	}
	r, err := hub.ParseRepo(d.Repo)
	if err != nil {
		return fmt.Errorf("cli: %w", err)
	}
	return s.say(fa.DownloadArrived, d.Repo, fa.Bytes(d.Total), a.Cache.SnapshotFolder(r, d.Commit))
}
