package training

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"avagar/app"
	"avagar/engine/disk"
)

const (
	// leastRoom is how many bytes a training leaves on the disk.
	leastRoom = 500 << 20
	// roomAgain is how many there have to be before it goes on.
	roomAgain = 600 << 20
	// lookEvery is how often it is looked whether a training may go on.
	lookEvery = 10 * time.Second
)

// Work works the queue until ctx ends: it pauses the training while the battery
// or the disk has to be spared, has the next one begin, and obeys what other
// programs change about the queue. It is called once, when nothing trains yet:
// what was cut off by then is paused.
func (s *Studio) Work(ctx context.Context) error {
	written := make(chan struct{}, 1)
	if s.Store != nil {
		if err := s.Store.StopTrainings(ctx, s.User); err != nil && ctx.Err() == nil {
			slog.Warn("training: queue", "error", err)
		}
		defer s.Store.Changed.Subscribe(func(struct{}) {
			select {
			case written <- struct{}{}:
			default: // one look serves many changes
			}
		})()
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var seen []app.TrainingJob
	s.look(ctx)
	for {
		select {
		case <-tick.C:
			s.look(ctx)
		case <-written:
			seen = s.follow(seen)
		case <-ctx.Done():
			return nil
		}
	}
}

// follow tells that the queue is another one than before, and has the one begin
// whose turn it is now.
func (s *Studio) follow(before []app.TrainingJob) (now []app.TrainingJob) {
	now = s.Waiting()
	if !slices.Equal(now, before) {
		s.Changed.Publish(struct{}{})
		s.next()
	}
	return now
}

// look pauses the training where it has to be, or has the next one begin.
func (s *Studio) look(ctx context.Context) {
	s.mu.Lock()
	before := s.queue.held
	s.mu.Unlock()
	reason := s.reason(before)
	s.mu.Lock()
	s.queue.held = reason
	stop := s.now.Active && reason != "" && s.queue.cause == ""
	if stop {
		s.queue.cause = reason
	}
	s.mu.Unlock()
	if stop {
		s.Jobs.Cancel(Job)
	}
	if reason != before {
		s.tellHeld(ctx, reason)
		s.Changed.Publish(struct{}{})
	}
	s.next()
}

// tellHeld writes why nothing may train, for whoever looks at the queue.
func (s *Studio) tellHeld(ctx context.Context, reason string) {
	if s.Store == nil {
		return
	}
	if err := s.Store.HoldTrainings(ctx, s.User, reason); err != nil {
		slog.Warn("training: queue", "error", err)
	}
}

// fills holds all training where a write has met a full disk, whatever was free
// when it was looked at last.
func (s *Studio) fills(err error) (held bool) {
	if !disk.Full(err) {
		return false
	}
	s.mu.Lock()
	s.queue.held = app.HoldNoSpace
	s.mu.Unlock()
	s.tellHeld(context.Background(), app.HoldNoSpace)
	return true
}

// reason is why nothing may train now, or empty.
func (s *Studio) reason(before string) string {
	if s.Battery != nil && s.Battery() {
		return app.HoldBattery
	}
	least := int64(leastRoom)
	if before == app.HoldNoSpace {
		least = roomAgain
	}
	free, err := s.Free()
	if err == nil && free < least {
		return app.HoldNoSpace
	}
	return ""
}

// settle notes how a training ended, and tells whether it goes on by itself
// later, and why not now.
func (s *Studio) settle(o order, cause string, err error) (held string) {
	j := s.Now()
	o.job.Run = j.Run
	switch {
	case err == nil:
		o.job.State, o.job.EndedAt = app.TrainingDone, time.Now()
	case !errors.Is(err, context.Canceled):
		o.job.State, o.job.Reason, o.job.EndedAt = app.TrainingFailed, fmt.Sprint(err), time.Now()
	case cause == byPerson:
		o.job.State = app.TrainingPaused
	case cause == "":
		return "" // the program ends; what it began is looked at when it begins again
	default:
		held = cause
		o.job.State, o.job.Reason = app.TrainingWaiting, cause
	}
	s.ends(o, held != "")
	return held
}

func (s *Studio) ends(o order, goesOn bool) {
	s.note(&o.job)
	switch {
	case goesOn:
		s.mu.Lock()
		s.queue.resumes = &o
		s.mu.Unlock()
	case o.job.State == app.TrainingPaused && o.job.Run == "" && o.job.ID != 0: // nothing was begun
		if err := s.Store.DeleteTraining(context.Background(), s.User, o.job.ID); err != nil {
			slog.Warn("training: not forgotten", "error", err)
		}
	}
}
