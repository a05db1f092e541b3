package persian

import (
	"strings"
	"unicode"
)

type kind uint8

const (
	persianWord kind = iota // Arabic script
	latinWord
	otherWord
	digits // ASCII 0-9
	sign   // one rune
	lineEnd
)

// token is a piece of folded text; spaced says that white space stands before it.
type token struct {
	kind   kind
	text   string
	spaced bool
}

func (t token) isWord() bool         { return t.kind <= otherWord }
func (t token) is(signs string) bool { return t.kind == sign && strings.Contains(signs, t.text) }

// lex cuts folded text into tokens. The text always ends in a lineEnd.
func lex(text []rune) []token {
	var out []token
	spaced := false
	for i := 0; i < len(text); {
		r := text[i]
		if r == ' ' || r == zwnj {
			spaced = spaced || r == ' '
			i++
			continue
		}
		k := kindOf(r)
		end := i + 1
		if k != sign && k != lineEnd {
			end = runEnd(text, i, k)
		}
		out = append(out, token{k, strings.Trim(string(text[i:end]), string(zwnj)), spaced})
		spaced = k == lineEnd
		i = end
	}
	return append(out, token{kind: lineEnd})
}

func kindOf(r rune) kind {
	switch {
	case r == '\n':
		return lineEnd
	case r >= '0' && r <= '9':
		return digits
	case isArabic(r):
		return persianWord
	case isLatin(r):
		return latinWord
	case unicode.IsLetter(r):
		return otherWord
	}
	return sign
}

// runEnd finds where the run of one kind that starts at i ends: at another
// kind, or at a letter beyond maxWordLength.
func runEnd(text []rune, i int, k kind) int {
	length := 0
	for ; i < len(text); i++ {
		r := text[i]
		switch {
		case kindOf(r) == k:
			length++
		case unicode.IsMark(r) && k != digits:
		case r == zwnj && k == persianWord:
		case (r == '\'' || r == '’') && k == latinWord && i+1 < len(text) && isLatin(text[i+1]):
		default:
			return i
		}
		if length > maxWordLength && k != digits {
			return i
		}
	}
	return i
}
