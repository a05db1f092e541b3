package training

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/train"
)

// ErrNothingHeldOut says that all of a corpus was learned from, so that nothing
// is left to judge a voice by.
var ErrNothingHeldOut = errors.New("training: no utterance is held out")

// Report compares what a run's best checkpoint says with recordings that it has
// not learned from: those of test.txt where there are any, else those that are
// held out, by which the checkpoint was chosen as well. Phone errors are counted
// by the corpus' own aligner, which learned from the train part and from what else
// holds a sound that the train part lacks. Distances are between recorded frames
// and frames analysed from the spoken wave.
type Report struct {
	Run         string  `json:"run"`
	Dataset     string  `json:"dataset"`        // folder
	Base        string  `json:"base,omitempty"` // voice that it began from
	Size        string  `json:"size"`
	Step        int     `json:"step"` // of the checkpoint
	Steps       int     `json:"steps"`
	Seconds     float64 `json:"seconds"`       // of training
	Minutes     float64 `json:"train_minutes"` // of speech learned from
	HeldOut     int     `json:"held_out"`      // utterances that it is judged by
	Unseen      bool    `json:"unseen"`        // they are those of test.txt; else they also chose the checkpoint
	HeldMinutes float64 `json:"held_out_minutes"`
	Phones      int     `json:"phones"` // in them

	Natural   Rendition `json:"natural"`   // the recordings themselves
	Copy      Rendition `json:"copy"`      // their features through the vocoder
	Synthesis Rendition `json:"synthesis"` // their texts with predicted durations and melody

	// Difference is the phone errors of synthesis less those of the recordings.
	Difference Interval          `json:"difference"`
	Met        bool              `json:"met"` // synthesis is heard no worse than the recordings
	Samples    []Sample          `json:"samples"`
	Utterances []ReportUtterance `json:"utterances"`
}

// Rendition is how utterances sound that were made in one way. What a recording
// cannot differ in from itself is nil.
type Rendition struct {
	PhoneErrors Interval    `json:"phone_errors"`             // share
	LogMel      *Interval   `json:"log_mel,omitempty"`        // mean |difference|, natural logarithm
	Distortion  *Interval   `json:"distortion_db,omitempty"`  // mel-cepstral, over frames that are not silent
	PitchCents  *Interval   `json:"pitch_cents,omitempty"`    // root mean square where both are voiced, gross errors left out
	Gross       *Interval   `json:"gross_pitch,omitempty"`    // share off by more than 20 %
	Voicing     *Interval   `json:"voicing_errors,omitempty"` // share of frames
	DurationMs  *Interval   `json:"duration_ms,omitempty"`    // mean |difference| a phone
	Liveliness  *Liveliness `json:"liveliness,omitempty"`
}

// ReportUtterance is how often one utterance was heard wrong.
type ReportUtterance struct {
	ID        string `json:"id"`
	Phones    int    `json:"phones"`
	Natural   int    `json:"natural"` // errors
	Copy      int    `json:"copy"`
	Synthesis int    `json:"synthesis"`
}

// Sample is an utterance to look at and to listen to; the files' names are
// within the report's folder.
type Sample struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Picture   string `json:"picture"`
	Natural   string `json:"natural"`
	Copy      string `json:"copy"`
	Synthesis string `json:"synthesis"`
}

// ReportOptions say where a report goes.
type ReportOptions struct {
	Folder   string              // made where it is absent; empty: report/ in the run's folder
	Text     func(Report) string // report.md; nil writes none
	Prepare  func(train.Event)   // while recordings are made ready
	Progress func(done, total int)
}

// mostReported bounds how many utterances are listened to.
const mostReported = 100

// Report measures a run that is not being trained and writes report.md,
// report.json, sound and pictures into a folder, each whole or not at all. It
// returns the folder. Errors: train.ErrBusy, train.ErrNoCheckpoint,
// train.ErrCorpusChanged, ErrNothingHeldOut, and those of preparing recordings.
func (s *Service) Report(ctx context.Context, id string, o ReportOptions) (Report, string, error) {
	r, err := s.open(id)
	if err != nil {
		return Report{}, "", err
	}
	if o.Folder == "" {
		o.Folder = filepath.Join(s.dir(id), "report")
	}
	if r.Now().State == train.StateRunning {
		return Report{}, o.Folder, fmt.Errorf("training: report on %s: %w", id, train.ErrBusy)
	}
	step, err := pickStep(r, PromoteOptions{})
	if err != nil {
		return Report{}, o.Folder, err
	}
	corpus, err := s.prepareFor(ctx, r, o.Prepare)
	if err != nil {
		return Report{}, o.Folder, err
	}
	report, err := listen(ctx, r, step, corpus, o)
	if err != nil {
		return report, o.Folder, err
	}
	return report, o.Folder, report.write(o)
}

func listen(ctx context.Context, r *train.Run, step int, corpus *dataset.Corpus, o ReportOptions) (Report, error) {
	by := corpus.Test
	if len(by) == 0 {
		by = corpus.HeldOut
	}
	held := spread(len(by), mostReported)
	if len(held) == 0 {
		return Report{}, fmt.Errorf("training: report on %s: %w", r.Summary.ID, ErrNothingHeldOut)
	}
	if err := os.MkdirAll(o.Folder, 0o700); err != nil {
		return Report{}, fmt.Errorf("training: report: %w", err)
	}
	j, err := newJudge(r, step, corpus)
	if err != nil {
		return Report{}, err
	}
	defer j.synthesizer.Close()
	shown := spread(len(held), samples)
	report := reportOn(r.Summary, step)
	report.Unseen = len(corpus.Test) > 0
	for i, at := range held {
		if err := ctx.Err(); err != nil {
			return report, err
		}
		e := &by[at]
		h, err := j.hear(e)
		if err != nil {
			return report, fmt.Errorf("training: report on %s: %s: %w", r.Summary.ID, e.ID, err)
		}
		report.HeldMinutes += float64(len(h.natural)) / float64(corpus.Params.SampleRate) / 60
		if n := slices.Index(shown, i); n >= 0 {
			sample, err := h.save(o.Folder, n+1, corpus.Params)
			if err != nil {
				return report, fmt.Errorf("training: report on %s: %w", r.Summary.ID, err)
			}
			report.Samples = append(report.Samples, sample)
		}
		if o.Progress != nil {
			o.Progress(i+1, len(held))
		}
	}
	j.conclude(&report)
	return report, nil
}

func reportOn(s train.Summary, step int) Report {
	return Report{
		Run: s.ID, Dataset: s.Dataset, Base: s.Base, Size: s.Plan.Size, Step: step, Steps: s.Plan.Steps,
		Seconds: s.Seconds, Minutes: s.Minutes,
	}
}

// spread picks at most so many of n, evenly.
func spread(n, most int) []int {
	count := min(n, most)
	out := make([]int, count)
	for i := range out {
		out[i] = i * n / count
	}
	return out
}

func (r Report) write(o ReportOptions) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("training: report on %s: %w", r.Run, err)
	}
	if err := checkpoint.WriteBytes(filepath.Join(o.Folder, "report.json"), append(data, '\n')); err != nil {
		return fmt.Errorf("training: report on %s: %w", r.Run, err)
	}
	if o.Text == nil {
		return nil
	}
	if err := checkpoint.WriteBytes(filepath.Join(o.Folder, "report.md"), []byte(o.Text(r))); err != nil {
		return fmt.Errorf("training: report on %s: %w", r.Run, err)
	}
	return nil
}
