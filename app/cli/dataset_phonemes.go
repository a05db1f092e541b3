package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/engine/align"
	"avagar/engine/dataset"
)

type datasetPhonemes struct {
	Dataset  string   `arg:"" help:"${dataset_name}"`
	ID       string   `arg:"" help:"${dataset_id}"`
	Phonemes []string `arg:"" optional:"" help:"${dataset_ipa}"`
	Reset    bool     `help:"${dataset_reset}"`
	Times    bool     `help:"${dataset_times}"`
}

// phonemesObject and phoneObject are what --json says.
type phonemesObject struct {
	ID       string        `json:"id"`
	Phonemes string        `json:"phonemes"`
	Own      bool          `json:"own"` // the person's reading
	Times    []phoneObject `json:"times,omitempty"`
}

type phoneObject struct {
	Phoneme string  `json:"phoneme"`
	From    float64 `json:"from"`
	To      float64 `json:"to"`
}

// Run shows how an utterance is read, or has it be read otherwise.
func (c *datasetPhonemes) Run(s *session) error {
	if c.Reset && len(c.Phonemes) > 0 {
		return &fa.Usage{Err: app.ErrBadInput}
	}
	return s.datasets(func(kept *datasets.Service) error {
		if c.Reset || len(c.Phonemes) > 0 {
			if err := c.set(s, kept); err != nil {
				return err
			}
		}
		u, err := c.utterance(s, kept)
		if err != nil {
			return err
		}
		o := phonemesObject{ID: c.ID, Own: u.Phonemes != ""}
		if o.Phonemes, err = kept.Reading(s.ctx, c.Dataset, c.ID); err != nil {
			return about(c.ID, err)
		}
		if c.Times {
			if o.Times, err = c.times(s, kept, u); err != nil {
				return about(c.ID, err)
			}
		}
		return c.show(s, o)
	})
}

// set has the utterance be read as the person says, and looks at it anew.
func (c *datasetPhonemes) set(s *session, kept *datasets.Service) error {
	reading, err := kept.SetPhonemes(s.ctx, c.Dataset, c.ID, strings.Join(c.Phonemes, " "))
	if errors.Is(err, app.ErrNotFound) {
		return about(c.ID, err)
	}
	if err != nil {
		return err
	}
	if err := kept.CheckOnly(s.ctx, c.Dataset, c.ID); err != nil {
		return err
	}
	if reading == "" {
		s.tell(fa.PhonemesBack, c.ID)
	} else {
		s.tell(fa.PhonemesKept, c.ID)
	}
	return nil
}

func (c *datasetPhonemes) utterance(s *session, kept *datasets.Service) (app.Utterance, error) {
	list, _, err := kept.Utterances(s.ctx, c.Dataset, app.UtteranceFilter{Text: c.ID})
	if err != nil {
		return app.Utterance{}, about(c.Dataset, err)
	}
	at := slices.IndexFunc(list, func(u app.Utterance) bool { return u.ID == c.ID })
	if at < 0 {
		return app.Utterance{}, about(c.ID, app.ErrNotFound)
	}
	return list[at], nil
}

// times are when the phonemes are spoken, for which the speaker may have to be
// listened to first.
func (c *datasetPhonemes) times(s *session, kept *datasets.Service, u app.Utterance) (list []phoneObject, err error) {
	phones, err := kept.Phones(s.ctx, c.Dataset, u)
	if errors.Is(err, dataset.ErrNoAligner) || errors.Is(err, align.ErrSymbol) {
		bar := s.bar()
		err = kept.Learn(s.ctx, c.Dataset, s.importing(bar))
		bar.clear()
		if err == nil {
			phones, err = kept.Phones(s.ctx, c.Dataset, u)
		}
	}
	for _, p := range phones {
		list = append(list, phoneObject{p.Symbol, round(p.From, 3), round(p.To, 3)})
	}
	return list, err
}

func (c *datasetPhonemes) show(s *session, o phonemesObject) error {
	if s.json {
		return s.object(o)
	}
	if _, err := fmt.Fprintln(s.Out, o.Phonemes); err != nil {
		return err
	}
	for _, p := range o.Times {
		if err := s.say(fa.PhoneLine, p.Phoneme, p.From, p.To); err != nil {
			return err
		}
	}
	return nil
}
