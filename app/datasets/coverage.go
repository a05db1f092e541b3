package datasets

import (
	"context"
	"fmt"

	"avagar/app"
	"avagar/engine/dataset"
	"avagar/engine/phoneme"
)

// Coverage is how often each sound of Persian is spoken in a dataset.
type Coverage struct {
	Sounds []Occurrence // in the order of phoneme.Persian; none for other languages
	All    int          // phonemes
}

// Occurrence is a phoneme and how often it is spoken.
type Occurrence struct {
	Symbol string
	Count  int
}

// Rare is how often a sound has to be spoken so that it can be learned well.
const Rare = 15

// Missing are the sounds that are never spoken.
func (c Coverage) Missing() []string {
	return c.symbols(func(n int) bool { return n == 0 })
}

// Few are the sounds that are spoken, but more rarely than Rare.
func (c Coverage) Few() []string {
	return c.symbols(func(n int) bool { return n > 0 && n < Rare })
}

func (c Coverage) symbols(which func(n int) bool) (list []string) {
	for _, o := range c.Sounds {
		if which(o.Count) {
			list = append(list, o.Symbol)
		}
	}
	return list
}

// Coverage counts the phonemes of what a dataset gives to learn from, as the
// front end reads its texts. Errors: app.ErrNotFound, those of ctx.
func (s *Service) Coverage(ctx context.Context, name string) (Coverage, error) {
	d, err := s.Find(ctx, name)
	if err != nil || !isPersian(d.Language) {
		return Coverage{}, err
	}
	list, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{})
	if err != nil {
		return Coverage{}, err
	}
	counts := map[string]int{}
	for _, u := range list {
		if err := ctx.Err(); err != nil {
			return Coverage{}, err
		}
		if u.Included && u.Usable {
			if err := counted(counts, u); err != nil {
				return Coverage{}, fmt.Errorf("datasets: coverage of %s: %w", name, err)
			}
		}
	}
	return coverage(counts), nil
}

// counted counts what an utterance says: as a person wants it read, else as the
// front end does.
func counted(counts map[string]int, u app.Utterance) error {
	if u.Phonemes == "" {
		return count(counts, u.Text)
	}
	tokens, err := dataset.ParseReading(u.Phonemes, true)
	for _, symbol := range tokens {
		counts[symbol]++ // the ends of words are no sounds that coverage asks for
	}
	return err
}

func count(counts map[string]int, text string) error {
	said, err := phoneme.Phonemize(text)
	if err != nil {
		return err
	}
	for _, p := range said.Phrases {
		for _, w := range p.Words {
			for _, symbol := range w.Phones {
				counts[symbol]++
			}
		}
	}
	return nil
}

func coverage(counts map[string]int) Coverage {
	c := Coverage{Sounds: make([]Occurrence, len(phoneme.Persian))}
	for i, symbol := range phoneme.Persian {
		c.Sounds[i] = Occurrence{symbol, counts[symbol]}
		c.All += counts[symbol]
	}
	return c
}
