//go:build unix

package disk

import (
	"os"
	"syscall"
)

// Own tells whether a file has no other name, so that its removal frees its
// room.
func Own(path string) (bool, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return false, err
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return !ok || st.Nlink <= 1, nil
}
