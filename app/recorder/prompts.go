package recorder

import (
	"fmt"

	"avagar/engine/phoneme"
)

// sounds are what a sentence holds: its phonemes, and the pairs in which they
// follow each other, pauses among them.
type sounds struct {
	phonemes, pairs map[string]bool
}

func newSounds() sounds { return sounds{map[string]bool{}, map[string]bool{}} }

// soundsOf reads a sentence as a voice would.
func soundsOf(text string) (sounds, error) {
	u, err := phoneme.Phonemize(text)
	if err != nil {
		return sounds{}, fmt.Errorf("recorder: %w", err)
	}
	s, before := newSounds(), ""
	for _, t := range u.Tokens() {
		if t.Symbol != phoneme.Pause {
			s.phonemes[t.Symbol] = true
		}
		if before != "" {
			s.pairs[before+" "+t.Symbol] = true
		}
		before = t.Symbol
	}
	return s, nil
}

func (s sounds) add(more sounds) {
	for p := range more.phonemes {
		s.phonemes[p] = true
	}
	for p := range more.pairs {
		s.pairs[p] = true
	}
}

// phonemeWorth is how many new pairs a new phoneme counts as.
const phonemeWorth = 10

// gain is how much a sentence adds to what is there.
func (s sounds) gain(more sounds) (gain int) {
	for p := range more.phonemes {
		if !s.phonemes[p] {
			gain += phonemeWorth
		}
	}
	for p := range more.pairs {
		if !s.pairs[p] {
			gain++
		}
	}
	return gain
}

// order puts sentences so that each adds the most to those before it: whoever
// stops early has read as many sounds as there is time for. Of equals the
// earlier comes first.
func order(texts []string) ([]string, error) {
	left := make([]sounds, len(texts))
	for i, text := range texts {
		s, err := soundsOf(text)
		if err != nil {
			return nil, err
		}
		left[i] = s
	}
	var out []string
	had, taken := newSounds(), make([]bool, len(texts))
	for range texts {
		best, most := -1, -1
		for i, s := range left {
			if taken[i] {
				continue
			}
			if g := had.gain(s); g > most {
				best, most = i, g
			}
		}
		taken[best] = true
		had.add(left[best])
		out = append(out, texts[best])
	}
	return out, nil
}

// Coverage is how many of the language's sounds that the sentences of a set hold
// are in those read so far.
type Coverage struct {
	Phonemes, AllPhonemes int
	Pairs, AllPairs       int
}
