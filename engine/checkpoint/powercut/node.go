package powercut

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
)

// node is a file or a folder, as programs see it and as it would be found.
type node struct {
	names   map[string]*node // of a folder; nil: a file
	pending []change         // names that are not synced, oldest first

	content, synced []byte
}

// change is a name that came to mean another node, or none, and with a rename
// the name that it was taken from.
type change struct {
	name string
	was  *node // what it meant before
	is   *node // nil: removed
	from string
}

func load(path string) (*node, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	n := &node{names: map[string]*node{}}
	for _, e := range entries {
		below := filepath.Join(path, e.Name())
		var child *node
		if e.IsDir() {
			child, err = load(below)
		} else {
			child = &node{}
			child.synced, err = os.ReadFile(below)
			child.content = child.synced
		}
		if err != nil {
			return nil, err
		}
		n.names[e.Name()] = child
	}
	return n, nil
}

// copy is a model that operations may be done to.
func (n *node) copy() *node {
	c := &node{content: n.content, synced: n.synced}
	if n.names != nil {
		c.names = make(map[string]*node, len(n.names))
		for name, child := range n.names {
			c.names[name] = child.copy()
		}
	}
	return c
}

// find is the node that programs see at a path; nil where there is none.
func (n *node) find(path string) *node {
	if path == "." {
		return n
	}
	folder, ok := n.names[filepath.Base(path)]
	if parent := filepath.Dir(path); parent != "." {
		folder, ok = n.find(parent).names[filepath.Base(path)]
	}
	if !ok {
		return nil
	}
	return folder
}

func (n *node) set(path string, is *node, from string) {
	folder, name := n.find(filepath.Dir(path)), filepath.Base(path)
	folder.pending = append(folder.pending, change{name, folder.names[name], is, from})
	if is == nil {
		delete(folder.names, name)
	} else {
		folder.names[name] = is
	}
	if from != "" {
		delete(folder.names, from)
	}
}

func (n *node) create(path string) {
	if n.find(path) == nil {
		n.set(path, &node{}, "")
	}
}

func (n *node) mkdir(path string) { n.set(path, &node{names: map[string]*node{}}, "") }

func (n *node) remove(path string) { n.set(path, nil, "") }

func (n *node) rename(from, to string) {
	if filepath.Dir(from) != filepath.Dir(to) {
		panic("powercut: " + from + " is renamed to another folder, " + to)
	}
	n.set(to, n.find(from), filepath.Base(from))
}

func (n *node) write(at int, b []byte) {
	c := slices.Clone(n.content)
	if missing := at - len(c); missing > 0 {
		c = append(c, make([]byte, missing)...)
	}
	n.content = append(c[:at], append(b[:len(b):len(b)], c[min(len(c), at+len(b)):]...)...)
}

func (n *node) truncate(size int) { n.content = bytes.Clone(n.content[:size]) }

func (n *node) sync() { n.synced = n.content }
