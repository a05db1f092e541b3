package catalogue

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// Here is a revision of a repository on this computer, or a folder of one that
// was fetched by itself.
type Here struct {
	Repo     hub.Repo
	Commit   string
	Refs     []string // branches and tags that were this commit
	Files    []string // paths
	Findings []library.Finding
	Bytes    int64
	AddedAt  time.Time
	Ours     bool // the program fetched it or brought it in; else another one did
}

// Runs is whether the program can speak with any voice of it.
func (h Here) Runs() library.Runs {
	f, _ := best(h.Findings)
	return f.Runs
}

// Family is that of the voice that runs best, or what it is instead of a voice.
func (h Here) Family() library.Family {
	f, _ := best(h.Findings)
	return f.Family
}

// Installed lists what is on this computer, whichever program brought it, by
// repository and with the newest revision first.
func (s *Service) Installed(ctx context.Context) ([]Here, error) {
	repos, err := s.Cache.Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("catalogue: installed: %w", err)
	}
	ours, err := s.ours(ctx)
	if err != nil {
		return nil, err
	}
	var list []Here
	for _, r := range repos {
		for _, v := range r.Revisions {
			if len(v.Files) > 0 {
				list = append(list, s.here(r.Repo, v, ours))
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Here) int {
		return cmp.Or(strings.Compare(a.Repo.String(), b.Repo.String()), b.AddedAt.Compare(a.AddedAt))
	})
	return list, nil
}

func (s *Service) here(r hub.Repo, v cache.Revision, ours map[string]time.Time) Here {
	h := Here{Repo: r, Commit: v.Commit, Refs: v.Refs, Bytes: v.Bytes, AddedAt: v.LastModified, Findings: library.LookCached(s.Cache, r, v)}
	for _, f := range v.Files {
		h.Files = append(h.Files, f.Path)
	}
	if at, ok := ours[r.String()+"@"+v.Commit]; ok {
		h.Ours, h.AddedAt = true, at
	}
	return h
}

// ours are the revisions that the program brought, with the time of the last.
func (s *Service) ours(ctx context.Context) (map[string]time.Time, error) {
	models, err := s.Store.Models(ctx, s.User)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	ours := map[string]time.Time{}
	for _, m := range models {
		key := m.Repo + "@" + m.Commit
		if m.AddedAt.After(ours[key]) {
			ours[key] = m.AddedAt
		}
	}
	return ours, nil
}

// Removal tells how many bytes Remove would free.
func (s *Service) Removal(h Here) (bytes int64, err error) {
	plan, err := s.Cache.PlanFiles(h.Repo, h.Commit, h.Files...)
	if err != nil {
		return 0, fmt.Errorf("catalogue: remove %s: %w", h.Repo, err)
	}
	return plan.Free, nil
}

// Remove takes files off this computer and tells how many bytes that freed:
// those that no other revision uses. Errors: cache.ErrNotCached, cache.ErrInUse
// where another program is at work on some of them.
func (s *Service) Remove(ctx context.Context, h Here) (freed int64, err error) {
	freed, err = s.Cache.RemoveFiles(ctx, h.Repo, h.Commit, h.Files...)
	if err != nil {
		return freed, fmt.Errorf("catalogue: remove %s: %w", h.Repo, err)
	}
	if err := s.forget(ctx, h); err != nil {
		return freed, err
	}
	s.Changed.Publish(struct{}{})
	return freed, nil
}

// forget takes the folders off the list that are not whole any more.
func (s *Service) forget(ctx context.Context, h Here) error {
	models, err := s.Store.Models(ctx, s.User)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	for _, m := range models {
		if m.Repo == h.Repo.String() && m.Commit == h.Commit && h.touches(m) {
			if err := s.Store.DeleteModel(ctx, s.User, m.ID); err != nil {
				return fmt.Errorf("catalogue: %w", err)
			}
		}
	}
	return nil
}

func (h Here) touches(m app.Model) bool {
	return slices.ContainsFunc(h.Files, func(file string) bool { return m.Folder == "" || strings.HasPrefix(file, m.Folder+"/") })
}
