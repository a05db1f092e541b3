package datasets

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// How long a change of a dataset waits for another one to end, and how often it
// looks.
const (
	patience = time.Second
	looks    = 20 * time.Millisecond
)

// lockOf is the file that is locked while a dataset is imported or changed.
func (s *Service) lockOf(name string) string { return filepath.Join(s.Folder(), ".locks", name) }

// take keeps other programs, and other parts of this one, from changing a dataset
// until done is called. ErrBusy where one of them takes longer than an edit does.
func (s *Service) take(ctx context.Context, name string) (done func() error, err error) {
	path := s.lockOf(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	lock := flock.New(path)
	waiting, stop := context.WithTimeout(ctx, patience)
	defer stop()
	switch _, err := lock.TryLockContext(waiting, looks); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, about(name, ErrBusy)
	case err != nil:
		return nil, fmt.Errorf("datasets: lock: %w", err)
	}
	return lock.Unlock, nil
}
