package training

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"avagar/app"
	"avagar/engine/train"
)

// measure appends steps to a run's metrics, with an evaluation after every
// hundredth.
func measure(t testing.TB, dir string, from, to int) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "metrics.jsonl"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := json.NewEncoder(f)
	for step := from; step <= to; step++ {
		lines := []train.Metric{{Step: step, Frames: float64(step % 64)}}
		if step%100 == 0 {
			lines = append(lines, train.Metric{Step: step, HeldOut: true, Frames: 7})
		}
		for _, line := range lines {
			if err := out.Encode(line); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func brought(t *testing.T, dir string, before Levels) Levels {
	t.Helper()
	l, err := readLevels(dir, before)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLevelsAreTheSameReadAtOnceOrAsTheyCome(t *testing.T) {
	dir := t.TempDir()
	if l := brought(t, dir, Levels{}); len(l.Blocks)+len(l.HeldOut) != 0 {
		t.Errorf("nothing measured gives %+v", l)
	}
	var l Levels
	for _, to := range []int{1, 63, 64, 65, 300} {
		from := 1
		if n := len(l.Blocks); n > 0 {
			from = l.Blocks[n-1].Last + 1
		}
		measure(t, dir, from, to)
		l = brought(t, dir, l)
	}
	if whole := brought(t, dir, Levels{}); !reflect.DeepEqual(l, whole) {
		t.Errorf("%+v\n%+v", l, whole)
	}
	if b := l.Blocks[0]; b.First != 1 || b.Last != 64 || b.N != 64 || b.Min != 0 || b.Max != 63 || math.Abs(b.Mean-31.5) > 1e-9 {
		t.Errorf("%+v", b)
	}
	if len(l.HeldOut) != 3 || len(l.Blocks) != 5 {
		t.Errorf("%d evaluations, %d blocks", len(l.HeldOut), len(l.Blocks))
	}
}

func TestALineThatIsStillWrittenComesNextTime(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "metrics.jsonl")
	for i, text := range []string{`{"step":1,"frames":2}` + "\n" + `{"step":2,"fr`, `{"step":1,"frames":2}` + "\n" + `{"step":2,"frames":4}` + "\nnot a line\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if l := brought(t, dir, Levels{}); l.Blocks[0].N != i+1 {
			t.Errorf("%d: %+v", i, l.Blocks)
		}
	}
}

func TestARunThatWentBackIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	measure(t, dir, 1, 200)
	l := brought(t, dir, Levels{})
	if err := os.Remove(filepath.Join(dir, "metrics.jsonl")); err != nil {
		t.Fatal(err)
	}
	measure(t, dir, 1, 100)
	if l = brought(t, dir, l); l.Blocks[len(l.Blocks)-1].Last != 100 || len(l.HeldOut) != 1 {
		t.Errorf("%+v", l)
	}
}

func TestLevelsAreKeptInTheStoreAndMadeAgainWithoutIt(t *testing.T) {
	s := storedStudio(t)
	dir := t.TempDir()
	job, err := s.Store.AddTraining(t.Context(), app.TrainingJob{User: s.User, Run: "a-1", State: app.TrainingDone})
	if err != nil {
		t.Fatal(err)
	}
	r := &train.Run{Dir: dir, Summary: train.Summary{ID: "a-1"}}
	for _, to := range []int{1, 64, 65, 300, 64 * pageLength, 64*pageLength + 900} {
		from := 1
		if n := len(s.levels["a-1"].Blocks); n > 0 {
			from = s.levels["a-1"].Blocks[n-1].Last + 1
		}
		measure(t, dir, from, to)
		if _, err := s.measured(r); err != nil {
			t.Fatal(err)
		}
	}
	whole := brought(t, dir, Levels{})
	if got := s.keptLevels(job); !reflect.DeepEqual(got, whole) {
		t.Errorf("%d of %d bytes are kept, %d of %d blocks", got.Offset, whole.Offset, len(got.Blocks), len(whole.Blocks))
	}
	if err := s.Store.AppendLevels(t.Context(), job, 0, 0, app.TrainingLevels{Measured: 7, HeldOut: []app.TrainingPage{{Data: []byte("damaged")}}}); err != nil {
		t.Fatal(err)
	}
	clear(s.levels)
	if again, err := s.measured(r); err != nil || !reflect.DeepEqual(again, whole) {
		t.Errorf("damaged levels are not made again: %v", err)
	}
}

func TestCurvesAreNoLongerThanAsked(t *testing.T) {
	var o Overview
	for step := 1; step <= 64*1000; step++ {
		o.add(train.Metric{Step: step, Frames: float64(step)})
	}
	mean, extremes, _ := o.Curves(300)
	if n := len(mean.Loss); n > 300 || n < 200 || len(extremes.Loss) != 2*n {
		t.Errorf("%d points", n)
	}
	if extremes.Loss[0] != 1 || extremes.Loss[len(extremes.Loss)-1] != 64000 || math.Abs(mean.Loss[0]-mean.Steps[0]) > 1e-6 {
		t.Errorf("%v, %v", extremes.Loss[:2], mean.Loss[0])
	}
	s := mean.Smooth()
	if len(s.Loss) != len(mean.Loss) || s.Loss[0] != mean.Loss[0] {
		t.Error("smoothing moves the beginning")
	}
}
