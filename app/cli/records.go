package cli

import (
	"errors"
	"path/filepath"

	"avagar/app"
	"avagar/app/store"
)

// records opens the person's records, hands them to use and closes them. A
// window that is open follows what is changed.
func (s *session) records(use func(kept *store.Store, user app.User) error) (err error) {
	home, err := s.home()
	if err != nil {
		return err
	}
	kept, err := store.Open(s.ctx, filepath.Join(home, store.File))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	user, err := kept.LocalUser(s.ctx)
	if err != nil {
		return err
	}
	return use(kept, user)
}
