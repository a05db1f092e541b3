package training

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"avagar/app"
	"avagar/engine/train"
)

// note keeps what became of a training. Where that fails the training goes on:
// its folder says all that is needed.
func (s *Studio) note(j *app.TrainingJob) {
	if s.Store == nil {
		return
	}
	err := s.Store.SetTraining(context.Background(), *j)
	if errors.Is(err, app.ErrNotFound) {
		if j.AddedAt.IsZero() {
			j.AddedAt = time.Now()
		}
		j.ID, err = s.Store.AddTraining(context.Background(), *j)
		s.mu.Lock()
		s.queue.current.job.ID = j.ID
		s.mu.Unlock()
	}
	if err != nil {
		slog.Warn("training: not kept", "run", j.Run, "error", err)
	}
}

func (s *Studio) forget(run string) {
	s.mu.Lock()
	s.queue.drop(run)
	s.mu.Unlock()
	if s.Store == nil {
		return
	}
	j, err := s.Store.TrainingOf(context.Background(), s.User, run)
	if err == nil {
		err = s.Store.DeleteTraining(context.Background(), s.User, j.ID)
	}
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		slog.Warn("training: not forgotten", "run", run, "error", err)
	}
}

// List returns every run that can be read, newest first, and keeps those that
// the Store has not seen, as from the terminal.
func (s *Studio) List() ([]train.Summary, error) {
	list, err := s.Service.List()
	if err == nil && s.Store != nil {
		if err := s.enter(list); err != nil {
			slog.Warn("training: not kept", "error", err)
		}
	}
	return list, err
}

// enter has the Store know what the folders say. Those that wait do so whatever
// their folder says.
func (s *Studio) enter(list []train.Summary) error {
	ctx := context.Background()
	known, err := s.Store.Trainings(ctx, s.User)
	if err != nil {
		return err
	}
	byRun := map[string]app.TrainingJob{}
	for _, j := range known {
		byRun[j.Run] = j
	}
	for _, r := range list {
		j, ok := byRun[r.ID]
		delete(byRun, r.ID)
		state := stateOf(r.State)
		switch {
		case !ok:
			_, err = s.Store.AddTraining(ctx, app.TrainingJob{User: s.User, Run: r.ID, Folder: r.Dataset, State: state, AddedAt: r.Created})
		case j.State != app.TrainingWaiting && j.State != state && s.Now().Run != r.ID:
			j.State = state
			err = s.Store.SetTraining(ctx, j)
		}
		if err != nil {
			return err
		}
	}
	return s.leave(ctx, byRun)
}

// leave forgets those whose folder is gone.
func (s *Studio) leave(ctx context.Context, rest map[string]app.TrainingJob) error {
	for run, j := range rest {
		if run == "" {
			continue
		}
		if _, err := os.Lstat(s.dir(run)); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := s.Store.DeleteTraining(ctx, s.User, j.ID); err != nil {
			return err
		}
	}
	return nil
}

func stateOf(state string) app.TrainingState {
	switch state {
	case train.StateRunning, train.StateDone, train.StateFailed:
		return app.TrainingState(state)
	}
	return app.TrainingPaused
}

// record keeps what a run has saved and measured.
func (s *Studio) record(r *train.Run) {
	if s.Store == nil {
		return
	}
	j, err := s.Store.TrainingOf(context.Background(), s.User, r.Summary.ID)
	if err == nil {
		err = s.recordCheckpoints(r, j.ID, true)
	}
	if err == nil {
		_, err = s.measured(r)
	}
	if err != nil {
		slog.Warn("training: not kept", "run", r.Summary.ID, "error", err)
	}
}

// recordCheckpoints takes the sum of those that are new; the newest is so anew
// where the run was just at work on it.
func (s *Studio) recordCheckpoints(r *train.Run, job int64, anew bool) error {
	steps, err := r.Checkpoints()
	if err != nil {
		return err
	}
	before, err := s.Store.Checkpoints(context.Background(), job)
	if err != nil {
		return err
	}
	sums := map[int]app.TrainingCheckpoint{}
	for _, c := range before {
		sums[c.Step] = c
	}
	var list []app.TrainingCheckpoint
	for i, step := range steps {
		c, known := sums[step]
		if !known || anew && i == len(steps)-1 {
			if c, err = weighed(r.CheckpointPath(step)); err != nil {
				return err
			}
		}
		c.Step, c.Best = step, step == r.Summary.BestStep
		list = append(list, c)
	}
	return s.Store.SaveCheckpoints(context.Background(), job, list)
}

func weighed(path string) (c app.TrainingCheckpoint, err error) {
	f, err := os.Open(path)
	if err != nil {
		return c, err
	}
	defer f.Close()
	sum := sha256.New()
	c.Bytes, err = io.Copy(sum, f)
	c.Sum = hex.EncodeToString(sum.Sum(nil))
	return c, err
}
