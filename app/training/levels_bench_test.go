package training

import (
	"os"
	"path/filepath"
	"testing"

	"avagar/app"
	"avagar/engine/train"
)

// BenchmarkALongRunOpens reads a run of a million steps that was seen before.
func BenchmarkALongRunOpens(b *testing.B) {
	s := storedStudio(b)
	dir := b.TempDir()
	write(b, dir, 1_000_000)
	if _, err := s.Store.AddTraining(b.Context(), app.TrainingJob{User: s.User, Run: "long-1", State: app.TrainingDone}); err != nil {
		b.Fatal(err)
	}
	r := &train.Run{Dir: dir, Summary: train.Summary{ID: "long-1"}}
	l, err := s.measured(r)
	if err != nil || len(l.HeldOut) != 10_000 {
		b.Fatal(len(l.HeldOut), err)
	}
	for b.Loop() {
		clear(s.levels)
		if l, err := s.measured(r); err != nil || len(l.HeldOut) != 10_000 {
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
