package download

import (
	"os"

	"golang.org/x/sys/unix"
)

// allocate makes f size bytes long; taken tells whether the disk gave the room for them.
func allocate(f *os.File, size int64) (taken bool, err error) {
	more := size - takenBytes(f, 0)
	if more > 0 {
		store := unix.Fstore_t{Flags: unix.F_ALLOCATEALL, Posmode: unix.F_PEOFPOSMODE, Length: more}
		err = unix.FcntlFstore(f.Fd(), unix.F_PREALLOCATE, &store)
		if full(err) {
			return false, &os.PathError{Op: "allocate", Path: f.Name(), Err: err}
		}
	}
	return err == nil, f.Truncate(size)
}
