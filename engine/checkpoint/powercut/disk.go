// Package powercut is a disk for tests that forgets, as a machine whose power
// fails forgets: what was written but not synced, and what was created, renamed
// or removed in a folder that was not synced since. It works on real files,
// writes down every operation, and lays out in another folder what would be
// found after a power cut behind any of them.
package powercut

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"avagar/engine/checkpoint"
)

// Disk is a checkpoint.Disk over one folder. One goroutine at a time.
type Disk struct {
	root string
	from *node // what lay there before, and lasts
	ops  []operation
}

// operation does to a model of the folder what was done to the folder.
type operation func(root *node)

// Record watches a folder; all that is in it counts as synced.
func Record(root string) (*Disk, error) {
	from, err := load(root)
	if err != nil {
		return nil, fmt.Errorf("powercut: %w", err)
	}
	return &Disk{root: root, from: from}, nil
}

// Operations is how many there have been.
func (d *Disk) Operations() int { return len(d.ops) }

func (d *Disk) note(op operation) { d.ops = append(d.ops, op) }

// at is a path as seen from the root.
func (d *Disk) at(path string) string {
	rel, err := filepath.Rel(d.root, path)
	if err != nil || !filepath.IsLocal(rel) {
		panic("powercut: outside the recorded folder: " + path)
	}
	return rel
}

// Open opens a file for writing.
func (d *Disk) Open(path string, flag int, mode os.FileMode) (checkpoint.DiskFile, error) {
	f, err := checkpoint.OS{}.Open(path, flag, mode)
	if err != nil {
		return nil, err
	}
	if flag&^(os.O_CREATE|os.O_EXCL|os.O_RDWR|os.O_WRONLY) != 0 {
		panic(fmt.Sprintf("powercut: flags %#x", flag))
	}
	name := d.at(path)
	d.note(func(root *node) { root.create(name) })
	return &file{DiskFile: f, disk: d, name: name}, nil
}

// Mkdir makes a folder.
func (d *Disk) Mkdir(path string) error {
	name := d.at(path)
	return d.done(checkpoint.OS{}.Mkdir(path), func(root *node) { root.mkdir(name) })
}

// Rename renames a file within its folder.
func (d *Disk) Rename(from, to string) error {
	a, b := d.at(from), d.at(to)
	return d.done(checkpoint.OS{}.Rename(from, to), func(root *node) { root.rename(a, b) })
}

// Remove removes a file.
func (d *Disk) Remove(path string) error {
	name := d.at(path)
	return d.done(checkpoint.OS{}.Remove(path), func(root *node) { root.remove(name) })
}

// SyncFolder makes the names in a folder last.
func (d *Disk) SyncFolder(path string) error {
	name := d.at(path)
	return d.done(checkpoint.OS{}.SyncFolder(path), func(root *node) { root.find(name).pending = nil })
}

func (d *Disk) done(err error, op operation) error {
	if err == nil {
		d.note(op)
	}
	return err
}

// file is an open file, known by the name it was opened under: it may not be
// renamed before it is closed.
type file struct {
	checkpoint.DiskFile
	disk *Disk
	name string
}

func (f *file) Write(b []byte) (int, error) {
	offset, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	n, err := f.DiskFile.Write(b)
	part := append([]byte(nil), b[:n]...)
	f.disk.note(func(root *node) { root.find(f.name).write(int(offset), part) })
	return n, err
}

func (f *file) Truncate(size int64) error {
	return f.disk.done(f.DiskFile.Truncate(size), func(root *node) { root.find(f.name).truncate(int(size)) })
}

func (f *file) Sync() error {
	return f.disk.done(f.DiskFile.Sync(), func(root *node) { root.find(f.name).sync() })
}
