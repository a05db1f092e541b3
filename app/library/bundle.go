package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"avagar/app/archive"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
	"avagar/engine/voice"
)

var (
	// ErrArchive says that a file is no archive that can be used, or is damaged.
	ErrArchive = archive.ErrArchive
	// ErrNewerBundle says that a later release made a bundle.
	ErrNewerBundle = errors.New("library: the bundle is of a newer program")
	// ErrLies says that an archive holds more than it says.
	ErrLies = archive.ErrLies
	// ErrConflict says that what is brought contradicts what is here under the same name.
	ErrConflict = errors.New("library: another content of the same name is here")
	// ErrNoVoice says that there is no voice in what was brought.
	ErrNoVoice = errors.New("library: no voice in it")
)

// BundleExtension is how the names of bundles end. They are zips, which any such program
// opens; what makes a bundle is its manifest.
const BundleExtension = ".avagar.zip"

const (
	bundleFormat  = "avagar-bundle"
	bundleVersion = 1
	manifestName  = "manifest.json"

	longManifest = 64 << 20          // bytes
	manyFiles    = archive.ManyFiles // in a bundle, a zip or a folder
)

// Manifest is what a bundle says of itself. It comes first in the file; everything after it
// is stored uncompressed as it lies in the cache.
type Manifest struct {
	Format  string         `json:"format"`
	Version int            `json:"version"`
	Models  []BundledModel `json:"models"`
	Voices  []BundledVoice `json:"voices"`
}

// BundledModel is some files of one commit of a repository.
type BundledModel struct {
	Repo   string        `json:"repo"` // as hub.Repo writes it
	Commit string        `json:"commit"`
	Refs   []string      `json:"refs,omitempty"` // branches and tags that were this commit
	Files  []BundledFile `json:"files"`
	Tree   []BundledFile `json:"tree,omitempty"` // all that the commit has, where that is known
}

// BundledFile is a file with its sums; the SHA-256 counts where there are both.
type BundledFile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`             // bytes
	SHA1   string `json:"sha1,omitempty"`   // git's, of the blob
	SHA256 string `json:"sha256,omitempty"` // of the content
}

// BundledVoice is a voice of the library.
type BundledVoice struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// Bytes are those of all files.
func (m Manifest) Bytes() int64 {
	n := int64(0)
	for _, model := range m.Models {
		n += model.Bytes()
	}
	for _, v := range m.Voices {
		n += v.Size
	}
	return n
}

// Bytes are those of the model's files.
func (m BundledModel) Bytes() int64 {
	n := int64(0)
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

func (f BundledFile) file() hub.File {
	return hub.File{Path: f.Path, Size: f.Size, SHA1: f.SHA1, SHA256: f.SHA256}
}

func files(list []BundledFile) []hub.File {
	made := make([]hub.File, len(list))
	for i, f := range list {
		made[i] = f.file()
	}
	return made
}

func bundled(list []hub.File) []BundledFile {
	made := make([]BundledFile, len(list))
	for i, f := range list {
		made[i] = BundledFile{f.Path, f.Size, f.SHA1, f.SHA256}
	}
	return made
}

// entry is what a file of a model is called in the bundle.
func (m BundledModel) entry(r hub.Repo, f BundledFile) string {
	return path.Join(cache.Folder(r), m.Commit, f.Path)
}

func (v BundledVoice) entry() string { return "voices/" + v.ID + voice.Extension }

func (v BundledVoice) file() hub.File {
	return hub.File{Path: v.ID + voice.Extension, Size: v.Size, SHA256: v.SHA256}
}

// decodeManifest reads a manifest and believes nothing of it. Errors: ErrArchive,
// ErrNewerBundle, hub.ErrUnsafePath, hub.ErrRepoName.
func decodeManifest(content []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(content, &m); err != nil {
		return Manifest{}, fmt.Errorf("%w: manifest: %w", ErrArchive, err)
	}
	switch {
	case m.Format != bundleFormat || m.Version < 1:
		return Manifest{}, fmt.Errorf("%w: not a bundle's manifest", ErrArchive)
	case m.Version > bundleVersion:
		return Manifest{}, fmt.Errorf("%w: version %d", ErrNewerBundle, m.Version)
	case len(m.Models) == 0 && len(m.Voices) == 0:
		return Manifest{}, fmt.Errorf("%w: the bundle is empty", ErrArchive)
	}
	if err := m.check(); err != nil {
		return Manifest{}, fmt.Errorf("manifest: %w", err)
	}
	return m, nil
}

func (m Manifest) check() error {
	seen := map[string]bool{}
	for _, model := range m.Models {
		key := model.Repo + "@" + model.Commit
		if seen[key] {
			return fmt.Errorf("%w: %s twice", ErrArchive, key)
		}
		seen[key] = true
		if err := model.check(); err != nil {
			return err
		}
	}
	var names []string
	for _, v := range m.Voices {
		if err := checkSum(v.file()); err != nil || v.ID != plain(v.ID) || strings.HasPrefix(v.ID, ".") {
			return errors.Join(fmt.Errorf("%w: voice %q", ErrArchive, v.ID), err)
		}
		names = append(names, v.file().Path)
	}
	return hub.CheckPaths(names)
}

func (m BundledModel) check() error {
	r, err := hub.ParseRepo(m.Repo)
	if err != nil {
		return err
	}
	if r.String() != m.Repo || !cache.IsCommit(m.Commit) || len(m.Files) == 0 {
		return fmt.Errorf("%w: model %q at %q", ErrArchive, m.Repo, m.Commit)
	}
	var names []string
	for _, f := range m.Files {
		if err := checkSum(f.file()); err != nil {
			return err
		}
		names = append(names, f.Path)
	}
	if err := m.checkTree(r); err != nil {
		return err
	}
	return hub.CheckPaths(names)
}

// checkTree compares the files with all that the commit is said to have. The commit of a
// model that came from no hub is a sum of it.
func (m BundledModel) checkTree(r hub.Repo) error {
	sums := map[string]BundledFile{}
	for _, f := range m.Tree {
		if f.Size < 0 {
			return fmt.Errorf("%w: a negative size", ErrArchive)
		}
		sums[f.Path] = f
	}
	for _, f := range m.Files {
		if t, ok := sums[f.Path]; len(m.Tree) > 0 && (!ok || t.Size != f.Size || contradict(t.file(), f.file())) {
			return fmt.Errorf("%w: %s is not of %s", ErrArchive, f.Path, m.Repo)
		}
	}
	if isLocal(r) && m.Commit != treeSum(files(m.Tree)) {
		return fmt.Errorf("%w: %s is not what its name says", ErrArchive, m.Repo)
	}
	return nil
}

// contradict tells whether two descriptions cannot be of one content.
func contradict(a, b hub.File) bool {
	return a.SHA256 != "" && b.SHA256 != "" && a.SHA256 != b.SHA256 || len(a.ETag()) == len(b.ETag()) && a.ETag() != b.ETag()
}

func checkSum(f hub.File) error {
	if f.Size < 0 {
		return fmt.Errorf("%w: a negative size", ErrArchive)
	}
	if _, err := cache.NewHash(f.ETag(), f.Size); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrArchive, f.Path, err)
	}
	return nil
}
