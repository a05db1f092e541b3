package hubtest

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"path"
	"sort"
	"strings"
	"time"
)

// blob is a file of a commit with its sums.
type blob struct {
	File
	oid     string // git's SHA-1: of the content, or of the pointer of an LFS file
	sha256  string // of an LFS file
	pointer string // what git holds of an LFS file
	key     string // its name in signed URLs
	name    string // repository and path, as the counters have it
	last    *commit
}

// etag is what the hub calls the file's content.
func (b *blob) etag() string {
	if b.LFS {
		return b.sha256
	}
	return b.oid
}

// commit is a state of all files. It does not change once made.
type commit struct {
	sha, title string
	date       time.Time
	files      map[string]*blob
	folders    map[string]string // path to git's SHA-1 of the tree
	tree       string
	parent     *commit
}

func newBlob(repo string, f File) *blob {
	b := &blob{File: f, name: repo + "/" + f.Path}
	if !f.LFS {
		b.oid = gitSum("blob", f.Content, f.Size)
		return b
	}
	b.sha256 = f.SHA256
	if b.sha256 == "" {
		b.sha256 = sumSHA256(f.Content, f.Size)
	}
	b.pointer = fmt.Sprintf("version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n", b.sha256, f.Size)
	b.oid = gitSum("blob", strings.NewReader(b.pointer), int64(len(b.pointer)))
	b.key = shortID(b.name + " " + b.sha256)
	return b
}

// shortID is 24 hex digits, as the hub names things.
func shortID(s string) string {
	sum := sha1.Sum([]byte(s))
	return hex.EncodeToString(sum[:12])
}

func sumSHA256(r io.ReaderAt, size int64) string { return sum(sha256.New(), r, size) }

func gitSum(kind string, r io.ReaderAt, size int64) string {
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00", kind, size)
	return sum(h, r, size)
}

// sum panics when content is shorter than its size says: the test is wrong.
func sum(h hash.Hash, r io.ReaderAt, size int64) string {
	n, err := io.CopyBuffer(h, io.NewSectionReader(r, 0, size), make([]byte, 256<<10))
	if err != nil || n != size {
		panic(fmt.Sprintf("hubtest: content of %d bytes, read %d: %v", size, n, err))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func newCommit(files []*blob, title string, date time.Time, parent *commit) *commit {
	c := &commit{title: title, date: date, parent: parent, files: map[string]*blob{}, folders: map[string]string{}}
	for _, b := range files {
		c.files[b.Path] = b
	}
	c.tree = c.sumTree()
	text := "tree " + c.tree + "\n"
	if parent != nil {
		text += "parent " + parent.sha + "\n"
	}
	who := fmt.Sprintf("demo <demo@localhost> %d +0000\n", date.Unix())
	text += "author " + who + "committer " + who + "\n" + title + "\n"
	c.sha = gitSum("commit", strings.NewReader(text), int64(len(text)))
	for _, b := range files {
		b.last = c
		if parent == nil {
			continue
		}
		if old := parent.files[b.Path]; old != nil && old.oid == b.oid {
			b.last = old.last
		}
	}
	return c
}

// tidy tells whether a path can be in a git tree; hostile ones are only told.
func tidy(p string) bool {
	return p != "" && p == path.Clean(p) && !strings.HasPrefix(p, "/") && p != ".." && !strings.HasPrefix(p, "../")
}

type entry struct{ mode, name, oid string }

// sumTree fills folders and returns the SHA-1 of the uppermost tree.
func (c *commit) sumTree() string {
	trees := map[string][]entry{".": nil}
	for p := range c.files {
		for d := path.Dir(p); tidy(p) && d != "."; d = path.Dir(d) {
			trees[d] = nil
		}
	}
	for p, b := range c.files {
		if tidy(p) {
			d := path.Dir(p)
			trees[d] = append(trees[d], entry{"100644", path.Base(p), b.oid})
		}
	}
	names := make([]string, 0, len(trees))
	for d := range trees {
		names = append(names, d)
	}
	sort.Slice(names, func(i, j int) bool { return depth(names[i]) > depth(names[j]) })
	for _, d := range names {
		oid := sumEntries(trees[d])
		if d == "." {
			return oid
		}
		c.folders[d] = oid
		up := path.Dir(d)
		trees[up] = append(trees[up], entry{"40000", path.Base(d), oid})
	}
	return ""
}

func depth(d string) int {
	if d == "." {
		return 0
	}
	return 1 + strings.Count(d, "/")
}

// sumEntries sorts as git does: a folder as if its name ended in a slash.
func sumEntries(entries []entry) string {
	key := func(e entry) string {
		if e.mode == "40000" {
			return e.name + "/"
		}
		return e.name
	}
	sort.Slice(entries, func(i, j int) bool { return key(entries[i]) < key(entries[j]) })
	var text strings.Builder
	for _, e := range entries {
		raw, _ := hex.DecodeString(e.oid)
		fmt.Fprintf(&text, "%s %s\x00%s", e.mode, e.name, raw)
	}
	return gitSum("tree", strings.NewReader(text.String()), int64(text.Len()))
}
