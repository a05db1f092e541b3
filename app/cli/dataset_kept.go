package cli

import (
	"context"
	"errors"
	"time"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/app/store"
	"avagar/engine/dataset"
)

type (
	datasetImport struct {
		Source   string `arg:"" help:"${dataset_source}"`
		Name     string `placeholder:"NAME" help:"${dataset_into}"`
		Text     string `placeholder:"FILE" help:"${dataset_says}"`
		Copy     bool   `help:"${dataset_copy}"`
		Language string `placeholder:"TAG" help:"${dataset_language}"`
		License  string `placeholder:"NAME" help:"${dataset_license}"`
	}
	datasetList struct{}
	datasetShow struct {
		Dataset  string `arg:"" help:"${dataset_name}"`
		Finding  string `placeholder:"CODE" help:"${dataset_finding}"`
		Text     string `placeholder:"TEXT" help:"${dataset_search}"`
		Excluded bool   `help:"${dataset_excluded}"`
		Limit    int    `default:"50" help:"${dataset_limit}"`
	}
	datasetExclude struct{ chosenUtterances }
	datasetInclude struct{ chosenUtterances }
	datasetText    struct {
		Dataset string   `arg:"" help:"${dataset_name}"`
		ID      string   `arg:"" help:"${dataset_id}"`
		Text    []string `arg:"" help:"${dataset_said}"`
	}
	datasetRemove struct {
		Dataset string `arg:"" help:"${dataset_name}"`
	}
)

// chosenUtterances are named one by one, or by a finding.
type chosenUtterances struct {
	Dataset string   `arg:"" help:"${dataset_name}"`
	IDs     []string `arg:"" optional:"" help:"${dataset_ids}"`
	Finding string   `placeholder:"CODE" help:"${dataset_finding}"`
}

// datasetObject and utteranceObject are what --json says.
type datasetObject struct {
	ID            string  `json:"id"`
	Kind          string  `json:"kind"`
	Path          string  `json:"path"`
	Source        string  `json:"source,omitempty"`
	Language      string  `json:"language"`
	License       string  `json:"license,omitempty"`
	Speaker       string  `json:"speaker,omitempty"`
	Utterances    int     `json:"utterances"`
	Included      int     `json:"included"`
	Usable        int     `json:"usable"`
	HeldOut       int     `json:"held_out"`
	Minutes       float64 `json:"minutes"`
	UsableMinutes float64 `json:"usable_minutes"`
	Added         string  `json:"added"`
	Checked       string  `json:"checked,omitempty"`

	Speakers   int `json:"speakers,omitempty"` // of an import
	Linked     int `json:"linked,omitempty"`
	Duplicates int `json:"duplicates,omitempty"`
	LeftOut    int `json:"left_out,omitempty"`
	Lost       int `json:"lost,omitempty"`
	Untold     int `json:"untold,omitempty"`
}

type utteranceObject struct {
	ID       string        `json:"id"`
	Path     string        `json:"path"`
	Text     string        `json:"text"`
	Phonemes string        `json:"phonemes,omitempty"` // the person's reading
	Seconds  float64       `json:"seconds"`
	Included bool          `json:"included"`
	HeldOut  bool          `json:"held_out"`
	Usable   bool          `json:"usable"`
	Findings []app.Finding `json:"findings"`
}

// datasets opens the person's datasets and hands them to use.
func (s *session) datasets(use func(kept *datasets.Service) error) error {
	home, err := s.home()
	if err != nil {
		return err
	}
	return s.records(func(kept *store.Store, user app.User) error {
		return use(&datasets.Service{Home: home, Store: kept, User: user.ID})
	})
}

func asDataset(d app.Dataset) datasetObject {
	o := datasetObject{ID: d.Name, Kind: d.Kind, Path: d.Path, Source: d.Source, Language: d.Language, License: d.License, Speaker: d.Speaker,
		Utterances: d.Utterances, Included: d.Included, Usable: d.Usable, HeldOut: d.HeldOut,
		Minutes: round(d.Seconds/60, 2), UsableMinutes: round(d.UsableS/60, 2), Added: d.AddedAt.UTC().Format(time.RFC3339)}
	if !d.CheckedAt.IsZero() {
		o.Checked = d.CheckedAt.UTC().Format(time.RFC3339)
	}
	return o
}

// Run brings recordings in and listens to them.
func (c *datasetImport) Run(s *session) error {
	return s.datasets(func(kept *datasets.Service) error {
		bar := s.bar()
		got, err := kept.Import(s.ctx, datasets.Source{Path: c.Source, Text: c.Text}, c.Name,
			datasets.Options{Copy: c.Copy, Language: c.Language, License: c.License}, s.importing(bar))
		bar.clear()
		if errors.Is(err, context.Canceled) {
			s.tell(fa.DatasetStopped)
		}
		if err != nil {
			return err
		}
		if err := s.imported(got); err != nil {
			return err
		}
		if got.Dataset.Usable == 0 {
			return about(got.Dataset.Name, dataset.ErrNoUtterances)
		}
		return nil
	})
}

// importing shows how far the work on a dataset is.
func (s *session) importing(bar *bar) func(datasets.Progress) {
	return func(p datasets.Progress) {
		if p.Stage == datasets.StageCopy {
			bar.bytes(p.Done, p.Total, fa.ImportStage(p.Stage))
			return
		}
		bar.show(int(p.Done), int(p.Total), fa.ImportStage(p.Stage))
	}
}

func (s *session) imported(got datasets.Imported) error {
	d := got.Dataset
	if s.json {
		o := asDataset(d)
		o.Speakers, o.Linked, o.Duplicates, o.LeftOut = got.Found.Speakers, got.Linked, got.Duplicates, got.LeftOut
		o.Lost, o.Untold = got.Found.Lost, got.Found.Untold
		return s.object(o)
	}
	for _, note := range []struct {
		tell bool
		say  fa.Sentence
		args []any
	}{
		{got.Found.Speakers > 1 && got.Found.Speaker != "", fa.DatasetChosen, []any{got.Found.Speakers}},
		{got.Found.Lost > 0 || got.Found.Untold > 0, fa.DatasetLost, []any{got.Found.Lost, got.Found.Untold}},
		{got.Duplicates > 0, fa.DatasetDuplicates, []any{got.Duplicates}},
		{got.LeftOut > 0, fa.DatasetLeftOut, []any{got.LeftOut}},
	} {
		if note.tell {
			s.tell(note.say, note.args...)
		}
	}
	return s.say(fa.DatasetImported, d.Name, d.Usable, d.Utterances, round(d.UsableS/60, 1))
}

// Run lists the datasets.
func (datasetList) Run(s *session) error {
	return s.datasets(func(kept *datasets.Service) error {
		list, err := kept.List(s.ctx)
		if err != nil {
			return err
		}
		if len(list) == 0 && !s.json {
			s.tell(fa.DatasetsEmpty)
		}
		for _, d := range list {
			if s.json {
				err = s.object(asDataset(d))
			} else {
				err = s.say(fa.DatasetLine, d.Name, d.Usable, d.Utterances, round(d.UsableS/60, 1), d.Language, fa.DatasetKind(d.Kind))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Run shows the utterances of a dataset.
func (c *datasetShow) Run(s *session) error {
	return s.datasets(func(kept *datasets.Service) error {
		list, all, err := kept.Utterances(s.ctx, c.Dataset, app.UtteranceFilter{Finding: c.Finding, Text: c.Text, Excluded: c.Excluded, Limit: max(c.Limit, 0)})
		if err != nil {
			return about(c.Dataset, err)
		}
		for _, u := range list {
			if err := s.utterance(u); err != nil {
				return err
			}
		}
		if !s.json && len(list) < all {
			s.tell(fa.UtterancesMore, len(list), all)
		}
		return nil
	})
}

func (s *session) utterance(u app.Utterance) error {
	if s.json {
		return s.object(utteranceObject{u.ID, u.Path, u.Text, u.Phonemes, round(u.Seconds, 3), u.Included, u.HeldOut, u.Usable, u.Findings})
	}
	use := fa.UtteranceIn
	switch {
	case !u.Included:
		use = fa.UtteranceOut
	case u.HeldOut:
		use = fa.UtteranceHeld
	}
	if err := s.say(fa.UtteranceLine, u.ID, round(u.Seconds, 1), use, s.locale.Said(u.Text)); err != nil {
		return err
	}
	for _, f := range u.Findings {
		if err := s.say(fa.LabelledLine, fa.LabelFinding, fa.Words(s.locale.Finding(datasets.AsFinding("", f)))); err != nil {
			return err
		}
	}
	return nil
}

// Run leaves utterances out.
func (c *datasetExclude) Run(s *session) error { return c.set(s, false, fa.DatasetExcluded) }

// Run takes utterances in again.
func (c *datasetInclude) Run(s *session) error { return c.set(s, true, fa.DatasetIncluded) }

func (c *chosenUtterances) set(s *session, included bool, done fa.Sentence) error {
	if len(c.IDs) == 0 && c.Finding == "" {
		return &fa.Usage{Err: app.ErrBadInput}
	}
	return s.datasets(func(kept *datasets.Service) error {
		ids := c.IDs
		if c.Finding != "" {
			list, _, err := kept.Utterances(s.ctx, c.Dataset, app.UtteranceFilter{Finding: c.Finding})
			if err != nil {
				return about(c.Dataset, err)
			}
			for _, u := range list {
				ids = append(ids, u.ID)
			}
		}
		if err := kept.Include(s.ctx, c.Dataset, included, ids...); err != nil {
			return err
		}
		if s.json {
			return s.object(map[string]any{"id": c.Dataset, "utterances": ids, "included": included})
		}
		return s.say(done, len(ids))
	})
}

// Run corrects what an utterance says.
func (c *datasetText) Run(s *session) error {
	return s.datasets(func(kept *datasets.Service) error {
		text, _ := joined(c.Text)
		if err := kept.SetText(s.ctx, c.Dataset, c.ID, text); err != nil {
			return about(c.ID, err)
		}
		if err := kept.CheckOnly(s.ctx, c.Dataset, c.ID); err != nil {
			return err
		}
		if s.json {
			return s.object(map[string]string{"id": c.ID, "text": text})
		}
		return s.say(fa.DatasetTextSet, c.ID)
	})
}

// Run deletes a dataset.
func (c *datasetRemove) Run(s *session) error {
	return s.datasets(func(kept *datasets.Service) error {
		if err := kept.Remove(s.ctx, c.Dataset); err != nil {
			return about(c.Dataset, err)
		}
		if s.json {
			return s.object(map[string]string{"id": c.Dataset, "state": "removed"})
		}
		return s.say(fa.DatasetRemoved, c.Dataset)
	})
}
