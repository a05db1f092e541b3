package library

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"avagar/app/archive"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// Imported is what came in.
type Imported struct {
	Voices []Entry         // of Avagar, now in the library
	Models []ImportedModel // now in the cache
	Bytes  int64           // that were read
}

// ImportedModel is a model that came into the cache.
type ImportedModel struct {
	Repo   hub.Repo
	Commit string
	Paths  []string // of the files that came, or were here before
	Voices []Finding
}

// Take brings in what a person was given: a folder with voices, a voice's file, a zip of
// voices, or a bundle. All of it comes or nothing does. progress, unless nil, is told the
// bytes that are done.
//
// Errors: ErrNoVoice (a *NoVoice tells what was found), ErrArchive, ErrNewerBundle, ErrLies,
// ErrConflict, hub.ErrUnsafePath for hostile names, cache.ErrWrongSum for damage,
// cache.ErrNoSpace, app.ErrExists for a voice that is here under its name, app.ErrMuteVoice,
// and those of voice.Open.
func (l *Library) Take(ctx context.Context, c *cache.Cache, path string, progress func(done, total int64)) (Imported, error) {
	n := &landing{library: l, cache: c, meter: newMeter(ctx, progress, 0)}
	err := n.take(path)
	if err == nil {
		err = n.accept()
	}
	n.discard()
	if err != nil {
		return Imported{}, fmt.Errorf("library: import %s: %w", path, err)
	}
	n.done.Bytes = n.meter.done
	return n.done, nil
}

func (n *landing) take(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		f, title, err := newFolder(path)
		if err != nil {
			return err
		}
		defer f.Close()
		return n.local(f, title)
	}
	if isVoice(path) {
		return n.single(path, info.Size())
	}
	a, err := archive.Open(path)
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := readBundle(a)
	if err != nil {
		return err
	}
	if b != nil {
		return n.bundle(b)
	}
	z, title, err := newZipped(a)
	if err != nil {
		return err
	}
	return n.local(z, title)
}

// single brings in the file of one voice.
func (n *landing) single(path string, size int64) error {
	sum, err := sumOf(n.meter.ctx, path)
	if err != nil {
		return err
	}
	n.meter.total = size
	return n.voice(hub.File{Path: filepath.Base(path), Size: size, SHA256: sum}, func(string) (io.ReadCloser, error) { return os.Open(path) })
}
