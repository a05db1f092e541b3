package ui_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

func TestWatchShowsWhatIsOursUntilStopped(t *testing.T) {
	test.NewTempApp(t)
	var topic app.Topic[int]
	var seen []int
	stop := ui.Watch(&topic, func(v int) bool { return v%2 == 0 }, func(v int) { seen = append(seen, v) })
	for v := range 5 {
		topic.Publish(v)
	}
	stop()
	topic.Publish(6)
	if len(seen) != 3 || seen[2] != 4 {
		t.Errorf("saw %v", seen)
	}
}

// slow is an app whose window goroutine does its work only when told.
type slow struct {
	fyne.App
	driver *queue
}

func (s *slow) Driver() fyne.Driver { return s.driver }

type queue struct {
	fyne.Driver
	mu   sync.Mutex
	work []func()
}

func (q *queue) DoFromGoroutine(f func(), _ bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.work = append(q.work, f)
}

func (q *queue) do() int {
	q.mu.Lock()
	work := q.work
	q.work = nil
	q.mu.Unlock()
	for _, f := range work {
		f()
	}
	return len(work)
}

func TestWatchKeepsOnlyTheNewestBehindASlowFrame(t *testing.T) {
	a := test.NewTempApp(t)
	s := &slow{a, &queue{Driver: a.Driver()}}
	fyne.SetCurrentApp(s)
	defer fyne.SetCurrentApp(a)
	var topic app.Topic[int]
	var seen []int
	stop := ui.Watch(&topic, nil, func(v int) { seen = append(seen, v) })
	for v := range 1000 {
		topic.Publish(v)
	}
	if n := s.driver.do(); n != 1 || len(seen) != 1 || seen[0] != 999 {
		t.Errorf("%d calls showed %v, want one with 999", n, seen)
	}
	topic.Publish(7)
	stop()
	if s.driver.do(); len(seen) != 1 {
		t.Errorf("showed %v after it was stopped", seen)
	}
}

func TestTheToolkitSpeaksPersianOnEveryDesktop(t *testing.T) {
	for _, language := range []string{"fa_IR.UTF-8", "de_DE.UTF-8", "en_US.UTF-8", "ar_EG.UTF-8", "C"} {
		t.Setenv("LANG", language)
		t.Setenv("LC_ALL", language)
		t.Setenv("LANGUAGE", "")
		if err := ui.Translate(); err != nil {
			t.Fatal(err)
		}
		words := fa.Toolkit()
		for _, key := range toolkitKeys(t) {
			if words[key] == "" {
				t.Fatalf("%q has no Persian", key)
			}
			if got := lang.X(key, "fallback"); got != words[key] {
				t.Errorf("%s: %q is %q", language, key, got)
			}
		}
	}
}

// toolkitKeys are those that the toolkit in use has English for.
func toolkitKeys(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for key := range words {
		keys = append(keys, key)
	}
	return keys
}
