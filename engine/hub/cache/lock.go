package cache

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"avagar/engine/hub"
)

// lock keeps other programs from a blob while it is put in place or removed. A program that
// downloads it may hold the lock for hours, and network disks may have no locks, so it is
// waited for a little while only: whoever renames a verified file over another of the same
// name does no harm. The error is ctx's.
func (c *Cache) lock(ctx context.Context, r hub.Repo, etag string) (unlock func(), err error) {
	l, err := c.lockFile(r, etag)
	if err != nil {
		return func() {}, nil
	}
	short, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	_, _ = l.TryLockContext(short, 20*time.Millisecond)
	if err := ctx.Err(); err != nil {
		_ = l.Unlock()
		return nil, err
	}
	return func() { _ = l.Unlock() }, nil
}

// tryLock is lock without waiting; free is false where another program holds it.
func (c *Cache) tryLock(r hub.Repo, etag string) (unlock func(), free bool) {
	l, err := c.lockFile(r, etag)
	if err != nil {
		return func() {}, true
	}
	locked, err := l.TryLock()
	return func() { _ = l.Unlock() }, locked || err != nil
}

func (c *Cache) lockFile(r hub.Repo, etag string) (*flock.Flock, error) {
	all, err := os.OpenRoot(c.Dir)
	if err != nil {
		return nil, err
	}
	defer all.Close()
	folder := locks + "/" + Folder(r)
	if err := all.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	f, err := all.OpenFile(folder+"/"+etag+".lock", os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return flock.New(filepath.Join(c.Dir, locks, Folder(r), etag+".lock")), nil
}
