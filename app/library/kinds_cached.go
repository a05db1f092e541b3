package library

import (
	"io"
	"os"
	"slices"

	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// LookCached is Look for what the cache has of a commit. It reads small files to tell more.
func LookCached(c *cache.Cache, r hub.Repo, v cache.Revision) []Finding {
	list := make([]hub.File, len(v.Files))
	for i, f := range v.Files {
		list[i] = hub.File{Path: f.Path, Size: f.Size}
	}
	return Look(hub.Info{Repo: r, SHA: v.Commit, Files: list}, cachedSmall(c, r, v.Commit, list))
}

func cachedSmall(c *cache.Cache, r hub.Repo, commit string, list []hub.File) map[string][]byte {
	return readSmall(cached{c, r, commit, list}, list)
}

// cached is a commit in the cache as a source.
type cached struct {
	cache  *cache.Cache
	repo   hub.Repo
	commit string
	list   []hub.File
}

func (s cached) files() ([]hub.File, error) { return slices.Clone(s.list), nil }

func (s cached) open(name string) (io.ReadCloser, error) {
	path, err := s.cache.Path(s.repo, s.commit, name)
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}
