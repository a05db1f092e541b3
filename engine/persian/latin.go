package persian

import (
	"strings"
	"unicode"
)

// maxAcronym is the longest run of capitals read letter by letter.
const maxAcronym = 5

// acronymWords are acronyms read as words in Persian.
var acronymWords = map[string]string{
	"NASA": "ناسا", "NATO": "ناتو", "UNESCO": "یونسکو", "UNICEF": "یونیسف", "FIFA": "فیفا", "UEFA": "یوفا",
	"OPEC": "اوپک", "COVID": "کووید", "AIDS": "ایدز", "OK": "اوکی", "RAM": "رَم", "ROM": "رام", "GIF": "گیف",
}

// readLatin says a word of Latin letters: acronyms by the Persian names of
// their letters, other words as they stand.
func (r *reader) readLatin() {
	t := r.at(0)
	if n := r.dottedLatin(); n > 1 {
		for range n {
			r.say(spellLatin(r.at(0).text))
			r.i += 2
		}
		if r.at(0).kind == lineEnd {
			r.i-- // the last dot also ends the sentence
		}
		return
	}
	r.i++
	switch word, known := acronymWords[t.text]; {
	case known:
		r.say(word)
	case isAcronym(t.text):
		r.say(spellLatin(t.text))
	default:
		r.say(t.text)
	}
}

// dottedLatin counts the single letters of an abbreviation like U.S.A.
func (r *reader) dottedLatin() int {
	n := 0
	for n < 2*maxAcronym && r.at(2*n).kind == latinWord && len(r.at(2*n).text) == 1 && r.at(2*n+1).is(".") && !r.at(2*n+1).spaced {
		if n > 0 && r.at(2*n).spaced {
			break
		}
		n++
	}
	return n
}

// isAcronym reports a short word of ASCII letters that is written in capitals
// or cannot be said as a word for want of a vowel.
func isAcronym(word string) bool {
	if len(word) > maxAcronym || strings.ContainsFunc(word, func(r rune) bool { return latinNames[unicode.ToLower(r)] == "" }) {
		return false
	}
	return len(word) == 1 || strings.ToUpper(word) == word || !strings.ContainsAny(strings.ToLower(word), "aeiouy")
}

func spellLatin(word string) string {
	var names []string
	for _, r := range word {
		names = append(names, latinNames[unicode.ToLower(r)])
	}
	return strings.Join(names, " ")
}
