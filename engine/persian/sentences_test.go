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
