package library

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"avagar/engine/hub"
)

// archive is a zip whose list of files was read.
type archive struct {
	*zip.Reader
	file *os.File
	path string
	size int64 // bytes
}

// openArchive reads the list of a zip, which however large it is takes no more than some
// memory. Errors: ErrArchive.
func openArchive(path string) (*archive, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if !info.Mode().IsRegular() {
		return nil, errors.Join(fmt.Errorf("%w: no file", ErrArchive), f.Close())
	}
	a := &archive{file: f, path: path, size: info.Size()}
	if a.Reader, err = listArchive(f, a.size); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return a, nil
}

func (a *archive) Close() error { return a.file.Close() }

// listArchive reads a zip's list of files with a bound on what it reads for that.
func listArchive(r io.ReaderAt, size int64) (*zip.Reader, error) {
	const most = 64 << 20 // bytes, some 500,000 files
	bounded := &boundedReader{r, most}
	z, err := zip.NewReader(bounded, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	if len(z.File) > manyFiles {
		return nil, fmt.Errorf("%w: %d files", ErrArchive, len(z.File))
	}
	bounded.left = -1
	return z, nil
}

// boundedReader reads no more than left bytes, unless that is below 0.
type boundedReader struct {
	io.ReaderAt
	left int64
}

func (b *boundedReader) ReadAt(p []byte, at int64) (int, error) {
	if b.left < 0 {
		return b.ReaderAt.ReadAt(p, at)
	}
	if b.left < int64(len(p)) {
		return 0, errors.New("the list of files is too long")
	}
	n, err := b.ReaderAt.ReadAt(p, at)
	b.left -= int64(n)
	return n, err
}

// files are the zip's by their names, checked together. What systems and tools add for
// themselves is left out.
func (a *archive) files() (map[string]*zip.File, error) {
	list := map[string]*zip.File{}
	var names []string
	sum := uint64(0)
	for _, f := range a.File {
		if strings.HasPrefix(f.Name, "__MACOSX/") || path.Base(f.Name) == ".DS_Store" {
			continue
		}
		if folder, ok := strings.CutSuffix(f.Name, "/"); ok {
			if err := hub.CheckPath(folder); err != nil {
				return nil, err
			}
			continue
		}
		if mode := f.Mode().Type(); mode != 0 && mode != fs.ModeIrregular {
			return nil, fmt.Errorf("%w: a link or the like: %q", hub.ErrUnsafePath, f.Name)
		}
		if sum += f.CompressedSize64; f.CompressedSize64 > uint64(a.size) || sum > uint64(a.size) {
			return nil, fmt.Errorf("%w: more files than bytes", ErrLies)
		}
		list[f.Name] = f
		names = append(names, f.Name)
	}
	return list, hub.CheckPaths(names)
}

// plausible refuses what no file of a voice is: packed beyond measure, encrypted, or packed
// in a way of its own.
func plausible(f *zip.File) error {
	const (
		densest = 200     // times
		always  = 1 << 20 // bytes
	)
	switch {
	case f.Flags&1 != 0:
		return fmt.Errorf("%w: %q is encrypted", ErrArchive, f.Name)
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Errorf("%w: %q is packed by method %d", ErrArchive, f.Name, f.Method)
	case f.UncompressedSize64 > f.CompressedSize64*densest+always, f.Method == zip.Store && f.UncompressedSize64 != f.CompressedSize64:
		return fmt.Errorf("%w: %q of %d bytes in %d", ErrLies, f.Name, f.UncompressedSize64, f.CompressedSize64)
	}
	return nil
}

// unpack opens a file of a zip. Its reader gives ErrArchive for damage.
func unpack(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	return &unpacking{r}, nil
}

type unpacking struct{ io.ReadCloser }

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	return n, damaged(err)
}

// damaged tells faults of an archive from those of a disk.
func damaged(err error) error {
	var corrupt flate.CorruptInputError
	for _, e := range []error{zip.ErrFormat, zip.ErrChecksum, zip.ErrAlgorithm, io.ErrUnexpectedEOF} {
		if errors.Is(err, e) {
			return fmt.Errorf("%w: %w", ErrArchive, err)
		}
	}
	if errors.As(err, &corrupt) {
		return fmt.Errorf("%w: %w", ErrArchive, err)
	}
	return err
}

// zipped is a plain zip as something to import.
type zipped struct {
	list   map[string]*zip.File
	prefix string // of all names: the one folder that they lie in
}

// newZipped also returns what the voices in it may be called.
func newZipped(a *archive) (*zipped, string, error) {
	list, err := a.files()
	if err != nil {
		return nil, "", err
	}
	z := &zipped{list: list}
	name := strings.TrimSuffix(filepath.Base(a.path), filepath.Ext(a.path))
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
	if err := plausible(f); err != nil {
		return nil, err
	}
	return unpack(f)
}
