package training

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"avagar/app"
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
// or the disk has to be spared, and has the next one begin. It is called once,
// when nothing trains yet: what was cut off by then is paused.
func (s *Studio) Work(ctx context.Context) error {
	if s.Store != nil {
		if err := s.Store.StopTrainings(ctx, s.User); err != nil && ctx.Err() == nil {
			slog.Warn("training: queue", "error", err)
		}
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		s.look(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
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
	if reason != before && s.Store != nil {
		if err := s.Store.HoldTrainings(ctx, s.User, reason); err != nil {
			slog.Warn("training: queue", "error", err)
		}
		s.Changed.Publish(struct{}{})
	}
	s.next()
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
