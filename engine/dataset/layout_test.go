package dataset

import (
	"slices"
	"strings"
	"testing"

	"avagar/engine/align"
	"avagar/engine/phoneme"

	"github.com/google/go-cmp/cmp"
)

func TestShortPausesGoToTheirNeighbours(t *testing.T) {
	seg := func(symbol string, start, end int) align.Segment {
		return align.Segment{Symbol: symbol, Start: start, End: end}
	}
	cases := []struct {
		name     string
		in, want []align.Segment
	}{
		{"kept", []align.Segment{seg("_", 0, 60), seg("a", 60, 90), seg("_", 90, 140)}, []align.Segment{seg("_", 0, 60), seg("a", 60, 90), seg("_", 90, 140)}},
		{"first", []align.Segment{seg("_", 0, 40), seg("a", 40, 90)}, []align.Segment{seg("a", 0, 90)}},
		{"between", []align.Segment{seg("a", 0, 60), seg("_", 60, 80), seg("b", 80, 90)}, []align.Segment{seg("a", 0, 80), seg("b", 80, 90)}},
		{"last", []align.Segment{seg("a", 0, 60), seg("_", 60, 109)}, []align.Segment{seg("a", 0, 109)}},
		{"two in a row", []align.Segment{seg("a", 0, 60), seg("_", 60, 120), seg("_", 120, 200), seg("b", 200, 210)}, []align.Segment{seg("a", 0, 60), seg("_", 60, 200), seg("b", 200, 210)}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, mergePauses(c.in, 1000)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestEveryTokenGetsAFrame(t *testing.T) {
	cases := []struct {
		bounds []int
		frames int
		want   []int
	}{
		{[]int{0, 3, 7, 10}, 10, []int{3, 4, 3}},
		{[]int{0, 0, 0, 10}, 10, []int{1, 1, 8}},
		{[]int{0, 10, 10, 10}, 10, []int{8, 1, 1}},
		{[]int{0, 0, 0, 3}, 3, []int{1, 1, 1}},
		{[]int{0, 5, 5, 6, 6}, 6, []int{3, 1, 1, 1}},
	}
	for _, c := range cases {
		if got := spread(slices.Clone(c.bounds), c.frames); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.bounds, got, c.want)
		}
	}
}

// words builds a script from words split by "/" and phrases closed by marks.
func words(text string) script {
	var u phoneme.Utterance
	for _, phrase := range strings.Split(text, " ") {
		p := phoneme.Phrase{}
		r := []rune(phrase)
		if m := r[len(r)-1]; m == '،' || m == '.' {
			p.Mark, phrase = m, string(r[:len(r)-1])
		}
		for _, w := range strings.Split(phrase, "/") {
			p.Words = append(p.Words, phoneme.Word{Phones: strings.Split(w, "")})
		}
		u.Phrases = append(u.Phrases, p)
	}
	return fromUtterance(u)
}

func (s script) String() string {
	var b strings.Builder
	for i, p := range s.phones {
		switch {
		case s.marks[i] != 0:
			b.WriteString(string(s.marks[i]) + " ")
		case i > 0 && s.word[i] != s.word[i-1]:
			b.WriteString("/")
		}
		b.WriteString(p)
	}
	if m := s.marks[len(s.phones)]; m != 0 {
		b.WriteRune(m)
	}
	return b.String()
}

func TestWordsAreRecoveredFromTheText(t *testing.T) {
	cases := []struct{ name, given, front, want string }{
		{"the same sounds", "salem", "sal/em.", "sal/em."},
		{"a vowel differs", "sælem", "sal/em.", "sæl/em."},
		{"an ezafe that the front end left out", "kitabeman", "kitab/man.", "kitabe/man."},
		{"a sound not spoken", "kitaman", "kitab/man.", "kita/man."},
		{"a word not spoken", "salman", "sal/e/man.", "sal/man."},
		{"a comma", "samkezin", "sam، ke/zin.", "sam، ke/zin."},
		{"a comma behind a word not spoken", "samkezin", "sam/un، ke/zin.", "sam، ke/zin."},
		{"more sounds at the start", "absalem", "sal/em.", "absal/em."},
	}
	for _, c := range cases {
		spans := []phoneSpan{}
		for _, r := range c.given {
			spans = append(spans, phoneSpan{symbol: string(r), word: -1})
		}
		s := fromSpans(spans, "")
		s.borrowWords(words(c.front))
		if got := s.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestClosingMarkOfAnyScript(t *testing.T) {
	for text, want := range map[string]rune{
		"رفت.": '.', "رفت؟": '؟', "gone?": '؟', "رفت!": '!', "«رفت.»": '.', "و…": '…', "und so...": '…', "رفت": 0, "": 0, "a,": '،',
	} {
		if got := closing(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
