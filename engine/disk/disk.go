// Package disk knows how much room there is.
package disk

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// Below is what a person may still write where a folder lies or, while there is
// no such folder, would lie.
func Below(folder string) (int64, error) {
	for {
		free, err := Free(folder)
		above := filepath.Dir(folder)
		if !errors.Is(err, fs.ErrNotExist) || above == folder {
			return free, err
		}
		folder = above
	}
}
