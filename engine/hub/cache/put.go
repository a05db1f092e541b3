package cache

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"avagar/engine/hub"
)

// Put moves a file whose sum was verified and that was synced into a commit of a repository.
// From another disk it is copied, and its sum taken once more. ErrWrongSum says that its
// size, or in a copy its sum, is not the file's; from then stays where it is.
func (c *Cache) Put(ctx context.Context, r hub.Repo, commit string, f hub.File, from string) error {
	if _, err := checked(commit, f); err != nil {
		return err
	}
	info, err := os.Lstat(from)
	if err != nil {
		return named(err)
	}
	if !info.Mode().IsRegular() || f.Size >= 0 && info.Size() != f.Size {
		return fmt.Errorf("%w: %s: %d bytes instead of %d", ErrWrongSum, from, info.Size(), f.Size)
	}
	f.Size = info.Size()
	root, err := c.create(r)
	if err != nil {
		return err
	}
	s := &Staged{cache: c, repo: r, file: f, root: root, name: stagedName(f), outside: from}
	if err := s.fit(); err != nil {
		return errors.Join(named(err), root.Close())
	}
	err = s.Accept(ctx, commit)
	switch {
	case err == nil:
		return nil
	case otherDisk(err):
		return errors.Join(root.Close(), c.putCopy(ctx, r, commit, f, from))
	case s.outside == "":
		err = errors.Join(err, os.Rename(s.path(s.name), from))
	}
	return errors.Join(err, root.Close())
}

// putCopy is Put from another disk.
func (c *Cache) putCopy(ctx context.Context, r hub.Repo, commit string, f hub.File, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return named(err)
	}
	s, err := c.Stage(ctx, r, f, in)
	if err = errors.Join(err, in.Close()); err != nil {
		return err
	}
	if err := s.Accept(ctx, commit); err != nil {
		return errors.Join(err, s.Discard())
	}
	return named(os.Remove(from))
}

// fit gives a file from outside the rights of the folder it comes to in place of those it had.
func (s *Staged) fit() error {
	folder, err := s.root.Lstat(blobs)
	if err != nil {
		return err
	}
	if !folder.IsDir() {
		return &fs.PathError{Op: "rename", Path: s.path(blobs), Err: errors.New("the folder is a link")}
	}
	if err := os.Chmod(s.outside, folder.Mode()&0o666); err != nil && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// rename gives the content a name among the blobs. From outside it comes at once, so that a
// program that is killed leaves it either there or here.
func (s *Staged) rename(to string) error {
	if s.outside == "" {
		return s.root.Rename(s.name, to)
	}
	return os.Rename(s.outside, s.path(to))
}

// comeIn leaves nothing outside.
func (s *Staged) comeIn() error {
	if s.outside == "" {
		return nil
	}
	err := s.rename(s.name)
	if err == nil {
		s.outside = ""
	}
	return err
}

func (s *Staged) path(name string) string {
	return filepath.Join(s.cache.Dir, Folder(s.repo), filepath.FromSlash(name))
}

// checked is the snapshot's place for a file whose names are sound.
func checked(commit string, f hub.File) (string, error) {
	if !etagName.MatchString(f.ETag()) {
		return "", fmt.Errorf("%w: ETag %q of %s", ErrName, f.ETag(), f.Path)
	}
	return snapshot(commit, f.Path)
}

// Has tells whether a file's content is in the cache of a repository, be it of another commit.
func (c *Cache) Has(r hub.Repo, f hub.File) bool {
	root, err := c.open(r)
	if err != nil {
		return false
	}
	defer root.Close()
	_, ok := find(root, f)
	return ok
}

// Link makes a content that is in the cache the file of a commit too; false where it is not.
func (c *Cache) Link(ctx context.Context, r hub.Repo, commit string, f hub.File) (bool, error) {
	to, err := checked(commit, f)
	if err != nil {
		return false, err
	}
	root, err := c.open(r)
	if errors.Is(err, ErrNotCached) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer root.Close()
	unlock, err := c.lock(ctx, r, f.ETag())
	if err != nil {
		return false, err
	}
	defer unlock()
	from, ok := find(root, f)
	if !ok || from == to {
		return ok, nil
	}
	if err := root.MkdirAll(path.Dir(to), 0o777); err != nil {
		return false, named(err)
	}
	err = errors.ErrUnsupported
	if !c.CopyFiles && from == blob(f) {
		err = symlink(root, f, to)
	}
	if noLinks(err) {
		err = copyWithin(root, from, to, f)
	}
	if err != nil {
		return false, named(err)
	}
	return true, named(syncFolder(root, path.Dir(to)))
}

func blob(f hub.File) string { return blobs + "/" + f.ETag() }

// find is where a content lies below the repository's folder: as a blob, or in a snapshot
// whose tree names it.
func find(root *os.Root, f hub.File) (string, bool) {
	if !etagName.MatchString(f.ETag()) {
		return "", false
	}
	if lies(root, blob(f), f.Size) {
		return blob(f), true
	}
	listed, err := fs.ReadDir(root.FS(), trees)
	if err != nil {
		return "", false
	}
	for _, e := range listed {
		commit := strings.TrimSuffix(e.Name(), ".json")
		files, err := readTree(root, commit)
		if err != nil {
			continue
		}
		for _, other := range files {
			if at := path.Join(snapshots, commit, other.Path); other.ETag() == f.ETag() && lies(root, at, f.Size) {
				return at, true
			}
		}
	}
	return "", false
}

// lies tells whether a file is there, itself and no link to one. A size below 0 is any.
func lies(root *os.Root, name string, size int64) bool {
	info, err := root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && (size < 0 || info.Size() == size)
}

// symlink makes a snapshot's entry for a blob, in place of whatever entry there was.
func symlink(root *os.Root, f hub.File, name string) error {
	target := filepath.FromSlash(strings.Repeat("../", strings.Count(name, "/")) + blob(f))
	if old, err := root.Readlink(name); err == nil && old == target {
		return nil
	}
	err := root.Symlink(target, name)
	if errors.Is(err, fs.ErrExist) {
		if err := root.Remove(name); err != nil {
			return err
		}
		err = root.Symlink(target, name)
	}
	return err
}
