package speech

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"avagar/app"
	"avagar/engine/phoneme"
	"avagar/engine/voice"
)

// Word is how a written word is read where it stands: text, its bytes From and
// To, IPA symbols Phones, the same without an ezafe as Base, Others, Guessed and
// Corrected.
type Word = phoneme.Reading

// corrections are the person's, and what reads words by them.
type corrections struct {
	list []app.Pronunciation
	g2p  *phoneme.G2P
}

// opened is the voice used last.
type opened struct {
	name  string
	size  int64
	at    time.Time
	voice *voice.Voice
}

// voice opens a voice, or returns the one used last where its file is the same.
func (s *Service) voice(name string) (*voice.Voice, error) {
	now := opened{name: name}
	if info, err := os.Stat(s.Library.Path(name)); err == nil {
		now.size, now.at = info.Size(), info.ModTime()
	}
	s.mu.Lock()
	was := s.voices
	s.mu.Unlock()
	if was.voice != nil && was.name == now.name && was.size == now.size && was.at.Equal(now.at) {
		return was.voice, nil
	}
	v, err := s.Library.Get(name)
	if err != nil {
		return nil, fmt.Errorf("speech: %w", &app.About{Subject: name, Err: err})
	}
	now.voice = v
	s.mu.Lock()
	s.voices = now
	s.mu.Unlock()
	return v, nil
}

// g2p reads words as the person has corrected them up to now.
func (s *Service) g2p(ctx context.Context) (*phoneme.G2P, error) {
	list, err := s.Corrections(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	was := s.words
	s.mu.Unlock()
	if was.g2p != nil && slices.EqualFunc(was.list, list, same) {
		return was.g2p, nil
	}
	g, err := phoneme.New()
	if err != nil {
		return nil, fmt.Errorf("speech: %w", err)
	}
	if len(list) > 0 {
		g = g.With(app.ReadingsByWord(list))
	}
	s.mu.Lock()
	s.words = corrections{list, g}
	s.mu.Unlock()
	return g, nil
}

func same(a, b app.Pronunciation) bool { return a.Word == b.Word && slices.Equal(a.Phones, b.Phones) }

// Words gives the words of a text as any voice reads them.
func (s *Service) Words(ctx context.Context, text string) ([]Word, error) {
	g, err := s.g2p(ctx)
	if err != nil {
		return nil, err
	}
	var out []Word
	for w := range g.Readings(text) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, ctx.Err()
}

// Correct has every voice read a word as an IPA text says from now on. Errors are
// those of phoneme.ParseEntry, about what was typed.
func (s *Service) Correct(ctx context.Context, word, ipa string) error {
	headword, symbols, err := phoneme.ParseEntry(word, ipa)
	if errors.Is(err, phoneme.ErrWord) {
		return fmt.Errorf("speech: %w", &app.About{Subject: word, Err: err})
	}
	if err != nil {
		return fmt.Errorf("speech: %w", &app.About{Subject: ipa, Err: err})
	}
	err = s.Store.PutPronunciation(ctx, app.Pronunciation{User: s.User, Word: headword, Phones: symbols, At: time.Now()})
	if err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}

// Forget has a word read as if it had never been corrected.
func (s *Service) Forget(ctx context.Context, word string) error {
	headword, err := phoneme.Headword(word)
	if err != nil {
		return fmt.Errorf("speech: %w", &app.About{Subject: word, Err: err})
	}
	if err := s.Store.DeletePronunciation(ctx, s.User, headword); err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}

// Corrections lists what the person has corrected.
func (s *Service) Corrections(ctx context.Context) ([]app.Pronunciation, error) {
	list, err := s.Store.Pronunciations(ctx, s.User)
	if err != nil {
		return nil, fmt.Errorf("speech: %w", err)
	}
	return list, nil
}
