package training

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/engine/dataset"
	"avagar/engine/train"
)

// Job is the key of a training among the jobs; only one trains at a time.
const Job = "train"

// Studio trains in the background, one voice at a time, and lets its previews be
// heard.
type Studio struct {
	*Service
	Jobs *jobs.Runner
	Text string // Persian, that each checkpoint of a Persian voice says; empty for none

	// Progress tells of every event of the training.
	Progress app.Topic[Progress]
	// Changed tells that a run began or ended, or that its files changed.
	Changed app.Topic[struct{}]

	mu   sync.Mutex
	now  Progress
	pace pace

	reading sync.Mutex
	levels  map[string]Levels // of runs that were looked at, by id
}

// NewStudio returns a studio over a home folder. Its jobs end with the runner.
func NewStudio(s *Service, runner *jobs.Runner) *Studio {
	studio := &Studio{Service: s, Jobs: runner, levels: map[string]Levels{}}
	runner.Ended.Subscribe(func(r jobs.Result) {
		if r.Key == Job {
			studio.ended(r.Err)
		}
	})
	return studio
}

// Progress is how far a training is.
type Progress struct {
	Run    string      // its id; empty while its recordings are made ready
	Folder string      // of the recordings
	Event  train.Event // the newest
	Left   time.Duration
	Active bool  // false once it has ended
	Err    error // how it ended; nil where it was done or paused
}

// pace is where the counting of the time left began.
type pace struct {
	step    int
	elapsed time.Duration
}

// Now is the training of now, or how the last one ended.
func (s *Studio) Now() Progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Begin starts a new training in the background. What can be known at once is
// an error at once; the rest arrives with Progress. app.ErrBusy while another
// one trains.
func (s *Studio) Begin(o StartOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	folder, err := filepath.Abs(o.Folder)
	if err != nil {
		return fmt.Errorf("training: folder %s: %w", o.Folder, err)
	}
	return s.start(Progress{Folder: folder}, func(ctx context.Context) (*train.Run, *dataset.Corpus, error) {
		corpus, err := s.prepare(ctx, folder, s.see)
		if err != nil {
			return nil, nil, err
		}
		r, err := s.create(folder, corpus, o)
		return r, corpus, err
	})
}

// GoOn continues a run that was paused or cut off.
func (s *Studio) GoOn(id string) error {
	r, err := s.open(id)
	if err != nil {
		return err
	}
	return s.start(Progress{Run: id, Folder: r.Summary.Dataset}, func(ctx context.Context) (*train.Run, *dataset.Corpus, error) {
		corpus, err := s.prepare(ctx, r.Summary.Dataset, s.see)
		return r, corpus, err
	})
}

func (s *Studio) start(first Progress, ready func(context.Context) (*train.Run, *dataset.Corpus, error)) error {
	first.Active = true
	told := make(chan struct{})
	err := s.Jobs.Start(Job, func(ctx context.Context) error {
		<-told // so that Now is of this training as soon as start returns
		r, corpus, err := ready(ctx)
		if err != nil {
			return err
		}
		s.tell(func(p *Progress) { p.Run = r.Summary.ID })
		s.Changed.Publish(struct{}{})
		return r.Train(ctx, corpus, func(e train.Event) {
			s.see(e)
			if e.Kind == train.EventCheckpoint {
				s.compare(ctx, r, corpus, e.Step)
				s.preview(ctx, r, e.Step)
			}
		})
	})
	if err != nil {
		return err
	}
	s.tell(func(p *Progress) { *p, s.pace = first, pace{} })
	close(told)
	return nil
}

// Pause saves and stops the training; GoOn continues it exactly there.
func (s *Studio) Pause() { s.Jobs.Cancel(Job) }

// see takes an event of the training over.
func (s *Studio) see(e train.Event) {
	s.tell(func(p *Progress) {
		p.Event = e
		if e.Kind == train.EventStep {
			p.Left = s.left(e)
		}
	})
}

// left is how long the rest will take at the pace since this session's first
// step.
func (s *Studio) left(e train.Event) time.Duration {
	if s.pace == (pace{}) {
		s.pace = pace{e.Step, e.Elapsed}
	}
	steps := e.Step - s.pace.step
	if steps <= 0 {
		return 0
	}
	return (e.Elapsed - s.pace.elapsed) / time.Duration(steps) * time.Duration(e.Steps-e.Step)
}

func (s *Studio) tell(change func(*Progress)) {
	s.mu.Lock()
	change(&s.now)
	now := s.now
	s.mu.Unlock()
	s.Progress.Publish(now)
}

func (s *Studio) ended(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("training: ended", "error", err)
	} else {
		err = nil
	}
	s.tell(func(p *Progress) { p.Active, p.Left, p.Err = false, 0, err })
	s.Changed.Publish(struct{}{})
}

// Remove deletes a run with its checkpoints and previews and tells how many
// bytes that frees; app.ErrBusy while it trains.
func (s *Studio) Remove(id string) (freed int64, err error) {
	r, err := s.open(id)
	if err != nil {
		return 0, err
	}
	if now := s.Now(); now.Active && now.Run == id {
		return 0, fmt.Errorf("training: remove %s: %w", id, app.ErrBusy)
	}
	freed = size(r.Dir)
	if err := os.RemoveAll(r.Dir); err != nil {
		return 0, fmt.Errorf("training: remove %s: %w", id, err)
	}
	s.Changed.Publish(struct{}{})
	return freed, nil
}

// Size is the bytes that a run takes on the disk.
func (s *Studio) Size(id string) int64 { return size(s.dir(id)) }

func size(dir string) (bytes int64) {
	_ = filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		if info, err := e.Info(); err == nil {
			bytes += info.Size()
		}
		return nil
	})
	return bytes
}
