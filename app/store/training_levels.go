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

// AppendLevels writes what a training has measured since: its pages from those
// numbered steps and heldOut on, in place of what stood there and behind them.
func (s *Store) AppendLevels(ctx context.Context, job int64, steps, heldOut int, l app.TrainingLevels) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE training_jobs SET measured = ? WHERE id = ?", l.Measured, job); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM training_metrics WHERE job_id = ? AND (held_out = 0 AND ordinal >= ? OR held_out = 1 AND ordinal >= ?)",
			job, steps, heldOut); err != nil {
			return err
		}
		if err := insertPages(ctx, tx, job, 0, steps, l.Steps); err != nil {
			return err
		}
		return insertPages(ctx, tx, job, 1, heldOut, l.HeldOut)
	})
	if err != nil {
		return fmt.Errorf("store: metrics of training %d: %w", job, named(err))
	}
	return nil
}

func insertPages(ctx context.Context, tx *sql.Tx, job int64, heldOut, from int, pages []app.TrainingPage) error {
	for i, p := range pages {
		if _, err := tx.ExecContext(ctx, `INSERT INTO training_metrics (job_id, held_out, ordinal, first, last, n, min, mean, max, data)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, job, heldOut, from+i, p.First, p.Last, p.N, p.Min, p.Mean, p.Max, p.Data); err != nil {
			return err
		}
	}
	return nil
}

// Levels are what stands here of a training's measurements.
func (s *Store) Levels(ctx context.Context, job int64) (l app.TrainingLevels, err error) {
	measured, err := collect(ctx, s.read, scanID, "SELECT measured FROM training_jobs WHERE id = ?", job)
	if err == nil {
		l.Measured = first(measured)
		l.Steps, err = s.pages(ctx, job, 0)
	}
	if err == nil {
		l.HeldOut, err = s.pages(ctx, job, 1)
	}
	if err != nil {
		return l, fmt.Errorf("store: metrics: %w", err)
	}
	return l, nil
}

func (s *Store) pages(ctx context.Context, job int64, heldOut int) ([]app.TrainingPage, error) {
	return collect(ctx, s.read, func(rows *sql.Rows) (p app.TrainingPage, err error) {
		return p, rows.Scan(&p.First, &p.Last, &p.N, &p.Min, &p.Mean, &p.Max, &p.Data)
	}, "SELECT first, last, n, min, mean, max, data FROM training_metrics WHERE job_id = ? AND held_out = ? ORDER BY ordinal", job, heldOut)
}
