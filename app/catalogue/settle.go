package catalogue

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/engine/voice"
)

// Settle makes use of a folder that is whole now: it is told what it is, and
// voices of Avagar in it come into the library, where they speak at once.
// Voices that are in the library already stay as they are.
func (s *Service) Settle(ctx context.Context, m app.Model) error {
	r, err := hub.ParseRepo(m.Repo)
	if err != nil {
		return fmt.Errorf("catalogue: settle: %w", err)
	}
	have, err := s.Cache.Look(r)
	if err != nil {
		return fmt.Errorf("catalogue: settle %s: %w", r, err)
	}
	for _, v := range have.Revisions {
		if v.Commit != m.Commit {
			continue
		}
		inside := within(library.LookCached(s.Cache, r, v), m.Folder)
		if f, ok := best(inside); ok {
			m.Family = string(f.Family)
		}
		err = errors.Join(s.adopt(ctx, r, m.Commit, inside), s.put(ctx, m))
	}
	s.Changed.Publish(struct{}{})
	return err
}

func (s *Service) put(ctx context.Context, m app.Model) error {
	if _, err := s.Store.PutModel(ctx, m); err != nil {
		return fmt.Errorf("catalogue: settle %s: %w", m.Repo, err)
	}
	return nil
}

// within are the findings of a folder.
func within(list []library.Finding, folder string) (in []library.Finding) {
	for _, f := range list {
		if folder == "" || f.Folder == folder || strings.HasPrefix(f.Folder, folder+"/") || strings.HasPrefix(folder, f.Folder+"/") {
			in = append(in, f)
		}
	}
	return in
}

// adopt brings voices of Avagar into the library.
func (s *Service) adopt(ctx context.Context, r hub.Repo, commit string, found []library.Finding) error {
	for _, f := range found {
		if f.Runs != library.RunsHere || filepath.Ext(f.Model) != voice.Extension {
			continue
		}
		path, err := s.Cache.Path(r, commit, f.Model)
		if err != nil {
			return fmt.Errorf("catalogue: settle %s: %w", r, err)
		}
		if _, err := s.Voices.Import(ctx, path); err != nil && !errors.Is(err, app.ErrExists) {
			return fmt.Errorf("catalogue: settle: %w", &app.About{Subject: r.String(), Err: err})
		}
	}
	return nil
}
