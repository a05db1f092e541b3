package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"avagar/app"
	"avagar/engine/cancel"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
	"avagar/engine/voice"
)

// landing is what is being brought in: all of it is staged and verified before any is
// accepted.
type landing struct {
	library *Library
	cache   *cache.Cache
	meter   *meter
	models  []*landingModel
	voices  []landingVoice
	temp    string // a folder for the voices
	done    Imported
}

type landingModel struct {
	BundledModel
	repo     hub.Repo
	staged   []*cache.Staged
	toLink   []hub.File // their contents are in the cache already
	accepted []string   // paths
}

type landingVoice struct{ id, path string }

// room checks the disks of the library and of the cache.
func (n *landing) room(bytes int64) error {
	return errors.Join(room(n.cache.Dir, bytes), room(n.library.Home, 0))
}

// model stages the files of a model.
func (n *landing) model(b BundledModel, open func(name string) (io.ReadCloser, error)) error {
	r, err := hub.ParseRepo(b.Repo)
	if err != nil {
		return err
	}
	m := &landingModel{BundledModel: b, repo: r}
	n.models = append(n.models, m)
	if err := n.compareTree(m); err != nil {
		return err
	}
	for _, f := range files(b.Files) {
		here, err := n.isHere(m, f)
		switch {
		case err != nil:
			return err
		case here:
			n.meter.add(f.Size)
		case n.cache.Has(r, f):
			m.toLink = append(m.toLink, f)
			n.meter.add(f.Size)
		default:
			if err := n.stage(m, f, open); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *landing) stage(m *landingModel, f hub.File, open func(name string) (io.ReadCloser, error)) error {
	in, err := open(f.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	s, err := n.cache.Stage(n.meter.ctx, m.repo, f, n.meter.reader(in))
	if err != nil {
		return err
	}
	m.staged = append(m.staged, s)
	return nil
}

// compareTree refuses a commit of which the cache knows other contents.
func (n *landing) compareTree(m *landingModel) error {
	tree, err := n.cache.Tree(m.repo, m.Commit)
	if err != nil {
		return nil
	}
	sums := map[string]hub.File{}
	for _, f := range tree {
		sums[f.Path] = f
	}
	for _, f := range files(m.Files) {
		if t, ok := sums[f.Path]; !ok || t.Size != f.Size || contradict(t, f) {
			return fmt.Errorf("%w: %s of %s at %s", ErrConflict, f.Path, m.Repo, m.Commit)
		}
	}
	return nil
}

// isHere tells whether the cache has a file of this commit; ErrConflict where it is another.
func (n *landing) isHere(m *landingModel, f hub.File) (bool, error) {
	path, err := n.cache.Path(m.repo, m.Commit, f.Path)
	if errors.Is(err, cache.ErrNotCached) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	in, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer in.Close()
	err = cache.Copy(io.Discard, cancel.Reader(n.meter.ctx, in), f)
	if errors.Is(err, cache.ErrWrongSum) {
		return false, fmt.Errorf("%w: %s of %s at %s", ErrConflict, f.Path, m.Repo, m.Commit)
	}
	return err == nil, err
}

// voice unpacks a voice of Avagar beside the library and hears it speak.
func (n *landing) voice(f hub.File, open func(name string) (io.ReadCloser, error)) error {
	same, err := n.known(f)
	if err != nil || same {
		n.meter.add(f.Size)
		return err
	}
	path, err := n.unpack(f, open)
	if err != nil {
		return err
	}
	v, err := voice.Open(path)
	if err != nil {
		return &app.About{Subject: f.Path, Err: err}
	}
	if _, err := Check(n.meter.ctx, v); err != nil {
		return &app.About{Subject: f.Path, Err: err}
	}
	name := base(f.Path)
	id := plain(cmp.Or(v.Info.ID, name[:len(name)-len(voice.Extension)]))
	_, err = n.library.Find(id)
	taken := slices.ContainsFunc(n.voices, func(v landingVoice) bool { return v.id == id })
	if taken || !errors.Is(err, app.ErrNotFound) {
		return cmp.Or(err, error(&app.About{Subject: id, Err: app.ErrExists}))
	}
	n.voices = append(n.voices, landingVoice{id, path})
	return nil
}

// known tells whether the library has the very file, whatever it is called.
func (n *landing) known(f hub.File) (bool, error) {
	list, err := n.library.List()
	if err != nil {
		return false, err
	}
	for _, e := range list {
		if e.BuiltIn || e.Bytes != f.Size {
			continue
		}
		if sum, err := sumOf(n.meter.ctx, e.Path); err != nil || sum == f.SHA256 {
			n.done.Voices = append(n.done.Voices, e)
			return err == nil, err
		}
	}
	return false, nil
}

func (n *landing) unpack(f hub.File, open func(name string) (io.ReadCloser, error)) (path string, err error) {
	if n.temp == "" {
		if err := os.MkdirAll(n.library.Home, 0o700); err != nil {
			return "", err
		}
		if n.temp, err = os.MkdirTemp(n.library.Home, ".import-*"); err != nil {
			return "", err
		}
	}
	in, err := open(f.Path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.Create(filepath.Join(n.temp, fmt.Sprintf("%d%s", len(n.voices), voice.Extension)))
	if err != nil {
		return "", err
	}
	err = cache.Copy(out, n.meter.reader(in), f)
	return out.Name(), errors.Join(err, out.Close())
}

// accept makes everything that was staged part of the library and the cache, or takes it
// back.
func (n *landing) accept() error {
	var paths []string
	err := n.acceptVoices(&paths)
	for i := 0; i < len(n.models) && err == nil; i++ {
		err = n.acceptModel(n.models[i])
	}
	if err == nil {
		return nil
	}
	for _, path := range paths {
		err = errors.Join(err, os.Remove(path))
	}
	ctx := context.WithoutCancel(n.meter.ctx)
	for _, m := range n.models {
		if len(m.accepted) > 0 {
			_, back := n.cache.RemoveFiles(ctx, m.repo, m.Commit, m.accepted...)
			err = errors.Join(err, back)
		}
	}
	return err
}

func (n *landing) acceptVoices(paths *[]string) error {
	if len(n.voices) == 0 {
		return nil
	}
	if err := os.MkdirAll(n.library.Folder(), 0o700); err != nil {
		return err
	}
	for _, v := range n.voices {
		path := n.library.Path(v.id)
		if err := copyFile(v.path, path); err != nil {
			return err
		}
		*paths = append(*paths, path)
		n.done.Voices = append(n.done.Voices, entry(path))
	}
	return nil
}

// acceptModel gives the tree first, by which a model that is cut off is seen to be.
func (n *landing) acceptModel(m *landingModel) error {
	if len(m.Tree) > 0 {
		if err := n.cache.WriteTree(m.repo, m.Commit, files(m.Tree)); err != nil {
			return err
		}
	}
	for _, s := range m.staged {
		if err := s.Accept(n.meter.ctx, m.Commit); err != nil {
			return err
		}
		m.accepted = append(m.accepted, s.File().Path)
	}
	for _, f := range m.toLink {
		ok, err := n.cache.Link(n.meter.ctx, m.repo, m.Commit, f)
		if err != nil || !ok {
			return cmp.Or(err, fmt.Errorf("%w: %s", cache.ErrNotCached, f.Path))
		}
		m.accepted = append(m.accepted, f.Path)
	}
	for _, ref := range m.Refs {
		if _, err := n.cache.Commit(m.repo, ref); err == nil {
			continue // what the hub said of it may be newer
		}
		if err := n.cache.SetRef(m.repo, ref, m.Commit); err != nil {
			return err
		}
	}
	list := files(m.Files)
	made := ImportedModel{Repo: m.repo, Commit: m.Commit, Voices: n.voicesOf(m, list)}
	for _, f := range list {
		made.Paths = append(made.Paths, f.Path)
	}
	n.done.Models = append(n.done.Models, made)
	return nil
}

func (n *landing) voicesOf(m *landingModel, list []hub.File) []Finding {
	found := Look(hub.Info{Repo: m.repo, Files: list}, cachedSmall(n.cache, m.repo, m.Commit, list))
	return slices.DeleteFunc(found, func(f Finding) bool { return !f.Voice() })
}

// discard removes what was staged and not accepted.
func (n *landing) discard() {
	for _, m := range n.models {
		for _, s := range m.staged {
			_ = s.Discard()
		}
		if found, err := n.cache.Look(m.repo); err == nil && isLocal(m.repo) && len(found.Revisions) == 0 && found.Unused == 0 {
			_, _ = n.cache.Remove(context.WithoutCancel(n.meter.ctx), m.repo)
		}
	}
	if n.temp != "" {
		_ = os.RemoveAll(n.temp)
	}
}
