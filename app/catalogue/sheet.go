package catalogue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/disk"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// Sheet is all that is known of one revision of a repository.
type Sheet struct {
	app.Found
	Revision string // as it was asked for; empty is main
	Card     hub.Card
	Files    []hub.File // without their folders
	Findings []library.Finding
	Free     int64 // bytes of the disk on which the cache lies
	Closed   bool  // access has to be asked for, and was not granted

	Offline bool          // the hub gave no answer: this was seen before, or lies on this computer
	Reason  error         // why it gave none
	Age     time.Duration // since it was seen; 0 unless Offline

	Present map[string]bool // files on this computer, by path
}

// Ref is the repository's name.
func (s Sheet) Ref() hub.Repo { return Hit{Found: s.Found}.Ref() }

// Has tells whether all files of a finding are on this computer.
func (s Sheet) Has(f library.Finding) bool {
	for _, file := range f.Files {
		if !s.Present[file.Path] {
			return false
		}
	}
	return len(f.Files) > 0
}

// mostTelling is how many small files are read to tell voices apart; a
// repository may have hundreds.
const mostTelling = 8

// Open reads a revision of a repository, an empty one being main, and remembers
// it. Where the hub is out of reach the sheet is what was seen before or lies on
// this computer. The error is ctx's, the hub's refusal, or that it is out of
// reach and nothing was ever seen of the repository.
func (s *Service) Open(ctx context.Context, r hub.Repo, revision string) (Sheet, error) {
	c, err := s.hub(ctx)
	if err != nil {
		return Sheet{}, err
	}
	sheet, err := s.read(ctx, c, r, revision)
	switch {
	case ctx.Err() != nil:
		return Sheet{}, ctx.Err()
	case err != nil && !OutOfReach(err):
		return Sheet{}, fmt.Errorf("catalogue: open %s: %w", r, err)
	case err != nil:
		sheet, err = s.kept(ctx, r, err)
		if err != nil {
			return Sheet{}, fmt.Errorf("catalogue: open %s: %w", r, err)
		}
	}
	sheet.Revision = revision
	sheet.Present = s.cached(r, sheet.SHA)
	if sheet.Free, err = disk.Below(s.Cache.Dir); err != nil {
		sheet.Free = 0
	}
	return sheet, nil
}

// read asks the hub for all parts of a sheet.
func (s *Service) read(ctx context.Context, c *hub.Client, r hub.Repo, revision string) (Sheet, error) {
	info, err := c.Info(ctx, r, revision)
	if err != nil {
		return Sheet{}, err
	}
	card, refused := c.Card(ctx, info.Repo, info.SHA)
	if refused != nil && !partial(refused) {
		return Sheet{}, refused
	}
	if info.Files, err = files(ctx, c, info); err != nil {
		return Sheet{}, err
	}
	sheet := Sheet{Card: card, Closed: partial(refused) && !errors.Is(refused, hub.ErrEntryNotFound), Files: info.Files, Findings: library.Look(info, s.telling(ctx, c, info))}
	sheet.Found, err = s.rememberSheet(ctx, info, sheet)
	return sheet, err
}

// partial tells whether a sheet can do without what could not be read: there is
// none, or access has to be asked for.
func partial(err error) bool {
	for _, e := range []error{hub.ErrEntryNotFound, hub.ErrGated, hub.ErrGatedDenied, hub.ErrForbidden} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// files are those of a revision with their sizes.
func files(ctx context.Context, c *hub.Client, info hub.Info) ([]hub.File, error) {
	known := len(info.Files) > 0
	for _, f := range info.Files {
		known = known && f.Size >= 0 && f.ETag() != ""
	}
	if known {
		return info.Files, nil
	}
	tree, err := c.Tree(ctx, info.Repo, info.SHA, "", true)
	if err != nil {
		if partial(err) {
			return info.Files, nil
		}
		return nil, err
	}
	return withoutFolders(tree), nil
}

func withoutFolders(tree []hub.File) []hub.File {
	list := tree[:0]
	for _, f := range tree {
		if !f.Directory {
			list = append(list, f)
		}
	}
	return list
}

// telling reads small files that tell more of a repository's voices. It can be
// done without those that cannot be read.
func (s *Service) telling(ctx context.Context, c *hub.Client, info hub.Info) map[string][]byte {
	names := library.Telling(info.Files)
	if len(names) > mostTelling || info.Gated != hub.Open {
		return nil
	}
	small := map[string][]byte{}
	for _, name := range names {
		if content, err := c.Small(ctx, info.Repo, info.SHA, name); err == nil {
			small[name] = content
		}
	}
	return small
}

// cached are the files of a commit that are on this computer.
func (s *Service) cached(r hub.Repo, commit string) map[string]bool {
	here := map[string]bool{}
	have, err := s.Cache.Look(r)
	if err != nil {
		return here
	}
	for _, v := range have.Revisions {
		if v.Commit == commit {
			note(here, v)
		}
	}
	return here
}

func note(here map[string]bool, v cache.Revision) {
	for _, f := range v.Files {
		here[f.Path] = true
	}
}
