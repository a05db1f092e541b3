package training

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkALongRunOpens reads a run of a million steps whose levels are kept.
func BenchmarkALongRunOpens(b *testing.B) {
	dir := b.TempDir()
	write(b, dir, 1_000_000)
	l, err := readLevels(dir, Levels{})
	if err != nil || len(l.HeldOut) != 10_000 {
		b.Fatal(len(l.HeldOut), err)
	}
	for b.Loop() {
		if _, err := readLevels(dir, Levels{}); err != nil {
			b.Fatal(err)
		}
	}
}

func write(b *testing.B, dir string, steps int) {
	b.Helper()
	measure(b, dir, 1, steps)
	if info, err := os.Stat(filepath.Join(dir, "metrics.jsonl")); err == nil {
		b.Logf("%d MB", info.Size()>>20)
	}
}
