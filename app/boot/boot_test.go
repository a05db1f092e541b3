package boot

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/recorder"
	"avagar/app/store"
	"avagar/engine/audio"
)

func noEnv(string) string { return "" }

func open(t *testing.T, home string) *App {
	t.Helper()
	a, err := Open(t.Context(), home, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// next is the next value that is told, however long that takes a busy computer.
func next[T any](t *testing.T, told <-chan T) (v T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	select {
	case v = <-told:
	case <-ctx.Done():
		t.Fatal("nothing was told: ", ctx.Err())
	}
	return v
}

func TestWhatWasSetIsThereWhenOpenedAgain(t *testing.T) {
	home := filepath.Join(t.TempDir(), "new", "home")
	for round, want := range []string{"system", "dark"} {
		a, err := Open(t.Context(), home, noEnv)
		if err != nil {
			t.Fatal(err)
		}
		now, err := a.Account.Settings(t.Context())
		if err != nil || now.Appearance != want {
			t.Errorf("round %d begins with %q, %v; want %q", round, now.Appearance, err, want)
		}
		if err := a.Account.Set(t.Context(), "appearance", "dark"); err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestASecondCopyRaisesTheFirst(t *testing.T) {
	home := t.TempDir()
	a := open(t, home)
	asked := make(chan app.Request, 1)
	a.Asked.Subscribe(func(r app.Request) { asked <- r })
	if _, err := Open(t.Context(), home, noEnv); !errors.Is(err, app.ErrOpen) {
		t.Fatalf("a second copy got %v", err)
	}
	if r := next(t, asked); r.Kind != app.RequestRaise {
		t.Errorf("the first was asked to %q", r.Kind)
	}
}

func TestTheTerminalsChangesAreObeyed(t *testing.T) {
	home := t.TempDir()
	a := open(t, home)
	told := make(chan account.Settings, 4)
	a.Account.Changed.Subscribe(func(s account.Settings) { told <- s })
	terminal, err := store.Open(t.Context(), filepath.Join(home, store.File))
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	if err := account.New(terminal, a.User.ID).Set(t.Context(), "text_size", "150"); err != nil {
		t.Fatal(err)
	}
	if s := next(t, told); s.TextSize != 150 {
		t.Errorf("told of %d %%", s.TextSize)
	}
}

func TestADamagedDatabaseIsSaidAndLetGoOf(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, store.File)
	if err := os.WriteFile(path, []byte("this is no database, and long enough to be taken for one by its size alone"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the first failure must not keep the folder
		if _, err := Open(context.Background(), home, noEnv); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("it gave %v", err)
		}
	}
}

func TestACommandOfTheTerminalLeavesTheWindowAlone(t *testing.T) {
	home := t.TempDir()
	a := open(t, home)
	asked := make(chan app.Request, 1)
	a.Asked.Subscribe(func(r app.Request) { asked <- r })
	beside, err := OpenTerminal(t.Context(), home, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	if err := beside.Follow(); err != nil {
		t.Error(err)
	}
	if err := beside.Store.Ask(t.Context(), app.RequestStop, ""); err != nil {
		t.Error(err)
	}
	if r := next(t, asked); r.Kind != app.RequestStop {
		t.Errorf("the window was asked to %q", r.Kind)
	}
	works := a.Downloads.Works()
	if idle, err := beside.Downloads.Idle(); err != nil || idle && works {
		t.Errorf("idle %t, %v, though the window works the queue", idle, err)
	}
	if err := beside.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Open(t.Context(), home, noEnv); !errors.Is(err, app.ErrOpen) {
		t.Errorf("the window lost its home folder: %v", err)
	}
}

func TestASetThatIsReadBecomesADataset(t *testing.T) {
	a := open(t, t.TempDir())
	set := recorder.Set{Name: "صدای من", Speaker: "مریم", Dir: filepath.Join(a.Home, "datasets", "صدای من")}
	var lines string
	for _, id := range []string{"r0001", "r0002"} {
		if err := os.MkdirAll(filepath.Join(set.Dir, "wavs"), 0o700); err != nil {
			t.Fatal(err)
		}
		wave := make([]float32, 16000)
		for i := range wave {
			wave[i] = float32(i%(80+len(lines))) / 400
		}
		lines += id + "|سلام دنیا\n"
		if err := os.WriteFile(filepath.Join(set.Dir, "metadata.csv"), []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := audio.WriteWAVFile(filepath.Join(set.Dir, "wavs", id+".wav"), wave, 16000); err != nil {
			t.Fatal(err)
		}
		if err := a.Recorder.Added(t.Context(), set, id); err != nil {
			t.Fatal(err)
		}
	}
	all, err := a.Store.Datasets(t.Context(), a.User.ID)
	if err != nil || len(all) != 1 || all[0].Kind != "recorded" || all[0].Speaker != "مریم" || all[0].Path != set.Dir {
		t.Errorf("%+v, %v", all, err)
	}
	if all[0].Utterances != 2 || all[0].Seconds != 2 || all[0].CheckedAt.IsZero() {
		t.Errorf("nobody has looked at what was read: %+v", all[0])
	}
}
