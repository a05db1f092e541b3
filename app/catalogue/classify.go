package catalogue

import (
	"context"
	"fmt"
	"sync"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/hub"

	"golang.org/x/sync/errgroup"
)

const (
	looksAtOnce = 2
	mostLooks   = 20 // of one call; each takes two requests or a few more
)

// Classify looks at the files of hits whose sizes nobody counted yet: how large
// they are, and more surely what they are to us. What is found out of a commit is
// remembered, and told hears of each hit once, one at a time. It ends early where
// the hub is out of reach or counts too many requests, which the error says; what
// cannot be looked at is passed over. The error may also be ctx's.
func (s *Service) Classify(ctx context.Context, hits []Hit, told func(Hit)) error {
	c, err := s.hub(ctx)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(looksAtOnce)
	var mu sync.Mutex
	for _, h := range unlooked(hits) {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			h, err := s.look(ctx, c, h)
			switch {
			case err == nil:
				mu.Lock()
				defer mu.Unlock()
				told(h)
			case ctx.Err() != nil || OutOfReach(err):
				return err
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("catalogue: classify: %w", err)
	}
	return nil
}

// unlooked are the hits that are worth a look. Datasets have too many files, and
// are what they are.
func unlooked(hits []Hit) (list []Hit) {
	for _, h := range hits {
		if h.Kind == string(hub.Model) && h.SHA != "" && h.Bytes < 0 && len(list) < mostLooks {
			list = append(list, h)
		}
	}
	return list
}

func (s *Service) look(ctx context.Context, c *hub.Client, h Hit) (Hit, error) {
	info := hub.Info{
		Repo: h.Ref(), SHA: h.SHA, Author: h.Author, Task: h.Task, Library: h.Library, License: h.License, Languages: h.Languages,
		Tags: h.Tags, Gated: hub.Gate(h.Gated),
	}
	tree, err := c.Tree(ctx, info.Repo, info.SHA, "", true)
	if err != nil {
		return h, err
	}
	info.Files = withoutFolders(tree)
	h.Bytes, h.Class = total(info.Files), class(library.Look(info, s.telling(ctx, c, info)))
	if ctx.Err() != nil {
		return h, ctx.Err() // what tells most may not have been read
	}
	s.sharpen(ctx, h)
	return h, nil
}

// sharpen remembers what was found out, unless the repository has changed
// meanwhile. A look that cannot be kept is a look all the same.
func (s *Service) sharpen(ctx context.Context, h Hit) {
	now, err := s.Store.Found(ctx, s.User, h.Repo)
	if err != nil || now.SHA != h.SHA {
		return
	}
	now.Bytes, now.Class = h.Bytes, h.Class
	_ = s.Store.PutFound(ctx, []app.Found{now})
}
