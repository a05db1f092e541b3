package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"avagar/app"
	"avagar/engine/persian"
)

// AddSpoken writes a text into the history and returns its id. Without a time
// it is now.
func (s *Store) AddSpoken(ctx context.Context, spoken app.Spoken) (int64, error) {
	if spoken.At.IsZero() {
		spoken.At = time.Now()
	}
	r, err := s.exec(ctx, "add to the history", `INSERT INTO speech_history
		(user_id, text, folded, voice, speed, pitch, duration_ms, spoken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		spoken.User, spoken.Text, persian.Searched(spoken.Text), spoken.Voice, spoken.Speed, spoken.Pitch,
		spoken.Duration.Milliseconds(), spoken.At.UnixMilli())
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// History is what a user had spoken, the newest first: at most limit texts
// that hold every word of query, and with an id below before unless that is 0.
func (s *Store) History(ctx context.Context, user int64, query string, before int64, limit int) ([]app.Spoken, error) {
	statement := `SELECT id, user_id, text, voice, speed, pitch, duration_ms, spoken_at FROM speech_history
		WHERE user_id = ? AND (? = 0 OR id < ?)`
	args := []any{user, before, before}
	for _, word := range strings.Fields(persian.Searched(query)) {
		statement += " AND instr(folded, ?) > 0"
		args = append(args, word)
	}
	list, err := collect(ctx, s.read, scanSpoken, statement+" ORDER BY id DESC LIMIT ?", append(args, max(limit, 0))...)
	if err != nil {
		return nil, fmt.Errorf("store: history: %w", err)
	}
	return list, nil
}

func scanSpoken(rows *sql.Rows) (p app.Spoken, err error) {
	var duration, at int64 // ms
	err = rows.Scan(&p.ID, &p.User, &p.Text, &p.Voice, &p.Speed, &p.Pitch, &duration, &at)
	p.Duration, p.At = time.Duration(duration)*time.Millisecond, time.UnixMilli(at)
	return p, err
}

// DeleteSpoken deletes one text of the history, or returns app.ErrNotFound.
func (s *Store) DeleteSpoken(ctx context.Context, user, id int64) error {
	return s.one(ctx, "delete from the history", "DELETE FROM speech_history WHERE user_id = ? AND id = ?", user, id)
}

// ClearHistory deletes all of a user's history.
func (s *Store) ClearHistory(ctx context.Context, user int64) error {
	_, err := s.exec(ctx, "clear the history", "DELETE FROM speech_history WHERE user_id = ?", user)
	return err
}
