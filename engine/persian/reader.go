package persian

import "strings"

// Normalize reads written text as spoken words. It never fails: bytes that are
// not UTF-8 part words, control characters and direction marks vanish, signs
// without a reading are passed over, letters of any script remain.
func Normalize(text string) Text {
	return read(text).out
}

func read(text string) *reader {
	r := &reader{tokens: lex(expandLinks(fold(text)))}
	for r.i < len(r.tokens) {
		r.step()
	}
	r.flush()
	return r
}

// reader walks the tokens once; every rule looks only a bounded way around.
type reader struct {
	tokens []token
	i      int
	out    Text
	words  []string // of the phrase under way
	mark   rune     // closes the phrase once another word comes
	owed   []string // said behind the next number: the unit written before it

	lineEnded bool // a line ended behind the words so far
	looks     int  // tokens looked at: the measure of work
}

// at gives the token d places from the present one; a lineEnd beyond the ends.
func (r *reader) at(d int) token {
	r.looks++
	if j := r.i + d; j >= 0 && j < len(r.tokens) {
		return r.tokens[j]
	}
	return token{kind: lineEnd}
}

func (r *reader) step() {
	switch t := r.at(0); t.kind {
	case digits:
		r.readNumber()
	case sign:
		r.readSign()
	case lineEnd:
		r.lineEnded = len(r.words) > 0
		r.i++
	case persianWord:
		r.readPersian()
	case latinWord:
		r.readLatin()
	default:
		r.say(t.text)
		r.i++
	}
}

// say adds words, which may be given several to a string. A line that ended
// without a mark ended a sentence.
func (r *reader) say(words ...string) {
	for _, w := range words {
		for part := range strings.FieldsSeq(w) {
			if r.lineEnded && r.mark == 0 {
				r.mark = '.'
			}
			if r.mark != 0 {
				r.flush()
			}
			r.words = append(r.words, part)
		}
	}
}

// markOrder ranks the marks: of several in a row the strongest closes the phrase.
const markOrder = "،؛:.…!؟"

// close notes that a mark stands behind the words so far.
func (r *reader) close(mark rune) {
	if len(r.words) > 0 && strings.IndexRune(markOrder, mark) > strings.IndexRune(markOrder, r.mark) {
		r.mark = mark
	}
}

func (r *reader) flush() {
	if len(r.words) > 0 {
		r.out.Phrases = append(r.out.Phrases, Phrase{Words: joinParts(r.words), Mark: r.mark})
	}
	r.words, r.mark, r.lineEnded = nil, 0, false
}
