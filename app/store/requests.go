package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"avagar/app"
)

// Ask leaves a request for the program that owns the window.
func (s *Store) Ask(ctx context.Context, kind, data string) error {
	_, err := s.exec(ctx, "ask", "INSERT INTO requests (user_id, kind, data) VALUES (?, ?, ?)", local, kind, data)
	return err
}

// TakeRequests returns the requests left so far, the oldest first, and deletes
// them. It does not publish Changed, so a subscriber may call it.
func (s *Store) TakeRequests(ctx context.Context) ([]app.Request, error) {
	list, err := collect(ctx, s.write, scanRequest, "DELETE FROM requests RETURNING id, kind, data, created_at")
	if err != nil {
		return nil, fmt.Errorf("store: requests: %w", err)
	}
	slices.SortFunc(list, func(a, b app.Request) int { return cmp.Compare(a.ID, b.ID) })
	return list, nil
}

func scanRequest(rows *sql.Rows) (r app.Request, err error) {
	var at int64 // ms
	err = rows.Scan(&r.ID, &r.Kind, &r.Data, &at)
	r.At = time.UnixMilli(at)
	return r, err
}
