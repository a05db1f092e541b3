package store

import (
	"context"
	"database/sql"
	"fmt"

	"avagar/app"
)

// PutModel keeps a folder that is here, in place of what was known of it, and
// returns its id.
func (s *Store) PutModel(ctx context.Context, m app.Model) (id int64, err error) {
	err = s.write.QueryRowContext(ctx, `INSERT INTO models (user_id, repo, commit_sha, folder, family, bytes, path, added_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (user_id, repo, commit_sha, folder) DO UPDATE
		SET family = excluded.family, bytes = excluded.bytes, path = excluded.path, added_at = excluded.added_at
		RETURNING id`, m.User, m.Repo, m.Commit, m.Folder, m.Family, m.Bytes, m.Path, millis(m.AddedAt)).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("store: put model %s: %w", m.Repo, named(err))
	}
	s.Changed.Publish(struct{}{})
	return id, nil
}

// Models are the folders of a user that are here, by repository.
func (s *Store) Models(ctx context.Context, user int64) ([]app.Model, error) {
	list, err := collect(ctx, s.read, scanModel, `SELECT id, user_id, repo, commit_sha, folder, family, bytes, path, added_at
		FROM models WHERE user_id = ? ORDER BY repo, added_at DESC, folder`, user)
	if err != nil {
		return nil, fmt.Errorf("store: models: %w", err)
	}
	return list, nil
}

func scanModel(rows *sql.Rows) (m app.Model, err error) {
	var added int64 // ms
	err = rows.Scan(&m.ID, &m.User, &m.Repo, &m.Commit, &m.Folder, &m.Family, &m.Bytes, &m.Path, &added)
	m.AddedAt = moment(added)
	return m, err
}

// DeleteModel forgets a folder, or returns app.ErrNotFound. It touches no file.
func (s *Store) DeleteModel(ctx context.Context, user, id int64) error {
	return s.one(ctx, "delete a model", "DELETE FROM models WHERE user_id = ? AND id = ?", user, id)
}
