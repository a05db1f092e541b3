package train

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/mel"
)

func TestARunCutOffBeforeItsFirstCheckpointStillBeginsWithItsBase(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	p := quick()
	p.Steps = 2
	whole, cut := newQuickRun(t, p), newQuickRun(t, p)
	reopened, err := OpenRun(cut.Dir) // as after kill -9: nobody knows the base but the folder
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*Run{whole, reopened} {
		if err := r.Train(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(r.basePath()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the base is kept behind the first checkpoint: %v", err)
		}
	}
	sameRun(t, whole, reopened)
}

func TestADamagedOrOtherBaseIsNotReplacedByChance(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	r := newQuickRun(t, quick())
	if err := os.WriteFile(r.basePath(), read(t, r.basePath())[:9000], 0o600); err != nil {
		t.Fatal(err)
	}
	r.Base = nil
	if err := r.Train(context.Background(), c, nil); !errors.Is(err, checkpoint.ErrCorrupt) || r.Summary.State != StateFailed {
		t.Errorf("a damaged base: error %v, state %s", err, r.Summary.State)
	}
	other := mel.DefaultParams()
	other.HopLength = 200
	r.Base = untrained(t, other)
	if err := r.Train(context.Background(), c, nil); !errors.Is(err, mel.ErrParams) {
		t.Errorf("a base of other frames: error %v, want ErrParams", err)
	}
}

// trainCopying trains a run to its end and returns copies of its folder as it was
// at each checkpoint and evaluation, which are told of between two writes of it.
func trainCopying(t *testing.T, whole *Run, c *dataset.Corpus) (cut []string, err error) {
	t.Helper()
	err = whole.Train(context.Background(), c, func(e Event) {
		if e.Kind != EventCheckpoint && e.Kind != EventEvaluate {
			return
		}
		cut = append(cut, filepath.Join(t.TempDir(), "run"))
		if err := os.CopyFS(cut[len(cut)-1], os.DirFS(whole.Dir)); err != nil {
			t.Error(err)
		}
	})
	return cut, err
}

func TestARunCutOffBetweenTwoWritesEndsInTheSameBytes(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	p := quick()
	p.Steps, p.EvaluateEvery, p.CheckpointEvery, p.Keep = 7, 3, 2, 1
	whole := newQuickRun(t, p)
	cut, err := trainCopying(t, whole, c)
	if err != nil || len(cut) < 6 {
		t.Fatalf("%d moments, error %v", len(cut), err)
	}
	for i, dir := range cut {
		r, err := OpenRun(dir)
		if err != nil {
			t.Fatal(err)
		}
		if s := r.Now().State; s != StatePaused {
			t.Errorf("moment %d: the run is %s", i, s)
		}
		if err := r.Train(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
		sameRun(t, whole, r)
		if r.Summary.BestStep != whole.Summary.BestStep || r.Summary.Step != p.Steps {
			t.Errorf("moment %d: best step %d, step %d", i, r.Summary.BestStep, r.Summary.Step)
		}
	}
}

func TestTheBestStepIsThatOfTheCheckpoint(t *testing.T) {
	c := prepare(t, writeSpeech(t, 8), t.TempDir())
	r := newQuickRun(t, quick())
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	step, loss := r.Summary.BestStep, r.Summary.BestLoss
	r.Summary.BestStep, r.Summary.BestLoss = 4, 99 // run.json from before the last checkpoint
	if err := r.save(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenRun(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	if s := again.Summary; step == 0 || s.BestStep != step || s.BestLoss != loss {
		t.Errorf("best is step %d with %v, want %d with %v", s.BestStep, s.BestLoss, step, loss)
	}
	if _, err := again.Model(again.Summary.BestStep); err != nil {
		t.Error(err)
	}
}

func TestOneUtteranceIsEnoughAndNoneIsNot(t *testing.T) {
	c := prepare(t, writeSpeech(t, 1), t.TempDir())
	if len(c.Train) != 1 || len(c.HeldOut) != 0 {
		t.Fatalf("%d utterances to learn from, %d held out", len(c.Train), len(c.HeldOut))
	}
	p := quick()
	p.Steps, p.Patience, p.EvaluateEvery = 6, 1, 2
	r := newQuickRun(t, p)
	var last string
	if err := r.Train(context.Background(), c, func(e Event) { last = e.Kind }); err != nil {
		t.Fatal(err)
	}
	if r.Summary.State != StateDone || r.Summary.Step != 6 || r.Summary.BestStep != 0 || last != EventDone {
		t.Errorf("%+v, last event %s", r.Summary, last)
	}
	none := newQuickRun(t, p)
	if err := none.Train(context.Background(), &dataset.Corpus{Params: c.Params}, nil); !errors.Is(err, ErrTooLittle) {
		t.Errorf("error %v, want ErrTooLittle", err)
	}
}

func TestTextsThatDoNotFitAreToldOfBeforeTheFirstStep(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	c.Excluded = []dataset.Finding{
		{ID: "a", Code: dataset.BadTranscript, Severity: dataset.Error}, {ID: "b", Code: dataset.BadTranscript, Severity: dataset.Warning},
		{ID: "c", Code: dataset.Silent, Severity: dataset.Error},
	}
	p := quick()
	p.Steps = 1
	var told []Event
	if err := newQuickRun(t, p).Train(context.Background(), c, func(e Event) { told = append(told, e) }); err != nil {
		t.Fatal(err)
	}
	for _, e := range told {
		if e.Kind == EventStep {
			t.Error("the first step was told of before the doubts")
		}
		if e.Kind == EventDoubted {
			if e.Done != 1 || e.Total != 2 {
				t.Errorf("%d of %d left out, want 1 of 2", e.Done, e.Total)
			}
			return
		}
	}
	t.Error("nobody was told")
}

func TestListingRunsDoesNotKeepTheirTrainersOut(t *testing.T) {
	r := newQuickRun(t, quick())
	r.Summary.State = StateRunning
	if s := r.Now(); s.State != StatePaused {
		t.Errorf("nobody trains, the run is %s", s.State)
	}
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					r.Now()
				}
			}
		})
	}
	for range 50 {
		unlock, err := r.lock()
		if err != nil {
			t.Error(err)
			break
		}
		unlock()
	}
	close(stop)
	wait.Wait()
	unlock, err := r.lock()
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if s := r.Now(); s.State != StateRunning {
		t.Errorf("a run that is held is %s", s.State)
	}
}

func TestPhoneErrorsAreMeasuredWhenThePlanSays(t *testing.T) {
	p := Plan{Steps: 1000, EvaluateEvery: 100, ListenEvery: 3}
	var steps []int
	for s := 100; s <= 1000; s += 100 {
		if p.listens(s) {
			steps = append(steps, s)
		}
	}
	if len(steps) != 4 || steps[0] != 300 || steps[3] != 1000 {
		t.Errorf("measured at %v", steps)
	}
	p.ListenEvery = 0
	if p.listens(300) || p.listens(1000) {
		t.Error("measured though never is asked for")
	}
}
