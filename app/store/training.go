package store

import (
	"context"
	"database/sql"
	"fmt"

	"avagar/app"
)

const selectTrainings = "SELECT id, user_id, run, folder, options, state, position, reason, added_at, ended_at FROM training_jobs "

func scanTraining(rows *sql.Rows) (j app.TrainingJob, err error) {
	var added, ended int64 // ms
	err = rows.Scan(&j.ID, &j.User, &j.Run, &j.Folder, &j.Options, &j.State, &j.Position, &j.Reason, &added, &ended)
	j.AddedAt, j.EndedAt = moment(added), moment(ended)
	return j, err
}

// Trainings are all of a user's trainings, in the order they were added.
func (s *Store) Trainings(ctx context.Context, user int64) ([]app.TrainingJob, error) {
	list, err := collect(ctx, s.read, scanTraining, selectTrainings+"WHERE user_id = ? ORDER BY id", user)
	if err != nil {
		return nil, fmt.Errorf("store: trainings: %w", err)
	}
	return list, nil
}

// WaitingTrainings are a user's trainings that have not begun, in the order of
// their turns.
func (s *Store) WaitingTrainings(ctx context.Context, user int64) ([]app.TrainingJob, error) {
	list, err := collect(ctx, s.read, scanTraining, selectTrainings+
		"WHERE user_id = ? AND state = 'waiting' ORDER BY position, id", user)
	if err != nil {
		return nil, fmt.Errorf("store: waiting trainings: %w", err)
	}
	return list, nil
}

// TrainingOf is the training of a run, or app.ErrNotFound.
func (s *Store) TrainingOf(ctx context.Context, user int64, run string) (app.TrainingJob, error) {
	list, err := collect(ctx, s.read, scanTraining, selectTrainings+"WHERE user_id = ? AND run = ? AND run <> ''", user, run)
	if err == nil && len(list) == 0 {
		err = app.ErrNotFound
	}
	if err != nil {
		return app.TrainingJob{}, fmt.Errorf("store: training of %s: %w", run, err)
	}
	return list[0], nil
}

// AddTraining keeps a training and returns its id. One that waits comes last.
// Where its run is known already, that one takes its state and reason over.
func (s *Store) AddTraining(ctx context.Context, j app.TrainingJob) (id int64, err error) {
	if j.Options == "" {
		j.Options = "{}"
	}
	err = s.together(ctx, "add a training", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO training_jobs (user_id, run, folder, options, state, position, reason, added_at, ended_at)
			SELECT ?, ?, ?, ?, ?, ifnull(max(position), 0) + 1, ?, ?, ? FROM training_jobs WHERE user_id = ? AND state = 'waiting'
			ON CONFLICT (user_id, run) WHERE run <> '' DO UPDATE SET state = excluded.state, reason = excluded.reason,
				position = excluded.position, ended_at = excluded.ended_at RETURNING id`,
			j.User, j.Run, j.Folder, j.Options, j.State, j.Reason, millis(j.AddedAt), millis(j.EndedAt), j.User).Scan(&id)
	})
	return id, err
}

// SetTraining writes the run, the state and the reason of a training, and when
// it ended; app.ErrNotFound where it is gone. One that waits once more does so
// before all others.
func (s *Store) SetTraining(ctx context.Context, j app.TrainingJob) error {
	return s.one(ctx, "change a training", `UPDATE training_jobs SET run = ?, state = ?, reason = ?, ended_at = ?,
		position = iif(? = 'waiting', 0, position) WHERE user_id = ? AND id = ?`, j.Run, j.State, j.Reason, millis(j.EndedAt), j.State, j.User, j.ID)
}

// HoldTrainings writes why those that wait may not begin, or that nothing holds
// them.
func (s *Store) HoldTrainings(ctx context.Context, user int64, reason string) error {
	_, err := s.exec(ctx, "hold trainings", "UPDATE training_jobs SET reason = ? WHERE user_id = ? AND state = 'waiting' AND reason <> ?", reason, user, reason)
	return err
}

// MoveTraining moves a training that waits so many places ahead, or with a
// negative number back; app.ErrNotFound where it does not wait any more.
func (s *Store) MoveTraining(ctx context.Context, user, id int64, ahead int) error {
	return s.together(ctx, "move a training", func(tx *sql.Tx) error {
		ids, err := collect(ctx, tx, scanID, "SELECT id FROM training_jobs WHERE user_id = ? AND state = 'waiting' ORDER BY position, id", user)
		if err != nil {
			return err
		}
		ids, ok := shifted(ids, id, ahead)
		if !ok {
			return app.ErrNotFound
		}
		for i, id := range ids {
			if _, err := tx.ExecContext(ctx, "UPDATE training_jobs SET position = ? WHERE id = ?", i+1, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// shifted is a list with one id so many places nearer to its beginning.
func shifted(ids []int64, id int64, ahead int) ([]int64, bool) {
	for i, one := range ids {
		if one != id {
			continue
		}
		to := min(max(i-ahead, 0), len(ids)-1)
		step := 1
		if to < i {
			step = -1
		}
		for ; i != to; i += step {
			ids[i], ids[i+step] = ids[i+step], ids[i]
		}
		return ids, true
	}
	return ids, false
}

// TakeTraining has a training that waits begin; app.ErrNotFound where it does
// not wait any more, as where it was cancelled meanwhile.
func (s *Store) TakeTraining(ctx context.Context, user, id int64) error {
	return s.one(ctx, "begin a training", `UPDATE training_jobs SET state = 'running', reason = ''
		WHERE user_id = ? AND id = ? AND state IN ('waiting', 'running')`, user, id)
}

// CancelTraining takes a training that waits out of the queue: it is forgotten
// or, where it has a run, paused. app.ErrNotFound where it does not wait.
func (s *Store) CancelTraining(ctx context.Context, user, id int64) error {
	return s.together(ctx, "cancel a training", func(tx *sql.Tx) error {
		for _, statement := range []string{
			"DELETE FROM training_jobs WHERE user_id = ? AND id = ? AND state = 'waiting' AND run = ''",
			"UPDATE training_jobs SET state = 'paused', reason = '' WHERE user_id = ? AND id = ? AND state = 'waiting'",
		} {
			r, err := tx.ExecContext(ctx, statement, user, id)
			if err != nil {
				return err
			}
			if n, err := r.RowsAffected(); err != nil || n > 0 {
				return err
			}
		}
		return app.ErrNotFound
	})
}

// DeleteTraining forgets a training with all that stands here of it, or returns
// app.ErrNotFound. It touches no file.
func (s *Store) DeleteTraining(ctx context.Context, user, id int64) error {
	return s.one(ctx, "delete a training", "DELETE FROM training_jobs WHERE user_id = ? AND id = ?", user, id)
}

// StopTrainings notes at the beginning of the program that nothing trains: a run
// that was cut off is paused; what had no run yet waits again, or is forgotten
// where it had failed.
func (s *Store) StopTrainings(ctx context.Context, user int64) error {
	changed := int64(0)
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{
			"UPDATE training_jobs SET state = 'paused', reason = '' WHERE user_id = ? AND state = 'running' AND run <> ''",
			"UPDATE training_jobs SET state = 'waiting', reason = '', position = 0 WHERE user_id = ? AND state = 'running'",
			"DELETE FROM training_jobs WHERE user_id = ? AND state IN ('paused', 'failed', 'done') AND run = ''",
		} {
			r, err := tx.ExecContext(ctx, statement, user)
			if err != nil {
				return err
			}
			n, _ := r.RowsAffected() // of this driver never an error
			changed += n
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: stop trainings: %w", named(err))
	}
	if changed > 0 {
		s.Changed.Publish(struct{}{})
	}
	return nil
}
