package train

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/mel"
)

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sameRun compares what two runs learned and measured, byte for byte.
func sameRun(t testing.TB, a, b *Run) {
	t.Helper()
	if !bytes.Equal(read(t, metricsPath(a.Dir)), read(t, metricsPath(b.Dir))) {
		t.Errorf("metrics differ:\n%s\n---\n%s", read(t, metricsPath(a.Dir)), read(t, metricsPath(b.Dir)))
	}
	last := a.Summary.Plan.Steps
	if !bytes.Equal(read(t, a.CheckpointPath(last)), read(t, b.CheckpointPath(last))) {
		t.Error("the last checkpoints differ")
	}
}

// skipWhereRaced leaves out what runs no other goroutines than the tests that stay.
func skipWhereRaced(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("too slow under the race detector, which watches the same code in other tests")
	}
}

func TestARunCancelledAnywhereEndsInTheSameBytes(t *testing.T) {
	c := prepare(t, writeSpeech(t, 8), t.TempDir())
	whole, broken := newQuickRun(t, quick()), newQuickRun(t, quick())
	if err := whole.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	for _, stop := range []int{1, 6, 11, 12} {
		ctx, cancel := context.WithCancel(context.Background())
		again, err := OpenRun(broken.Dir)
		if err != nil {
			t.Fatal(err)
		}
		err = again.Train(ctx, c, func(e Event) {
			if e.Kind == EventStep && e.Step >= stop {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) || again.Summary.State != StatePaused {
			t.Fatalf("cancelled at step %d: error %v, state %s", stop, err, again.Summary.State)
		}
		if steps, _ := again.Checkpoints(); len(steps) == 0 || steps[len(steps)-1] != again.Summary.Step {
			t.Fatalf("cancelled at step %d, checkpoints %v", again.Summary.Step, steps)
		}
	}
	if err := broken.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	sameRun(t, whole, broken)
	if whole.Summary.State != StateDone || whole.Summary.BestStep == 0 {
		t.Errorf("summary %+v", whole.Summary)
	}
}

// childRun is set in a child process that trains until it is killed.
const childRun, childSpeech, childCache = "AVAGAR_TEST_RUN", "AVAGAR_TEST_SPEECH", "AVAGAR_TEST_CACHE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childRun); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

func child(dir string) int {
	t := &testing.T{}
	c := prepare(t, os.Getenv(childSpeech), os.Getenv(childCache))
	r, err := OpenRun(dir)
	if err != nil {
		return 1
	}
	if err := r.Train(context.Background(), c, nil); err != nil {
		return 1
	}
	return 0
}

// killsWanted is how often the run is killed: five times, or as often as
// AVAGAR_KILLS says.
func killsWanted(t *testing.T) int {
	t.Helper()
	text := os.Getenv("AVAGAR_KILLS")
	if text == "" {
		return 5
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestARunKilledAgainAndAgainEndsInTheSameBytes(t *testing.T) {
	speech, cache := writeSpeech(t, 8), t.TempDir()
	c := prepare(t, speech, cache)
	p, wanted := quick(), killsWanted(t)
	p.Steps = 8 * wanted
	whole, killed := newQuickRun(t, p), newQuickRun(t, p)
	if err := whole.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	kills := 0
	for range 8 * wanted {
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), childRun+"="+killed.Dir, childSpeech+"="+speech, childCache+"="+cache)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		died := make(chan error, 1)
		go func() { died <- cmd.Wait() }()
		if kills < wanted && killAt(cmd, killed, 2+7*kills, time.Duration(rand.IntN(4000))*time.Microsecond) {
			kills++
			<-died
			continue
		}
		if err := <-died; err == nil {
			break
		}
	}
	if kills < wanted {
		t.Fatalf("the run was killed %d times", kills)
	}
	sameRun(t, whole, killed)
}

// killAt kills a child some time after it has measured that many steps; it
// reports false when the child came to its end before.
func killAt(cmd *exec.Cmd, r *Run, step int, after time.Duration) bool {
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		metrics, err := r.Metrics()
		if n := len(metrics); err == nil && n > 0 && metrics[n-1].Step >= min(step, r.Summary.Plan.Steps-2) {
			time.Sleep(after)
			return cmd.Process.Kill() == nil
		}
	}
	return false
}

func TestTrainingLowersTheHeldOutLoss(t *testing.T) {
	skipWhereRaced(t)
	c := prepare(t, writeSpeech(t, 12), t.TempDir())
	p := quick()
	p.Steps, p.EvaluateEvery = 60, 20
	r := newRun(t, p)
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	metrics, err := r.Metrics()
	if err != nil {
		t.Fatal(err)
	}
	var held []float64
	for _, m := range metrics {
		if m.HeldOut {
			held = append(held, m.Loss)
		}
	}
	if len(held) != 3 || held[2] > 0.8*held[0] {
		t.Errorf("held-out losses %v", held)
	}
}

func TestARunNeverSavesNaN(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	p := quick()
	p.LearningRate, p.WarmUp = 0.999, 0
	r := newQuickRun(t, p)
	unlock, err := r.lock()
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.begin(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.trainer.Model.Tensors()[4].Data[0] = float32(math.Inf(1))
	err = r.end(errors.Join(s.loop(context.Background()), s.close()))
	unlock()
	if !errors.Is(err, acoustic.ErrNaN) || r.Summary.State != StateFailed {
		t.Fatalf("error %v, state %s", err, r.Summary.State)
	}
	steps, err := r.Checkpoints()
	if err != nil || len(steps) != 1 || steps[0] != 0 {
		t.Errorf("checkpoints %v, %v: only the first may be there", steps, err)
	}
}

func TestEarlyStoppingWaitsForItsPatience(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	p := quick()
	p.Steps, p.EvaluateEvery, p.Patience, p.LearningRate = 1000, 1, 2, 1e-12
	r := newQuickRun(t, p)
	stopped := false
	if err := r.Train(context.Background(), c, func(e Event) { stopped = stopped || e.Kind == EventStopped }); err != nil {
		t.Fatal(err)
	}
	if !stopped || r.Summary.Step > 200 || r.Summary.State != StateDone {
		t.Errorf("stopped %v at step %d, state %s", stopped, r.Summary.Step, r.Summary.State)
	}
}

func TestASecondTrainerIsRefused(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	r := newQuickRun(t, quick())
	unlock, err := r.lock()
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := r.Train(context.Background(), c, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("error %v, want ErrBusy", err)
	}
}

func TestADamagedCheckpointFallsBackToTheOneBefore(t *testing.T) {
	c := prepare(t, writeSpeech(t, 8), t.TempDir())
	whole, damaged := newQuickRun(t, quick()), newQuickRun(t, quick())
	for _, r := range []*Run{whole, damaged} {
		if err := r.Train(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
	}
	last := damaged.CheckpointPath(18)
	b := read(t, last)
	b[len(b)/2] ^= 1
	if err := os.WriteFile(last, b, 0o644); err != nil {
		t.Fatal(err)
	}
	noticed := false
	if err := damaged.Train(context.Background(), c, func(e Event) { noticed = noticed || e.Kind == EventDamaged }); err != nil {
		t.Fatal(err)
	}
	if !noticed {
		t.Error("nobody was told")
	}
	if !bytes.Equal(read(t, last+".damaged"), b) {
		t.Error("the damaged file is not where it can be looked at")
	}
	sameRun(t, whole, damaged)
}

func TestAnotherCorpusIsRefused(t *testing.T) {
	r := newQuickRun(t, quick())
	c, other := prepare(t, writeSpeech(t, 8), t.TempDir()), prepare(t, writeSpeech(t, 7), t.TempDir())
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	if err := r.Train(context.Background(), other, nil); !errors.Is(err, ErrCorpusChanged) {
		t.Errorf("error %v, want ErrCorpusChanged", err)
	}
	if _, err := r.Judge(r.Summary.Step, other); !errors.Is(err, ErrCorpusChanged) {
		t.Errorf("judging: error %v, want ErrCorpusChanged", err)
	}
	if _, err := r.Judge(r.Summary.Step, c); err != nil {
		t.Error(err)
	}
}

func TestFineTuningBeginsWithWhatTheBaseLearned(t *testing.T) {
	skipWhereRaced(t)
	c := prepare(t, writeSpeech(t, 10), t.TempDir())
	p := quick()
	p.Steps = 40
	base := newRun(t, p)
	if err := base.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	m, err := base.Model(40)
	if err != nil {
		t.Fatal(err)
	}
	p.Steps = 1
	fresh := newRun(t, p)
	tuned, err := Create(filepath.Join(t.TempDir(), "run"), Summary{ID: "run", Plan: p}, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*Run{fresh, tuned} {
		if err := r.Train(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
	}
	if tuned.Summary.Loss > fresh.Summary.Loss/2 {
		t.Errorf("fine-tuning begins at a loss of %v, from random weights at %v", tuned.Summary.Loss, fresh.Summary.Loss)
	}
}

func TestUnusablePlansAndFoldersAreNamed(t *testing.T) {
	p := quick()
	p.Steps = 0
	if _, err := Create(filepath.Join(t.TempDir(), "x"), Summary{Plan: p}, nil); !errors.Is(err, ErrPlan) {
		t.Errorf("no steps: %v", err)
	}
	if _, err := OpenRun(t.TempDir()); !errors.Is(err, ErrRun) {
		t.Errorf("an empty folder: %v", err)
	}
}

// spoil makes every cached feature infinite, with the right sums, until mend is
// called.
func spoil(t *testing.T, cache string) (mend func()) {
	t.Helper()
	p := mel.DefaultParams()
	frame := 4 * (p.Bands + p.Cepstra + 1 + p.Aperiodicities)
	sound := map[string][]byte{}
	err := filepath.WalkDir(cache, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content := read(t, path)
		head := len(content) % frame
		if head < 8 || len(content) == head {
			return nil // not of features
		}
		sound[path] = bytes.Clone(content)
		for at := head; at < len(content); at += 4 {
			binary.LittleEndian.PutUint32(content[at:], math.Float32bits(float32(math.Inf(1))))
		}
		binary.LittleEndian.PutUint32(content[head-4:], crc32.ChecksumIEEE(content[head:]))
		return os.WriteFile(path, content, 0o600)
	})
	if err != nil || len(sound) == 0 {
		t.Fatal(len(sound), err)
	}
	return func() {
		for path, content := range sound {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestARunThatDivergesGoesBackOnceAndOnAtALowerRate(t *testing.T) {
	cache := t.TempDir()
	c, p := prepare(t, writeSpeech(t, 8), cache), quick()
	r := newQuickRun(t, p)
	slowed, mend := 0, func() {}
	defer func() { mend() }()
	err := r.Train(context.Background(), c, func(e Event) {
		switch {
		case e.Kind == EventStep && e.Step == 9 && slowed == 0:
			mend = spoil(t, cache)
		case e.Kind == EventSlower:
			slowed++
			mend()
		}
	})
	if err != nil || slowed != 1 || r.Summary.State != StateDone || r.Summary.Step != p.Steps {
		t.Fatalf("slowed %d times, error %v, %+v", slowed, err, r.Summary)
	}
	metrics, err := r.Metrics()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range metrics {
		back := m.Step > 8 // of the checkpoint at step 8
		want := p.Rate(m.Step - 1)
		if back {
			want *= slowerBy
		}
		if math.IsNaN(m.Loss) || !m.HeldOut && m.LearningRate != want {
			t.Errorf("step %d: loss %v, rate %v, not %v", m.Step, m.Loss, m.LearningRate, want)
		}
	}
}

func TestARunThatDivergesTwiceEnds(t *testing.T) {
	cache := t.TempDir()
	c := prepare(t, writeSpeech(t, 8), cache)
	r := newQuickRun(t, quick())
	var mend func()
	err := r.Train(context.Background(), c, func(e Event) {
		if e.Kind == EventStep && e.Step == 5 && mend == nil {
			mend = spoil(t, cache)
		}
	})
	mend()
	if !errors.Is(err, acoustic.ErrNaN) || r.Summary.State != StateFailed {
		t.Fatalf("error %v, state %s", err, r.Summary.State)
	}
	if err := r.Train(context.Background(), c, nil); err != nil || r.Summary.State != StateDone {
		t.Errorf("with sound recordings it does not go on: %v, %s", err, r.Summary.State)
	}
}
