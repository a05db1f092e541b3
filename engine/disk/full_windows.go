package disk

import (
	"errors"
	"syscall"

	"golang.org/x/sys/windows"
)

// Full tells whether something failed because a disk has no room.
func Full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, syscall.ENOSPC)
}
