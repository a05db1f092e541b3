package persian

import (
	"strings"
	"unicode"
)

// Searched is a text as it is searched for: one shape for each letter and digit,
// small Latin letters, and none of the signs that people leave out.
func Searched(text string) string { return strings.Map(searched, text) }

func searched(r rune) rune {
	switch {
	case r == '\u064a' || r == '\u0649': // Arabic yeh, alef maksura
		return '\u06cc'
	case r == '\u0643': // Arabic kaf
		return '\u06a9'
	case r == '\u0629' || r == '\u06c0': // teh marbuta, heh with hamza
		return '\u0647'
	case r == '\u0623' || r == '\u0625' || r == '\u0671': // alef with hamza, wasla
		return '\u0627'
	case r >= '\u0660' && r <= '\u0669':
		return r - '\u0660' + '0'
	case r >= '\u06f0' && r <= '\u06f9':
		return r - '\u06f0' + '0'
	case r == '\u0640' || r == '\u200c' || r == '\u200d' || unicode.In(r, unicode.Mn, unicode.Cf): // tatweel, joiners, harakat
		return -1
	}
	return unicode.ToLower(r)
}
