package training

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"log/slog"
	"slices"

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
	if job != 0 && now.Offset != before.Offset {
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

// pageLength is how many blocks or evaluations are one page: reading a long run
// is quick, and writing what is new writes little twice.
const pageLength = 256

// keptLevels are those in the Store, or none where they cannot be used.
func (s *Studio) keptLevels(job int64) Levels {
	kept, err := s.Store.Levels(context.Background(), job)
	l := Levels{Offset: kept.Measured}
	if err == nil {
		l.Blocks, err = unpage[Block](kept.Steps)
	}
	if err == nil {
		l.HeldOut, err = unpage[train.Metric](kept.HeldOut)
	}
	if err != nil {
		slog.Warn("training: metrics", "error", err)
		return Levels{}
	}
	return l
}

func unpage[T any](pages []app.TrainingPage) (all []T, err error) {
	for _, p := range pages {
		var part []T
		if err := gob.NewDecoder(bytes.NewReader(p.Data)).Decode(&part); err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	return all, nil
}

// keepLevels writes what is new, or all where the run went back. Where that fails
// it is read from the folder again the next time.
func (s *Studio) keepLevels(job int64, before, now Levels) {
	block, heldOut := max(len(before.Blocks)-1, 0)/pageLength, len(before.HeldOut)/pageLength // the last ones were not full
	if now.Offset < before.Offset {
		block, heldOut = 0, 0
	}
	part := app.TrainingLevels{Measured: now.Offset}
	for page := range slices.Chunk(now.Blocks[min(block*pageLength, len(now.Blocks)):], pageLength) {
		part.Steps = append(part.Steps, paged(joined(page), page))
	}
	for page := range slices.Chunk(now.HeldOut[min(heldOut*pageLength, len(now.HeldOut)):], pageLength) {
		var all Block
		for _, m := range page {
			if finite(m.Frames) {
				all.add(m.Step, m.Frames)
			}
		}
		part.HeldOut = append(part.HeldOut, paged(all, page))
	}
	if err := s.Store.AppendLevels(context.Background(), job, block, heldOut, part); err != nil {
		slog.Warn("training: metrics", "error", err)
	}
}

func paged(b Block, parts any) app.TrainingPage {
	var data bytes.Buffer
	_ = gob.NewEncoder(&data).Encode(parts) // into memory, numbers alone
	return app.TrainingPage{First: b.First, Last: b.Last, N: b.N, Min: b.Min, Mean: b.Mean, Max: b.Max, Data: data.Bytes()}
}
