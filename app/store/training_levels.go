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

// AppendLevels writes what a training has measured since: blocks from the one
// numbered block on and evaluations from the one numbered heldOut on, in place
// of what stood there and behind it.
func (s *Store) AppendLevels(ctx context.Context, job int64, block, heldOut int, l app.TrainingLevels) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE training_jobs SET measured = ? WHERE id = ?", l.Measured, job); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM training_metrics WHERE job_id = ? AND (held_out = 0 AND ordinal >= ? OR held_out = 1 AND ordinal >= ?)",
			job, block, heldOut); err != nil {
			return err
		}
		return insertLevels(ctx, tx, job, block, heldOut, l)
	})
	if err != nil {
		return fmt.Errorf("store: metrics of training %d: %w", job, named(err))
	}
	return nil
}

func insertLevels(ctx context.Context, tx *sql.Tx, job int64, block, heldOut int, l app.TrainingLevels) error {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO training_metrics (job_id, held_out, ordinal, first, last, n, min, mean, max, data)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, b := range l.Blocks {
		if _, err := insert.ExecContext(ctx, job, 0, block+i, b.First, b.Last, b.N, b.Min, b.Mean, b.Max, ""); err != nil {
			return err
		}
	}
	for i, data := range l.HeldOut {
		if _, err := insert.ExecContext(ctx, job, 1, heldOut+i, 0, 0, 1, 0, 0, 0, data); err != nil {
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
		l.Blocks, err = collect(ctx, s.read, func(rows *sql.Rows) (b app.TrainingBlock, err error) {
			return b, rows.Scan(&b.First, &b.Last, &b.N, &b.Min, &b.Mean, &b.Max)
		}, "SELECT first, last, n, min, mean, max FROM training_metrics WHERE job_id = ? AND held_out = 0 ORDER BY ordinal", job)
	}
	if err == nil {
		l.HeldOut, err = collect(ctx, s.read, func(rows *sql.Rows) (data string, err error) {
			return data, rows.Scan(&data)
		}, "SELECT data FROM training_metrics WHERE job_id = ? AND held_out = 1 ORDER BY ordinal", job)
	}
	if err != nil {
		return l, fmt.Errorf("store: metrics: %w", err)
	}
	return l, nil
}
