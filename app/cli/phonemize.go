package cli

import "avagar/engine/phoneme"

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
	return s.convert(c.Text, func(piece string) (string, error) {
		u, err := phoneme.Phonemize(piece)
		return u.String(phoneme.Notation(c.Notation)), err
	}, " | ", func(text, phonemes string) any {
		return phonemizedLine{text, c.Notation, phonemes}
	})
}
