package download

import (
	"errors"
	"fmt"
	"math"
	"os"

	"golang.org/x/sys/windows"
)

const errQuota = windows.ERROR_DISK_FULL

// freeBytes is what a person may still write to the disk of root.
func freeBytes(root *os.Root, _ *os.File) (int64, error) {
	name, err := windows.UTF16PtrFromString(root.Name())
	if err != nil {
		return 0, fmt.Errorf("room on the disk: %w", err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("room on the disk: %w", err)
	}
	return int64(min(free, math.MaxInt64)), nil
}

// takenBytes is what f occupies on the disk already: NTFS gives room for all of a file's length.
func takenBytes(f *os.File, done int64) int64 {
	info, err := f.Stat()
	if err != nil {
		return done
	}
	return info.Size()
}

// allocate makes f size bytes long; taken tells whether the disk gave the room for them.
func allocate(f *os.File, size int64) (taken bool, err error) {
	err = f.Truncate(size)
	return err == nil, err
}

// lockedAt is a byte behind any file's end: a locked range cannot be read by others.
const lockedAt = 1 << 62

// lock keeps other programs, and other downloads of this one, from f until it is closed.
func lock(f *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	at := windows.Overlapped{OffsetHigh: lockedAt >> 32}
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return ErrBusy
	}
	return nil // a disk that cannot lock
}

// syncFolder does nothing: the system keeps renames by itself.
func syncFolder(*os.File) error { return nil }
