package disk

import (
	"fmt"
	"math"

	"golang.org/x/sys/windows"
)

// Free is what a person may still write where a folder lies.
func Free(folder string) (int64, error) {
	name, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, fmt.Errorf("room in %s: %w", folder, err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("room in %s: %w", folder, err)
	}
	return int64(min(free, math.MaxInt64)), nil
}
