package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// SetAside gives a database that cannot be used another name in its folder, which
// it returns; nothing in it is changed. No Store of this program may be open over
// it. ErrBusy says that another program is bringing it up to date.
func SetAside(path string, at time.Time) (kept string, err error) {
	lock := flock.New(path + ".lock")
	mine, err := lock.TryLock()
	if err != nil {
		return "", fmt.Errorf("store: set aside: %w", err)
	}
	if !mine {
		return "", fmt.Errorf("store: set aside: %w", ErrBusy)
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	kept, err = freeName(path, at)
	if err != nil {
		return "", fmt.Errorf("store: set aside: %w", err)
	}
	for _, part := range []string{"-wal", "-shm", ""} { // the file last: a new one must not meet an old log
		if err := os.Rename(path+part, kept+part); err != nil && (part == "" || !errors.Is(err, fs.ErrNotExist)) {
			return "", fmt.Errorf("store: set aside: %w", err)
		}
	}
	return kept, nil
}

// freeName is a name with a time in it that no file has.
func freeName(path string, at time.Time) (string, error) {
	stem := strings.TrimSuffix(path, filepath.Ext(path)) + at.Format("-20060102-150405")
	for n := 1; ; n++ {
		name := stem + filepath.Ext(path)
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, filepath.Ext(path))
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}
