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
	"sync"
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

	editing sync.Mutex // a change of rows and the lists that follow it
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
// has left. What it was brought from stays.
func (s *Service) Remove(ctx context.Context, name string) error {
	d, err := s.Find(ctx, name)
	if errors.Is(err, app.ErrNotFound) && validName(name) {
		if _, none := os.Stat(s.stagingOf(name)); none == nil {
			return os.RemoveAll(s.stagingOf(name))
		}
	}
	if err != nil {
		return err
	}
	if filepath.Dir(d.Path) == s.Folder() {
		if err := os.RemoveAll(d.Path); err != nil {
			return fmt.Errorf("datasets: remove: %w", err)
		}
	}
	return s.Store.DeleteDataset(ctx, s.User, d.ID)
}

// Check listens to a dataset and keeps what it finds about every recording; a
// person's decisions stay. progress, unless nil, is told how many were heard.
// Errors: app.ErrNotFound, ErrGone, and those of dataset.Open.
func (s *Service) Check(ctx context.Context, name string, progress func(Progress)) (app.Dataset, error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return d, err
	}
	folder, err := s.open(d)
	if err != nil {
		return d, err
	}
	report, err := folder.Scan(ctx, dataset.ScanOptions{Progress: func(done, total int) {
		tell(progress, StageListen, int64(done), int64(total))
	}})
	if err != nil {
		return d, fmt.Errorf("datasets: check %s: %w", name, err)
	}
	if err := s.Store.PutUtterances(ctx, d.ID, utterances(folder, report), s.now()); err != nil {
		return d, err
	}
	return s.Find(ctx, name)
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

// utterances are the rows of a report. That a person left one out is told by
// the row itself, not by a finding.
func utterances(folder *dataset.Dataset, report dataset.Report) []app.Utterance {
	list := make([]app.Utterance, len(report.Rows))
	for i, r := range report.Rows {
		u := app.Utterance{ID: r.ID, Path: r.Audio, Text: r.Text, Seconds: r.Seconds, Included: !folder.Utterances[i].Unused,
			HeldOut: r.HeldOut, Usable: r.Usable, Sound: r.Sound}
		for _, f := range r.Findings {
			if f.Code != dataset.NotListed {
				u.Findings = append(u.Findings, app.Finding{Code: string(f.Code), Severity: severities[f.Severity], Value: f.Value, Detail: f.Detail})
			}
		}
		list[i] = u
	}
	return list
}
