package datasets

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"avagar/app/archive"
	"avagar/engine/dataset"
)

// tree is the files of a folder or a zip by their paths, with slashes.
type tree struct {
	title string           // what the dataset may be called
	size  map[string]int64 // bytes of each file
	names []string         // sorted
	disk  string           // the folder's path; empty for a zip
	root  *os.Root
	zip   *archive.Zip
	list  map[string]*zip.File
}

// openTree lists the files of a folder or a zip. The tree has to be closed.
// Errors: ErrTooMany, archive.ErrArchive, archive.ErrLies, hub.ErrUnsafePath.
func openTree(name string) (*tree, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	t := &tree{title: filepath.Base(name), size: map[string]int64{}}
	if info.IsDir() {
		t.disk = name
		err = t.listFolder()
	} else {
		t.title = strings.TrimSuffix(t.title, filepath.Ext(t.title))
		err = t.listZip(name)
	}
	if err != nil {
		return nil, errors.Join(err, t.Close())
	}
	for n := range t.size {
		t.names = append(t.names, n)
	}
	slices.Sort(t.names)
	return t, nil
}

// listFolder leaves out hidden files and links that lead out of the folder.
func (t *tree) listFolder() (err error) {
	if t.root, err = os.OpenRoot(t.disk); err != nil {
		return err
	}
	return fs.WalkDir(t.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil: // a folder that may not be read
			return nil
		case name != "." && strings.HasPrefix(e.Name(), ".") && e.IsDir():
			return fs.SkipDir
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
			return nil
		}
		info, err := t.root.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		if len(t.size) == archive.ManyFiles {
			return fmt.Errorf("%w: more than %d", ErrTooMany, archive.ManyFiles)
		}
		t.size[name] = info.Size()
		return nil
	})
}

func (t *tree) listZip(name string) (err error) {
	if t.zip, err = archive.Open(name); err != nil {
		return err
	}
	if t.list, err = t.zip.Files(); err != nil {
		return err
	}
	for name, f := range t.list {
		if err := archive.Plausible(f); err != nil {
			return err
		}
		if strings.HasPrefix(path.Base(name), ".") {
			continue
		}
		t.size[name] = int64(f.UncompressedSize64)
	}
	return nil
}

func (t *tree) Close() error {
	switch {
	case t.root != nil:
		return t.root.Close()
	case t.zip != nil:
		return t.zip.Close()
	}
	return nil
}

// open reads a file of the tree, never more bytes than were listed.
func (t *tree) open(name string) (io.ReadCloser, error) {
	if t.zip != nil {
		f := t.list[name]
		if f == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return archive.Unpack(f)
	}
	return t.root.Open(name)
}

// wrongSize is what a file is that has another size than was listed.
func (t *tree) wrongSize() error {
	if t.zip != nil {
		return archive.ErrLies
	}
	return ErrChanged
}

// maxText bounds a list of texts, in bytes, and longestText a single text.
const (
	maxText     = 256 << 20
	longestText = 16 << 20
)

// read gives the whole of a file of at most so many bytes; ErrTooMany where it
// is longer.
func (t *tree) read(name string, most int64) ([]byte, error) {
	r, err := t.open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%w: %s holds more than %d bytes", ErrTooMany, name, most)
	}
	return data, nil
}

// head is the first bytes of a file.
func (t *tree) head(name string) ([]byte, error) {
	r, err := t.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	_, err = io.CopyN(&b, r, 4096)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b.Bytes(), err
}

// under are the names in a folder and below it, without the folder's own.
func (t *tree) under(dir string) []string {
	if dir == "." {
		return t.names
	}
	at, _ := slices.BinarySearch(t.names, dir+"/")
	var out []string
	for _, n := range t.names[at:] {
		rest, ok := strings.CutPrefix(n, dir+"/")
		if !ok {
			break
		}
		out = append(out, rest)
	}
	return out
}

// shallowest is the path of the file that lies least deep of those that match;
// the first one of equals.
func (t *tree) shallowest(match func(name string) bool) (name string, ok bool) {
	for _, n := range t.names {
		if match(n) && (!ok || strings.Count(n, "/") < strings.Count(name, "/")) {
			name, ok = n, true
		}
	}
	return name, ok
}

func ending(name string) string { return strings.ToLower(path.Ext(name)) }

func isSound(name string) bool { return dataset.SoundRank(name) >= 0 }

// stem is a path without its ending.
func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }
