//go:build linux || darwin || freebsd

package disk

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Free is what a person may still write where a folder lies.
func Free(folder string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(folder, &st); err != nil {
		return 0, fmt.Errorf("room in %s: %w", folder, err)
	}
	return int64(uint64(st.Bavail) * uint64(st.Bsize)), nil
}
