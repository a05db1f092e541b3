package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// polling is how long another program's change may go unseen.
const polling = 300 * time.Millisecond

// Follow tells Changed what other programs write, until ctx ends; then it
// returns nil. Its caller owns the goroutine. Only one Follow may run.
//
// It asks the writer's connection, whose data version stays the same when this
// Store writes, so that its own changes are told once.
func (s *Store) Follow(ctx context.Context) error {
	tick := time.NewTicker(polling)
	defer tick.Stop()
	for {
		now, err := s.version(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrBusy):
		case err != nil:
			return fmt.Errorf("store: follow: %w", err)
		case now != s.seen:
			s.seen = now
			s.Changed.Publish(struct{}{})
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// version is a number that changes when other connections have written.
func (s *Store) version(ctx context.Context) (v int64, err error) {
	err = s.write.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v)
	return v, named(err)
}
