//go:build !linux && !darwin && !freebsd && !windows

package disk

import "math"

// Free does not know here; a full disk is met while writing.
func Free(string) (int64, error) { return math.MaxInt64, nil }
