package training

import (
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"avagar/app"
	"avagar/app/store"
)

// beside is the studio of a window, over records that another program opens, too.
func beside(t *testing.T) (s *Studio, terminal *store.Store) {
	t.Helper()
	s = storedStudio(t)
	path := filepath.Join(t.TempDir(), store.File)
	open := func() *store.Store {
		kept, err := store.Open(t.Context(), path)
		must(t, err)
		t.Cleanup(func() { must(t, kept.Close()) })
		return kept
	}
	s.Store, terminal = open(), open()
	t.Cleanup(s.Jobs.Close) // before the records are closed
	return s, terminal
}

func TestTheQueueObeysAnotherProgram(t *testing.T) {
	s, terminal := beside(t)
	var battery atomic.Bool
	battery.Store(true)
	s.Battery = battery.Load
	s.look(t.Context())
	must(t, s.Jobs.Start("follow", s.Store.Follow))
	must(t, s.Jobs.Start("queue", s.Work))
	folder := recordings(t, "sara")
	for _, name := range []string{"a", "b", "c"} {
		o := long(folder)
		o.Name = name
		must(t, s.Begin(o))
	}
	list := s.Waiting()
	told := make(chan []string, 16)
	defer s.Changed.Subscribe(func(struct{}) {
		var names []string
		for _, j := range s.Waiting() {
			names = append(names, NameOf(j))
		}
		told <- names
	})()
	must(t, terminal.MoveTraining(t.Context(), s.User, list[2].ID, first))
	must(t, terminal.CancelTraining(t.Context(), s.User, list[0].ID))
	for !slices.Equal(<-told, []string{"c", "b"}) {
	}
	battery.Store(false)
	s.look(t.Context())
	s.until(t, "the first one trains", stepping("c-1"))
	if list := s.Waiting(); len(list) != 1 || NameOf(list[0]) != "b" {
		t.Errorf("%+v wait", list)
	}
}

func TestAPausedTrainingThatAnotherProgramCancelsDoesNotGoOn(t *testing.T) {
	s, terminal := beside(t)
	var battery atomic.Bool
	s.Battery = battery.Load
	must(t, s.Begin(long(recordings(t, "sara"))))
	s.until(t, "it trains", stepping("sara-1"))
	battery.Store(true)
	s.look(t.Context())
	s.until(t, "it is paused", ended)
	must(t, terminal.CancelTraining(t.Context(), s.User, s.Waiting()[0].ID))
	battery.Store(false)
	s.look(t.Context())
	if now := s.Now(); now.Active || s.state(t, "sara-1") != app.TrainingPaused {
		t.Errorf("%+v", now)
	}
}

// first is how far ahead the first one goes.
const first = 1 << 20
