package cache

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"avagar/engine/hub"
)

// Plan is what a removal would take away.
type Plan struct {
	Repo    hub.Repo
	Free    int64    // bytes
	Kept    int64    // bytes of the files that others use, which therefore stay
	Files   []string // entries of snapshots, below the repository's folder
	Blobs   []string // names in blobs
	Commits []string // revisions of which nothing would be left
	Whole   bool     // no revision would be left, and nothing of the repository
}

// Plan tells what Remove would free.
func (c *Cache) Plan(r hub.Repo, commits ...string) (Plan, error) {
	return c.plan(r, func(commit, _ string) bool { return slices.Contains(commits, commit) }, commits)
}

// PlanFiles tells what RemoveFiles would free.
func (c *Cache) PlanFiles(r hub.Repo, commit string, files ...string) (Plan, error) {
	return c.plan(r, func(of, file string) bool { return of == commit && slices.Contains(files, file) }, []string{commit})
}

// Remove takes revisions of a repository out of the cache and returns the bytes that are
// free now: those of exactly the contents that no other revision uses. ErrInUse says that
// something stayed since another program is at work on it. ErrNotCached where a revision is
// not there.
func (c *Cache) Remove(ctx context.Context, r hub.Repo, commits ...string) (freed int64, err error) {
	plan, err := c.Plan(r, commits...)
	if err != nil {
		return 0, err
	}
	return c.carryOut(ctx, plan)
}

// RemoveFiles is Remove for some files of a revision, which goes with its last one.
func (c *Cache) RemoveFiles(ctx context.Context, r hub.Repo, commit string, files ...string) (freed int64, err error) {
	plan, err := c.PlanFiles(r, commit, files...)
	if err != nil {
		return 0, err
	}
	return c.carryOut(ctx, plan)
}

// plan divides what is there into what goes and what stays. Names come from the scan, so that
// nothing a caller says becomes a path.
func (c *Cache) plan(r hub.Repo, goes func(commit, file string) bool, commits []string) (Plan, error) {
	found, err := c.Look(r)
	if err != nil {
		return Plan{}, err
	}
	for _, commit := range commits {
		if !slices.ContainsFunc(found.Revisions, func(v Revision) bool { return v.Commit == commit }) {
			return Plan{}, fmt.Errorf("%w: %s at %s", ErrNotCached, r, commit)
		}
	}
	p := Plan{Repo: r, Whole: true}
	going, staying := map[string]int64{}, map[string]bool{}
	for _, v := range found.Revisions {
		left := len(v.Files)
		for _, f := range v.Files {
			if !goes(v.Commit, f.Path) {
				staying[f.Blob] = true
				continue
			}
			left--
			p.Files = append(p.Files, path.Join(snapshots, v.Commit, f.Path))
			if f.Blob == "" {
				p.Free += f.Size
			} else {
				going[f.Blob] = f.Size
			}
		}
		if left == 0 && slices.Contains(commits, v.Commit) {
			p.Commits = append(p.Commits, v.Commit)
		} else {
			p.Whole = false
		}
	}
	for _, name := range slices.Sorted(maps.Keys(going)) {
		if staying[name] {
			p.Kept += going[name]
			continue
		}
		p.Free += going[name]
		p.Blobs = append(p.Blobs, name)
	}
	if p.Whole {
		p.Free += found.Unused
	}
	return p, nil
}

// carryOut removes references before what they refer to, and entries before their contents,
// so that a cache is sound wherever it ends.
func (c *Cache) carryOut(ctx context.Context, p Plan) (freed int64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	root, err := c.open(p.Repo)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	var errs []error
	for _, commit := range p.Commits {
		errs = append(errs, dropRefs(root, commit))
	}
	for _, name := range p.Files {
		n, err := removeFile(root, name)
		freed, errs = freed+n, append(errs, err)
		removeEmpty(root, path.Dir(name), snapshots)
	}
	for _, commit := range p.Commits {
		errs = append(errs, root.RemoveAll(path.Join(snapshots, commit)), root.RemoveAll(path.Join(noExist, commit)),
			root.RemoveAll(treeName(commit)))
	}
	if p.Whole {
		p.Blobs = allBlobs(root)
	}
	n, err := c.removeBlobs(root, p.Repo, p.Blobs)
	freed, errs = freed+n, append(errs, err)
	if err := errors.Join(errs...); err != nil {
		return freed, named(err)
	}
	if p.Whole {
		c.removeRest(root, p.Repo)
	}
	return freed, nil
}

// dropRefs removes the references to a commit.
func dropRefs(root *os.Root, commit string) error {
	s := scan{root: root, refs: map[string][]string{}}
	s.readRefs()
	for _, name := range s.refs[commit] {
		name = path.Join(refs, name)
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		removeEmpty(root, path.Dir(name), refs)
	}
	return nil
}

// removeFile returns the bytes that a file held; a link holds none.
func removeFile(root *os.Root, name string) (int64, error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err == nil {
		err = root.Remove(name)
	}
	if err != nil || !info.Mode().IsRegular() {
		return 0, err
	}
	return info.Size(), nil
}

// removeEmpty removes folders that hold nothing, upwards to one that stays.
func removeEmpty(root *os.Root, folder, stays string) {
	for folder != stays && root.Remove(folder) == nil {
		folder = path.Dir(folder)
	}
}

func allBlobs(root *os.Root) []string {
	entries, _ := fs.ReadDir(root.FS(), blobs)
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// removeBlobs removes, in portions whose locks are held together, the blobs that no snapshot
// uses: one may have come since the plan was made.
func (c *Cache) removeBlobs(root *os.Root, r hub.Repo, names []string) (freed int64, err error) {
	const portion = 64
	var errs []error
	for names := range slices.Chunk(names, portion) {
		n, err := c.removePortion(root, r, names)
		freed, errs = freed+n, append(errs, err)
	}
	return freed, errors.Join(errs...)
}

func (c *Cache) removePortion(root *os.Root, r hub.Repo, names []string) (freed int64, err error) {
	var mine []string
	for _, name := range names {
		etag, _, _ := strings.Cut(name, ".")
		unlock, free := c.tryLock(r, etag)
		defer unlock()
		if !free {
			err = errors.Join(err, fmt.Errorf("%w: %s", ErrInUse, name))
			continue
		}
		mine = append(mine, name)
	}
	used := usedBlobs(root)
	for _, name := range mine {
		if used[name] {
			continue
		}
		n, failed := removeFile(root, path.Join(blobs, name))
		freed, err = freed+n, errors.Join(err, failed)
		c.dropLock(r, name)
	}
	return freed, err
}

// Sweep removes what broken off downloads and removals left in the blobs of a repository a
// day ago or earlier, and returns the bytes that are free now.
func (c *Cache) Sweep(r hub.Repo, now time.Time) (freed int64, err error) {
	root, err := c.open(r)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	used := usedBlobs(root)
	left := slices.DeleteFunc(allBlobs(root), func(name string) bool {
		info, err := root.Lstat(path.Join(blobs, name))
		return used[name] || err != nil || now.Sub(info.ModTime()) < 24*time.Hour
	})
	freed, err = c.removeBlobs(root, r, left)
	if errors.Is(err, ErrInUse) {
		err = nil // no leftover after all
	}
	return freed, err
}

// usedBlobs are those with a link from a snapshot.
func usedBlobs(root *os.Root) map[string]bool {
	used := map[string]bool{}
	s := scan{root: root}
	s.walk(snapshots, func(name string, e fs.DirEntry) {
		if target, err := root.Readlink(name); err == nil {
			used[path.Base(strings.ReplaceAll(target, `\`, "/"))] = true
		}
	})
	return used
}

// removeRest removes the folders of a repository of which nothing is left. Files that are
// not a cache's stay, and their folders with them.
func (c *Cache) removeRest(root *os.Root, r hub.Repo) {
	for _, folder := range []string{trees, noExist, refs, snapshots} {
		_ = root.RemoveAll(folder)
	}
	_ = root.Remove(blobs)
	all, err := os.OpenRoot(c.Dir)
	if err != nil {
		return
	}
	defer all.Close()
	_ = all.RemoveAll(path.Join(locks, Folder(r)))
	_ = all.Remove(locks)
	_ = all.Remove(Folder(r))
}

// dropLock removes the lock file of a blob that is gone.
func (c *Cache) dropLock(r hub.Repo, name string) {
	all, err := os.OpenRoot(c.Dir)
	if err != nil {
		return
	}
	defer all.Close()
	etag, _, _ := strings.Cut(name, ".")
	_ = all.Remove(path.Join(locks, Folder(r), etag+".lock"))
}
