package training

import (
	"errors"
	"os"
	"reflect"
	"testing"
	"time"

	"avagar/app"
	"avagar/engine/acoustic"
	"avagar/engine/mel"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// long is a plan that goes on until it is stopped.
func long(folder string) StartOptions {
	return StartOptions{Folder: folder, Adjust: func(p *train.Plan) {
		p.Steps, p.BatchFrames, p.EvaluateEvery, p.CheckpointEvery, p.WarmUp, p.Patience = 100_000, 200, 50_000, 50_000, 1, 0
	}}
}

// until waits for what the studio tells; it is asked again at each event.
func (s *Studio) until(t *testing.T, what string, is func(Progress) bool) {
	t.Helper()
	done := make(chan struct{}, 1)
	look := func() {
		if is(s.Now()) {
			select {
			case done <- struct{}{}:
			default:
			}
		}
	}
	defer s.Progress.Subscribe(func(Progress) { look() })()
	defer s.Changed.Subscribe(func(struct{}) { look() })()
	look()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatalf("%s: never; %+v, %+v wait", what, s.Now(), s.Waiting())
	}
}

// stepping tells whether a run has made a step since it began or went on.
func stepping(run string) func(Progress) bool {
	return func(p Progress) bool { return p.Active && p.Run == run && p.Event.Kind == train.EventStep }
}

func ended(p Progress) bool { return !p.Active }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *Studio) state(t *testing.T, run string) app.TrainingState {
	t.Helper()
	j, err := s.Store.TrainingOf(t.Context(), s.User, run)
	must(t, err)
	return j.State
}

func TestASecondTrainingWaitsAndBeginsByItself(t *testing.T) {
	s := storedStudio(t)
	folder := recordings(t, "sara")
	must(t, s.Begin(short(folder)))
	must(t, s.Begin(short(folder)))
	if list := s.Waiting(); len(list) != 1 || list[0].Folder != folder {
		t.Fatalf("%+v wait", list)
	}
	s.until(t, "both are done", func(p Progress) bool { return !p.Active && p.Run == "sara-2" })
	for _, run := range []string{"sara-1", "sara-2"} {
		d, err := s.Show(run)
		if err != nil || d.State != train.StateDone || d.Steps != 6 || s.state(t, run) != app.TrainingDone {
			t.Errorf("%+v, error %v", d.Summary, err)
		}
	}
	j, err := s.Store.TrainingOf(t.Context(), s.User, "sara-2")
	must(t, err)
	saved, err := s.Store.Checkpoints(t.Context(), j.ID)
	if err != nil || len(saved) == 0 || saved[0].Bytes < 1000 || len(saved[0].Sum) != 64 {
		t.Errorf("%+v, %v", saved, err)
	}
	if l := s.keptLevels(j.ID); len(l.Blocks) != 1 || l.Blocks[0].N != 6 || len(l.HeldOut) < 3 {
		t.Errorf("%+v", l)
	}
}

func TestWhatWaitsIsMovedAndCancelled(t *testing.T) {
	s := storedStudio(t)
	folder := recordings(t, "sara")
	must(t, s.Begin(long(folder)))
	s.until(t, "it trains", stepping("sara-1"))
	for _, name := range []string{"b", "c", "d"} {
		o := long(folder)
		o.Name = name
		must(t, s.Begin(o))
	}
	list := s.Waiting()
	if name := NameOf(list[1]); name != "c" {
		t.Errorf("it is called %q", name)
	}
	b, c, d := list[0].ID, list[1].ID, list[2].ID
	must(t, s.Move(d, 2))
	must(t, s.Cancel(b))
	if err := s.Cancel(b); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("one that is gone gave %v", err)
	}
	s.Pause()
	s.until(t, "it is paused", ended)
	s.look(t.Context())
	if now := s.Now(); now.Active || s.state(t, "sara-1") != app.TrainingPaused {
		t.Errorf("another one began though the person wanted quiet: %+v", now)
	}
	must(t, s.First(c))
	s.until(t, "the chosen one trains", stepping("c-1"))
	must(t, s.GoOn("sara-1"))
	if list := s.Waiting(); len(list) != 2 || list[0].ID != d || list[1].Run != "sara-1" {
		t.Errorf("%+v wait", list)
	}
	must(t, s.Cancel(s.Waiting()[1].ID))
	if got := s.state(t, "sara-1"); got != app.TrainingPaused {
		t.Errorf("a run that goes on no more is %s", got)
	}
}

func TestATrainingMindsTheBatteryAndTheDisk(t *testing.T) {
	s := storedStudio(t)
	battery, free := false, int64(roomAgain)
	s.Battery, s.Free = func() bool { return battery }, func() (int64, error) { return free, nil }
	folder := recordings(t, "sara")
	must(t, s.Begin(long(folder)))
	s.until(t, "it trains", stepping("sara-1"))
	for _, c := range []struct {
		hold, stay, over func()
		want             string
	}{
		{func() { battery = true }, func() {}, func() { battery = false }, app.HoldBattery},
		{func() { free = leastRoom - 1 }, func() { free = leastRoom + 1 }, func() { free = roomAgain }, app.HoldNoSpace},
	} {
		c.hold()
		s.look(t.Context())
		s.until(t, "it is paused", ended)
		if now := s.Now(); now.Held != c.want || now.Err != nil {
			t.Errorf("%+v, want %s", now, c.want)
		}
		c.stay()
		s.look(t.Context())
		if list := s.Waiting(); len(list) != 1 || list[0].Run != "sara-1" || list[0].Reason != c.want {
			t.Errorf("%+v wait", list)
		}
		c.over()
		s.look(t.Context())
		s.until(t, "it goes on", stepping("sara-1"))
	}
	if list := s.Waiting(); len(list) != 0 {
		t.Errorf("%+v wait still", list)
	}
}

func TestATrainingThatIsAskedForOnTheBatteryWaits(t *testing.T) {
	s := storedStudio(t)
	battery := true
	s.Battery = func() bool { return battery }
	s.look(t.Context())
	must(t, s.Begin(short(recordings(t, "sara"))))
	if list := s.Waiting(); len(list) != 1 || list[0].Reason != app.HoldBattery || s.Now().Active {
		t.Fatalf("%+v wait", list)
	}
	battery = false
	s.look(t.Context())
	s.until(t, "it is done", func(p Progress) bool { return !p.Active && p.Run == "sara-1" })
}

func TestTheNextProgramFindsTheQueueAsItWas(t *testing.T) {
	s := storedStudio(t)
	folder := recordings(t, "sara")
	must(t, s.Begin(long(folder)))
	s.until(t, "it trains", stepping("sara-1"))
	must(t, s.Begin(short(folder)))
	s.Jobs.Close()
	if got := s.state(t, "sara-1"); got != app.TrainingRunning {
		t.Errorf("it is %s", got)
	}
	again := storedStudio(t)
	again.Service, again.Store, again.User = s.Service, s.Store, s.User
	must(t, again.Jobs.Start("queue", again.Work))
	again.until(t, "what waited is done", func(p Progress) bool { return !p.Active && p.Run == "sara-2" })
	if got := again.state(t, "sara-1"); got != app.TrainingPaused {
		t.Errorf("what was cut off is %s", got)
	}
	if d, err := again.Show("sara-2"); err != nil || d.Steps != 6 {
		t.Errorf("%+v, %v: it is not as it was asked for", d.Summary, err)
	}
}

func TestRunsOfTheTerminalAreEnteredAndForgotten(t *testing.T) {
	s := storedStudio(t)
	run, err := s.Start(t.Context(), short(recordings(t, "sara")), nil)
	must(t, err)
	for range 2 {
		if _, err := s.List(); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.state(t, run.ID); got != app.TrainingDone {
		t.Errorf("it is %s", got)
	}
	if _, err := s.Overview(run.ID); err != nil {
		t.Fatal(err)
	}
	j, err := s.Store.TrainingOf(t.Context(), s.User, run.ID)
	must(t, err)
	if saved, err := s.Store.Checkpoints(t.Context(), j.ID); err != nil || len(saved) == 0 || len(saved[0].Sum) != 64 {
		t.Errorf("%+v, %v", saved, err)
	}
	must(t, os.RemoveAll(s.dir(run.ID)))
	if _, err := s.List(); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Store.Trainings(t.Context(), s.User); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestATrainingNeedsNoTable(t *testing.T) {
	s := storedStudio(t)
	must(t, s.Store.Close())
	must(t, s.Begin(short(recordings(t, "sara"))))
	s.until(t, "it is done", func(p Progress) bool { return !p.Active && p.Run == "sara-1" })
	if o, err := s.Overview("sara-1"); err != nil || o.State != train.StateDone || len(o.Blocks) != 1 {
		t.Errorf("%+v, %v", o, err)
	}
	if list, err := s.List(); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestATrainingThatWaitedBeginsFromItsVoice(t *testing.T) {
	s := storedStudio(t)
	o := long("/data/sara")
	o.From = &voice.Voice{Info: voice.Info{ID: "persian"}, Model: &acoustic.Model{Config: acoustic.Config{Params: mel.DefaultParams(), Size: "base"}}}
	kept := order{job: app.TrainingJob{Folder: o.Folder, Options: o.kept()}}
	if _, err := s.optionsOf(kept); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("without voices it gave %v", err)
	}
	s.Voice = func(id string) (*voice.Voice, error) {
		if id != o.From.Info.ID {
			return nil, app.ErrNotFound
		}
		return o.From, nil
	}
	got, err := s.optionsOf(kept)
	if err != nil || got.From != o.From || !reflect.DeepEqual(got.plan(), o.plan()) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOptionsThatWaitAreTheSame(t *testing.T) {
	s := storedStudio(t)
	o := long("/data/sara")
	o.Name, o.Seed = "صدا", 7
	got, err := s.optionsOf(order{job: app.TrainingJob{Folder: "/data/sara", Options: o.kept()}})
	if err != nil || got.Name != o.Name || got.Folder != o.Folder || !reflect.DeepEqual(got.plan(), o.plan()) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, odd := range []string{"", "{", `{"from":"nobody"}`, `{"plan":{"steps":-3}}`} {
		if _, err := s.optionsOf(order{job: app.TrainingJob{Options: odd}}); err == nil {
			t.Errorf("%q was taken", odd)
		}
	}
}
