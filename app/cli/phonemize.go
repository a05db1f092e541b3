package cli

import (
	"avagar/engine/persian"
	"avagar/engine/phoneme"
)

type phonemizeCommand struct {
	Notation string   `enum:"ipa,repr1" default:"ipa" help:"${notation}"`
	Text     []string `arg:"" optional:"" name:"text" help:"${text}"`
}

type phonemizedLine struct {
	Text     string `json:"text"`
	Notation string `json:"notation"`
	Phonemes string `json:"phonemes"`
}

// Run writes each line as phonemes.
func (c *phonemizeCommand) Run(s *session) error {
	g, err := s.corrected()
	if err != nil {
		return err
	}
	return s.convert(c.Text, func(piece string) (string, error) {
		return g.Utterance(persian.Normalize(piece)).String(phoneme.Notation(c.Notation)), nil
	}, " | ", func(text, phonemes string) any {
		return phonemizedLine{text, c.Notation, phonemes}
	})
}
