//go:build !linux && !darwin && !freebsd && !windows

package speech

import "math"

// freeBytes does not know here; a full disk is met while writing.
func freeBytes(string) (int64, error) { return math.MaxInt64, nil }
