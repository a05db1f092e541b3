package account

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"avagar/app/store"
)

func TestAWindowFollowsWhatTheTerminalSets(t *testing.T) {
	path := filepath.Join(t.TempDir(), store.File)
	kept, err := store.Open(t.Context(), path)
	must(t, err)
	window := New(kept, 1)
	told := make(chan Settings, 10)
	window.Changed.Subscribe(func(now Settings) { told <- now })
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- kept.Follow(ctx) }()

	other, err := store.Open(t.Context(), path)
	must(t, err)
	must(t, New(other, 1).Set(t.Context(), "text_size", "150"))
	select {
	case now := <-told:
		if now.TextSize != 150 {
			t.Errorf("told %+v", now)
		}
	case <-time.After(time.Minute):
		t.Error("the window heard nothing")
	}
	stop()
	must(t, <-ended)
	must(t, other.Close())
	must(t, kept.Close())
}
