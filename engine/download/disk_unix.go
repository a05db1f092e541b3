//go:build linux || darwin || freebsd

package download

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

const errQuota = syscall.EDQUOT

// freeBytes is what a person may still write to the disk f lies on.
func freeBytes(_ *os.Root, f *os.File) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return 0, fmt.Errorf("room on the disk: %w", err)
	}
	return int64(uint64(st.Bavail) * uint64(st.Bsize)), nil
}

// takenBytes is what f occupies on the disk already.
func takenBytes(f *os.File, done int64) int64 {
	var st unix.Stat_t
	if unix.Fstat(int(f.Fd()), &st) != nil {
		return done
	}
	return int64(st.Blocks) * 512
}

// lock keeps other programs, and other downloads of this one, from f until it is closed.
func lock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return ErrBusy
	}
	return nil // a disk that cannot lock
}

// syncFolder makes a rename last.
func syncFolder(folder *os.File) error { return folder.Sync() }
