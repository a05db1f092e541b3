package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestADamagedDatabaseIsSetAsideWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	at := time.Date(2026, 3, 21, 12, 30, 45, 0, time.UTC)
	seen := map[string]bool{}
	for range 2 {
		junk := bytes.Repeat([]byte("no database "), 1000)
		log := []byte("a log")
		if err := errors.Join(os.WriteFile(path, junk, 0o600), os.WriteFile(path+"-wal", log, 0o600)); err != nil {
			t.Fatal(err)
		}
		kept, err := SetAside(path, at)
		if err != nil || seen[kept] || filepath.Dir(kept) != filepath.Dir(path) {
			t.Fatalf("kept as %q, %v", kept, err)
		}
		seen[kept] = true
		for name, want := range map[string][]byte{kept: junk, kept + "-wal": log} {
			if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s holds %d bytes, %v", name, len(got), err)
			}
		}
		if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the log is left: %v", err)
		}
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotThereCannotBeSetAside(t *testing.T) {
	if _, err := SetAside(filepath.Join(t.TempDir(), File), time.Now()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
