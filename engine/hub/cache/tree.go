package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"avagar/engine/hub"
)

const (
	treeFormat = 1
	longTree   = 256 << 20 // bytes; a repository of a million files
)

type treeFile struct {
	FormatVersion int                  `json:"format_version"`
	Files         map[string]treeEntry `json:"files"`
}

type treeEntry struct {
	Size      int64  `json:"size"`
	BlobID    string `json:"blob_id"`
	LFSSHA256 string `json:"lfs_sha256,omitempty"`
	LFSSize   *int64 `json:"lfs_size,omitempty"`
}

// WriteTree keeps what a commit has: all its files, not those of one folder. A commit never
// changes, so a tree that is there stays.
func (c *Cache) WriteTree(r hub.Repo, commit string, files []hub.File) error {
	if !commitName.MatchString(commit) {
		return fmt.Errorf("%w: commit %q", ErrName, commit)
	}
	tree := treeFile{treeFormat, make(map[string]treeEntry, len(files))}
	for _, f := range files {
		if f.Directory {
			continue
		}
		if f.Size < 0 {
			return fmt.Errorf("%w: %s: nobody said its size", ErrWrongSum, f.Path)
		}
		e := treeEntry{Size: f.Size, BlobID: f.SHA1, LFSSHA256: f.SHA256}
		if f.SHA256 != "" {
			e.LFSSize = &f.Size
		}
		tree.Files[f.Path] = e
	}
	content, err := json.MarshalIndent(tree, "", " ")
	if err != nil {
		return fmt.Errorf("cache: tree: %w", err)
	}
	root, err := c.create(r)
	if err != nil {
		return err
	}
	defer root.Close()
	if _, err := readTree(root, commit); err == nil {
		return nil
	}
	return named(replace(root, treeName(commit), content))
}

func treeName(commit string) string { return path.Join(trees, commit+".json") }

// Tree is what WriteTree or another client kept, by path; ErrNotCached where there is none
// that can be read.
func (c *Cache) Tree(r hub.Repo, commit string) ([]hub.File, error) {
	if !commitName.MatchString(commit) {
		return nil, fmt.Errorf("%w: commit %q", ErrName, commit)
	}
	root, err := c.open(r)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	files, err := readTree(root, commit)
	if err != nil {
		return nil, fmt.Errorf("%w: tree of %s at %s: %w", ErrNotCached, r, commit, err)
	}
	return files, nil
}

func readTree(root *os.Root, commit string) ([]hub.File, error) {
	if !commitName.MatchString(commit) {
		return nil, fmt.Errorf("%w: commit %q", ErrName, commit)
	}
	content, err := readSmall(root, treeName(commit), longTree)
	if err != nil {
		return nil, err
	}
	return decodeTree(content)
}

func decodeTree(content []byte) ([]hub.File, error) {
	var tree treeFile
	if err := json.Unmarshal(content, &tree); err != nil {
		return nil, err
	}
	if tree.FormatVersion != treeFormat {
		return nil, fmt.Errorf("format %d", tree.FormatVersion)
	}
	files := make([]hub.File, 0, len(tree.Files))
	for name, e := range tree.Files {
		if e.Size < 0 {
			return nil, errors.New("a negative size")
		}
		if hub.CheckPath(name) != nil {
			continue // cannot be here
		}
		files = append(files, hub.File{Path: name, Size: e.Size, SHA1: e.BlobID, SHA256: e.LFSSHA256})
	}
	slices.SortFunc(files, func(a, b hub.File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// Complete returns those files of a commit that are missing or have the wrong size: of all
// its files, or of those that are named. It looks at no sum. ErrNotCached says that nobody
// kept what the commit has.
func (c *Cache) Complete(r hub.Repo, commit string, files ...string) (missing []string, err error) {
	tree, err := c.Tree(r, commit)
	if err != nil {
		return nil, err
	}
	root, err := c.open(r)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	sizes := make(map[string]int64, len(tree))
	for _, f := range tree {
		sizes[f.Path] = f.Size
		if len(files) == 0 {
			missing = appendMissing(missing, root, commit, f.Path, f.Size)
		}
	}
	for _, name := range files {
		size, ok := sizes[name]
		if !ok {
			size = -1
		}
		missing = appendMissing(missing, root, commit, name, size)
	}
	return missing, nil
}

// appendMissing adds a file unless it lies there at its size; none has a size below 0.
func appendMissing(list []string, root *os.Root, commit, name string, size int64) []string {
	info, err := root.Stat(path.Join(snapshots, commit, name))
	if err == nil && info.Mode().IsRegular() && info.Size() == size {
		return list
	}
	return append(list, name)
}
