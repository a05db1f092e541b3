package dataset

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

func TestTextsOfALanguageThatNobodyReadsAreToldOf(t *testing.T) {
	dir := spokenFolder(t, 2, false)
	put(t, dir, "metadata.csv", "u00|Sie ist nach der Stadt benannt.\nu01|Nun verfolgten sie die Nachhut.\n")
	if err := os.Remove(filepath.Join(dir, "phonemes.csv")); err != nil {
		t.Fatal(err)
	}
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	o := PrepareOptions{Params: quickParams(), CacheDir: t.TempDir(), G2P: phoneme.Phonemize}
	report, aligner, err := d.Check(context.Background(), o, 1)
	if err != nil || aligner != nil {
		t.Fatalf("%v, aligner %v", err, aligner)
	}
	for _, row := range report.Rows {
		if got := codes(row.Findings, row.ID); !slices.Contains(got, LanguageUnread) {
			t.Errorf("%s: %v", row.ID, got)
		}
	}
	if _, err := d.Prepare(context.Background(), o); !errors.Is(err, ErrNoUtterances) {
		t.Errorf("training on it: %v", err)
	}
}

// TestAnotherLanguageThanTheTextsIsFound lays Persian texts beside German
// speech of like length.
func TestAnotherLanguageThanTheTextsIsFound(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes several seconds")
	}
	speech := filepath.Join("..", "..", "..", "shared", "speech")
	sounds, _ := filepath.Glob(filepath.Join(speech, "kerstin_de_22k", "wavs", "*"))
	data, err := os.ReadFile(filepath.Join(speech, "sentences_fa_cc0.txt"))
	if err != nil || sounds == nil {
		t.Skip("../shared is absent")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "wavs"), 0o755); err != nil {
		t.Fatal(err)
	}
	var metadata strings.Builder
	texts := strings.Split(string(data), "\n")
	for _, path := range sounds[:40] {
		sound, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		put(t, filepath.Join(dir, "wavs"), name, string(sound))
		k := slices.IndexFunc(texts, func(s string) bool { return fits(s, len(sound)) })
		fmt.Fprintf(&metadata, "%s|%s\n", strings.TrimSuffix(name, filepath.Ext(name)), texts[k])
		texts = texts[k+1:]
	}
	put(t, dir, "metadata.csv", metadata.String())
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	report, _, err := d.Check(context.Background(), PrepareOptions{Params: mel.DefaultParams(), CacheDir: t.TempDir(), G2P: phoneme.Phonemize}, 1)
	if err != nil {
		t.Fatal(err)
	}
	doubted := 0
	for _, row := range report.Rows {
		if slices.Contains(codes(row.Findings, row.ID), BadTranscript) {
			doubted++
		}
	}
	if doubted < len(report.Rows) {
		t.Errorf("%d of %d texts are doubted", doubted, len(report.Rows))
	}
}

// fits says whether a text takes about as long as a FLAC file of so many bytes
// and a mean rate.
func fits(text string, size int) bool {
	letters := countLetters(text)
	return letters > size/2600 && letters < size/1400
}
