package powercut

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Keep says what of that which was not synced is there after the power cut all
// the same. A disk may write any part of it, in any order.
type Keep struct {
	Name     func(newer int) bool                // whether a name that was created, renamed or removed is; newer: changes in its folder since
	Contents func(synced, written []byte) []byte // what a file holds
}

// Nothing keeps what was synced alone.
var Nothing = Keep{none, synced}

// Names keeps all names and no contents: files are there, and empty.
var Names = Keep{all, synced}

// All keeps everything, as when the program alone ends.
var All = Keep{all, written}

// Newest keeps all contents, and of the names in a folder only the last.
var Newest = Keep{newest, written}

func none(int) bool                    { return false }
func all(int) bool                     { return true }
func newest(newer int) bool            { return newer == 0 }
func synced(synced, _ []byte) []byte   { return synced }
func written(_, written []byte) []byte { return written }

// Cut lays out in an empty folder what is found after a power cut behind the
// first n operations.
func (d *Disk) Cut(n int, keep Keep, into string) error {
	root := d.from.copy()
	for _, op := range d.ops[:n] {
		op(root)
	}
	if err := root.found(keep, into); err != nil {
		return fmt.Errorf("powercut: %w", err)
	}
	return nil
}

// found writes a folder as it would be found.
func (n *node) found(keep Keep, into string) error {
	names := n.surviving(keep)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		child, path := names[name], filepath.Join(into, name)
		if child.names == nil {
			if err := os.WriteFile(path, keep.Contents(child.synced, child.content), 0o600); err != nil {
				return err
			}
			continue
		}
		if err := os.Mkdir(path, 0o700); err != nil {
			return err
		}
		if err := child.found(keep, path); err != nil {
			return err
		}
	}
	return nil
}

// surviving goes back to the names that are synced, and from there on with
// those changes that are kept.
func (n *node) surviving(keep Keep) map[string]*node {
	names := maps.Clone(n.names)
	for _, c := range slices.Backward(n.pending) {
		if c.from != "" {
			names[c.from] = c.is
		}
		put(names, c.name, c.was)
	}
	for i, c := range n.pending {
		if !keep.Name(len(n.pending) - 1 - i) {
			continue
		}
		put(names, c.name, c.is)
		if c.from != "" {
			delete(names, c.from)
		}
	}
	return names
}

func put(names map[string]*node, name string, is *node) {
	if is == nil {
		delete(names, name)
	} else {
		names[name] = is
	}
}
