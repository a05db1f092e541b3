//go:build !windows

package disk

import (
	"errors"
	"syscall"
)

// Full tells whether something failed because a disk, or the person's share of
// it, has no room.
func Full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
