package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/acoustic"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/voice"
)

// newVoice saves an untrained voice whose frames all have the level c0, and
// returns its path.
func newVoice(t *testing.T, id string, c0 float32) string {
	t.Helper()
	p := mel.DefaultParams()
	const frames = 4
	f := mel.Features{
		Frames: frames, Mel: make([]float32, frames*p.Bands), Cepstra: make([]float32, frames*p.Cepstra),
		F0: []float32{100, 110, 120, 130}, Aperiodicity: make([]float32, frames*p.Aperiodicities),
	}
	for i := range frames {
		f.Cepstra[i*p.Cepstra] = c0
	}
	moments := acoustic.NewMoments(p)
	moments.Add(f)
	config, err := acoustic.ConfigFor("base", append([]string{phoneme.Pause}, phoneme.Persian...), 1, p)
	if err != nil {
		t.Fatal(err)
	}
	m, err := acoustic.New(config, moments.Stats(), 1)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "file.avagar")
	v := voice.Voice{Info: voice.Info{ID: id, Name: "نام " + id, Language: "fa"}, Model: m}
	if err := v.Save(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportHearsTheVoiceFirst(t *testing.T) {
	l := &Library{t.TempDir()}
	if _, err := l.Import(t.Context(), newVoice(t, "mute", -40)); !errors.Is(err, app.ErrMuteVoice) {
		t.Errorf("a voice without sound gave %v, want ErrMuteVoice", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Import(ctx, newVoice(t, "loud", 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled import gave %v", err)
	}
	if _, err := os.Stat(l.Folder()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder came into being: %v", err)
	}
	e, err := l.Import(t.Context(), newVoice(t, "loud", 0))
	if err != nil || e.ID != "loud" {
		t.Fatalf("a sound voice gave %+v, %v", e, err)
	}
	if v, err := l.Get("نام loud"); err != nil || v.Info.ID != "loud" {
		t.Errorf("by its name came %v, %v", v, err)
	}
}

func TestIdsFromOutsideStayInTheFolder(t *testing.T) {
	l := &Library{t.TempDir()}
	for _, id := range []string{"../../escape", "/etc/passwd", "..", "a\x00b\nc", strings.Repeat("ن", 300)} {
		e, err := l.Import(t.Context(), newVoice(t, id, 0))
		if err != nil {
			t.Errorf("id %q: %v", id, err)
			continue
		}
		if filepath.Dir(e.Path) != l.Folder() {
			t.Errorf("id %q was stored at %s", id, e.Path)
		}
	}
	outside, err := os.ReadDir(l.Home)
	if err != nil || len(outside) != 1 {
		t.Errorf("beside the voices came %v, %v", outside, err)
	}
}

func TestAnAmbiguousNameIsRefused(t *testing.T) {
	l := &Library{t.TempDir()}
	if err := os.MkdirAll(l.Folder(), 0o700); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(newVoice(t, "twin", 0))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.avagar", "b.avagar", ".hidden.avagar", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(l.Folder(), name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Find("نام twin"); !errors.Is(err, app.ErrBadInput) {
		t.Errorf("a name of two voices gave %v, want ErrBadInput", err)
	}
	list, err := l.List()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range list {
		if !e.BuiltIn {
			ids = append(ids, e.ID)
		}
	}
	if !slices.Equal(ids, []string{"a", "b"}) {
		t.Errorf("the list is %q", ids)
	}
}
