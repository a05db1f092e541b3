package training

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/train"

	"github.com/google/go-cmp/cmp"
)

func TestAReportComparesSpeechWithWhatWasHeldOut(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	folder := recordings(t, "sara")
	put(t, folder, "heldout.txt", "u1\nu2\nu3\nu4\n")
	sum, err := s.Start(context.Background(), short(folder), nil)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "a", "b")
	options := ReportOptions{Folder: out, Text: func(r Report) string { return r.Run }}
	r, where, err := s.Report(context.Background(), sum.ID, options)
	if err != nil || where != out {
		t.Fatalf("into %s, error %v", where, err)
	}
	if r.HeldOut != 4 || r.Phones != 20 || r.Step != sum.BestStep || len(r.Samples) != 3 || len(r.Utterances) != 4 {
		t.Errorf("%+v", r)
	}
	if r.Unseen {
		t.Error("the same utterances chose the checkpoint")
	}
	plausible(t, r)
	for _, sample := range r.Samples {
		whole(t, out, sample)
	}
	text, err := os.ReadFile(filepath.Join(out, "report.md"))
	if err != nil || string(text) != sum.ID {
		t.Errorf("report.md is %q, error %v", text, err)
	}
	var kept Report
	if err := json.Unmarshal(content(t, filepath.Join(out, "report.json")), &kept); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(r, kept); diff != "" {
		t.Errorf("report.json (+) differs: %s", diff)
	}
	if gain, ok := r.Against(r); !ok || gain != (Interval{}) {
		t.Errorf("against itself %v, %v", gain, ok)
	}
	if _, ok := r.Against(Report{}); ok {
		t.Error("there is nothing to compare with")
	}
}

// Where there is a test.txt the report judges by it alone, and a training neither
// learns from it nor chooses by it.
func TestAReportJudgesByTheTestListWhereThereIsOne(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	folder := recordings(t, "sara")
	put(t, folder, "heldout.txt", "u1\nu2\n")
	before, err := s.Start(context.Background(), short(folder), nil)
	if err != nil {
		t.Fatal(err)
	}
	put(t, folder, "test.txt", "u3\nu4\n")
	sum, err := s.Start(context.Background(), short(folder), nil)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Utterances != before.Utterances-2 {
		t.Errorf("%d utterances are used, %d before", sum.Utterances, before.Utterances)
	}
	r, _, err := s.Report(context.Background(), sum.ID, ReportOptions{Folder: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var judged []string
	for _, u := range r.Utterances {
		judged = append(judged, u.ID)
	}
	if diff := cmp.Diff([]string{"u3", "u4"}, judged); diff != "" || !r.Unseen {
		t.Errorf("judged by (+) %s, unseen: %v", diff, r.Unseen)
	}
}

// plausible checks that every measurement is a number within its range.
func plausible(t *testing.T, r Report) {
	t.Helper()
	for name, v := range map[string]*Interval{
		"recordings": &r.Natural.PhoneErrors, "copy": &r.Copy.PhoneErrors, "synthesis": &r.Synthesis.PhoneErrors,
		"mel": r.Synthesis.LogMel, "distortion": r.Synthesis.Distortion, "F0": r.Synthesis.PitchCents,
		"voicing": r.Synthesis.Voicing, "durations": r.Synthesis.DurationMs,
	} {
		if v == nil || math.IsNaN(v.Value) || v.Low < 0 || v.Low > v.Value || v.Value > v.High || v.High > 1e4 {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if r.Copy.Distortion.Value >= r.Synthesis.Distortion.Value || r.Copy.LogMel.Value >= r.Synthesis.LogMel.Value {
		t.Errorf("a copy (%+v) is further from the recording than a voice of six steps (%+v)", r.Copy, r.Synthesis)
	}
	if r.Natural.Distortion != nil || r.Copy.DurationMs != nil {
		t.Error("a recording is measured against itself")
	}
	if r.Met != (r.Synthesis.PhoneErrors.Value <= r.Natural.PhoneErrors.Value) {
		t.Errorf("met: %v", r.Met)
	}
}

// whole checks that a sample can be looked at and listened to.
func whole(t *testing.T, folder string, s Sample) {
	t.Helper()
	for _, name := range []string{s.Natural, s.Copy, s.Synthesis} {
		clip, err := audio.ReadFile(filepath.Join(folder, name))
		if err != nil || clip.Rate != 22050 || len(clip.Channels[0]) < 5000 {
			t.Errorf("%s: error %v", name, err)
		}
	}
	picture, err := png.Decode(bytes.NewReader(content(t, filepath.Join(folder, s.Picture))))
	if err != nil || picture.Bounds().Dx() != chartWidth {
		t.Errorf("%s: error %v", s.Picture, err)
	}
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatCannotBeReportedIsSaid(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	if _, _, err := s.Report(context.Background(), "none", ReportOptions{}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a run that there is not gave %v", err)
	}
	all := recordings(t, "all")
	put(t, all, "train.txt", "u0\nu1\nu2\nu3\nu4\nu5\n")
	sum, err := s.Start(context.Background(), short(all), nil)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	if _, _, err := s.Report(context.Background(), sum.ID, ReportOptions{Folder: out}); !errors.Is(err, ErrNothingHeldOut) {
		t.Errorf("nothing held out gave %v", err)
	}
	put(t, all, "train.txt", "u0\nu1\nu2\nu3\n")
	if _, _, err := s.Report(context.Background(), sum.ID, ReportOptions{Folder: out}); !errors.Is(err, train.ErrCorpusChanged) {
		t.Errorf("what was learned and is held out now gave %v", err)
	}
	if _, err := os.Stat(filepath.Join(out, "report.json")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was written: %v", err)
	}
	r, err := train.Create(s.dir("new"), train.Summary{ID: "new", Dataset: all, Plan: train.DefaultPlan()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Report(context.Background(), r.Summary.ID, ReportOptions{}); !errors.Is(err, train.ErrNoCheckpoint) {
		t.Errorf("a run without a checkpoint gave %v", err)
	}
}

func TestAnIntervalHoldsMostOtherChoices(t *testing.T) {
	var even, odd []part
	for i := range 40 {
		even = append(even, part{float64(i % 2), 1})
		odd = append(odd, part{float64((i + 1) % 2), 1})
	}
	one := interval(len(even), func(pick []int) float64 { return mean(even, pick) })
	// the binomial's: 0.5 ± 1.96 √(0.25/40)
	if one.Value != 0.5 || math.Abs(one.Low-0.345) > 0.03 || math.Abs(one.High-0.655) > 0.03 {
		t.Errorf("%+v", one)
	}
	if d := difference(even, even); d != (Interval{}) {
		t.Errorf("of the same choices: %+v", d)
	}
	if d := difference(even, odd); d.Value != 0 || d.Low > -0.2 || d.High < 0.2 {
		t.Errorf("of opposites: %+v", d)
	}
	if v := mean([]part{{}}, []int{0}); v != 0 {
		t.Errorf("of nothing: %v", v)
	}
}

func TestSpokenFramesArePairedByPhoneme(t *testing.T) {
	p := mel.DefaultParams()
	p.Bands, p.Cepstra, p.Aperiodicities = 1, 1, 1
	row := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(i)
		}
		return out
	}
	f := mel.Features{Frames: 6, Mel: row(6), Cepstra: row(6), F0: row(6), Aperiodicity: row(6)}
	got := paired(p, f, []int{4, 1, 2}, []int{2, 3, 2}) // one frame is missing at the end
	want := []float32{0, 0, 1, 1, 3, 5, 5}
	for i, v := range got.F0 {
		if got.Frames != len(want) || v != want[i] {
			t.Fatalf("%v, want %v", got.F0, want)
		}
	}
	tokens := []phoneme.Token{{Symbol: phoneme.Pause}, {Symbol: "a"}, {Symbol: "i"}}
	if d := durationErrors(tokens, []int{9, 4, 4}, []int{1, 6, 3}); d != (part{3, 2}) {
		t.Errorf("durations are off by %v", d)
	}
}
