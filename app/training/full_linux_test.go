package training

import (
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"

	"avagar/app"
	"avagar/engine/train"
)

// TestADiskThatFillsPausesTheTrainingAndLosesNothing needs the right to mount.
func TestADiskThatFillsPausesTheTrainingAndLosesNothing(t *testing.T) {
	home := t.TempDir()
	if err := syscall.Mount("tmpfs", home, "tmpfs", 0, "size=256m"); err != nil {
		t.Skip("no disk of its own can be mounted: ", err)
	}
	t.Cleanup(func() { must(t, syscall.Unmount(home, 0)) })
	s := storedStudio(t)
	s.Service.Home = home
	var free atomic.Int64
	free.Store(roomAgain)
	s.Free = func() (int64, error) { return free.Load(), nil }
	folder := recordings(t, "sara")
	stop := s.Progress.Subscribe(func(p Progress) {
		if p.Event.Kind == train.EventStep && p.Event.Step == 3 {
			fillTo(t, filepath.Join(home, "filler"))
			free.Store(0)
		}
	})
	must(t, s.Begin(short(folder)))
	s.until(t, "it is paused by the disk", func(p Progress) bool { return !p.Active && p.Held == app.HoldNoSpace })
	stop()
	run := s.Now().Run
	if d, err := s.Show(run); err != nil || d.State != train.StatePaused || d.Step >= 6 {
		t.Errorf("it is %s, %v", d.State, err)
	}
	must(t, os.Remove(filepath.Join(home, "filler")))
	free.Store(roomAgain)
	s.look(t.Context())
	s.until(t, "it is done", func(p Progress) bool { return !p.Active && p.Held == "" })
	one, err := s.Show(run)
	must(t, err)
	if one.State != train.StateDone {
		t.Fatalf("it is %s: %s", one.State, one.Error)
	}
	same(t, s.Service, one.Summary, uncut(t, s.Service, short(folder)))
}

// fillTo writes until not a byte more can be.
func fillTo(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	for block := make([]byte, 1<<16); len(block) > 0; {
		if _, err := f.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
}
