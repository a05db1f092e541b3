package checkpoint

import (
	"errors"
	"io"
	"os"
	"runtime"
)

// Disk is where files are written that have to outlive a power cut. The
// program knows one, OS; tests put in its place one that forgets what was not
// synced.
type Disk interface {
	Open(path string, flag int, mode os.FileMode) (DiskFile, error) // as os.OpenFile
	Mkdir(path string) error                                        // for its owner alone
	Rename(from, to string) error
	Remove(path string) error
	SyncFolder(path string) error // makes what was created, renamed and removed in a folder last
}

// DiskFile is an open file of a Disk.
type DiskFile interface {
	io.WriteSeeker
	Truncate(size int64) error
	Sync() error
	Close() error
}

// OS is the operating system's disk.
type OS struct{}

// Open is os.OpenFile.
func (OS) Open(path string, flag int, mode os.FileMode) (DiskFile, error) {
	f, err := os.OpenFile(path, flag, mode)
	if err != nil {
		return nil, err // not an interface that holds a nil
	}
	return f, nil
}

// Mkdir makes a folder for its owner alone.
func (OS) Mkdir(path string) error { return os.Mkdir(path, 0o700) }

// Rename is os.Rename.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Remove is os.Remove.
func (OS) Remove(path string) error { return os.Remove(path) }

// SyncFolder syncs a folder; Windows keeps renames without it and cannot.
func (OS) SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
