package training

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/app/store"
	"avagar/engine/audio"
	"avagar/engine/train"
)

// newStudio is a studio whose jobs end with the test.
func newStudio(t *testing.T) *Studio {
	t.Helper()
	runner := jobs.New(t.Context())
	t.Cleanup(runner.Close)
	s := NewStudio(&Service{Home: t.TempDir()}, runner)
	s.Text = "سلام!"
	return s
}

// storedStudio is one with real records.
func storedStudio(t testing.TB) *Studio {
	t.Helper()
	kept, err := store.Open(t.Context(), filepath.Join(t.TempDir(), store.File))
	if err != nil {
		t.Fatal(err)
	}
	user, err := kept.LocalUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	runner := jobs.New(context.Background())
	t.Cleanup(func() {
		runner.Close()
		_ = kept.Close()
	})
	s := NewStudio(&Service{Home: t.TempDir()}, runner)
	s.Store, s.User = kept, user.ID
	return s
}

// short is a plan of a few steps.
func short(folder string) StartOptions {
	return StartOptions{Folder: folder, Adjust: func(p *train.Plan) {
		p.Steps, p.BatchFrames, p.EvaluateEvery, p.CheckpointEvery, p.WarmUp = 6, 200, 2, 2, 1
	}}
}

func (s *Studio) wait(t *testing.T) Progress {
	t.Helper()
	ended := make(chan Progress, 1)
	defer s.Progress.Subscribe(func(p Progress) {
		if !p.Active {
			select {
			case ended <- p:
			default:
			}
		}
	})()
	if p := s.Now(); !p.Active && p.Folder != "" {
		return p
	}
	select {
	case p := <-ended:
		return p
	case <-time.After(5 * time.Minute): // of a computer that does much else
		t.Fatal("the training does not end")
	}
	return Progress{}
}

func TestATrainingIsPausedContinuedHeardAndRemoved(t *testing.T) {
	s := newStudio(t)
	folder := recordings(t, "sara")
	if err := os.WriteFile(filepath.Join(folder, "dataset.json"), []byte(`{"language":"fa"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	stop := s.Progress.Subscribe(func(p Progress) {
		if p.Event.Kind == train.EventStep && p.Event.Step == 3 {
			s.Pause()
		}
	})
	if err := s.Begin(short(folder)); err != nil {
		t.Fatal(err)
	}
	if err := s.Begin(short(folder)); !errors.Is(err, app.ErrBusy) {
		t.Errorf("a second training gave %v", err)
	}
	paused := s.wait(t)
	stop()
	if paused.Run != "sara-1" || paused.Err != nil {
		t.Fatalf("%+v", paused)
	}
	if d, err := s.Show("sara-1"); err != nil || d.State != train.StatePaused || d.Step != 3 {
		t.Fatalf("%+v, error %v", d, err)
	}
	if err := s.GoOn("sara-1"); err != nil {
		t.Fatal(err)
	}
	if done := s.wait(t); done.Err != nil {
		t.Fatal(done.Err)
	}
	heard(t, s, "sara-1")
	if steps, measured := s.Steps(time.Minute); measured || steps != 960 {
		t.Errorf("six steps tell no pace, but a minute is %d steps", steps)
	}
	exported(t, s, "sara-1")
	if sp, err := s.Spectra("sara-1"); err != nil || sp.Step != 6 || sp.Bands == 0 || len(sp.Recorded) == 0 || len(sp.Predicted)%sp.Bands != 0 || len(sp.Predicted) == 0 {
		t.Errorf("spectra at step %d of %d and %d values, error %v", sp.Step, len(sp.Recorded), len(sp.Predicted), err)
	}
	aligned(t, s, "sara-1")
	if size := s.Size("sara-1"); size < 1000 {
		t.Errorf("%d bytes", size)
	}
	if _, err := s.Remove("sara-1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Show("sara-1"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a removed run gave %v", err)
	}
}

// aligned checks that the phonemes of what is seen fill it.
func aligned(t *testing.T, s *Studio, id string) {
	t.Helper()
	sp, err := s.Spectra(id)
	if err != nil || len(sp.Phones) < 3 || !(sp.FrameMs > 5) {
		t.Fatalf("%d phonemes, a frame of %v ms, error %v", len(sp.Phones), sp.FrameMs, err)
	}
	recorded, predicted := 0, 0
	for _, p := range sp.Phones {
		recorded, predicted = recorded+p.Recorded, predicted+p.Predicted
	}
	if recorded != len(sp.Recorded)/sp.Bands || predicted != len(sp.Predicted)/sp.Bands {
		t.Errorf("phonemes of %d and %d frames in %d and %d", recorded, predicted, len(sp.Recorded)/sp.Bands, len(sp.Predicted)/sp.Bands)
	}
	if ms, ok := sp.DurationError(); !ok || ms < 0 {
		t.Errorf("durations are %v ms off", ms)
	}
}

// heard checks that a run spoke at its checkpoints.
func heard(t *testing.T, s *Studio, id string) {
	t.Helper()
	list, err := s.Previews(id)
	if err != nil || len(list) < 2 {
		t.Fatalf("%v, error %v", list, err)
	}
	for i, p := range list {
		if p.Phones == 0 || p.Wrong < 0 {
			t.Errorf("nobody listened: %+v", p)
		}
		clip, err := audio.ReadFile(p.Path)
		if err != nil || len(clip.Channels) == 0 || len(clip.Channels[0]) == 0 || i > 0 && p.Step <= list[i-1].Step {
			t.Errorf("%+v: error %v", p, err)
		}
	}
}

func TestWhatCannotBeTrainedIsSaidAtOnceOrWhenItEnds(t *testing.T) {
	s := newStudio(t)
	if err := s.Begin(StartOptions{Folder: "x", Size: "gigantic"}); err == nil {
		t.Error("a size that there is not was taken")
	}
	if err := s.GoOn("none"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a run that there is not gave %v", err)
	}
	if err := s.Begin(short(t.TempDir())); err != nil {
		t.Fatal(err)
	}
	if p := s.wait(t); p.Err == nil || !strings.Contains(p.Err.Error(), "metadata") {
		t.Errorf("an empty folder ended with %v", p.Err)
	}
}

// exported checks the picture and the table of a run.
func exported(t *testing.T, s *Studio, id string) {
	t.Helper()
	folder := t.TempDir()
	picture, table, err := s.Export(id, folder)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(picture); err != nil || info.Size() < 1000 {
		t.Error("no picture: ", err)
	}
	content, err := os.ReadFile(table)
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	if err != nil || !strings.HasPrefix(lines[0], "step,held_out,loss,") || len(lines) < 7 || !strings.HasPrefix(lines[1], "1,false,") {
		t.Errorf("%v: %q", err, lines)
	}
	if _, _, err := s.Export(id, folder); !errors.Is(err, app.ErrExists) {
		t.Errorf("a second export gave %v", err)
	}
}
