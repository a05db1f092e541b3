// Package cache keeps files of the hub in the layout of the hub's own clients, so that they
// find what was downloaded here and what they downloaded is found.
// Source: huggingface_hub file_download.py and utils/_cache_manager.py; hub-docs, local-cache.md.
//
//	models--owner--name/blobs/<etag>               contents, named by SHA-256 or git's SHA-1
//	models--owner--name/snapshots/<commit>/<path>  links to them, or the files where there are no links
//	models--owner--name/refs/<branch>              the commit it was
//	models--owner--name/trees/<commit>.json        what the commit has
//	models--owner--name/.no_exist/<commit>/<path>  what it has not
package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"avagar/engine/hub"
)

var (
	// ErrNotCached says that a repository, a revision or a file is not in the cache.
	ErrNotCached = errors.New("cache: not in the cache")
	// ErrWrongSum says that a content is not the one it should be by its name.
	ErrWrongSum = errors.New("cache: content does not match its sum")
	// ErrName says that a commit, a reference or an ETag is none.
	ErrName = errors.New("cache: unusable name")
	// ErrInUse says that another program is at work on what should be removed.
	ErrInUse = errors.New("cache: in use by another program")
	// ErrNoSpace says that the disk of the cache is full.
	ErrNoSpace = errors.New("cache: no room on the disk")
	// ErrReadOnly says that the folder of the cache cannot be written.
	ErrReadOnly = errors.New("cache: folder cannot be written")
)

// Cache is one cache folder. Several programs may use it at once.
type Cache struct {
	Dir       string // absolute
	CopyFiles bool   // real files in the snapshots even where links could be made

	patience time.Duration // how long a lock of another program is waited for
}

// Open names the folder of a cache. It is made by the first write.
func Open(dir string) (*Cache, error) {
	if dir == "" {
		return nil, fmt.Errorf("%w: no folder", ErrName)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	return &Cache{Dir: dir, patience: 3 * time.Second}, nil
}

// CopyFiles tells whether the environment asks for real files in place of links.
func CopyFiles(getenv func(string) string) bool {
	switch strings.ToUpper(getenv("HF_HUB_DISABLE_SYMLINKS")) {
	case "1", "ON", "YES", "TRUE":
		return true
	}
	return false
}

// The folders of a repository.
const (
	blobs     = "blobs"
	snapshots = "snapshots"
	refs      = "refs"
	trees     = "trees"
	noExist   = ".no_exist"
	locks     = ".locks"
)

// Folder is what a repository's folder is called.
func Folder(r hub.Repo) string {
	return r.Kind.Plural() + "--" + strings.ReplaceAll(r.ID, "/", "--")
}

// RepoOf reads what Folder wrote.
func RepoOf(folder string) (hub.Repo, bool) {
	kind, id, ok := strings.Cut(folder, "--")
	if !ok {
		return hub.Repo{}, false
	}
	r := hub.Repo{ID: strings.ReplaceAll(id, "--", "/")}
	for _, k := range []hub.Kind{hub.Model, hub.Dataset, hub.Space} {
		if kind == k.Plural() {
			r.Kind = k
		}
	}
	return r, r.Kind != "" && r.Check() == nil && Folder(r) == folder
}

// open is the folder of a repository that is there; else ErrNotCached.
func (c *Cache) open(r hub.Repo) (*os.Root, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(filepath.Join(c.Dir, Folder(r)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNotCached, r)
	}
	return root, named(err)
}

// create is open for one who writes: it makes the folder where it is missing. Other clients
// miss refs and snapshots where there are none.
func (c *Cache) create(r hub.Repo) (*os.Root, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Dir, 0o777); err != nil {
		return nil, named(err)
	}
	all, err := os.OpenRoot(c.Dir)
	if err != nil {
		return nil, named(err)
	}
	defer all.Close()
	tag(all)
	if err := all.Mkdir(Folder(r), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, named(err)
	}
	root, err := os.OpenRoot(filepath.Join(c.Dir, Folder(r)))
	if err != nil {
		return nil, named(err)
	}
	for _, folder := range []string{blobs, snapshots, refs} {
		if err := root.MkdirAll(folder, 0o777); err != nil {
			return nil, named(errors.Join(err, root.Close()))
		}
	}
	return root, nil
}

// tag tells programs that make backups to leave the cache out; source: bford.info/cachedir.
// A cache without it is as good.
func tag(all *os.Root) {
	const text = "Signature: 8a477f597d28d172789f06886806bc55\n" +
		"# This folder is a cache of the Hugging Face Hub.\n" +
		"# For information about cache directory tags, see:\n" +
		"#\thttps://bford.info/cachedir/\n"
	if _, err := all.Lstat("CACHEDIR.TAG"); errors.Is(err, fs.ErrNotExist) {
		_ = all.WriteFile("CACHEDIR.TAG", []byte(text), 0o666)
	}
}

var (
	commitName = regexp.MustCompile(`^[0-9a-f]{40}$`)
	etagName   = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)
)

// snapshot is where a file of a commit lies below the repository's folder.
func snapshot(commit, file string) (string, error) {
	if !commitName.MatchString(commit) {
		return "", fmt.Errorf("%w: commit %q", ErrName, commit)
	}
	if err := hub.CheckPath(file); err != nil {
		return "", err
	}
	return path.Join(snapshots, commit, file), nil
}

// Path is the file of a commit on this computer; ErrNotCached where it is missing or its
// content is.
func (c *Cache) Path(r hub.Repo, commit, file string) (string, error) {
	if err := r.Check(); err != nil {
		return "", err
	}
	below, err := snapshot(commit, file)
	if err != nil {
		return "", err
	}
	name := filepath.Join(c.Dir, Folder(r), filepath.FromSlash(below))
	info, err := os.Stat(name)
	if err == nil && info.Mode().IsRegular() {
		return name, nil
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: %s at %s: %s", ErrNotCached, r, commit, file)
	}
	return "", named(err)
}

// SnapshotFolder is where the files of a commit lie on this computer, once one does.
func (c *Cache) SnapshotFolder(r hub.Repo, commit string) string {
	return filepath.Join(c.Dir, Folder(r), snapshots, commit)
}

// named gives errors of a file system the name that callers know them by.
func named(err error) error {
	switch {
	case err == nil:
		return nil
	case full(err):
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	case readOnly(err):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return fmt.Errorf("cache: %w", err)
}
