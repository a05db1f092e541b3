package phoneme

import (
	"fmt"
	"strings"
)

// Persian is the inventory of DESIGN.md section 3 without the pause: 23
// consonants, then 6 vowels.
var Persian = []string{
	"b", "p", "t", "d", "k", "ɡ", "ʔ", "f", "v", "s", "z", "ʃ", "ʒ", "x", "ɢ", "h", "m", "n", "l", "ɾ", "j", "tʃ", "dʒ",
	"æ", "e", "o", "ɒː", "iː", "uː",
}

// letters holds the repr1 letter of every symbol of Persian, in its order.
const letters = "bptdkg?fvszSZxqhmnlryCj" + "aeoAiu"

// Notation names a way to write phonemes.
type Notation string

const (
	IPA           Notation = "ipa"   // IPA symbols, those of one word without a space between
	ReprOne       Notation = "repr1" // one ASCII letter a phoneme (DESIGN.md section 3)
	foreignLetter          = '*'     // what Repr1 writes for a symbol that is not Persian
	pauseLetter            = '_'
	vowelLetters           = "aeoAiu"
)

var (
	letterOf = map[string]byte{}
	symbolOf [128]string
)

func init() {
	for i, symbol := range Persian {
		letterOf[symbol] = letters[i]
		symbolOf[letters[i]] = symbol
	}
}

// Repr1 writes Persian phonemes as one ASCII letter each; a pause is "_", any
// other symbol "*".
func Repr1(symbols []string) string {
	var b strings.Builder
	for _, symbol := range symbols {
		switch c, ok := letterOf[symbol]; {
		case ok:
			b.WriteByte(c)
		case symbol == Pause:
			b.WriteByte(pauseLetter)
		default:
			b.WriteByte(foreignLetter)
		}
	}
	return b.String()
}

// ParseRepr1 reads what Repr1 writes. Spaces, hyphens and ZWNJ are skipped;
// anything else that is not a repr1 letter is an error.
func ParseRepr1(text string) ([]string, error) {
	out := make([]string, 0, len(text))
	for i, r := range text {
		switch {
		case r == ' ' || r == '-' || r == zwnj:
		case r == pauseLetter:
			out = append(out, Pause)
		case r < 128 && symbolOf[r] != "":
			out = append(out, symbolOf[r])
		default:
			return nil, fmt.Errorf("repr1 %q: %w: %q at byte %d", clip(text), ErrSymbol, r, i)
		}
	}
	return out, nil
}

// phones turns repr1 made by this package into symbols.
func phones(repr string) []string {
	out := make([]string, 0, len(repr))
	for i := range len(repr) {
		if c := repr[i]; c < 128 && symbolOf[c] != "" {
			out = append(out, symbolOf[c])
		}
	}
	return out
}

// String writes the utterance in a notation, words parted by spaces and phrases
// by " | ".
func (u Utterance) String(n Notation) string {
	var b strings.Builder
	for i, p := range u.Phrases {
		if i > 0 {
			b.WriteString(" | ")
		}
		for j, w := range p.Words {
			if j > 0 {
				b.WriteByte(' ')
			}
			if n == ReprOne {
				b.WriteString(Repr1(w.Phones))
			} else {
				b.WriteString(strings.Join(w.Phones, ""))
			}
		}
	}
	return b.String()
}

func isVowel(c byte) bool { return strings.IndexByte(vowelLetters, c) >= 0 }

// clip keeps error messages short.
func clip(text string) string {
	const most = 40
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
