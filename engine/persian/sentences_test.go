package persian

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
	"unicode/utf8"
)

func pieces(t *testing.T, r io.Reader) []string {
	t.Helper()
	var out []string
	for piece, err := range Sentences(r) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, piece)
	}
	return out
}

func TestSentencesCutsBehindSentences(t *testing.T) {
	text := "سلام. خوبی؟! «بله.» د. احمدی ۳.۵ کیلو خرید\nخط دوم\n\n۱. سیب"
	want := []string{"سلام.", "خوبی؟!", "«بله.»", "د. احمدی ۳.۵ کیلو خرید", "خط دوم", "۱. سیب"}
	if got := pieces(t, iotest.OneByteReader(strings.NewReader(text))); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestSentencesAreBoundedAndLoseNothing(t *testing.T) {
	squeeze := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
	}
	for name, unit := range pathological {
		text := strings.Repeat(unit, 5000)
		got := pieces(t, strings.NewReader(text))
		for _, p := range got {
			if n := utf8.RuneCountInString(p); n > MaxPiece || p == "" {
				t.Errorf("%s: a piece of %d runes", name, n)
			}
		}
		if squeeze(strings.Join(got, "")) != squeeze(text) {
			t.Errorf("%s: the pieces are not the text", name)
		}
	}
}

func TestSentencesCutsLongOnesAtSpaces(t *testing.T) {
	for _, p := range pieces(t, strings.NewReader(strings.Repeat("واژه ", 1000))) {
		if strings.ReplaceAll(p, "واژه", "") != strings.Repeat(" ", strings.Count(p, "واژه")-1) {
			t.Fatalf("a word was cut: %q", p)
		}
	}
}

func TestPiecesKnowTheirPlace(t *testing.T) {
	texts := map[string]string{"mixed": "  سلام. خوبی؟!\r\n «بله.»\xff د. احمدی\xff\xfe ۳.۵ \ufffd😀 کیلو خرید\n\n", "long": strings.Repeat("واژهٔ\xe2 ", 900)}
	for name, unit := range pathological {
		texts[name] = strings.Repeat(unit, 300)
	}
	for name, text := range texts {
		end := 0
		for p, err := range Pieces(iotest.HalfReader(strings.NewReader(text))) {
			if err != nil || p.From < end || p.To <= p.From {
				t.Fatalf("%s: %+v, %v", name, p, err)
			}
			if got := byteRunes(text[p.From:p.To]); got != p.Text {
				t.Errorf("%s: %q stands at its place, not %q", name, got, p.Text)
			}
			if strings.TrimSpace(byteRunes(text[end:p.From])) != "" {
				t.Errorf("%s: %q was passed over", name, text[end:p.From])
			}
			end = p.To
		}
	}
}

// byteRunes makes each byte that is not UTF-8 a space.
func byteRunes(text string) string {
	var b strings.Builder
	for i, r := range text {
		if _, n := utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && n == 1 {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = "abcdefg "[i%8]
	}
	e.left--
	return len(p), nil
}

func TestSentencesNeedsNoMoreMemoryForMoreText(t *testing.T) {
	var before, after runtime.MemStats
	longest := 0
	runtime.GC()
	runtime.ReadMemStats(&before)
	for piece := range Sentences(&endless{left: 2000}) { // 8 MB in one line
		longest = max(longest, len(piece))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if longest > MaxPiece || int64(after.HeapAlloc)-int64(before.HeapAlloc) > 1<<20 {
		t.Errorf("longest piece %d bytes, heap grew by %d", longest, int64(after.HeapAlloc)-int64(before.HeapAlloc))
	}
}

func TestSentencesReportsAReadError(t *testing.T) {
	broken := errors.New("broken pipe")
	var got []string
	var last error
	for piece, err := range Sentences(io.MultiReader(strings.NewReader("سلام. نیمه"), iotest.ErrReader(broken))) {
		got, last = append(got, piece), err
	}
	if !errors.Is(last, broken) || strings.Join(got, "|") != "سلام.|نیمه|" {
		t.Errorf("got %q and %v", got, last)
	}
}

func TestSentencesStopsWhenAsked(t *testing.T) {
	n := 0
	for range Sentences(strings.NewReader("یک. دو. سه.")) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("stopped after %d", n)
	}
}

func FuzzSentences(f *testing.F) {
	f.Add([]byte("سلام. خوبی؟\n\xff\x00"))
	f.Fuzz(func(t *testing.T, text []byte) {
		n := 0
		for piece, err := range Sentences(strings.NewReader(string(text))) {
			if err != nil || utf8.RuneCountInString(piece) > MaxPiece || !utf8.ValidString(piece) {
				t.Fatalf("piece %q, error %v", piece, err)
			}
			n += letters(piece)
		}
		if n != letters(strings.ToValidUTF8(string(text), " ")) {
			t.Fatalf("%q kept %d letters", text, n)
		}
	})
}
