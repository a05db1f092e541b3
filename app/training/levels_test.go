package training

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"avagar/app"
	"avagar/engine/train"
)

// measure appends steps to a run's metrics, with an evaluation after every
// hundredth and a speed after every fiftieth.
func measure(t testing.TB, dir string, from, to int) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "metrics.jsonl"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	speed, err := os.OpenFile(filepath.Join(dir, train.SpeedFile), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer speed.Close()
	out := json.NewEncoder(f)
	for step := from; step <= to; step++ {
		if step%50 == 0 {
			if err := json.NewEncoder(speed).Encode(train.Speed{Step: step, FramesPerSecond: 8000}); err != nil {
				t.Fatal(err)
			}
		}
		lines := []train.Metric{{Step: step, Loss: float64(step), Frames: float64(step % 64), Mel: 0.5, LearningRate: 1e-3}}
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
	b, frames := l.Blocks[0], l.Blocks[0].Parts[PartFrames.index()]
	if b.First != 1 || b.Last != 8 || b.N != 8 || frames.Min != 1 || frames.Max != 8 || math.Abs(float64(frames.Mean)-4.5) > 1e-4 {
		t.Errorf("%+v", b)
	}
	if total := b.Parts[PartTotal.index()]; total.Min != 1 || total.Max != 8 {
		t.Errorf("%+v", total)
	}
	if len(l.HeldOut) != 3 || len(l.Blocks) != 38 {
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
	for _, to := range []int{1, 64, 65, 300, 64 * pageLength, 64*pageLength + 9000} {
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
	for _, part := range []string{pagesOfSteps, pagesOfHeldOut, string(PartMel), string(PartSpeed)} {
		if err := s.Store.AppendLevels(t.Context(), job, nil, app.TrainingLevels{Measured: 7, Pages: map[string][]app.TrainingPage{part: {{Data: []byte("damaged")}}}}); err != nil {
			t.Fatal(err)
		}
		clear(s.levels)
		if again, err := s.measured(r); err != nil || !reflect.DeepEqual(again, whole) {
			t.Errorf("levels whose %s are damaged are not made again: %v", part, err)
		}
	}
}

func TestCurvesAreNoLongerThanAsked(t *testing.T) {
	var o Overview
	for step := 1; step <= 64*1000; step++ {
		o.Add(&train.Metric{Step: step, Mel: float64(step)})
	}
	mean, extremes, _ := o.Curves(PartMel, 300)
	if n := len(mean.Values); n > 300 || n < 200 || len(extremes.Values) != 2*n {
		t.Errorf("%d points", n)
	}
	if extremes.Values[0] != 1 || extremes.Values[len(extremes.Values)-1] != 64000 || math.Abs(mean.Values[0]-mean.Steps[0]) > 1e-2 {
		t.Errorf("%v, %v", extremes.Values[:2], mean.Values[0])
	}
	s := mean.Smooth()
	if len(s.Values) != len(mean.Values) || s.Values[0] != mean.Values[0] {
		t.Error("smoothing moves the beginning")
	}
}

func TestEveryPartHasItsCurve(t *testing.T) {
	share := 0.0 // nothing is heard wrong
	var o Overview
	o.Add(&train.Metric{Step: 1, Loss: 9, Frames: 1, Duration: 2, Prosody: 3, Mel: 4, Cepstra: 5, Pitch: 6, Voicing: 7, Aperiodicity: 8, GradientNorm: 10, LearningRate: 11})
	o.Add(&train.Metric{Step: 2, HeldOut: true, Loss: 90, Frames: 10, Duration: 20, Prosody: 30, Mel: 40, Cepstra: 50, Pitch: 60, Voicing: 70, Aperiodicity: 80,
		DistortionDB: 120, PitchCents: 130, DurationMs: 140, PhoneErrors: &share})
	o.pace(train.Speed{Step: 1, FramesPerSecond: 12})
	o.Previews = []Preview{{Step: 1}, {Step: 2, Phones: 20, Wrong: 5}}
	wants := map[Part][2]float64{
		PartTotal: {9, 90}, PartFrames: {1, 10}, PartDuration: {2, 20}, PartProsody: {3, 30}, PartMel: {4, 40}, PartCepstra: {5, 50}, PartPitch: {6, 60},
		PartVoicing: {7, 70}, PartAperiodicity: {8, 80}, PartGradient: {10, -1}, PartRate: {11, -1}, PartSpeed: {12, -1},
		PartDistortion: {-1, 120}, PartPitchCents: {-1, 130}, PartDurationMs: {-1, 140}, PartPhones: {-1, 0}, PartPreviews: {-1, 0.25},
	}
	for _, part := range Parts() {
		want, ok := wants[part]
		if delete(wants, part); !ok {
			t.Errorf("%s is one too many", part)
		}
		mean, extremes, heldOut := o.Curves(part, 100)
		for i, c := range []Curve{mean, heldOut} {
			if n := len(c.Values); want[i] < 0 && n > 0 || want[i] >= 0 && (n != 1 || c.Values[0] != want[i]) {
				t.Errorf("%s: curve %d is %v, want %v", part, i, c.Values, want[i])
			}
		}
		if len(extremes.Values) != 2*len(mean.Values) {
			t.Errorf("%s: extremes %v", part, extremes.Values)
		}
	}
	if len(wants) > 0 {
		t.Errorf("nobody can choose %v", wants)
	}
	if mean, _, heldOut := o.Curves("nothing", 100); len(mean.Steps)+len(heldOut.Steps) != 0 {
		t.Error("an unknown part has a curve")
	}
}

func TestSpeedIsReadOnAndAgainWhereTheRunWentBack(t *testing.T) {
	dir := t.TempDir()
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, train.SpeedFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	line := func(step int) string { return fmt.Sprintf(`{"step":%d,"frames_per_second":%d}`+"\n", step, 100*step) }
	var l Levels
	for _, c := range []struct {
		text string
		want int
	}{{line(2), 1}, {line(2) + line(4)[:9], 1}, {line(2) + line(4) + line(6), 3}, {line(2) + line(5), 2}} {
		write(c.text)
		if l = brought(t, dir, l); len(l.Speed) != c.want {
			t.Errorf("%q gives %v", c.text, l.Speed)
		}
	}
	if last := l.Speed[1]; last != (train.Speed{Step: 5, FramesPerSecond: 500}) {
		t.Errorf("%+v", last)
	}
}
