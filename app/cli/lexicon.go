package cli

import (
	"strings"
	"time"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/store"
	"avagar/engine/phoneme"
)

type lexiconCommands struct {
	List   lexiconList   `cmd:"" help:"${lexicon_list}"`
	Set    lexiconSet    `cmd:"" help:"${lexicon_set}"`
	Remove lexiconRemove `cmd:"" help:"${lexicon_remove}"`
}

type (
	lexiconList struct{}
	lexiconSet  struct {
		Word     string   `arg:"" help:"${lexicon_word}"`
		Phonemes []string `arg:"" help:"${lexicon_phonemes}"`
	}
	lexiconRemove struct {
		Word string `arg:"" help:"${lexicon_word}"`
	}
)

// lexiconItem is what --json says of one word.
type lexiconItem struct {
	ID       string `json:"id"`
	Phonemes string `json:"phonemes"`
	Updated  string `json:"updated,omitempty"` // RFC 3339
}

// Run lists the words that the person wants read their own way.
func (lexiconList) Run(s *session) error {
	return s.records(func(kept *store.Store, user app.User) error {
		list, err := kept.Pronunciations(s.ctx, user.ID)
		if err != nil {
			return err
		}
		for _, p := range list {
			if err := s.pronounced(p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) pronounced(p app.Pronunciation) error {
	phonemes := strings.Join(p.Phones, "")
	if !s.json {
		return s.say(fa.LexiconLine, p.Word, phonemes)
	}
	item := lexiconItem{ID: p.Word, Phonemes: phonemes}
	if !p.At.IsZero() {
		item.Updated = p.At.UTC().Format(time.RFC3339)
	}
	return s.object(item)
}

// Run has a word read as the person wants from now on.
func (c *lexiconSet) Run(s *session) error {
	word, phones, err := phoneme.ParseEntry(c.Word, strings.Join(c.Phonemes, " "))
	if err != nil {
		return about(c.Word, err)
	}
	return s.records(func(kept *store.Store, user app.User) error {
		p := app.Pronunciation{User: user.ID, Word: word, Phones: phones}
		if err := kept.PutPronunciation(s.ctx, p); err != nil {
			return err
		}
		return s.pronounced(p)
	})
}

// Run has a word read as the program's lexicon has it again.
func (c *lexiconRemove) Run(s *session) error {
	word, err := phoneme.Headword(c.Word)
	if err != nil {
		return about(c.Word, err)
	}
	return s.records(func(kept *store.Store, user app.User) error {
		if err := kept.DeletePronunciation(s.ctx, user.ID, word); err != nil {
			return about(c.Word, err)
		}
		if s.json {
			return s.object(map[string]string{"id": word, "state": "removed"})
		}
		return s.say(fa.LexiconRemoved, c.Word)
	})
}
