package speech

import (
	"strings"
	"unicode/utf8"

	"avagar/engine/persian"
)

// partRunes is the most runes that the editor holds at once. The toolkit wraps
// the whole of its text anew at every key, which a page or two bear well and a
// book does not.
const partRunes = 3000

// text is what the person writes, in parts of which the editor shows one. The
// parts together are the text, with nothing between them.
type text struct {
	parts []string
	at    int // the part shown
}

func newText(whole string) *text {
	t := &text{}
	t.set(whole, 0)
	return t
}

// set cuts the text anew and shows the part that holds a byte of it.
func (t *text) set(whole string, offset int) {
	t.parts = cut(whole)
	t.at, _ = t.find(offset)
}

// whole is all of the text.
func (t *text) whole() string { return strings.Join(t.parts, "") }

// shown is the part shown.
func (t *text) shown() string { return t.parts[t.at] }

// change replaces the part shown by what the person made of it.
func (t *text) change(part string) { t.parts[t.at] = part }

// start is the offset of the part shown in the whole, in bytes.
func (t *text) start() int {
	start := 0
	for _, p := range t.parts[:t.at] {
		start += len(p)
	}
	return start
}

// find is the part that holds a byte of the whole, and the byte's offset in it.
func (t *text) find(offset int) (part, inside int) {
	for i, p := range t.parts {
		if offset < len(p) || i == len(t.parts)-1 {
			return i, min(max(offset, 0), len(p))
		}
		offset -= len(p)
	}
	return 0, 0
}

// cut divides a text in front of sentences into parts of about partRunes, never
// many more. There is always one part.
func cut(whole string) []string {
	if utf8.RuneCountInString(whole) <= partRunes {
		return []string{whole}
	}
	var parts []string
	begin, runes := 0, 0
	for piece, err := range persian.Pieces(strings.NewReader(whole)) {
		if err != nil {
			break
		}
		n := utf8.RuneCountInString(piece.Text)
		if runes > 0 && runes+n > partRunes {
			parts = append(parts, whole[begin:piece.From])
			begin, runes = piece.From, 0
		}
		runes += n
	}
	return append(parts, whole[begin:])
}
