package cache

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"avagar/engine/hub"
)

// Repo is what the cache has of a repository.
type Repo struct {
	hub.Repo
	Revisions []Revision // the newest first
	Bytes     int64      // of all revisions, each content once
	Unused    int64      // bytes that no revision uses: broken off downloads, left blobs
	Problems  []error    // what is not as it should be; the rest can be used
}

// Revision is what the cache has of one commit.
type Revision struct {
	Commit       string
	Refs         []string // branches and tags that were this commit
	Files        []File   // by path
	Bytes        int64    // each content once
	LastModified time.Time
}

// File is a file of a revision.
type File struct {
	Path     string // with slashes
	Blob     string // its name in blobs; empty where the file itself lies in the snapshot
	Size     int64  // bytes
	Modified time.Time
}

// Scan lists what is in the cache, by repository. Folders of others, dangling links and other
// damage are passed over; those within a repository are among its Problems. No cache is an
// empty one.
func (c *Cache) Scan(ctx context.Context) ([]Repo, error) {
	entries, err := os.ReadDir(c.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, named(err)
	}
	var list []Repo
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, ok := RepoOf(e.Name())
		if !ok {
			continue
		}
		if info, err := os.Stat(filepath.Join(c.Dir, e.Name())); err != nil || !info.IsDir() {
			continue
		}
		found, err := c.Look(r)
		if err != nil {
			found = Repo{Repo: r, Problems: []error{err}}
		}
		list = append(list, found)
	}
	return list, nil
}

// Look is Scan for one repository; ErrNotCached where there is none.
func (c *Cache) Look(r hub.Repo) (Repo, error) {
	root, err := c.open(r)
	if err != nil {
		return Repo{}, err
	}
	defer root.Close()
	s := &scan{root: root, repo: Repo{Repo: r}, refs: map[string][]string{}, sizes: map[string]int64{}}
	s.readRefs()
	for _, e := range s.list(snapshots) {
		switch {
		case e.IsDir():
			s.repo.Revisions = append(s.repo.Revisions, s.revision(e.Name()))
		case !litter(e.Name()):
			s.problem("%s is no folder", path.Join(snapshots, e.Name()))
		}
	}
	s.finish()
	return s.repo, nil
}

// scan is the state of Look.
type scan struct {
	root  *os.Root
	repo  Repo
	refs  map[string][]string // by commit
	sizes map[string]int64    // of blobs in use, by name
}

func (s *scan) problem(format string, args ...any) {
	s.repo.Problems = append(s.repo.Problems, fmt.Errorf("%s: "+format, append([]any{s.repo.Repo}, args...)...))
}

// list is a folder of the repository; a missing one is empty.
func (s *scan) list(folder string) []fs.DirEntry {
	entries, err := fs.ReadDir(s.root.FS(), folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.problem("%w", err)
	}
	return entries
}

func (s *scan) readRefs() {
	s.walk(refs, func(name string, _ fs.DirEntry) {
		name = strings.TrimPrefix(name, refs+"/")
		commit, err := readRef(s.root, name)
		if err != nil {
			s.problem("%w", err)
			return
		}
		s.refs[commit] = append(s.refs[commit], name)
	})
}

// walk calls f for what is no folder below one, in order.
func (s *scan) walk(folder string, f func(name string, e fs.DirEntry)) {
	if _, err := s.root.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
		return
	}
	_ = fs.WalkDir(s.root.FS(), folder, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			s.problem("%w", err)
		case !e.IsDir() && !litter(e.Name()):
			f(name, e)
		}
		return nil
	})
}

// litter is what systems leave in folders that they show.
func litter(name string) bool {
	return name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini"
}

func (s *scan) revision(commit string) Revision {
	r := Revision{Commit: commit, Refs: s.refs[commit]}
	delete(s.refs, commit)
	slices.Sort(r.Refs)
	counted := map[string]bool{}
	folder := path.Join(snapshots, commit)
	s.walk(folder, func(name string, e fs.DirEntry) {
		f, err := s.file(name, e)
		if err != nil {
			s.problem("%w", err)
			return
		}
		f.Path = strings.TrimPrefix(name, folder+"/")
		if r.Files = append(r.Files, f); f.Blob == "" || !counted[f.Blob] {
			r.Bytes += f.Size
			counted[f.Blob] = true
		}
		if f.Modified.After(r.LastModified) {
			r.LastModified = f.Modified
		}
	})
	if info, err := s.root.Stat(folder); err == nil && len(r.Files) == 0 {
		r.LastModified = info.ModTime()
	}
	return r
}

// file describes an entry of a snapshot and counts its content.
func (s *scan) file(name string, e fs.DirEntry) (File, error) {
	full := filepath.Join(s.root.Name(), filepath.FromSlash(name))
	info, err := os.Stat(full)
	if err != nil {
		return File{}, err
	}
	if !info.Mode().IsRegular() {
		return File{}, &fs.PathError{Op: "scan", Path: name, Err: errors.New("no file")}
	}
	f := File{Size: info.Size(), Modified: info.ModTime()}
	if e.Type()&fs.ModeSymlink == 0 {
		s.repo.Bytes += f.Size
		return f, nil
	}
	target, err := os.Readlink(full)
	if err != nil {
		return File{}, err
	}
	f.Blob = path.Base(filepath.ToSlash(target))
	kept, err := s.root.Lstat(blobs + "/" + f.Blob)
	if err != nil || !os.SameFile(kept, info) {
		return File{}, &fs.PathError{Op: "scan", Path: name, Err: errors.New("a link to elsewhere")}
	}
	s.sizes[f.Blob] = f.Size
	return f, nil
}

// finish adds up and puts in order.
func (s *scan) finish() {
	for commit, names := range s.refs {
		s.problem("%w: %s was %s", ErrNotCached, strings.Join(names, ", "), commit)
	}
	for _, size := range s.sizes {
		s.repo.Bytes += size
	}
	for _, e := range s.list(blobs) {
		info, err := e.Info()
		if _, used := s.sizes[e.Name()]; err == nil && !used && info.Mode().IsRegular() {
			s.repo.Unused += info.Size()
		}
	}
	slices.SortFunc(s.repo.Revisions, func(a, b Revision) int {
		return cmp.Or(b.LastModified.Compare(a.LastModified), strings.Compare(a.Commit, b.Commit))
	})
}
