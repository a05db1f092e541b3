// Package archive opens zips that people were given. It believes nothing of what a zip says of
// itself: names, sizes and the number of files are checked before anything is unpacked.
package archive

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"avagar/engine/hub"
)

var (
	// ErrArchive says that a file is no archive that can be used, or is damaged.
	ErrArchive = errors.New("archive: unusable or damaged")
	// ErrLies says that an archive holds more than it says.
	ErrLies = errors.New("archive: the sizes in it are untrue")
)

// ManyFiles is how many files a zip may hold.
const ManyFiles = 200_000

// Zip is a zip whose list of files was read.
type Zip struct {
	*zip.Reader
	Path string
	Size int64 // bytes
	file *os.File
}

// Open reads the list of a zip, which however large it is takes no more than some memory. The
// Zip has to be closed. Errors: ErrArchive.
func Open(path string) (*Zip, error) {
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
	z := &Zip{file: f, Path: path, Size: info.Size()}
	if z.Reader, err = list(f, z.Size); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return z, nil
}

// Close closes the file.
func (z *Zip) Close() error { return z.file.Close() }

// list reads a zip's list of files with a bound on what it reads for that.
func list(r io.ReaderAt, size int64) (*zip.Reader, error) {
	const most = 64 << 20 // bytes, some 500,000 files
	bounded := &boundedReader{r, most}
	z, err := zip.NewReader(bounded, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	if len(z.File) > ManyFiles {
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

// Files are the zip's by their names, checked together. What systems and tools add for
// themselves is left out. Errors: ErrLies, hub.ErrUnsafePath.
func (z *Zip) Files() (map[string]*zip.File, error) {
	list := map[string]*zip.File{}
	var names []string
	sum := uint64(0)
	for _, f := range z.File {
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
		if sum += f.CompressedSize64; f.CompressedSize64 > uint64(z.Size) || sum > uint64(z.Size) {
			return nil, fmt.Errorf("%w: more files than bytes", ErrLies)
		}
		list[f.Name] = f
		names = append(names, f.Name)
	}
	return list, hub.CheckPaths(names)
}

// Plausible refuses what no file of a voice or of recordings is: packed beyond measure, encrypted, or packed
// in a way of its own. Errors: ErrArchive, ErrLies.
func Plausible(f *zip.File) error {
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

// Unpack opens a file of a zip. Its reader gives ErrArchive for damage.
func Unpack(f *zip.File) (io.ReadCloser, error) {
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
