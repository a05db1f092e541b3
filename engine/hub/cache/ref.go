package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strings"

	"avagar/engine/hub"
)

// SetRef remembers which commit a branch or tag was. The commit has to be in the cache, since
// other clients hold a cache with a loose reference for broken: else ErrNotCached.
func (c *Cache) SetRef(r hub.Repo, name, commit string) error {
	if !commitName.MatchString(commit) {
		return fmt.Errorf("%w: commit %q", ErrName, commit)
	}
	if name == commit {
		return nil
	}
	if hub.CheckPath(name) != nil || commitName.MatchString(name) {
		return fmt.Errorf("%w: reference %q", ErrName, name)
	}
	root, err := c.open(r)
	if err != nil {
		return err
	}
	defer root.Close()
	if info, err := root.Stat(snapshots + "/" + commit); err != nil || !info.IsDir() {
		return fmt.Errorf("%w: %s at %s", ErrNotCached, r, commit)
	}
	if old, err := readRef(root, name); err == nil && old == commit {
		return nil
	}
	return named(replace(root, path.Join(refs, name), []byte(commit)))
}

// Commit is the commit that a branch or tag was when it was last asked for, "main" for an
// empty one; a commit is itself. ErrNotCached where nothing of it is in the cache.
func (c *Cache) Commit(r hub.Repo, ref string) (string, error) {
	root, err := c.open(r)
	if err != nil {
		return "", err
	}
	defer root.Close()
	if ref == "" {
		ref = "main"
	}
	commit := ref
	if !commitName.MatchString(ref) {
		if hub.CheckPath(ref) != nil {
			return "", fmt.Errorf("%w: reference %q", ErrName, ref)
		}
		if commit, err = readRef(root, ref); err != nil {
			return "", fmt.Errorf("%w: %s at %s", ErrNotCached, r, ref)
		}
	}
	if info, err := root.Stat(snapshots + "/" + commit); err != nil || !info.IsDir() {
		return "", fmt.Errorf("%w: %s at %s", ErrNotCached, r, ref)
	}
	return commit, nil
}

func readRef(root *os.Root, name string) (string, error) {
	content, err := readSmall(root, path.Join(refs, name), 1<<10)
	if err != nil {
		return "", err
	}
	commit := strings.TrimSpace(string(content))
	if !commitName.MatchString(commit) {
		return "", fmt.Errorf("%w: reference %s to %q", ErrName, name, commit)
	}
	return commit, nil
}

// SetMissing remembers that a commit has no file of that name.
func (c *Cache) SetMissing(r hub.Repo, commit, file string) error {
	below, err := snapshot(commit, file)
	if err != nil {
		return err
	}
	root, err := c.create(r)
	if err != nil {
		return err
	}
	defer root.Close()
	name := noExist + strings.TrimPrefix(below, snapshots)
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return named(err)
	}
	return named(root.WriteFile(name, nil, 0o666))
}

// Missing tells whether a commit is known not to have a file.
func (c *Cache) Missing(r hub.Repo, commit, file string) bool {
	below, err := snapshot(commit, file)
	if err != nil {
		return false
	}
	root, err := c.open(r)
	if err != nil {
		return false
	}
	defer root.Close()
	info, err := root.Lstat(noExist + strings.TrimPrefix(below, snapshots))
	return err == nil && info.Mode().IsRegular()
}

// replace writes a small file beside its name, syncs and renames it. Beside is the
// repository's own folder, as clients take whatever lies in refs for a reference.
func replace(root *os.Root, name string, content []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	temporary := fmt.Sprintf(".%08x.tmp", rand.Uint32())
	f, err := root.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = root.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(temporary))
	}
	return syncFolder(root, path.Dir(name))
}

// readSmall reads a file that should have at most most bytes; whatever claims to be one may
// be anything.
func readSmall(root *os.Root, name string, most int64) ([]byte, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return root.ReadFile(name)
}
