package phoneme

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// latin says a word of Latin letters with Persian phonemes: acronyms letter by
// letter, other words by rough English rules as Persian speakers say them.
func latin(word string) string {
	plain := latinLetters(word)
	if plain == "" {
		return signs(word)
	}
	if isAcronym(word, plain) {
		return signs(plain)
	}
	var b strings.Builder
	for i := 0; i < len(plain); {
		n := latinStep(&b, plain, i)
		i += n
	}
	if b.Len() == 0 || !strings.ContainsAny(b.String(), vowelLetters) {
		return signs(plain)
	}
	return breakOnset(b.String())
}

// latinLetters strips accents; letters without an ASCII base are said by name and
// so leave their sound's letters.
func latinLetters(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.NewReplacer("é", "\x00", "É", "\x00").Replace(word)) {
		r = unicode.ToLower(r)
		switch {
		case r == 0:
			b.WriteByte(saidE)
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case otherLatin[r] != "":
			b.WriteString(otherLatin[r])
		}
	}
	return b.String()
}

// saidE stands for é, which is never silent.
const saidE = 'E'

var otherLatin = map[rune]string{'ß': "ss", 'æ': "e", 'œ': "o", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "ng", 'ə': "e"}

// isAcronym: upper case of up to five letters, one letter, or no vowel letter.
func isAcronym(word, plain string) bool {
	upper := word == strings.ToUpper(word) && word != strings.ToLower(word)
	return len(plain) == 1 || upper && len(plain) <= 5 || !strings.ContainsAny(plain, "aeiouyE")
}

// latinRule turns letters into repr1. The first rule that fits at a place is
// used, so longer ones stand first.
type latinRule struct {
	letters, phones string
	edge            byte // '^' only at the beginning, '$' only at the end, 0 anywhere
}

var latinRules = []latinRule{
	{"tion", "Sen", '$'}, {"sion", "Zen", '$'}, {"ough", "o", 0}, {"augh", "Af", 0}, {"ight", "Ayt", 0}, {"eigh", "ey", 0},
	{"sch", "S", 0}, {"tch", "C", 0}, {"que", "k", '$'}, {"kn", "n", '^'}, {"wr", "r", '^'}, {"ps", "s", '^'}, {"wh", "v", '^'}, {"x", "z", '^'},
	{"oo", "u", 0}, {"ee", "i", 0}, {"ea", "i", 0}, {"ai", "ey", 0}, {"ay", "ey", 0}, {"ou", "A", 0}, {"ow", "o", 0}, {"oa", "o", 0}, {"au", "o", 0},
	{"aw", "o", 0}, {"ew", "yu", 0}, {"ei", "Ay", 0}, {"ie", "i", 0}, {"ey", "i", '$'}, {"oi", "oy", 0}, {"oy", "oy", 0}, {"ue", "u", '$'},
	{"ch", "C", 0}, {"sh", "S", 0}, {"ph", "f", 0}, {"th", "t", 0}, {"gh", "g", 0}, {"ck", "k", 0}, {"qu", "ku", 0}, {"kh", "x", 0}, {"zh", "Z", 0},
	{"ce", "s", '$'}, {"ge", "j", '$'}, {"ce", "se", 0}, {"ci", "si", 0}, {"cy", "sAy", '^'}, {"cy", "si", 0}, {"ge", "je", '^'}, {"gi", "ji", '^'},
	{"le", "el", '$'}, {"es", "es", '$'}, {"e", "", '$'}, {"E", "e", 0}, {"y", "y", '^'}, {"y", "i", 0}, {"a", "A", '$'}, {"o", "o", 0}, {"x", "ks", 0},
	{"a", "a", 0}, {"b", "b", 0}, {"c", "k", 0}, {"d", "d", 0}, {"e", "e", 0}, {"f", "f", 0}, {"g", "g", 0}, {"h", "h", 0}, {"i", "i", 0}, {"j", "j", 0},
	{"k", "k", 0}, {"l", "l", 0}, {"m", "m", 0}, {"n", "n", 0}, {"p", "p", 0}, {"q", "k", 0}, {"r", "r", 0}, {"s", "s", 0}, {"t", "t", 0}, {"u", "u", 0},
	{"v", "v", 0}, {"w", "v", 0}, {"z", "z", 0},
}

// latinStep writes the phones at place i and says how many letters they took.
func latinStep(b *strings.Builder, word string, i int) int {
	if i > 0 && word[i] == word[i-1] && strings.IndexByte("aeiou", word[i]) < 0 { // doubled consonants are said once
		return 1
	}
	for _, r := range latinRules {
		if !strings.HasPrefix(word[i:], r.letters) || r.edge == '^' && i > 0 || r.edge == '$' && i+len(r.letters) < len(word) {
			continue
		}
		if r.phones == "" && !strings.ContainsAny(b.String(), vowelLetters) { // the only vowel of a word is said
			return writeLast(b, "e", r)
		}
		return writeLast(b, r.phones, r)
	}
	return 1
}

func writeLast(b *strings.Builder, phones string, r latinRule) int {
	b.WriteString(phones)
	return len(r.letters)
}

// breakOnset puts the vowel before or into a cluster at a word's beginning that
// Persian speakers put there: estop, feleS.
func breakOnset(phones string) string {
	if len(phones) < 2 || isVowel(phones[0]) || isVowel(phones[1]) || phones[1] == 'y' {
		return phones
	}
	if phones[0] == 's' || phones[0] == 'S' {
		return "e" + phones
	}
	return phones[:1] + "e" + phones[1:]
}
