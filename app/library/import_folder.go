package library

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// folder is a folder as something to import.
type folder struct {
	root *os.Root
	at   string // below root
}

// newFolder also returns what the voices in it may be called. A snapshot of a hub's cache is
// links to its blobs, so it is opened from above both.
func newFolder(name string) (*folder, string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return nil, "", err
	}
	f, title, at := &folder{at: "."}, filepath.Base(name), name
	if above := filepath.Dir(name); filepath.Base(above) == "snapshots" {
		at = filepath.Dir(above)
		f.at = "snapshots/" + title
		if r, ok := cache.RepoOf(filepath.Base(at)); ok {
			title = base(r.ID)
		}
	}
	f.root, err = os.OpenRoot(at)
	return f, title, err
}

func (f *folder) Close() error { return f.root.Close() }

// files are those of the folder and of folders in it. Hidden ones, and links that lead out,
// are left out.
func (f *folder) files() ([]hub.File, error) {
	var list []hub.File
	err := fs.WalkDir(f.root.FS(), f.at, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name != f.at && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			return nil
		}
		info, err := f.root.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		if len(list) == manyFiles {
			return fmt.Errorf("%w: more than %d files", ErrNoVoice, manyFiles)
		}
		list = append(list, hub.File{Path: strings.TrimPrefix(strings.TrimPrefix(name, f.at), "/"), Size: info.Size()})
		return nil
	})
	return list, err
}

func (f *folder) open(name string) (io.ReadCloser, error) { return f.root.Open(path.Join(f.at, name)) }
