package train

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// lock keeps a second program from training in the same folder. It asks again
// for a little while, because whoever lists runs holds the lock for a moment.
func (r *Run) lock() (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	l := flock.New(filepath.Join(r.Dir, "lock"))
	ok, err := l.TryLockContext(ctx, 5*time.Millisecond)
	if err != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("train: lock %s: %w", r.Dir, err)
	}
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrBusy, r.Dir)
	}
	return func() { l.Close() }, nil
}

// held says whether a program trains in the folder now.
func (r *Run) held() bool {
	l := flock.New(filepath.Join(r.Dir, "lock"))
	ok, err := l.TryRLock()
	l.Close()
	return err != nil || !ok
}
