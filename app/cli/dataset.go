package cli

import (
	"errors"
	"os"
	"path/filepath"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

type datasetCommands struct {
	Check    datasetCheck    `cmd:"" help:"${dataset_check}"`
	Import   datasetImport   `cmd:"" help:"${dataset_import}"`
	List     datasetList     `cmd:"" help:"${dataset_list}"`
	Record   datasetRecord   `cmd:"" help:"${dataset_record}"`
	Show     datasetShow     `cmd:"" help:"${dataset_show}"`
	Exclude  datasetExclude  `cmd:"" help:"${dataset_exclude}"`
	Include  datasetInclude  `cmd:"" help:"${dataset_include}"`
	Text     datasetText     `cmd:"" help:"${dataset_text}"`
	Phonemes datasetPhonemes `cmd:"" help:"${dataset_phonemes}"`
	Remove   datasetRemove   `cmd:"" help:"${dataset_remove}"`
}

type datasetCheck struct {
	Folder string `arg:"" help:"${dataset_folder}"`
}

// datasetFinding and datasetSummary are the objects of --json: one for each
// finding, the summary last.
type datasetFinding struct {
	ID       string  `json:"id"`
	Code     string  `json:"code"`
	Severity string  `json:"severity"`
	Value    float64 `json:"value"`
	Message  string  `json:"message"`
}

type datasetSummary struct {
	ID            string  `json:"id"`
	Language      string  `json:"language"`
	Utterances    int     `json:"utterances"`
	Usable        int     `json:"usable"`
	Minutes       float64 `json:"minutes"`
	UsableMinutes float64 `json:"usable_minutes"`
	HeldOut       int     `json:"held_out"`
	ExactTimes    bool    `json:"exact_times"`
}

// Run says what is wrong with a folder of recordings. Flaws of single
// recordings are no error; a folder without anything usable is one.
func (c *datasetCheck) Run(s *session) error {
	folder, kept, err := s.folder(c.Folder)
	if err != nil {
		return err
	}
	if kept {
		return c.again(s)
	}
	d, err := dataset.Open(folder)
	if err != nil {
		return about(c.Folder, err)
	}
	report, err := s.listen(d)
	if err != nil {
		return about(c.Folder, err)
	}
	for _, f := range all(report) {
		if err := s.finding(f); err != nil {
			return err
		}
	}
	if err := s.summary(d, report); err != nil {
		return err
	}
	if report.Usable == 0 {
		return about(c.Folder, dataset.ErrNoUtterances)
	}
	return nil
}

// leastCompared is how many recordings tell whether texts fit.
const leastCompared = 12

// listen checks a folder as a dataset that is kept is checked, and learns for a
// training what that would learn.
func (s *session) listen(d *dataset.Dataset) (dataset.Report, error) {
	home, err := s.home()
	if err != nil {
		return dataset.Report{}, err
	}
	bar := s.bar()
	defer bar.clear()
	report, _, err := d.Check(s.ctx, dataset.PrepareOptions{
		Params: mel.DefaultParams(), CacheDir: filepath.Join(home, "datasets", "cache"), G2P: phoneme.Phonemize,
		Progress: func(stage string, done, total int) { bar.show(done, total, fa.Stage(stage)) },
	}, leastCompared)
	return report, err
}

// folder is the path that was given, or that of a kept dataset of this name
// where there is no such folder.
func (s *session) folder(given string) (path string, kept bool, err error) {
	if _, err := os.Stat(given); err == nil || given != filepath.Base(given) {
		return given, false, nil
	}
	err = s.datasets(func(all *datasets.Service) error {
		d, err := all.Find(s.ctx, given)
		path, kept = d.Path, err == nil
		return err
	})
	if errors.Is(err, app.ErrNotFound) {
		return given, false, nil // what opens the folder tells
	}
	return path, kept, err
}

// again listens once more to a kept dataset, and keeps what it finds.
func (c *datasetCheck) again(s *session) error {
	return s.datasets(func(kept *datasets.Service) error {
		bar := s.bar()
		d, err := kept.Check(s.ctx, c.Folder, s.importing(bar))
		bar.clear()
		if err != nil {
			return err
		}
		list, _, err := kept.Utterances(s.ctx, c.Folder, app.UtteranceFilter{})
		if err != nil {
			return err
		}
		for _, u := range list {
			for _, f := range u.Findings {
				if err := s.finding(datasets.AsFinding(u.ID, f)); err != nil {
					return err
				}
			}
		}
		if s.json {
			return s.object(asDataset(d))
		}
		return s.say(fa.DatasetSummary, d.Name, d.Usable, d.Utterances, round(d.UsableS/60, 1), d.Language)
	})
}

func all(r dataset.Report) []dataset.Finding {
	findings := r.Findings
	for _, row := range r.Rows {
		findings = append(findings, row.Findings...)
	}
	return findings
}

func (s *session) finding(f dataset.Finding) error {
	if s.json {
		severity := map[dataset.Severity]string{dataset.Note: "note", dataset.Warning: "warning", dataset.Error: "error"}[f.Severity]
		return s.object(datasetFinding{f.ID, string(f.Code), severity, finite(f.Value), s.locale.Finding(f)})
	}
	return s.say(fa.FindingLine, fa.Words(s.locale.Severity(f.Severity)), fa.Words(s.locale.Finding(f)))
}

func (s *session) summary(d *dataset.Dataset, r dataset.Report) error {
	held := 0
	for _, row := range r.Rows {
		if row.HeldOut {
			held++
		}
	}
	if s.json {
		return s.object(datasetSummary{d.Name, d.Language, len(r.Rows), r.Usable, round(r.Minutes, 2), round(r.UsableMinutes, 2), held, d.HasTimes})
	}
	return s.say(fa.DatasetSummary, d.Name, r.Usable, len(r.Rows), round(r.UsableMinutes, 1), d.Language)
}
