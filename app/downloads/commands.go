package downloads

import (
	"context"
	"errors"

	"avagar/app"
	"avagar/app/store"
)

// The states a person may act from.
var (
	goesOn  = []app.DownloadState{app.DownloadWaiting, app.DownloadRunning, app.DownloadHeld}
	stands  = []app.DownloadState{app.DownloadPaused, app.DownloadHeld, app.DownloadFailed}
	notOver = []app.DownloadState{app.DownloadWaiting, app.DownloadRunning, app.DownloadHeld, app.DownloadPaused, app.DownloadFailed}
)

// Pause has a download wait for the person; what has arrived stays.
func (s *Service) Pause(ctx context.Context, id int64) error {
	return s.turn(ctx, id, store.Turn{State: app.DownloadPaused}, goesOn)
}

// Resume has a download go on that was paused, is held or failed: at once,
// without waiting for its next try.
func (s *Service) Resume(ctx context.Context, id int64) error {
	d, err := s.Store.Download(ctx, s.User, id)
	if err != nil {
		return err
	}
	return s.again(ctx, d)
}

// again asks the hub anew what is meant where that has changed.
func (s *Service) again(ctx context.Context, d app.Download) error {
	switch d.Reason {
	case app.ReasonNoCommit, app.ReasonNoFile, app.ReasonChanged, app.ReasonSize, app.ReasonEmpty, app.ReasonName,
		app.ReasonNoSpace: // of a size that was a lie, maybe
		if err := s.Store.UnplanDownload(ctx, s.User, d.ID); err != nil {
			return err
		}
	}
	return s.turn(ctx, d.ID, store.Turn{State: app.DownloadWaiting}, stands)
}

// Cancel ends a download and deletes what has arrived of files that are not
// whole.
func (s *Service) Cancel(ctx context.Context, id int64) error {
	return s.turn(ctx, id, store.Turn{State: app.DownloadCancelled, EndedAt: s.Now()}, notOver)
}

// turn is nothing to a download in another state, and app.ErrNotFound where
// there is none.
func (s *Service) turn(ctx context.Context, id int64, turn store.Turn, from []app.DownloadState) error {
	turned, err := s.Store.TurnDownload(ctx, s.User, id, turn, from...)
	if err != nil || turned {
		return err
	}
	_, err = s.Store.Download(ctx, s.User, id)
	return err
}

// PauseAll pauses every download that goes on.
func (s *Service) PauseAll(ctx context.Context) error {
	return s.each(ctx, goesOn, func(d app.Download) error { return s.Pause(ctx, d.ID) })
}

// ResumeAll resumes every download that was paused or is held.
func (s *Service) ResumeAll(ctx context.Context) error {
	return s.each(ctx, stands[:2], func(d app.Download) error { return s.again(ctx, d) })
}

// RetryAll resumes every download that failed.
func (s *Service) RetryAll(ctx context.Context) error {
	return s.each(ctx, stands[2:], func(d app.Download) error { return s.again(ctx, d) })
}

// CancelAll cancels every download that has not ended.
func (s *Service) CancelAll(ctx context.Context) error {
	return s.each(ctx, notOver, func(d app.Download) error { return s.Cancel(ctx, d.ID) })
}

// each does something to every download in some states; one that has gone
// meanwhile is no error.
func (s *Service) each(ctx context.Context, states []app.DownloadState, do func(app.Download) error) error {
	list, err := s.Store.Queue(ctx, s.User)
	if err != nil {
		return err
	}
	var errs []error
	for _, d := range list {
		if !in(d.State, states) {
			continue
		}
		if err := do(d); !errors.Is(err, app.ErrNotFound) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Move puts a download before another one and into its priority, or at the end
// of the queue where before is 0.
func (s *Service) Move(ctx context.Context, id, before int64) error {
	return s.Store.MoveDownload(ctx, s.User, id, before)
}

// SetPriority puts a download at the end of a priority; higher goes first.
func (s *Service) SetPriority(ctx context.Context, id int64, priority int) error {
	return s.Store.SetDownloadPriority(ctx, s.User, id, priority)
}

// SetLimit bounds a download's speed, in bytes a second; 0 bounds nothing.
func (s *Service) SetLimit(ctx context.Context, id, limit int64) error {
	return s.Store.SetDownloadLimit(ctx, s.User, id, max(limit, 0))
}

// Force has a download go on, or not, outside the chosen hours and on a line
// that is paid by volume.
func (s *Service) Force(ctx context.Context, id int64, forced bool) error {
	return s.Store.ForceDownload(ctx, s.User, id, forced)
}

// Remove takes a download that has ended out of the list. Its files stay.
func (s *Service) Remove(ctx context.Context, id int64) error {
	return s.Store.RemoveDownload(ctx, s.User, id)
}

// Clear takes all that have ended out of the list.
func (s *Service) Clear(ctx context.Context) error { return s.Store.ClearDownloads(ctx, s.User) }
