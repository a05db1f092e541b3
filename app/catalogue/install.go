package catalogue

import (
	"context"
	"errors"
	"fmt"

	"avagar/app"
	"avagar/app/downloads"
	"avagar/engine/hub"
)

// Queue is what downloads are put into.
type Queue interface {
	Add(ctx context.Context, w downloads.Wish) (app.Download, error)
}

// Install puts files of a sheet into the queue, nil for all of them; no network
// is needed. What is in the queue already is returned as it is there. Errors:
// those of downloads.Service.Add.
func (s *Service) Install(ctx context.Context, sheet Sheet, files []hub.File) (app.Download, error) {
	w := downloads.Wish{Repo: sheet.Repo, Revision: sheet.Revision}
	for _, f := range files {
		w.Paths = append(w.Paths, f.Path)
	}
	if complete(sheet.Files) {
		w.Commit, w.Files = sheet.SHA, sheet.Files
	}
	d, err := s.Queue.Add(ctx, w)
	if err != nil && !errors.Is(err, app.ErrExists) {
		return app.Download{}, fmt.Errorf("catalogue: install %s: %w", sheet.Repo, err)
	}
	return d, nil
}

// complete tells whether the sums of all files are known, without which the
// queue asks the hub for them.
func complete(files []hub.File) bool {
	for _, f := range files {
		if f.Size < 0 || f.ETag() == "" {
			return false
		}
	}
	return len(files) > 0
}
