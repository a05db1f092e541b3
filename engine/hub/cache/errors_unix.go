//go:build !windows

package cache

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func readOnly(err error) bool {
	return errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission)
}

// otherDisk says that a file cannot be renamed because the two places are on two disks.
func otherDisk(err error) bool { return errors.Is(err, syscall.EXDEV) }

// noLinks says that a disk has no symbolic links, as FAT says it in several words.
func noLinks(err error) bool {
	for _, e := range []error{syscall.EPERM, syscall.ENOTSUP, syscall.EOPNOTSUPP, syscall.ENOSYS, errors.ErrUnsupported} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// syncFolder makes a rename last.
func syncFolder(root *os.Root, folder string) error {
	if runtime.GOOS == "plan9" || runtime.GOOS == "js" {
		return nil
	}
	f, err := root.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // a network disk that cannot
	}
	return errors.Join(err, f.Close())
}
