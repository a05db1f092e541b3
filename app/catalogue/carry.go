package catalogue

import (
	"context"
	"errors"
	"fmt"

	"avagar/app"
	"avagar/app/library"
)

// WriteBundle writes models and voices into one file, which Take takes in
// elsewhere without a network; see library.WriteBundle.
func (s *Service) WriteBundle(ctx context.Context, path string, choice library.Choice, progress func(done, total int64)) (library.Manifest, error) {
	return s.Voices.WriteBundle(ctx, s.Cache, path, choice, progress)
}

// Take brings in what a person was given, all of it or nothing, and lists it
// among what is here; see library.Take.
func (s *Service) Take(ctx context.Context, path string, progress func(done, total int64)) (library.Imported, error) {
	came, err := s.Voices.Take(ctx, s.Cache, path, progress)
	if err != nil {
		return came, err
	}
	for _, m := range came.Models {
		err = errors.Join(err, s.list(ctx, m))
	}
	s.Changed.Publish(struct{}{})
	return came, err
}

// list has a model that was brought in be one of ours.
func (s *Service) list(ctx context.Context, m library.ImportedModel) error {
	have, err := s.Cache.Look(m.Repo)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	row := app.Model{User: s.User, Repo: m.Repo.String(), Commit: m.Commit, Path: s.Cache.SnapshotFolder(m.Repo, m.Commit), AddedAt: s.Now()}
	for _, v := range have.Revisions {
		if v.Commit == m.Commit {
			row.Bytes = v.Bytes
		}
	}
	if f, ok := best(m.Voices); ok {
		row.Family = string(f.Family)
	}
	return s.put(ctx, row)
}
