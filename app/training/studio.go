package training

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/app/store"
	"avagar/engine/dataset"
	"avagar/engine/disk"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// Job is the key of a training among the jobs; only one trains at a time.
const Job = "train"

// Studio trains in the background, one voice at a time while the others wait, and
// lets its previews be heard.
type Studio struct {
	*Service
	Jobs *jobs.Runner
	Text string // Persian, that each checkpoint of a Persian voice says; empty for none

	// Store keeps the queue and what runs have measured; without one a second
	// training is refused, and all else is read from the folders.
	Store *store.Store
	User  int64
	// Voice finds the voice that a training which waited begins from.
	Voice func(id string) (*voice.Voice, error)
	// Free tells how many bytes may still be written in the home folder, Battery
	// whether the computer runs on one that is to be spared.
	Free    func() (int64, error)
	Battery func() bool
	// Works tells whether the person is at work here now, so that the training gives
	// way; nil never.
	Works func() bool
	// Reporting tells whether a report on a run is being made; nil never.
	Reporting func(id string) bool

	// Progress tells of every event of the training.
	Progress app.Topic[Progress]
	// Changed tells that a run began or ended, that its files changed, or that the
	// queue did.
	Changed app.Topic[struct{}]

	mu    sync.Mutex
	now   Progress
	pace  pace
	queue queue

	turning sync.Mutex // held while it is decided who is next

	reading sync.Mutex
	levels  map[string]Levels // of runs that were looked at, by id
}

// NewStudio returns a studio over a home folder. Its jobs end with the runner.
func NewStudio(s *Service, runner *jobs.Runner) *Studio {
	studio := &Studio{Service: s, Jobs: runner, levels: map[string]Levels{},
		Free: func() (int64, error) { return disk.Below(s.runs()) }}
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
	Active bool   // false once it has ended
	Err    error  // how it ended; nil where it was done or paused
	Held   string // why it was paused by itself and goes on by itself, as app.HoldBattery
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

// Begin starts a new training in the background or, while another one trains or
// nothing may, puts it into the queue. What can be known at once is an error at
// once; the rest arrives with Progress. Without a Store it is app.ErrBusy while
// another one trains.
func (s *Studio) Begin(o StartOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	folder, err := filepath.Abs(o.Folder)
	if err != nil {
		return fmt.Errorf("training: folder %s: %w", o.Folder, err)
	}
	o.Folder = folder
	return s.place(order{job: app.TrainingJob{User: s.User, Folder: folder, Options: o.kept()}, options: &o})
}

// GoOn continues a run that was paused or cut off, at once or in its turn.
func (s *Studio) GoOn(id string) error {
	r, err := s.open(id)
	if err != nil {
		return err
	}
	if now := s.Now(); now.Active && now.Run == id {
		return fmt.Errorf("training: go on with %s: %w", id, app.ErrBusy)
	}
	return s.place(order{job: app.TrainingJob{User: s.User, Run: id, Folder: r.Summary.Dataset}})
}

// start trains; app.ErrBusy while another one does, or nothing may.
func (s *Studio) start(o order) error {
	if !s.claim(o) {
		return fmt.Errorf("training: %w", app.ErrBusy)
	}
	if err := s.Jobs.Start(Job, func(ctx context.Context) error { return s.train(ctx, o) }); err != nil {
		s.tell(func(p *Progress) { p.Active = false })
		return err
	}
	s.tell(func(*Progress) {})
	return nil
}

// claim makes an order the training of now, unless there is one.
func (s *Studio) claim(o order) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now.Active || s.Store != nil && s.queue.held != "" {
		return false
	}
	s.now, s.pace = Progress{Run: o.job.Run, Folder: o.job.Folder, Active: true}, pace{}
	s.queue.current, s.queue.cause, s.queue.rests = o, "", false
	s.queue.drop(o.job.Run)
	return true
}

func (s *Studio) train(ctx context.Context, o order) error {
	o.job.State, o.job.Reason = app.TrainingRunning, ""
	s.note(&o.job)
	r, corpus, err := s.ready(ctx, o)
	if err != nil {
		return err
	}
	o.job.Run = r.Summary.ID
	s.note(&o.job)
	s.tell(func(p *Progress) { p.Run = r.Summary.ID })
	s.Changed.Publish(struct{}{})
	defer func() { s.record(r) }()
	give := yield{works: s.Works}
	return r.Train(ctx, corpus, func(e train.Event) {
		s.see(e)
		switch e.Kind {
		case train.EventStep:
			give.rest(ctx)
		case train.EventSlower:
			s.unmeasure(r.Summary.ID)
		case train.EventCheckpoint:
			s.present(ctx, r, corpus, e.Step)
			s.record(r)
		}
	})
}

// ready makes the recordings of an order ready, and its run where there is none.
func (s *Studio) ready(ctx context.Context, o order) (*train.Run, *dataset.Corpus, error) {
	if o.job.Run != "" {
		r, err := s.open(o.job.Run)
		if err != nil {
			return nil, nil, err
		}
		corpus, err := s.prepareFor(ctx, r, s.see)
		return r, corpus, err
	}
	options, err := s.optionsOf(o)
	if err != nil {
		return nil, nil, err
	}
	corpus, err := s.prepare(ctx, options.Folder, options.plan().Share(), s.see)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.create(options.Folder, corpus, options)
	return r, corpus, err
}

// Pause saves and stops the training; GoOn continues it exactly there. What
// waits begins no sooner than the person asks for a training again.
func (s *Studio) Pause() {
	s.mu.Lock()
	if s.now.Active {
		s.queue.cause, s.queue.rests = byPerson, true
	}
	s.mu.Unlock()
	s.Jobs.Cancel(Job)
}

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
	s.mu.Lock()
	if errors.Is(err, train.ErrAsked) { // a person did, in the terminal
		s.queue.cause, s.queue.rests = byPerson, true
	}
	o, cause := s.queue.current, s.queue.cause
	s.mu.Unlock()
	if err != nil && !stopped(err) {
		slog.Error("training: ended", "error", err)
	}
	if s.fills(err) && !stopped(err) {
		cause, err = app.HoldNoSpace, context.Canceled
	}
	held := s.settle(o, cause, err)
	ended := !stopped(err)
	switch {
	case !ended && disk.Full(err): // saving failed, too
		err = fmt.Errorf("training: save %s: %w", o.job.Run, syscall.ENOSPC)
	case !ended:
		err = nil
	}
	s.tell(func(p *Progress) { p.Active, p.Left, p.Err, p.Held = false, 0, err, held })
	s.Changed.Publish(struct{}{})
	if ended {
		s.next()
	}
}

// stopped tells whether a training ended because it was asked to.
func stopped(err error) bool { return errors.Is(err, context.Canceled) }

// Remove deletes a run with its checkpoints and previews and tells how many
// bytes that frees; app.ErrBusy while it trains, ErrReporting while a report on it
// is made.
func (s *Studio) Remove(id string) (freed int64, err error) {
	r, err := s.open(id)
	if err != nil {
		return 0, err
	}
	if now := s.Now(); now.Active && now.Run == id {
		return 0, fmt.Errorf("training: remove %s: %w", id, app.ErrBusy)
	}
	if s.Reporting != nil && s.Reporting(id) {
		return 0, fmt.Errorf("training: remove %s: %w", id, ErrReporting)
	}
	freed = size(r.Dir)
	if err := os.RemoveAll(r.Dir); err != nil {
		return 0, fmt.Errorf("training: remove %s: %w", id, err)
	}
	s.forget(id)
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
