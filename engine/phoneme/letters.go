package phoneme

import "strings"

// Harakat and other marks of the Arabic block which stand on a letter.
const (
	fathatan  = '\u064b'
	dammatan  = '\u064c'
	kasratan  = '\u064d'
	fatha     = '\u064e'
	damma     = '\u064f'
	kasra     = '\u0650'
	shadda    = '\u0651'
	sukun     = '\u0652'
	hamzaOver = '\u0654'
	daggerA   = '\u0670'
	tatweel   = '\u0640'
)

// foldings brings letters of other keyboards and scripts of the Arabic block to
// the Persian ones they are read as. Hamza carriers keep their hamza.
var foldings = map[rune]rune{
	'ي': 'ی', 'ى': 'ی', 'ې': 'ی', 'ۍ': 'ی', 'ێ': 'ی', 'ې' + 1: 'ی', 'ے': 'ی', 'ك': 'ک', 'ڪ': 'ک', 'ګ': 'گ', 'ڬ': 'گ', 'ڭ': 'گ',
	'ة': 'ه', 'ە': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ۃ': 'ه', 'ۂ': 'ۀ', 'ٱ': 'ا', 'إ': 'ا', 'ٲ': 'ا', 'ٳ': 'ا', 'ۆ': 'و', 'ۇ': 'و', 'ۈ': 'و',
	'ۋ': 'و', 'ۅ': 'و', 'ۉ': 'و', 'ړ': 'ر', 'ڕ': 'ر', 'ڑ': 'ر', 'ځ': 'ز', 'څ': 'س', 'ټ': 'ت', 'ٹ': 'ت', 'ډ': 'د', 'ڈ': 'د', 'ڼ': 'ن', 'ں': 'ن',
	'ښ': 'ش', 'ڤ': 'و', 'ڵ': 'ل', 'ٶ': 'ؤ', 'ٸ': 'ئ', 'ٵ': 'أ',
}

func fold(r rune) rune {
	if f, ok := foldings[r]; ok {
		return f
	}
	return r
}

// isMark tells marks that stand on a letter and take no place of their own.
func isMark(r rune) bool {
	return r >= '\u064b' && r <= '\u065f' || r == daggerA || r >= '\u0610' && r <= '\u061a' || r >= '\u06d6' && r <= '\u06ed' && r != '\u06dd' && r != '\u06de' && r != '\u06e5' && r != '\u06e6' && r != '\u06e9'
}

// isBlank tells code points within a word which are neither heard nor letters.
func isBlank(r rune) bool {
	return r == zwnj || r == tatweel || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069' || r == '\ufeff' || r == '\u00ad'
}

// key is how the lexicon knows a word: folded letters without ZWNJ and marks.
func key(word string) string {
	clean := true
	for _, r := range word {
		if isMark(r) || isBlank(r) || fold(r) != r {
			clean = false
			break
		}
	}
	if clean {
		return word
	}
	out := make([]rune, 0, len(word)/2+1)
	for _, r := range word {
		switch n := len(out); {
		case r == hamzaOver && n > 0 && out[n-1] == 'ه':
			out[n-1] = 'ۀ'
		case isMark(r) || isBlank(r):
		default:
			out = append(out, fold(r))
		}
	}
	return string(out)
}

// hasHarakat tells whether a word says something about its vowels.
func hasHarakat(word string) bool {
	for _, r := range word {
		if r >= fathatan && r <= sukun || r == daggerA {
			return true
		}
	}
	return false
}

// bare folds the letters that scribes interchange, to look a word up once more.
var bare = strings.NewReplacer("أ", "ا", "ؤ", "و", "ئ", "ی", "ة", "ه", "ۀ", "ه", "آ", "ا", "ء", "")
