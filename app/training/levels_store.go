package training

import (
	"context"
	"errors"
	"log/slog"

	"avagar/app"
	"avagar/engine/train"
)

// measured is what a run has measured by now. What is new since the last time is
// read from its folder, and kept.
func (s *Studio) measured(r *train.Run) (Levels, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	id := r.Summary.ID
	before, seen := s.levels[id]
	job := s.jobOf(id)
	if !seen && job != 0 {
		before = s.keptLevels(job)
	}
	now, err := readLevels(r.Dir, before)
	if err != nil {
		return now, err
	}
	if job != 0 && (now.Offset != before.Offset || now.Paced != before.Paced) {
		s.keepLevels(job, before, now)
	}
	if job != 0 && !seen {
		if err := s.recordCheckpoints(r, job, false); err != nil {
			slog.Warn("training: checkpoints", "run", id, "error", err)
		}
	}
	s.levels[id] = now
	return now, nil
}

// unmeasure has a run that went back read from its beginning.
func (s *Studio) unmeasure(run string) {
	s.reading.Lock()
	defer s.reading.Unlock()
	s.levels[run] = Levels{}
}

// jobOf is the id of a run's training, or 0 where the Store does not know it.
func (s *Studio) jobOf(run string) int64 {
	if s.Store == nil {
		return 0
	}
	j, err := s.Store.TrainingOf(context.Background(), s.User, run)
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		slog.Warn("training: metrics", "run", run, "error", err)
	}
	return j.ID
}

// keptLevels are those in the Store, or none where they cannot be used.
func (s *Studio) keptLevels(job int64) Levels {
	kept, err := s.Store.Levels(context.Background(), job)
	var l Levels
	if err == nil {
		l, err = unpaged(kept)
	}
	if err != nil {
		slog.Warn("training: metrics", "error", err)
		return Levels{}
	}
	return l
}

// keepLevels writes what is new, or all where the run went back. Where that fails
// it is read from the folder again the next time.
func (s *Studio) keepLevels(job int64, before, now Levels) {
	from, pages := now.pages(before)
	if err := s.Store.AppendLevels(context.Background(), job, from, pages); err != nil {
		slog.Warn("training: metrics", "error", err)
	}
}
