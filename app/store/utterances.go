package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"avagar/app"
)

// PutUtterances makes a list all there is of a dataset. What a person decided
// of utterances that were there before, whether they are included, stays; a
// time of checked that is not zero tells that the dataset was listened to then.
func (s *Store) PutUtterances(ctx context.Context, dataset int64, list []app.Utterance, checked time.Time) error {
	return s.together(ctx, "utterances", func(tx *sql.Tx) error {
		if err := putAll(ctx, tx, dataset, list); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM utterances WHERE dataset_id = ? AND ordinal < 0", dataset); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE datasets SET checked_at = max(checked_at, ?) WHERE id = ?", millis(checked), dataset)
		return err
	})
}

// putAll leaves those that the list lacks with an ordinal below 0.
func putAll(ctx context.Context, tx *sql.Tx, dataset int64, list []app.Utterance) error {
	if _, err := tx.ExecContext(ctx, "UPDATE utterances SET ordinal = -1 WHERE dataset_id = ?", dataset); err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, `INSERT INTO utterances
		(dataset_id, id, ordinal, path, text, phonemes, seconds, included, held_out, usable, findings, sound)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (dataset_id, id) DO UPDATE SET ordinal = excluded.ordinal, path = excluded.path, text = excluded.text,
		phonemes = excluded.phonemes,
		seconds = excluded.seconds, held_out = excluded.held_out, usable = excluded.usable,
		findings = excluded.findings, sound = excluded.sound`)
	if err != nil {
		return err
	}
	defer put.Close()
	for i, u := range list {
		findings, err := json.Marshal(u.Findings)
		if err != nil {
			return err
		}
		if u.Findings == nil {
			findings = []byte("[]")
		}
		if _, err := put.ExecContext(ctx, dataset, u.ID, i, u.Path, u.Text, u.Phonemes, u.Seconds, u.Included, u.HeldOut, u.Usable, string(findings), u.Sound); err != nil {
			return err
		}
	}
	return nil
}

// Utterances are those of a dataset that a filter takes, in the order of the
// recordings.
func (s *Store) Utterances(ctx context.Context, dataset int64, f app.UtteranceFilter) ([]app.Utterance, error) {
	where, args := utteranceWhere(dataset, f)
	limit := f.Limit
	if limit == 0 {
		limit = -1
	}
	list, err := collect(ctx, s.read, scanUtterance, `SELECT id, path, text, phonemes, seconds, included, held_out, usable, findings, sound
		FROM utterances WHERE `+where+" ORDER BY ordinal LIMIT ? OFFSET ?", append(args, limit, f.Offset)...)
	if err != nil {
		return nil, fmt.Errorf("store: utterances: %w", err)
	}
	return list, nil
}

// CountUtterances is how many a filter takes, whatever its limit.
func (s *Store) CountUtterances(ctx context.Context, dataset int64, f app.UtteranceFilter) (n int, err error) {
	where, args := utteranceWhere(dataset, f)
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM utterances WHERE "+where, args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("store: count utterances: %w", named(err))
	}
	return n, nil
}

func utteranceWhere(dataset int64, f app.UtteranceFilter) (where string, args []any) {
	parts, args := []string{"dataset_id = ?"}, []any{dataset}
	add := func(part string, values ...any) {
		parts, args = append(parts, part), append(args, values...)
	}
	if f.Finding != "" {
		add("EXISTS (SELECT 1 FROM json_each(findings) WHERE value ->> 'code' = ?)", f.Finding)
	}
	if f.Severity != "" {
		add("EXISTS (SELECT 1 FROM json_each(findings) WHERE value ->> 'severity' = ?)", f.Severity)
	}
	if f.Excluded {
		add("NOT included")
	}
	if f.Text != "" {
		add("(instr(text, ?) > 0 OR instr(id, ?) > 0)", f.Text, f.Text)
	}
	return strings.Join(parts, " AND "), args
}

func scanUtterance(rows *sql.Rows) (u app.Utterance, err error) {
	var findings string
	if err := rows.Scan(&u.ID, &u.Path, &u.Text, &u.Phonemes, &u.Seconds, &u.Included, &u.HeldOut, &u.Usable, &findings, &u.Sound); err != nil {
		return u, err
	}
	return u, json.Unmarshal([]byte(findings), &u.Findings)
}

// CountFindings tells for every code that was found how many utterances have it.
func (s *Store) CountFindings(ctx context.Context, dataset int64) (map[string]int, error) {
	type row struct {
		code string
		n    int
	}
	list, err := collect(ctx, s.read, func(rows *sql.Rows) (r row, err error) {
		err = rows.Scan(&r.code, &r.n)
		return r, err
	}, `SELECT f.value ->> 'code', count(DISTINCT u.id) FROM utterances u, json_each(u.findings) f
		WHERE u.dataset_id = ? GROUP BY 1`, dataset)
	if err != nil {
		return nil, fmt.Errorf("store: findings: %w", err)
	}
	counts := make(map[string]int, len(list))
	for _, r := range list {
		counts[r.code] = r.n
	}
	return counts, nil
}

// SetText corrects the text of an utterance, whose phonemes are then those of
// the new text; app.ErrNotFound where there is none.
func (s *Store) SetText(ctx context.Context, dataset int64, id, text string) error {
	return s.one(ctx, "text of "+id, "UPDATE utterances SET text = ?, phonemes = '' WHERE dataset_id = ? AND id = ?", text, dataset, id)
}

// SetPhonemes keeps how a person wants an utterance to be read, empty for as the
// program reads it; app.ErrNotFound where there is none.
func (s *Store) SetPhonemes(ctx context.Context, dataset int64, id, phonemes string) error {
	return s.one(ctx, "phonemes of "+id, "UPDATE utterances SET phonemes = ? WHERE dataset_id = ? AND id = ?", phonemes, dataset, id)
}

// DatasetsStamp is a text that is another one once something about a user's
// datasets or their utterances has changed.
func (s *Store) DatasetsStamp(ctx context.Context, user int64) (stamp string, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT
		(SELECT count(*) || ' ' || coalesce(max(id), 0) || ' ' || coalesce(max(updated_at), 0) FROM datasets WHERE user_id = ?1) || ' ' ||
		(SELECT count(*) || ' ' || coalesce(max(updated_at), 0) FROM utterances WHERE dataset_id IN (SELECT id FROM datasets WHERE user_id = ?1))`,
		user).Scan(&stamp)
	if err != nil {
		return "", fmt.Errorf("store: datasets: %w", named(err))
	}
	return stamp, nil
}

// Include takes utterances in or leaves them out, all or none of them;
// app.ErrNotFound for one that is not there.
func (s *Store) Include(ctx context.Context, dataset int64, included bool, ids ...string) error {
	return s.together(ctx, "include", func(tx *sql.Tx) error {
		for _, id := range ids {
			r, err := tx.ExecContext(ctx, "UPDATE utterances SET included = ? WHERE dataset_id = ? AND id = ?", included, dataset, id)
			if err != nil {
				return err
			}
			if n, err := r.RowsAffected(); err != nil || n == 0 {
				return errors.Join(err, &app.About{Subject: id, Err: app.ErrNotFound})
			}
		}
		return nil
	})
}

// HoldOut makes a list of ids all that is held out of a dataset.
func (s *Store) HoldOut(ctx context.Context, dataset int64, ids []string) error {
	list, err := json.Marshal(append([]string{}, ids...))
	if err != nil {
		return fmt.Errorf("store: hold out: %w", err)
	}
	_, err = s.exec(ctx, "hold out", `UPDATE utterances SET held_out = id IN (SELECT value FROM json_each(?1))
		WHERE dataset_id = ?2 AND held_out <> (id IN (SELECT value FROM json_each(?1)))`, string(list), dataset)
	return err
}
