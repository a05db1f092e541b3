package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Settings are all that a user has set, by name.
func (s *Store) Settings(ctx context.Context, user int64) (settings map[string]string, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT name, value FROM user_settings WHERE user_id = ?", user)
	if err != nil {
		return nil, fmt.Errorf("store: settings: %w", named(err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	settings = map[string]string{}
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, fmt.Errorf("store: settings: %w", named(err))
		}
		settings[name] = value
	}
	return settings, named(rows.Err())
}

// SetSettings writes some of a user's settings, all of these or none. A value
// that is there already is not written again.
func (s *Store) SetSettings(ctx context.Context, user int64, settings map[string]string) error {
	changed, err := s.setAll(ctx, user, settings)
	if err != nil {
		return fmt.Errorf("store: set: %w", named(err))
	}
	if changed {
		s.Changed.Publish(struct{}{})
	}
	return nil
}

func (s *Store) setAll(ctx context.Context, user int64, settings map[string]string) (changed bool, err error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback() //nolint:errcheck // does nothing after Commit
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		r, err := tx.ExecContext(ctx, `INSERT INTO user_settings (user_id, name, value) VALUES (?, ?, ?)
			ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`, user, name, settings[name])
		if err != nil {
			return false, err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return false, err
		}
		changed = changed || n > 0
	}
	return changed, tx.Commit()
}

// ClearSetting forgets one setting; there need not be one.
func (s *Store) ClearSetting(ctx context.Context, user int64, name string) error {
	_, err := s.exec(ctx, "clear", "DELETE FROM user_settings WHERE user_id = ? AND name = ?", user, name)
	return err
}
