package app

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
)

func TestTopicTellsEverySubscriberInOrderUntilItStops(t *testing.T) {
	var topic Topic[int]
	var heard []string
	stop := topic.Subscribe(func(int) { heard = append(heard, "first") })
	topic.Subscribe(func(int) { heard = append(heard, "second") })
	topic.Publish(1)
	stop()
	stop()
	topic.Publish(2)
	if want := []string{"first", "second", "second"}; !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
}

func TestTopicLetsASubscriberStopItselfAndPublish(t *testing.T) {
	var topic Topic[int]
	var heard []int
	var stop func()
	stop = topic.Subscribe(func(v int) {
		heard = append(heard, v)
		stop()
		topic.Publish(v + 1)
	})
	topic.Publish(1)
	if !slices.Equal(heard, []int{1}) {
		t.Errorf("heard %v, want only the first", heard)
	}
}

func TestTopicServesManyGoroutines(t *testing.T) {
	var topic Topic[int]
	var mu sync.Mutex
	sum := 0
	topic.Subscribe(func(v int) { mu.Lock(); sum += v; mu.Unlock() })
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			stop := topic.Subscribe(func(int) {})
			topic.Publish(1)
			stop()
		})
	}
	wg.Wait()
	if sum != 8 {
		t.Errorf("the subscriber summed %d of 8", sum)
	}
}

func TestHomeFollowsTheEnvironment(t *testing.T) {
	home := filepath.Join(t.TempDir(), "own")
	got, err := MakeHome(env(map[string]string{"AVAGAR_HOME": home, "HOME": "/nowhere"}))
	if err != nil || got != home {
		t.Fatalf("MakeHome gave %q, %v, want %q", got, err, home)
	}
	if info, err := os.Stat(home); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, %v, want one for its owner alone", info, err)
	}
	if _, err := Home(env(nil)); !errors.Is(err, ErrNoHome) {
		t.Errorf("an empty environment gave %v, want ErrNoHome", err)
	}
}

func TestHomeOnLinuxIsTheDataFolder(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems have their own folders")
	}
	for _, c := range []struct {
		vars map[string]string
		want string
	}{
		{map[string]string{"HOME": "/h"}, "/h/.local/share/avagar"},
		{map[string]string{"HOME": "/h", "XDG_DATA_HOME": "/data"}, "/data/avagar"},
		{map[string]string{"HOME": "/h", "XDG_DATA_HOME": "relative"}, "/h/.local/share/avagar"},
	} {
		if got, err := Home(env(c.vars)); err != nil || got != c.want {
			t.Errorf("Home with %v is %q, %v, want %q", c.vars, got, err, c.want)
		}
	}
}

func env(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}
