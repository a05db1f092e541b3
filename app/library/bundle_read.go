package library

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"

	"avagar/app/archive"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// Bundle is an open bundle whose manifest was read and fits its files; their contents may
// still be damaged.
type Bundle struct {
	Manifest
	archive *archive.Zip
	entries map[string]*zip.File
}

// OpenBundle opens a file that WriteBundle made. Errors: ErrArchive, ErrNewerBundle, ErrLies,
// hub.ErrUnsafePath, hub.ErrRepoName.
func OpenBundle(path string) (*Bundle, error) {
	a, err := archive.Open(path)
	if err != nil {
		return nil, fmt.Errorf("library: bundle %s: %w", path, err)
	}
	b, err := readBundle(a)
	if b == nil && err == nil {
		err = fmt.Errorf("%w: no manifest", ErrArchive)
	}
	if err != nil {
		return nil, fmt.Errorf("library: bundle %s: %w", path, errors.Join(err, a.Close()))
	}
	return b, nil
}

// Close closes the file.
func (b *Bundle) Close() error { return b.archive.Close() }

// readBundle returns nil for a zip that is no bundle.
func readBundle(a *archive.Zip) (*Bundle, error) {
	list, err := a.Files()
	if err != nil {
		return nil, err
	}
	first, ok := list[manifestName]
	if !ok {
		return nil, nil
	}
	content, err := readManifest(first)
	if err != nil {
		return nil, err
	}
	m, err := decodeManifest(content)
	if err != nil {
		return nil, err
	}
	b := &Bundle{Manifest: m, archive: a, entries: list}
	return b, b.fits()
}

func readManifest(f *zip.File) ([]byte, error) {
	if err := archive.Plausible(f); err != nil {
		return nil, err
	}
	if f.UncompressedSize64 > longManifest {
		return nil, fmt.Errorf("%w: a manifest of %d bytes", ErrArchive, f.UncompressedSize64)
	}
	r, err := archive.Unpack(f)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(r, longManifest))
	return content, errors.Join(err, r.Close())
}

// fits compares the manifest with the list of files: each is there at its size, stored, and
// there is no other.
func (b *Bundle) fits() error {
	listed := 1
	err := b.each(func(entry string, f hub.File) error {
		listed++
		z := b.entries[entry]
		if z == nil {
			return fmt.Errorf("%w: %s is missing", ErrArchive, entry)
		}
		if z.Method != zip.Store || z.Flags&1 != 0 || z.UncompressedSize64 != uint64(f.Size) || z.CompressedSize64 != uint64(f.Size) {
			return fmt.Errorf("%w: %s is not as the manifest says", ErrLies, entry)
		}
		return nil
	})
	if err == nil && listed != len(b.entries) {
		err = fmt.Errorf("%w: %d files more than listed", ErrArchive, len(b.entries)-listed)
	}
	return err
}

// each calls f for all files in the order of the manifest.
func (b *Bundle) each(f func(entry string, file hub.File) error) error {
	for _, m := range b.Models {
		r, err := hub.ParseRepo(m.Repo)
		if err != nil {
			return err
		}
		for _, file := range m.Files {
			if err := f(m.entry(r, file), file.file()); err != nil {
				return err
			}
		}
	}
	for _, v := range b.Voices {
		if err := f(v.entry(), v.file()); err != nil {
			return err
		}
	}
	return nil
}

// Verify compares all files with their sums. Errors: cache.ErrWrongSum, ErrArchive.
func (b *Bundle) Verify(ctx context.Context, progress func(done, total int64)) error {
	meter := newMeter(ctx, progress, b.Bytes())
	return b.each(func(entry string, f hub.File) error {
		r, err := archive.Unpack(b.entries[entry])
		if err != nil {
			return err
		}
		return errors.Join(cache.Copy(io.Discard, meter.reader(r), f), r.Close())
	})
}

// bundle brings in what a bundle holds.
func (n *landing) bundle(b *Bundle) error {
	n.meter.total = b.Bytes()
	if err := n.room(b.Bytes()); err != nil {
		return err
	}
	for _, v := range b.Voices {
		if err := n.voice(v.file(), func(string) (io.ReadCloser, error) { return archive.Unpack(b.entries[v.entry()]) }); err != nil {
			return err
		}
	}
	for _, m := range b.Models {
		r, err := hub.ParseRepo(m.Repo)
		if err != nil {
			return err
		}
		if err := n.model(m, func(name string) (io.ReadCloser, error) {
			return archive.Unpack(b.entries[m.entry(r, BundledFile{Path: name})])
		}); err != nil {
			return err
		}
	}
	return nil
}
