package store

import (
	"context"
	"database/sql"
	"fmt"

	"avagar/app"
)

// SaveCheckpoints writes which checkpoints a training has, in place of those
// known before. Like AppendLevels it publishes no Changed: who shares the Store
// hears of it from the training.
func (s *Store) SaveCheckpoints(ctx context.Context, job int64, list []app.TrainingCheckpoint) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM checkpoints WHERE job_id = ?", job); err != nil {
			return err
		}
		for _, c := range list {
			if _, err := tx.ExecContext(ctx, "INSERT INTO checkpoints (job_id, step, best, bytes, sum) VALUES (?, ?, ?, ?, ?)",
				job, c.Step, c.Best, c.Bytes, c.Sum); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: checkpoints of training %d: %w", job, named(err))
	}
	return nil
}

// Checkpoints are those of a training, by step.
func (s *Store) Checkpoints(ctx context.Context, job int64) ([]app.TrainingCheckpoint, error) {
	list, err := collect(ctx, s.read, func(rows *sql.Rows) (c app.TrainingCheckpoint, err error) {
		return c, rows.Scan(&c.Step, &c.Best, &c.Bytes, &c.Sum)
	}, "SELECT step, best, bytes, sum FROM checkpoints WHERE job_id = ? ORDER BY step", job)
	if err != nil {
		return nil, fmt.Errorf("store: checkpoints: %w", err)
	}
	return list, nil
}

// AppendLevels writes what a training has measured since: the pages of each part
// from those numbered in from on, in place of what stood there and behind them.
// Without from they take the place of all that stood here.
func (s *Store) AppendLevels(ctx context.Context, job int64, from map[string]int, l app.TrainingLevels) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE training_jobs SET measured = ?, paced = ? WHERE id = ?", l.Measured, l.Paced, job); err != nil {
			return err
		}
		if from == nil {
			if _, err := tx.ExecContext(ctx, "DELETE FROM training_metrics WHERE job_id = ?", job); err != nil {
				return err
			}
		}
		for part, pages := range l.Pages {
			if err := replacePages(ctx, tx, job, part, from[part], pages); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: metrics of training %d: %w", job, named(err))
	}
	return nil
}

func replacePages(ctx context.Context, tx *sql.Tx, job int64, part string, from int, pages []app.TrainingPage) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM training_metrics WHERE job_id = ? AND part = ? AND ordinal >= ?", job, part, from); err != nil {
		return err
	}
	for i, p := range pages {
		if _, err := tx.ExecContext(ctx, `INSERT INTO training_metrics (job_id, part, ordinal, first, last, n, min, mean, max, data)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, job, part, from+i, p.First, p.Last, p.N, p.Min, p.Mean, p.Max, p.Data); err != nil {
			return err
		}
	}
	return nil
}

// Levels are what stands here of a training's measurements.
func (s *Store) Levels(ctx context.Context, job int64) (app.TrainingLevels, error) {
	l := app.TrainingLevels{Pages: map[string][]app.TrainingPage{}}
	_, err := collect(ctx, s.read, func(rows *sql.Rows) (struct{}, error) {
		return struct{}{}, rows.Scan(&l.Measured, &l.Paced)
	}, "SELECT measured, paced FROM training_jobs WHERE id = ?", job)
	if err == nil {
		_, err = collect(ctx, s.read, func(rows *sql.Rows) (struct{}, error) {
			var part string
			var p app.TrainingPage
			err := rows.Scan(&part, &p.First, &p.Last, &p.N, &p.Min, &p.Mean, &p.Max, &p.Data)
			l.Pages[part] = append(l.Pages[part], p)
			return struct{}{}, err
		}, "SELECT part, first, last, n, min, mean, max, data FROM training_metrics WHERE job_id = ? ORDER BY part, ordinal", job)
	}
	if err != nil {
		return l, fmt.Errorf("store: metrics: %w", err)
	}
	return l, nil
}
