// Package phoneme turns normalised Persian text into phonemes: lexicon,
// letter-to-sound rules, ezafe. Phonemes are IPA symbols (DESIGN.md, section 3).
package phoneme

// Pause is the symbol of silence: between phrases, at both ends of an
// utterance and wherever a recording holds one.
const Pause = "_"

// Word is one spoken word.
type Word struct {
	Text   string   // as written; empty where a dataset gives phonemes alone
	Phones []string // IPA symbols, Pause never among them
}

// Phrase is what is spoken between two pauses.
type Phrase struct {
	Words []Word
	Mark  rune // what closes it: one of . ، ؛ : ؟ ! … or 0 where nothing is written
}

// Utterance is a text to be spoken, phrase by phrase.
type Utterance struct{ Phrases []Phrase }

// Token is one position of the acoustic model's input: a phoneme or a pause,
// with its place in word and phrase.
type Token struct {
	Symbol               string
	InWord, WordLen      int  // index of the phoneme in its word, and the word's length; 0, 0 for a pause
	InPhrase, PhraseLen  int  // index of the phoneme in its phrase, and the phrase's length; 0, 0 for a pause
	InUtterance, Phrases int  // index of the phrase in the utterance, and how many phrases there are
	Mark                 rune // the mark that closes the phrase; for a pause that of the phrase before it
}

// Tokens lays the utterance out with one pause before, between and after its
// phrases. Phrases without a phoneme are left out.
func (u Utterance) Tokens() []Token {
	phrases := make([]Phrase, 0, len(u.Phrases))
	for _, p := range u.Phrases {
		if p.Len() > 0 {
			phrases = append(phrases, p)
		}
	}
	out := []Token{{Symbol: Pause, Phrases: len(phrases)}}
	for i, p := range phrases {
		out = p.appendTokens(out, i, len(phrases))
		out = append(out, Token{Symbol: Pause, InUtterance: i, Phrases: len(phrases), Mark: p.Mark})
	}
	return out
}

// Len counts the phonemes of the phrase.
func (p Phrase) Len() int {
	n := 0
	for _, w := range p.Words {
		n += len(w.Phones)
	}
	return n
}

func (p Phrase) appendTokens(out []Token, index, phrases int) []Token {
	n, k := p.Len(), 0
	for _, w := range p.Words {
		for i, symbol := range w.Phones {
			out = append(out, Token{
				Symbol: symbol, InWord: i, WordLen: len(w.Phones),
				InPhrase: k, PhraseLen: n, InUtterance: index, Phrases: phrases, Mark: p.Mark,
			})
			k++
		}
	}
	return out
}
