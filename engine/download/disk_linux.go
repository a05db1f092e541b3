package download

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// allocate makes f size bytes long; taken tells whether the disk gave the room for them.
func allocate(f *os.File, size int64) (taken bool, err error) {
	if size == 0 {
		return true, f.Truncate(0)
	}
	for {
		err = unix.Fallocate(int(f.Fd()), 0, 0, size)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.ENOSYS) {
		return false, f.Truncate(size)
	}
	if err != nil {
		return false, &os.PathError{Op: "allocate", Path: f.Name(), Err: err}
	}
	return true, f.Truncate(size) // shorter, where it was longer
}
