// Package datasets brings recordings in and keeps them: each dataset is a
// folder in LJSpeech form below datasets/ in the home folder, and rows that tell
// what was found about every recording. What was brought is never changed.
package datasets

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"avagar/app"
	"avagar/app/store"
	"avagar/engine/dataset"
)

// Service keeps the datasets of one person.
type Service struct {
	Home  string
	Store *store.Store
	User  int64
	Now   func() time.Time // nil: time.Now

	heard heard // what was found in recordings
}

// Stage is a part of the work on a dataset.
type Stage string

// Stages, in the order that they come in.
const (
	StageCopy   Stage = "copy"   // bytes
	StageLearn  Stage = "learn"  // passes of learning to align, of a long recording
	StageCut    Stage = "cut"    // sentences of a long recording
	StageListen Stage = "listen" // utterances
	StageAlign  Stage = "align"  // utterances, whose texts are compared with their sounds
)

// Progress is how far a stage is.
type Progress struct {
	Stage       Stage
	Done, Total int64
}

func (s *Service) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

// Folder is where all datasets lie.
func (s *Service) Folder() string { return filepath.Join(s.Home, "datasets") }

// List are all datasets by name.
func (s *Service) List(ctx context.Context) ([]app.Dataset, error) {
	return s.Store.Datasets(ctx, s.User)
}

// Find is the dataset of that name, or app.ErrNotFound.
func (s *Service) Find(ctx context.Context, name string) (app.Dataset, error) {
	return s.Store.Dataset(ctx, s.User, name)
}

// Utterances are those of a dataset that a filter takes, and how many it takes
// whatever its limit.
func (s *Service) Utterances(ctx context.Context, name string, f app.UtteranceFilter) (list []app.Utterance, all int, err error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return nil, 0, err
	}
	if list, err = s.Store.Utterances(ctx, d.ID, f); err != nil {
		return nil, 0, err
	}
	all, err = s.Store.CountUtterances(ctx, d.ID, f)
	return list, all, err
}

// Findings tells for every code that was found how many utterances have it.
func (s *Service) Findings(ctx context.Context, name string) (map[string]int, error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	return s.Store.CountFindings(ctx, d.ID)
}

// Remove deletes a dataset with its folder, or what an import that was stopped
// has left. What it was brought from stays. Errors: app.ErrNotFound, ErrBusy.
func (s *Service) Remove(ctx context.Context, name string) (err error) {
	d, err := s.Find(ctx, name)
	_, none := os.Stat(s.stagingOf(name))
	unfinished := errors.Is(err, app.ErrNotFound) && validName(name) && none == nil
	if err != nil && !unfinished {
		return err
	}
	done, err := s.take(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done(), os.Remove(s.lockOf(name))) }()
	if unfinished {
		return os.RemoveAll(s.stagingOf(name))
	}
	if filepath.Dir(d.Path) == s.Folder() {
		if err := os.RemoveAll(d.Path); err != nil {
			return fmt.Errorf("datasets: remove: %w", err)
		}
	}
	return s.Store.DeleteDataset(ctx, s.User, d.ID)
}

// Check listens to a dataset and keeps what it finds about every recording; a
// person's decisions stay. Where there are enough recordings it learns how the
// speaker sounds and compares the texts with the sounds. progress, unless nil, is
// told how many were heard. Errors: app.ErrNotFound, ErrGone, ErrBusy, and those
// of dataset.Open.
func (s *Service) Check(ctx context.Context, name string, progress func(Progress)) (d app.Dataset, err error) {
	if d, err = s.Find(ctx, name); err != nil {
		return d, err
	}
	done, err := s.take(ctx, name)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, done()) }()
	_, err = s.check(ctx, d, leastCompared, progress)
	if err != nil {
		return d, err
	}
	return s.Find(ctx, name)
}

// leastCompared is how many recordings a check learns from at least: fewer tell
// nothing of whether a text fits.
const leastCompared = 12

// check is Check of a dataset that was taken; it tells whether it has learned how
// the speaker sounds, for which there have to be so many recordings.
func (s *Service) check(ctx context.Context, d app.Dataset, least int, progress func(Progress)) (learned bool, err error) {
	folder, err := s.open(d)
	if err != nil {
		return false, err
	}
	report, aligner, err := folder.Check(ctx, s.listening(progress), least)
	if err != nil {
		return false, fmt.Errorf("datasets: check %s: %w", d.Name, err)
	}
	if err := keep(d, aligner); err != nil {
		return false, err
	}
	return aligner != nil, s.Store.PutUtterances(ctx, d.ID, utterances(folder, report), s.now())
}

// Stamp is another text once something about the datasets has changed, in this
// program or another.
func (s *Service) Stamp(ctx context.Context) (string, error) {
	return s.Store.DatasetsStamp(ctx, s.User)
}

func tell(progress func(Progress), stage Stage, done, total int64) {
	if progress != nil {
		progress(Progress{stage, done, total})
	}
}

// open reads the texts of a dataset; ErrGone where its folder is not there.
func (s *Service) open(d app.Dataset) (*dataset.Dataset, error) {
	folder, err := dataset.Open(d.Path)
	if errors.Is(err, dataset.ErrNoFolder) {
		return nil, fmt.Errorf("datasets: %w", &app.About{Subject: d.Name, Err: errors.Join(ErrGone, err)})
	}
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", &app.About{Subject: d.Name, Err: err})
	}
	return folder, nil
}

// severities are the names of those of package dataset.
var severities = map[dataset.Severity]string{dataset.Note: "note", dataset.Warning: "warning", dataset.Error: "error"}

// AsFinding is a finding about an utterance as package dataset has it.
func AsFinding(id string, f app.Finding) dataset.Finding {
	severity := dataset.Note
	for s, name := range severities {
		if name == f.Severity {
			severity = s
		}
	}
	return dataset.Finding{ID: id, Code: dataset.Code(f.Code), Severity: severity, Value: f.Value, Detail: f.Detail}
}

// found is a finding of package dataset as it is kept.
func found(f dataset.Finding) app.Finding {
	return app.Finding{Code: string(f.Code), Severity: severities[f.Severity], Value: f.Value, Detail: f.Detail}
}

// utterances are the rows of a report. That a person left one out is told by
// the row itself, not by a finding.
func utterances(folder *dataset.Dataset, report dataset.Report) []app.Utterance {
	list := make([]app.Utterance, len(report.Rows))
	for i, r := range report.Rows {
		u := app.Utterance{ID: r.ID, Path: r.Audio, Text: r.Text, Phonemes: folder.Utterances[i].Reading, Seconds: r.Seconds, Included: !folder.Utterances[i].Unused,
			HeldOut: r.HeldOut, Usable: r.Usable, Sound: r.Sound}
		for _, f := range r.Findings {
			if f.Code != dataset.NotListed {
				u.Findings = append(u.Findings, found(f))
			}
		}
		list[i] = u
	}
	return list
}
