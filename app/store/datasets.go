package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"avagar/app"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// AddDataset keeps a new dataset and returns its id; app.ErrExists where the
// user has one of that name.
func (s *Store) AddDataset(ctx context.Context, d app.Dataset) (id int64, err error) {
	err = s.write.QueryRowContext(ctx, `INSERT INTO datasets
		(user_id, name, path, kind, source, source_sum, language, license, speaker, fixed_split, added_at, checked_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, d.User, d.Name, d.Path, d.Kind, d.Source, d.SourceSum,
		d.Language, d.License, d.Speaker, d.FixedSplit, millis(d.AddedAt), millis(d.CheckedAt)).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("store: add dataset %s: %w", d.Name, taken(err))
	}
	s.Changed.Publish(struct{}{})
	return id, nil
}

// taken is app.ErrExists where a row has to be the only one of its kind.
func taken(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE {
		return app.ErrExists
	}
	return named(err)
}

// selectDatasets counts a dataset's utterances beside it.
const selectDatasets = `SELECT d.id, d.user_id, d.name, d.path, d.kind, d.source, d.source_sum, d.language, d.license, d.speaker,
	d.fixed_split, d.added_at, d.checked_at, count(u.id), coalesce(sum(u.included), 0),
	coalesce(sum(u.included AND u.usable), 0), coalesce(sum(u.included AND u.usable AND u.held_out), 0), coalesce(sum(u.seconds), 0),
	coalesce(sum(CASE WHEN u.included AND u.usable THEN u.seconds END), 0)
	FROM datasets d LEFT JOIN utterances u ON u.dataset_id = d.id `

// Datasets are those of a user, by name.
func (s *Store) Datasets(ctx context.Context, user int64) ([]app.Dataset, error) {
	list, err := collect(ctx, s.read, scanDataset, selectDatasets+"WHERE d.user_id = ? GROUP BY d.id ORDER BY d.name", user)
	if err != nil {
		return nil, fmt.Errorf("store: datasets: %w", err)
	}
	return list, nil
}

// Dataset is a user's of that name, or app.ErrNotFound.
func (s *Store) Dataset(ctx context.Context, user int64, name string) (app.Dataset, error) {
	list, err := collect(ctx, s.read, scanDataset, selectDatasets+"WHERE d.user_id = ? AND d.name = ? GROUP BY d.id", user, name)
	if err == nil && len(list) == 0 {
		err = app.ErrNotFound
	}
	if err != nil {
		return app.Dataset{}, fmt.Errorf("store: dataset %s: %w", name, err)
	}
	return list[0], nil
}

func scanDataset(rows *sql.Rows) (d app.Dataset, err error) {
	var added, checked int64 // ms
	err = rows.Scan(&d.ID, &d.User, &d.Name, &d.Path, &d.Kind, &d.Source, &d.SourceSum, &d.Language, &d.License, &d.Speaker,
		&d.FixedSplit, &added, &checked, &d.Utterances, &d.Included, &d.Usable, &d.HeldOut, &d.Seconds, &d.UsableS)
	d.AddedAt, d.CheckedAt = moment(added), moment(checked)
	return d, err
}

// DeleteDataset forgets a dataset with its utterances, or returns
// app.ErrNotFound. It touches no file.
func (s *Store) DeleteDataset(ctx context.Context, user, id int64) error {
	return s.one(ctx, "delete a dataset", "DELETE FROM datasets WHERE user_id = ? AND id = ?", user, id)
}
