package cache

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"

	"avagar/engine/cancel"
	"avagar/engine/hub"
)

// Staged is a verified content in the cache's folder that belongs to no commit yet.
type Staged struct {
	cache *Cache
	repo  hub.Repo
	file  hub.File
	root  *os.Root
	name  string // below root; empty once accepted or discarded

	outside string // where it lies instead, until it comes in
}

// stagedName is where a content waits, called as the hub's own clients call a download.
func stagedName(f hub.File) string {
	return fmt.Sprintf("%s.%08x.incomplete", blob(f), rand.Uint32())
}

// Stage takes a file's content from r, ErrWrongSum unless it has the file's size and sum.
// Whoever stages has to Accept or Discard.
func (c *Cache) Stage(ctx context.Context, r hub.Repo, f hub.File, content io.Reader) (*Staged, error) {
	if _, err := NewHash(f.ETag(), f.Size); err != nil {
		return nil, err
	}
	if err := hub.CheckPath(f.Path); err != nil {
		return nil, err
	}
	root, err := c.create(r)
	if err != nil {
		return nil, err
	}
	s := &Staged{cache: c, repo: r, file: f, root: root, name: stagedName(f)}
	if err := writeSynced(root, s.name, f, cancel.Reader(ctx, content)); err != nil {
		return nil, errors.Join(named(err), root.Close())
	}
	return s, nil
}

// writeSynced makes a file of a content, whole or not at all.
func writeSynced(root *os.Root, name string, f hub.File, content io.Reader) error {
	out, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	err = Copy(out, content, f)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(err, root.Remove(name))
	}
	return nil
}

// Accept makes the content the file of a commit. After an error it can be tried again or
// discarded.
func (s *Staged) Accept(ctx context.Context, commit string) error {
	to, err := checked(commit, s.file)
	if err != nil {
		return err
	}
	unlock, err := s.cache.lock(ctx, s.repo, s.file.ETag())
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.settle(to); err != nil {
		return named(err)
	}
	s.name = ""
	return s.root.Close()
}

// settle gives the content its place and leaves it where it was after an error.
func (s *Staged) settle(to string) error {
	if err := s.root.MkdirAll(path.Dir(to), 0o777); err != nil {
		return err
	}
	place := s.settleNew
	if lies(s.root, blob(s.file), s.file.Size) {
		place = s.settleShared
	}
	err := errors.ErrUnsupported
	if !s.cache.CopyFiles {
		err = place(to)
	}
	if noLinks(err) {
		if err = s.comeIn(); err == nil {
			err = s.root.Rename(s.name, to)
		}
	}
	if err != nil {
		return err
	}
	return errors.Join(syncFolder(s.root, path.Dir(to)), syncFolder(s.root, blobs))
}

// settleNew names the blob before there is a link to it.
func (s *Staged) settleNew(to string) error {
	if err := s.rename(blob(s.file)); err != nil {
		return err
	}
	s.outside = ""
	if err := symlink(s.root, s.file, to); err != nil {
		if back := s.root.Rename(blob(s.file), s.name); back != nil {
			return back
		}
		return err
	}
	return nil
}

// settleShared replaces a blob that other commits use, as no other client looked at its sum.
func (s *Staged) settleShared(to string) error {
	if err := symlink(s.root, s.file, to); err != nil {
		return err
	}
	if s.rename(blob(s.file)) == nil {
		return nil
	}
	if err := s.comeIn(); err != nil {
		return err
	}
	return s.root.Remove(s.name) // Windows: another program reads the blob
}

// Discard removes the content.
func (s *Staged) Discard() error {
	if s.name == "" {
		return nil
	}
	err := s.root.Remove(s.name)
	s.name = ""
	return named(errors.Join(err, s.root.Close()))
}

// copyWithin makes a second file of a content that is in the repository's folder.
func copyWithin(root *os.Root, from, to string, f hub.File) error {
	in, err := root.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if f.Size < 0 {
		info, err := in.Stat()
		if err != nil {
			return err
		}
		f.Size = info.Size()
	}
	temporary := stagedName(f)
	if err := writeSynced(root, temporary, f, in); err != nil {
		return err
	}
	if err := root.Rename(temporary, to); err != nil {
		return errors.Join(err, root.Remove(temporary))
	}
	return nil
}

// File is what was staged.
func (s *Staged) File() hub.File { return s.file }
