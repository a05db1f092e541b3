package library

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"avagar/app/archive"
	"avagar/engine/hub"
)

// zipped is a plain zip as something to import.
type zipped struct {
	list   map[string]*zip.File
	prefix string // of all names: the one folder that they lie in
}

// newZipped also returns what the voices in it may be called.
func newZipped(a *archive.Zip) (*zipped, string, error) {
	list, err := a.Files()
	if err != nil {
		return nil, "", err
	}
	z := &zipped{list: list}
	name := strings.TrimSuffix(filepath.Base(a.Path), filepath.Ext(a.Path))
	first := ""
	for entry := range list {
		top, _, inside := strings.Cut(entry, "/")
		if !inside || first != "" && first != top {
			return z, name, nil
		}
		first = top
	}
	if first != "" {
		z.prefix, name = first+"/", first
	}
	return z, name, nil
}

func (z *zipped) files() ([]hub.File, error) {
	var list []hub.File
	for name, f := range z.list {
		if f.UncompressedSize64 > 1<<62 {
			return nil, fmt.Errorf("%w: %q", ErrLies, name)
		}
		list = append(list, hub.File{Path: strings.TrimPrefix(name, z.prefix), Size: int64(f.UncompressedSize64)})
	}
	return list, nil
}

func (z *zipped) open(name string) (io.ReadCloser, error) {
	f := z.list[z.prefix+name]
	if f == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if err := archive.Plausible(f); err != nil {
		return nil, err
	}
	return archive.Unpack(f)
}
