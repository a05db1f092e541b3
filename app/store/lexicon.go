package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"avagar/app"
)

// PutPronunciation keeps how a user wants a word to be read, in place of what
// they wanted before.
func (s *Store) PutPronunciation(ctx context.Context, p app.Pronunciation) error {
	_, err := s.exec(ctx, "put into the lexicon", `INSERT INTO lexicon_entries (user_id, word, phones) VALUES (?, ?, ?)
		ON CONFLICT (user_id, word) DO UPDATE SET phones = excluded.phones`, p.User, p.Word, strings.Join(p.Phones, " "))
	return err
}

// Pronunciations are all that a user has put into the lexicon, by word.
func (s *Store) Pronunciations(ctx context.Context, user int64) ([]app.Pronunciation, error) {
	list, err := collect(ctx, s.read, scanPronunciation,
		"SELECT user_id, word, phones, updated_at FROM lexicon_entries WHERE user_id = ? ORDER BY word", user)
	if err != nil {
		return nil, fmt.Errorf("store: lexicon: %w", err)
	}
	return list, nil
}

func scanPronunciation(rows *sql.Rows) (p app.Pronunciation, err error) {
	var phones string
	var at int64 // ms
	err = rows.Scan(&p.User, &p.Word, &phones, &at)
	p.Phones, p.At = strings.Fields(phones), time.UnixMilli(at)
	return p, err
}

// DeletePronunciation takes a word out of the lexicon, or returns
// app.ErrNotFound.
func (s *Store) DeletePronunciation(ctx context.Context, user int64, word string) error {
	return s.one(ctx, "delete from the lexicon", "DELETE FROM lexicon_entries WHERE user_id = ? AND word = ?", user, word)
}
