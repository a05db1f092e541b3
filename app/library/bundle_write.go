package library

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"avagar/app"
	"avagar/engine/cancel"
	"avagar/engine/disk"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
	"avagar/engine/voice"
)

// Part is what goes into a bundle of a commit in the cache.
type Part struct {
	Repo   hub.Repo
	Commit string
	Paths  []string // files; nil is all that are here
}

// Choice is what goes into a bundle.
type Choice struct {
	Models []Part
	Voices []string // ids or names in the library
}

// spare is what a disk keeps free beside a bundle or an import, in bytes.
const spare = 16 << 20

// WriteBundle writes voices and cached models into one file, which appears whole or not at
// all. Every file is compared with its sum while it is read. progress, unless nil, is told
// the bytes that are done. Errors: app.ErrExists where path is taken, app.ErrNotFound,
// cache.ErrNotCached, cache.ErrWrongSum for a file that has gone bad, cache.ErrNoSpace.
func (l *Library) WriteBundle(ctx context.Context, c *cache.Cache, path string, choice Choice, progress func(done, total int64)) (Manifest, error) {
	w := &bundleWriter{ctx: ctx, library: l, cache: c, sources: map[string]string{}, sums: map[string]hub.File{}}
	m, err := w.plan(choice)
	if err == nil {
		err = w.room(path, m)
	}
	if err == nil {
		w.meter = newMeter(ctx, progress, m.Bytes())
		err = w.write(path, m)
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("library: bundle: %w", err)
	}
	return m, nil
}

// bundleWriter is the state of WriteBundle.
type bundleWriter struct {
	ctx     context.Context
	library *Library
	cache   *cache.Cache
	sources map[string]string // of entries, where they lie
	sums    map[string]hub.File
	order   []string
	meter   *meter
}

func (w *bundleWriter) plan(choice Choice) (Manifest, error) {
	m := Manifest{Format: bundleFormat, Version: bundleVersion, Models: []BundledModel{}, Voices: []BundledVoice{}}
	for _, p := range choice.Models {
		model, err := w.model(p)
		if err != nil {
			return m, fmt.Errorf("%s: %w", p.Repo, err)
		}
		m.Models = append(m.Models, model)
	}
	for _, name := range choice.Voices {
		e, err := w.library.Find(name)
		if err != nil {
			return m, err
		}
		if e.BuiltIn {
			continue // everybody has it
		}
		v, err := w.voice(e)
		if err != nil {
			return m, err
		}
		m.Voices = append(m.Voices, v)
	}
	if len(w.order) == 0 {
		return m, fmt.Errorf("%w: nothing was chosen", app.ErrBadInput)
	}
	return m, m.check()
}

func (w *bundleWriter) model(p Part) (BundledModel, error) {
	found, err := w.cache.Look(p.Repo)
	if err != nil {
		return BundledModel{}, err
	}
	i := slices.IndexFunc(found.Revisions, func(v cache.Revision) bool { return v.Commit == p.Commit })
	if i < 0 {
		return BundledModel{}, fmt.Errorf("%w: %s", cache.ErrNotCached, p.Commit)
	}
	m := BundledModel{Repo: found.Repo.String(), Commit: p.Commit, Refs: found.Revisions[i].Refs}
	tree, err := w.cache.Tree(p.Repo, p.Commit)
	if err == nil {
		m.Tree = bundled(tree)
	}
	for _, f := range found.Revisions[i].Files {
		if p.Paths != nil && !slices.Contains(p.Paths, f.Path) {
			continue
		}
		file, err := w.summed(found.Repo, p.Commit, f, tree)
		if err != nil {
			return m, err
		}
		m.Files = append(m.Files, bundled([]hub.File{file})...)
	}
	if m.checkTree(p.Repo) != nil && !isLocal(p.Repo) {
		m.Tree = nil // of another client, and wrong
	}
	for _, name := range p.Paths {
		if !slices.ContainsFunc(m.Files, func(f BundledFile) bool { return f.Path == name }) {
			return m, fmt.Errorf("%w: %s", cache.ErrNotCached, name)
		}
	}
	for _, f := range m.Files {
		source, err := w.cache.Path(p.Repo, p.Commit, f.Path)
		if err != nil {
			return m, err
		}
		w.add(m.entry(p.Repo, f), source, f.file())
	}
	return m, nil
}

func (w *bundleWriter) add(entry, source string, f hub.File) {
	w.sources[entry], w.sums[entry] = source, f
	w.order = append(w.order, entry)
}

// summed is a cached file with its sums: from the commit's tree, from the name of its blob,
// or where neither tells, taken now.
func (w *bundleWriter) summed(r hub.Repo, commit string, f cache.File, tree []hub.File) (hub.File, error) {
	i := slices.IndexFunc(tree, func(t hub.File) bool { return t.Path == f.Path && t.Size == f.Size && checkSum(t) == nil })
	if i >= 0 {
		return tree[i], nil
	}
	made := hub.File{Path: f.Path, Size: f.Size}
	if _, err := cache.NewHash(f.Blob, f.Size); err == nil && len(f.Blob) == 2*sha256.Size {
		made.SHA256 = f.Blob
		return made, nil
	} else if err == nil {
		made.SHA1 = f.Blob
		return made, nil
	}
	source, err := w.cache.Path(r, commit, f.Path)
	if err == nil {
		made.SHA256, err = sumOf(w.ctx, source)
	}
	return made, err
}

// sumOf is the SHA-256 of a file.
func sumOf(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, cancel.Reader(ctx, f)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (w *bundleWriter) voice(e Entry) (BundledVoice, error) {
	if e.Err != nil {
		return BundledVoice{}, e.Err
	}
	sum, err := sumOf(w.ctx, e.Path)
	if err != nil {
		return BundledVoice{}, err
	}
	v := BundledVoice{ID: e.ID, Name: e.Name, Size: e.Bytes, SHA256: sum}
	w.add(v.entry(), e.Path, v.file())
	return v, nil
}

// room compares what the bundle needs with what is free.
func (w *bundleWriter) room(path string, m Manifest) error {
	if _, err := os.Lstat(path); err == nil {
		return &app.About{Subject: path, Err: app.ErrExists}
	}
	return room(filepath.Dir(path), m.Bytes()+int64(len(w.order))*512)
}

// room returns cache.ErrNoSpace where a folder's disk has too little for some more bytes.
func room(folder string, bytes int64) error {
	free, err := disk.Below(folder)
	if err != nil {
		return err
	}
	if free-spare < bytes {
		return fmt.Errorf("%w: %d bytes needed, %d free", cache.ErrNoSpace, bytes+spare, free)
	}
	return nil
}

// write makes the file beside its name and renames it.
func (w *bundleWriter) write(path string, m Manifest) error {
	out, err := os.CreateTemp(filepath.Dir(path), ".avagar-*.part")
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	err = w.entries(z, m)
	err = errors.Join(err, z.Close())
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = errors.Join(os.Chmod(out.Name(), 0o644), os.Rename(out.Name(), path))
	}
	if err != nil {
		return errors.Join(err, os.Remove(out.Name()))
	}
	return nil
}

func (w *bundleWriter) entries(z *zip.Writer, m Manifest) error {
	content, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	out, err := w.create(z, manifestName)
	if err != nil {
		return err
	}
	if _, err := out.Write(content); err != nil {
		return err
	}
	for _, entry := range w.order {
		if err := w.entry(z, entry); err != nil {
			return err
		}
	}
	return nil
}

// create begins an entry. Its time is always the same, so that the same models make the same
// bundle.
func (w *bundleWriter) create(z *zip.Writer, name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

func (w *bundleWriter) entry(z *zip.Writer, name string) error {
	out, err := w.create(z, name)
	if err != nil {
		return err
	}
	in, err := os.Open(w.sources[name])
	if err != nil {
		return err
	}
	defer in.Close()
	if err := cache.Copy(out, w.meter.reader(in), w.sums[name]); err != nil {
		return &app.About{Subject: filepath.Base(name), Err: err}
	}
	return nil
}

// isVoice tells a voice's file by its name.
func isVoice(name string) bool { return ext(name) == voice.Extension }
