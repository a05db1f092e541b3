package library

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"avagar/engine/hub"
)

// entry is a folder or a file of a repository, as it is listed.
type entry struct {
	path   string
	depth  int
	folder bool
	count  int   // files of a folder
	bytes  int64 // -1 where a size is not known
}

func (e entry) name() string { return path.Base(e.path) }

// below tells whether a file is the entry or lies in it.
func (e entry) holds(file string) bool {
	return file == e.path || e.folder && strings.HasPrefix(file, e.path+"/")
}

// tree lists files with the folders they lie in, each folder before what is in
// it.
func tree(files []hub.File) []entry {
	folders := map[string]*entry{}
	var list []*entry
	for _, f := range files {
		if f.Directory {
			continue
		}
		list = append(list, &entry{path: f.Path, depth: strings.Count(f.Path, "/"), bytes: f.Size, count: 1})
		for dir := path.Dir(f.Path); dir != "." && dir != "/"; dir = path.Dir(dir) {
			e := folders[dir]
			if e == nil {
				e = &entry{path: dir, depth: strings.Count(dir, "/"), folder: true}
				folders[dir] = e
				list = append(list, e)
			}
			e.count++
			e.bytes = plus(e.bytes, f.Size)
		}
	}
	slices.SortFunc(list, inOrder)
	sorted := make([]entry, len(list))
	for i, e := range list {
		sorted[i] = *e
	}
	return sorted
}

// inOrder has a folder come before what is in it, and all else by name.
func inOrder(a, b *entry) int {
	return slices.CompareFunc(strings.Split(a.path, "/"), strings.Split(b.path, "/"), func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
}

// plus adds sizes, of which -1 is not known.
func plus(a, b int64) int64 {
	if a < 0 || b < 0 {
		return -1
	}
	return a + b
}

// choice is what of a repository's files is wanted.
type choice struct {
	files  []hub.File
	wanted map[string]bool
}

func newChoice(files []hub.File) *choice {
	return &choice{slices.DeleteFunc(slices.Clone(files), func(f hub.File) bool { return f.Directory }), map[string]bool{}}
}

// toggle takes all files of an entry in, or out if all of them are in.
func (c *choice) toggle(e entry) {
	in := !c.whole(e)
	for _, f := range c.files {
		if e.holds(f.Path) {
			c.set(f.Path, in)
		}
	}
}

func (c *choice) set(file string, in bool) {
	if in {
		c.wanted[file] = true
	} else {
		delete(c.wanted, file)
	}
}

// all takes every file in, or none.
func (c *choice) all(in bool) {
	for _, f := range c.files {
		c.set(f.Path, in)
	}
}

// whole tells whether all files of an entry are in, part whether some are.
func (c *choice) whole(e entry) bool { return c.count(e) == e.count && e.count > 0 }

func (c *choice) part(e entry) bool { n := c.count(e); return n > 0 && n < e.count }

func (c *choice) count(e entry) (n int) {
	if !e.folder {
		if c.wanted[e.path] {
			return 1
		}
		return 0
	}
	for file := range c.wanted {
		if e.holds(file) {
			n++
		}
	}
	return n
}

// chosen are the files that are in, and their size, -1 where it is not known.
func (c *choice) chosen() (files []hub.File, bytes int64) {
	for _, f := range c.files {
		if c.wanted[f.Path] {
			files = append(files, f)
			bytes = plus(bytes, f.Size)
		}
	}
	return files, bytes
}
