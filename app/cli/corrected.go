package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"avagar/app"
	"avagar/app/store"
	"avagar/engine/phoneme"
)

// corrected reads words as the person has corrected them. A home without
// records, or with records that cannot be opened, does not keep the program
// from speaking: the person is told, and words are read as the program knows.
func (s *session) corrected() (*phoneme.G2P, error) {
	g, err := phoneme.New()
	if err != nil {
		return nil, err
	}
	words, err := s.corrections()
	switch {
	case s.ctx.Err() != nil:
		return nil, s.ctx.Err()
	case err != nil:
		fmt.Fprintln(s.Err, s.locale.Error(err))
		s.log(err)
	case len(words) > 0:
		return g.With(words), nil
	}
	return g, nil
}

// corrections are the person's readings by word. It makes nothing where there
// is nothing.
func (s *session) corrections() (map[string][]string, error) {
	home, err := app.Home(s.Getenv)
	if err != nil {
		return nil, nil // nowhere that records could be
	}
	if _, err := os.Stat(filepath.Join(home, store.File)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var list []app.Pronunciation
	err = s.records(func(kept *store.Store, user app.User) (err error) {
		list, err = kept.Pronunciations(s.ctx, user.ID)
		return err
	})
	return app.ReadingsByWord(list), err
}
