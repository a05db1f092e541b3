package downloads

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/app/store"

	"github.com/gofrs/flock"
)

const (
	queueJob = "queue:downloads"
	// JobKey begins the key of the job of each running download.
	JobKey = "download:"

	// takeOver is how often it is tried to work the queue while another program
	// does.
	takeOver = 500 * time.Millisecond
	// someLater is when the store is asked again that could not answer.
	someLater = time.Second
)

func jobOf(id int64) string { return JobKey + strconv.FormatInt(id, 10) }

// Start has this program work the queue as soon as no other one does.
func (s *Service) Start() error { return s.Jobs.Start(queueJob, s.work) }

// Idle tells whether no program works the queue at this moment.
func (s *Service) Idle() (bool, error) {
	lock := s.lock()
	free, err := lock.TryLock()
	if err = errors.Join(err, lock.Unlock()); err != nil {
		return false, fmt.Errorf("downloads: lock: %w", err)
	}
	return free, nil
}

// lock is held by the program that works the queue.
func (s *Service) lock() *flock.Flock { return flock.New(filepath.Join(s.Home, "downloads.lock")) }

// work owns the queue until ctx ends, and leaves no download running.
func (s *Service) work(ctx context.Context) error {
	lock := s.lock()
	if _, err := lock.TryLockContext(ctx, takeOver); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("downloads: lock: %w", err)
	}
	s.setWorks(true)
	defer s.setWorks(false)
	ended := s.Jobs.Ended.Subscribe(func(r jobs.Result) {
		if strings.HasPrefix(r.Key, JobKey) {
			s.look()
		}
	})
	defer ended()
	err := s.watch(ctx)
	return errors.Join(err, s.rest(), lock.Unlock())
}

func (s *Service) setWorks(works bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.works = works
}

// watch looks at the rows whenever something may have changed.
func (s *Service) watch(ctx context.Context) error {
	if err := os.MkdirAll(s.folder(), 0o700); err != nil {
		return fmt.Errorf("downloads: %w", err)
	}
	s.recover(ctx)
	network := s.Network()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.wake:
		case <-timer.C:
			if now := s.Network(); now != network {
				network = now
				s.cameBack.Store(true)
			}
		}
		next, err := s.obey(ctx)
		if err != nil && ctx.Err() == nil {
			slog.Error("downloads: queue", "error", err)
			next = someLater
		}
		timer.Stop()
		if next > 0 {
			timer.Reset(next)
		}
	}
}

// recover has what was running when its program ended wait for its turn.
func (s *Service) recover(ctx context.Context) {
	err := s.each(ctx, []app.DownloadState{app.DownloadRunning}, func(d app.Download) error {
		return s.turn(ctx, d.ID, store.Turn{State: app.DownloadWaiting, Tries: d.Tries}, []app.DownloadState{app.DownloadRunning})
	})
	if err != nil {
		slog.Error("downloads: recover", "error", err)
	}
}

// rest waits for every download that runs: their contexts end with the
// Runner's, or here.
func (s *Service) rest() error {
	for _, key := range s.Jobs.Active() {
		if strings.HasPrefix(key, JobKey) {
			s.Jobs.Cancel(key)
			_ = s.Jobs.Wait(context.Background(), key) // its end stands in its row
		}
	}
	return nil
}

// obey has everything run that may and nothing else, and tells when to look
// again even if nothing happens.
func (s *Service) obey(ctx context.Context) (next time.Duration, err error) {
	set, err := s.Settings.Settings(ctx)
	if err != nil {
		return 0, err
	}
	s.limit.Set(int64(set.SpeedLimit) * 1000)
	list, err := s.Store.Queue(ctx, s.User)
	if err != nil {
		return 0, err
	}
	r := s.rules(set, s.cameBack.Swap(false))
	free := r.parallel
	for _, d := range list {
		if err := s.place(ctx, r, d, &free); err != nil {
			return 0, err
		}
	}
	s.sweep(list)
	return r.next(list, set.DownloadWindow != ""), nil
}

// place gives a download the state that is due to it, the first of the queue
// first.
func (s *Service) place(ctx context.Context, r rules, d app.Download, free *int) error {
	if !in(d.State, goesOn) {
		s.Jobs.Cancel(jobOf(d.ID))
		return nil
	}
	reason := r.holds(d)
	switch {
	case reason != "":
		return s.hold(ctx, d, reason)
	case *free == 0:
		return s.line(ctx, d)
	}
	*free--
	return s.launch(ctx, d)
}

func (s *Service) hold(ctx context.Context, d app.Download, reason string) error {
	if d.State == app.DownloadHeld && d.Reason == reason {
		return nil
	}
	turn := store.Turn{State: app.DownloadHeld, Reason: reason, Tries: d.Tries, RetryAt: d.RetryAt}
	_, err := s.Store.TurnDownload(ctx, s.User, d.ID, turn, d.State)
	s.Jobs.Cancel(jobOf(d.ID))
	return err
}

// line has a download wait for its turn.
func (s *Service) line(ctx context.Context, d app.Download) error {
	if d.State == app.DownloadWaiting {
		return nil
	}
	_, err := s.Store.TurnDownload(ctx, s.User, d.ID, store.Turn{State: app.DownloadWaiting, Tries: d.Tries}, d.State)
	s.Jobs.Cancel(jobOf(d.ID))
	return err
}

// launch has a download run. Where its last run has not ended yet, the news of
// that end brings it here again.
func (s *Service) launch(ctx context.Context, d app.Download) error {
	s.limitOf(d)
	if s.Jobs.Running(jobOf(d.ID)) {
		if d.State != app.DownloadRunning {
			s.Jobs.Cancel(jobOf(d.ID))
		}
		return nil
	}
	if d.State != app.DownloadRunning {
		turned, err := s.Store.TurnDownload(ctx, s.User, d.ID, store.Turn{State: app.DownloadRunning, Tries: d.Tries}, d.State)
		if err != nil || !turned {
			return err
		}
	}
	return s.Jobs.Start(jobOf(d.ID), func(ctx context.Context) error { return s.run(ctx, d.ID) })
}

// sweep ends the jobs and deletes the folders of downloads that are not in the
// queue any more.
func (s *Service) sweep(list []app.Download) {
	left := map[string]bool{}
	for _, d := range list {
		left[strconv.FormatInt(d.ID, 10)] = true
	}
	entries, err := os.ReadDir(s.folder())
	if err != nil {
		return // another look comes
	}
	for _, e := range entries {
		key := JobKey + e.Name()
		if left[e.Name()] {
			continue
		}
		if s.Jobs.Running(key) {
			s.Jobs.Cancel(key) // and its end brings us here again
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.folder(), e.Name())); err != nil {
			slog.Error("downloads: sweep", "error", err)
		}
	}
}

// Reconnect has running downloads begin anew, over a client of the hub that has
// changed, and tries at once what waits for a network.
func (s *Service) Reconnect() {
	s.cameBack.Store(true)
	for _, key := range s.Jobs.Active() {
		if strings.HasPrefix(key, JobKey) {
			s.Jobs.Cancel(key)
		}
	}
	s.look()
}
