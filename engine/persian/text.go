// Package persian turns written Persian into the words a reader would say:
// letters folded to one spelling, numbers, dates, units and signs in words, and
// punctuation as phrase ends.
package persian

import "strings"

// Text is spoken text in reading order.
type Text struct {
	Phrases []Phrase
}

// Phrase is a run of words said without a pause.
type Phrase struct {
	// Words hold no space. Persian words keep their ZWNJ (U+200C) between parts
	// and their harakat; words of other scripts stand as they were written.
	Words []string
	// Mark is the rune that closed the phrase: one of . ، ؛ : ؟ ! … or 0.
	Mark rune
}

// String returns the text as one readable line: words split by spaces, each
// phrase closed by its mark.
func (t Text) String() string {
	var b strings.Builder
	for _, p := range t.Phrases {
		for _, w := range p.Words {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
		if p.Mark != 0 {
			b.WriteRune(p.Mark)
		}
	}
	return b.String()
}
