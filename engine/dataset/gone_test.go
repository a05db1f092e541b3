package dataset

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"avagar/engine/audio"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// few is a folder of three recordings with their texts.
func few(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "metadata.csv", "a|سلام\nb|کتاب\nc|باران\n")
	for i, id := range []string{"a", "b", "c"} {
		wave := make([]float32, 22050)
		for j := range wave {
			wave[j] = .2 * float32((j*(i+3))%97-48) / 48
		}
		if err := audio.WriteWAVFile(filepath.Join(dir, id+".wav"), wave, 22050); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRecordingsThatVanishAreNotTakenForBadOnes(t *testing.T) {
	for name, vanish := range map[string]func(dir string) error{
		"one file":     func(dir string) error { return os.Remove(filepath.Join(dir, "c.wav")) },
		"the folder":   os.RemoveAll,
		"another disk": func(dir string) error { return os.Rename(dir, dir+".elsewhere") },
	} {
		dir := few(t)
		d, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		gone := false
		_, err = d.Prepare(context.Background(), PrepareOptions{
			Params: mel.DefaultParams(), CacheDir: t.TempDir(), Workers: 1, G2P: phoneme.Phonemize,
			Progress: func(string, int, int) {
				if !gone {
					gone = true
					if err := vanish(dir); err != nil {
						t.Error(err)
					}
				}
			},
		})
		if !errors.Is(err, ErrGone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestALinkThatLeadsNowhereIsABadRecording(t *testing.T) {
	dir := few(t)
	if err := os.Remove(filepath.Join(dir, "c.wav")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere.wav"), filepath.Join(dir, "c.wav")); err != nil {
		t.Skip(err)
	}
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = d.Prepare(context.Background(), PrepareOptions{Params: mel.DefaultParams(), CacheDir: t.TempDir(), G2P: phoneme.Phonemize}); errors.Is(err, ErrGone) {
		t.Errorf("%v", err)
	}
}

func TestItIsSaidWhyNothingCanBeUsed(t *testing.T) {
	for metadata, want := range map[string]error{
		"x|سلام\ny|کتاب\n": ErrNoAudio,
		"a|\nb|\nc|\n":     ErrNoText,
		"x|سلام\na|\n":     ErrNoUtterances,
	} {
		dir := few(t)
		put(t, dir, "metadata.csv", metadata)
		d, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Prepare(context.Background(), PrepareOptions{Params: mel.DefaultParams(), CacheDir: t.TempDir(), G2P: phoneme.Phonemize})
		if !errors.Is(err, want) || !errors.Is(err, ErrNoUtterances) || want == ErrNoUtterances && (errors.Is(err, ErrNoAudio) || errors.Is(err, ErrNoText)) {
			t.Errorf("%q: %v", metadata, err)
		}
	}
}
