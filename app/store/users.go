package store

import (
	"context"
	"fmt"

	"avagar/app"
)

// local is the id of the user whom the first migration makes.
const local = 1

// LocalUser is the person at this computer.
func (s *Store) LocalUser(ctx context.Context) (u app.User, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT id, name FROM users WHERE id = ?", local).Scan(&u.ID, &u.Name)
	if err != nil {
		return u, fmt.Errorf("store: user: %w", named(err))
	}
	return u, nil
}
