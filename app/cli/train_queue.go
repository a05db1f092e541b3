package cli

import (
	"math"
	"slices"
	"strconv"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/store"
	"avagar/app/training"
)

type (
	trainCancel struct {
		Job string `arg:"" help:"${train_job}"`
	}
	trainMove struct {
		Job   string `arg:"" help:"${train_job}"`
		Where string `arg:"" enum:"up,down,first,last" help:"${train_where}"`
	}
)

// waitingObject is what --json says of a training that waits.
type waitingObject struct {
	Job     int64  `json:"job"`
	ID      string `json:"id"` // of its run, or what it is called until there is one
	State   string `json:"state"`
	Dataset string `json:"dataset"`
	Reason  string `json:"reason,omitempty"`
}

func (s *session) listedWaiting(j app.TrainingJob) error {
	if s.json {
		return s.object(waitingObject{j.ID, training.NameOf(j), string(j.State), j.Folder, j.Reason})
	}
	return s.say(fa.TrainWaits, int(j.ID), training.NameOf(j), fa.Hold(j.Reason), j.Folder)
}

// queued is the training that waits under a number or, where it is the only one
// called so, a name. Errors: app.ErrNotFound, training.ErrSeveral.
func queued(list []app.TrainingJob, asked string) (app.TrainingJob, error) {
	id, err := strconv.ParseInt(app.PlainNumber(asked), 10, 64)
	if i := slices.IndexFunc(list, func(j app.TrainingJob) bool { return j.ID == id }); err == nil && i >= 0 {
		return list[i], nil
	}
	var found []app.TrainingJob
	for _, j := range list {
		if training.NameOf(j) == asked {
			found = append(found, j)
		}
	}
	switch len(found) {
	case 0:
		return app.TrainingJob{}, app.ErrNotFound
	case 1:
		return found[0], nil
	}
	return app.TrainingJob{}, training.ErrSeveral
}

// queue does something to a training that waits, and hands over the queue after
// it.
func (s *session) queue(asked string, do func(*store.Store, app.TrainingJob) error, then func(app.TrainingJob, []app.TrainingJob) error) error {
	return s.records(func(kept *store.Store, user app.User) error {
		list, err := kept.WaitingTrainings(s.ctx, user.ID)
		if err != nil {
			return err
		}
		j, err := queued(list, asked)
		if err == nil {
			err = do(kept, j)
		}
		if err != nil {
			return about(asked, err)
		}
		if list, err = kept.WaitingTrainings(s.ctx, user.ID); err != nil {
			return err
		}
		return then(j, list)
	})
}

// Run takes a training out of the queue. A run that it was to go on with is kept.
func (c *trainCancel) Run(s *session) error {
	return s.queue(c.Job, func(kept *store.Store, j app.TrainingJob) error {
		return kept.CancelTraining(s.ctx, j.User, j.ID)
	}, func(j app.TrainingJob, _ []app.TrainingJob) error {
		if !s.json {
			return s.say(fa.TrainCancelled, training.NameOf(j))
		}
		state := "cancelled"
		if j.Run != "" {
			state = string(app.TrainingPaused)
		}
		return s.object(waitingObject{Job: j.ID, ID: training.NameOf(j), State: state, Dataset: j.Folder})
	})
}

// turns are how far ahead a training of the queue goes.
var turns = map[string]int{"up": 1, "down": -1, "first": math.MaxInt32, "last": -math.MaxInt32}

// Run changes the turn of a training, and lists the queue as it is then.
func (c *trainMove) Run(s *session) error {
	return s.queue(c.Job, func(kept *store.Store, j app.TrainingJob) error {
		return kept.MoveTraining(s.ctx, j.User, j.ID, turns[c.Where])
	}, func(_ app.TrainingJob, list []app.TrainingJob) error {
		for _, j := range list {
			if err := s.listedWaiting(j); err != nil {
				return err
			}
		}
		return nil
	})
}
