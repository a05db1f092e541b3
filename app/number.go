package app

import (
	"strings"
	"unicode"
)

// PlainNumber writes a number as Go reads it, whichever digits it was typed in.
func PlainNumber(number string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u06f0' && r <= '\u06f9':
			return r - '\u06f0' + '0'
		case r >= '\u0660' && r <= '\u0669':
			return r - '\u0660' + '0'
		case r == '\u066b' || r == '/': // decimal signs of Persian
			return '.'
		case r == '\u2212': // minus
			return '-'
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '%' || r == '\u066a' || r == '\u066c': // thousands
			return -1
		}
		return r
	}, number)
}
