package cli

import (
	"strings"

	"avagar/engine/phoneme"
)

// parsePhonemes reads what phonemize writes in IPA: words parted by spaces,
// phrases by bars.
func parsePhonemes(text string) (phoneme.Utterance, error) {
	var u phoneme.Utterance
	for part := range strings.SplitSeq(text, "|") {
		var p phoneme.Phrase
		for word := range strings.FieldsSeq(part) {
			phones, err := phoneme.ParseIPA(word)
			if err != nil {
				return phoneme.Utterance{}, about(word, err)
			}
			if len(phones) > 0 {
				p.Words = append(p.Words, phoneme.Word{Phones: phones})
			}
		}
		if len(p.Words) > 0 {
			u.Phrases = append(u.Phrases, p)
		}
	}
	return u, nil
}
