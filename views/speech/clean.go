package speech

import (
	"strings"
	"unicode"
)

// Clean makes text from elsewhere fit for the editor: one kind of line break,
// Persian letters for the Arabic ones that look alike, and nothing that cannot be
// seen but a ZWNJ and what joins an emoji. Bytes that are not UTF-8 are left out.
func Clean(text string) string {
	text = lineBreaks.Replace(strings.ToValidUTF8(text, ""))
	return strings.Map(cleanRune, text)
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\f", "\n", "\v", "\n")

const (
	zwnj     = '\u200c'
	zwj      = '\u200d'
	tatweel  = '\u0640'
	variants = '\ufe0f' // makes a sign an emoji
)

// letters are the Arabic letters that are written in place of Persian ones, by
// their numbers: yeh, alef maksura, kaf.
var letters = map[rune]rune{'\u064a': '\u06cc', '\u0649': '\u06cc', '\u0643': '\u06a9'}

func cleanRune(r rune) rune {
	if to, ok := letters[r]; ok {
		return to
	}
	switch {
	case r == '\n', r == '\t', r == zwnj, r == zwj, r == variants:
		return r
	case r == '\u200b': // zero-width space, meant as a ZWNJ
		return zwnj
	case r == '\u00a0', r == '\u202f', r == '\u2007':
		return ' '
	case r == tatweel, r == unicode.ReplacementChar, unicode.Is(unicode.Bidi_Control, r), unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
		return -1
	}
	return r
}
