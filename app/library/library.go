// Package library keeps the voices of a home folder: listing, opening, taking
// in, giving out and removing them. The built-in voice is always among them.
package library

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"avagar/app"
	"avagar/engine/checkpoint"
	"avagar/engine/persian"
	"avagar/engine/voice"
)

// Library is the voices in one home folder.
type Library struct{ Home string }

// Entry is one voice as a list shows it.
type Entry struct {
	voice.Info
	Path    string `json:"path,omitempty"`
	BuiltIn bool   `json:"built_in"`
	Bytes   int64  `json:"bytes"`
	Picture []byte `json:"-"` // PNG, a small square; empty: none
	Err     error  `json:"-"` // why the file cannot be opened; Info then holds an ID alone
}

// Folder is where the voice files lie.
func (l *Library) Folder() string { return filepath.Join(l.Home, "voices") }

// Path is the file of the voice with that id. An id is one plain name.
func (l *Library) Path(id string) string { return filepath.Join(l.Folder(), id+voice.Extension) }

// List returns the built-in voices, the one that speaks when none is asked for
// first, and those of the folder by id. A file that cannot be opened is listed with the reason.
func (l *Library) List() ([]Entry, error) {
	list := builtIns()
	files, err := l.files()
	if err != nil {
		return nil, err
	}
	for _, path := range files {
		list = append(list, entry(path))
	}
	return list, nil
}

func builtIns() []Entry {
	described, err := voice.BuiltIns()
	if err != nil {
		return []Entry{{BuiltIn: true, Err: fmt.Errorf("library: %w", err)}}
	}
	var list []Entry
	for _, i := range described {
		list = append(list, Entry{Info: i, BuiltIn: true})
	}
	return list
}

func (l *Library) files() ([]string, error) {
	found, err := os.ReadDir(l.Folder())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("library: %w", err)
	}
	var paths []string
	for _, f := range found {
		if name := f.Name(); !f.IsDir() && strings.HasSuffix(name, voice.Extension) && !strings.HasPrefix(name, ".") {
			paths = append(paths, filepath.Join(l.Folder(), name))
		}
	}
	return paths, nil
}

// entry describes a file; its id is its name, whatever stands inside.
func entry(path string) Entry {
	e := Entry{Path: path}
	if info, err := os.Stat(path); err == nil {
		e.Bytes = info.Size()
	}
	v, err := voice.Open(path)
	if err == nil {
		e.Info, e.Picture = v.Info, v.Picture
	}
	e.Err = err
	e.ID = strings.TrimSuffix(filepath.Base(path), voice.Extension)
	return e
}

// Find returns the entry of a voice by id or, where no id fits, by the name
// that people see. The errors are app.ErrNotFound and, where several voices
// share the name, app.ErrBadInput.
func (l *Library) Find(name string) (Entry, error) {
	list, err := l.List()
	if err != nil {
		return Entry{}, err
	}
	for _, same := range []func(Entry) bool{
		func(e Entry) bool { return e.ID == name },
		func(e Entry) bool { return e.Name == name },
	} {
		i := slices.IndexFunc(list, same)
		if i < 0 {
			continue
		}
		if slices.IndexFunc(list[i+1:], same) >= 0 {
			return Entry{}, fmt.Errorf("library: several voices are called %s: %w", name, app.ErrBadInput)
		}
		return list[i], nil
	}
	return Entry{}, fmt.Errorf("library: voice %s: %w", name, app.ErrNotFound)
}

// Get opens a voice by id, by name or by the path of its file; the built-in one
// for an empty name.
func (l *Library) Get(name string) (*voice.Voice, error) {
	if name == "" {
		return voice.BuiltIn()
	}
	e, err := l.Find(name)
	switch {
	case err == nil && e.BuiltIn:
		return voice.BuiltInNamed(e.ID)
	case err == nil:
		return voice.Open(e.Path)
	case errors.Is(err, app.ErrNotFound) && isPath(name):
		return voice.Open(name)
	}
	return nil, err
}

// isPath tells a file from the name of a voice.
func isPath(name string) bool {
	return strings.HasSuffix(name, voice.Extension) || strings.ContainsAny(name, `/\`)
}

// Check has a voice speak one sentence and returns how many samples it made;
// app.ErrMuteVoice where none of them sounds.
func Check(ctx context.Context, v *voice.Voice) (samples int, err error) {
	var loudest float32
	err = v.Speak(ctx, strings.NewReader(persian.Trial), voice.Options{}, func(wave []float32) error {
		samples += len(wave)
		for _, x := range wave {
			loudest = max(loudest, x, -x)
		}
		return nil
	})
	if err == nil && !(loudest > 1e-4) {
		err = app.ErrMuteVoice
	}
	return samples, err
}

// Import takes a voice file into the library after hearing it speak, and
// returns its entry; app.ErrExists where the id is taken.
func (l *Library) Import(ctx context.Context, path string) (Entry, error) {
	v, err := voice.Open(path)
	if err != nil {
		return Entry{}, fmt.Errorf("library: import: %w", err)
	}
	if _, err := Check(ctx, v); err != nil {
		return Entry{}, fmt.Errorf("library: import %s: %w", path, err)
	}
	id := plain(cmp.Or(v.Info.ID, strings.TrimSuffix(filepath.Base(path), voice.Extension)))
	if _, err := l.Find(id); !errors.Is(err, app.ErrNotFound) {
		return Entry{}, cmp.Or(err, fmt.Errorf("library: voice %s: %w", id, app.ErrExists))
	}
	if err := os.MkdirAll(l.Folder(), 0o700); err != nil {
		return Entry{}, fmt.Errorf("library: %w", err)
	}
	if err := copyFile(path, l.Path(id)); err != nil {
		return Entry{}, fmt.Errorf("library: import: %w", err)
	}
	return entry(l.Path(id)), nil
}

// plain makes an id fit to be a file's name on every system.
func plain(id string) string {
	id = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(id, "-"))
	id = strings.Trim(id, ". ")
	for len(id) > 120 {
		id = strings.ToValidUTF8(id[:120], "")
	}
	return cmp.Or(id, "voice")
}

// Export writes a voice's file to path; app.ErrExists where there is one.
func (l *Library) Export(name, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("library: export to %s: %w", path, app.ErrExists)
	}
	e, err := l.Find(name)
	if err != nil {
		return err
	}
	if !e.BuiltIn {
		return copyFile(e.Path, path)
	}
	v, err := voice.BuiltInNamed(e.ID)
	if err != nil {
		return err
	}
	return v.Save(path)
}

// SetPicture gives a voice a picture that voice.ReadPicture made, or takes it away
// where that is empty. Errors: app.ErrNotFound, app.ErrBuiltIn, those of voice.Open
// and of writing.
func (l *Library) SetPicture(name string, picture []byte) (Entry, error) {
	e, err := l.Find(name)
	if err != nil {
		return Entry{}, err
	}
	if e.BuiltIn {
		return Entry{}, fmt.Errorf("library: voice %s: %w", name, app.ErrBuiltIn)
	}
	v, err := voice.Open(e.Path)
	if err != nil {
		return Entry{}, fmt.Errorf("library: %w", err)
	}
	v.Picture = picture
	if err := v.Save(e.Path); err != nil {
		return Entry{}, fmt.Errorf("library: %w", err)
	}
	return entry(e.Path), nil
}

// Remove deletes a voice's file; app.ErrBuiltIn for the built-in one.
func (l *Library) Remove(name string) error {
	e, err := l.Find(name)
	if err != nil {
		return err
	}
	if e.BuiltIn {
		return fmt.Errorf("library: voice %s: %w", name, app.ErrBuiltIn)
	}
	return os.Remove(e.Path)
}

// copyFile puts a voice's file at another place, whole or not at all.
func copyFile(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	var content bytes.Buffer
	if _, err := io.Copy(&content, f); err != nil {
		return err
	}
	return checkpoint.WriteBytes(to, content.Bytes())
}
