package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"avagar/engine/disk"
)

// Room is what the removal of a dataset frees, in bytes: recordings that are
// linked to what they were brought from free nothing.
func (s *Service) Room(ctx context.Context, name string) (bytes int64, err error) {
	d, err := s.Find(ctx, name)
	if err != nil || filepath.Dir(d.Path) != s.Folder() {
		return 0, err
	}
	err = filepath.WalkDir(d.Path, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		own, err := disk.Own(path)
		if own {
			bytes += info.Size()
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("datasets: room of %s: %w", name, err)
	}
	return bytes, nil
}
