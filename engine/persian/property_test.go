package persian

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// flaw says what makes t no spoken text, or "".
func flaw(t Text) string {
	for _, p := range t.Phrases {
		switch {
		case len(p.Words) == 0:
			return "a phrase without words"
		case p.Mark != 0 && !strings.ContainsRune(markOrder, p.Mark):
			return "the mark " + string(p.Mark)
		}
		for _, w := range p.Words {
			if why := wordFlaw(w); why != "" {
				return why + " in " + strings.ToValidUTF8(w, "�")
			}
		}
	}
	return ""
}

func wordFlaw(w string) string {
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case !utf8.ValidString(w):
		return "invalid UTF-8"
	case !unicode.IsLetter(first):
		return "no letter first"
	case strings.HasSuffix(w, string(zwnj)) || strings.Contains(w, "\u200c\u200c"):
		return "a stray ZWNJ"
	}
	for _, r := range w {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != zwnj && r != '\'' && r != '’' {
			return "the rune " + string(r)
		}
	}
	return ""
}

// written counts the letters that a code point stands for; trade marks are
// left unsaid on purpose.
func written(r rune) int {
	if r == '™' || r == '℠' {
		return 0
	}
	return letters(norm.NFKC.String(string(r)))
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) && r != tatweel {
			n++
		}
	}
	return n
}

// eachRune gives all code points, but of the blocks of like letters (Han,
// Hangul) and of the private and unassigned planes a sample.
func eachRune(yield func(rune)) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		switch {
		case r >= 0x34000:
			r += 250
		case r >= 0x20000, unicode.In(r, unicode.Han, unicode.Hangul) && unicode.Is(unicode.Lo, r):
			r += 16
		}
		yield(min(r, unicode.MaxRune))
	}
}

func TestEveryCodePointAloneGivesSpokenText(t *testing.T) {
	eachRune(func(r rune) {
		once, twice := Normalize(string(r)), Normalize(string([]rune{r, r}))
		if why := flaw(once) + flaw(twice); why != "" {
			t.Errorf("%U: %s", r, why)
		}
		if written(r) > 0 && (len(once.Phrases) == 0 || len(twice.Phrases) == 0) {
			t.Errorf("%U %c was dropped", r, r)
		}
		if again := Normalize(once.String()).String(); again != once.String() {
			t.Errorf("%U: %q became %q", r, once.String(), again)
		}
	})
}

func TestEveryCodePointLeavesTheLettersBesideItAlone(t *testing.T) {
	eachRune(func(r rune) {
		for _, sides := range [][2]string{{"نمونه", "دیگر"}, {"sample", "other"}} {
			got := Normalize(sides[0] + string(r) + sides[1])
			if why := flaw(got); why != "" {
				t.Errorf("%s%U%s: %s", sides[0], r, sides[1], why)
			}
			want := letters(sides[0]) + letters(sides[1])
			if written(r) > 0 {
				want++
			}
			if n := letters(got.String()); n < want {
				t.Errorf("%s%U%s kept %d letters of %d: %s", sides[0], r, sides[1], n, want, got)
			}
		}
	})
}

// pathological texts, repeated to any length.
var pathological = map[string]string{
	"one letter": "م", "one Latin letter": "a", "one digit": "7", "zeros": "0", "one word": "سلام ", "one line": "سلام دنیا، ",
	"dots": ".", "dotted letters": "ق.", "dotted Latin": "U.", "commas": "1,", "thousands": "123,", "dates": "1402/05/12/", "times": "12:30:",
	"hyphens": "-", "ranges": "5-", "brackets": "(", "honorific": "(ص", "plural": "ها ", "half-spaces": "\u200c", "half-spaced": "ه\u200c",
	"harakat": "َ", "all harakat": "م\u064e\u0651\u0654", "marks": "e\u0301\u0327", "emoji": "😊", "han": "字", "bytes": "\xff", "zero": "\x00",
	"lines": "\n", "at": "@", "mail": "a@b.ir,", "hosts": "a.ir/", "scheme": "://", "per cent": "%41", "currency": "$", "powers": "²",
	"hashes": "#", "plus": "+", "entities": "&zwnj;", "marbuta": "ة", "verbs": "می ", "units": "5 km/", "ligature": "ﷺ", "hidden": "\u200f",
}

func TestWorkGrowsWithLength(t *testing.T) {
	for name, unit := range pathological {
		small, large := read(strings.Repeat(unit, 500)), read(strings.Repeat(unit, 4000))
		if why := flaw(large.out); why != "" {
			t.Errorf("%s: %s", name, why)
		}
		if small.looks > 100*500*len(unit) || large.looks > 10*small.looks+1000 {
			t.Errorf("%s: %d tokens looked at for 500 units, %d for 4000", name, small.looks, large.looks)
		}
		if n, most := len(large.out.String()), 4000*(len(unit)*40+80); n > most {
			t.Errorf("%s: the text grew to %d bytes", name, n)
		}
	}
}

// A quadratic step on a megabyte would take minutes here.
func TestLongTextsOfAnyKindAreRead(t *testing.T) {
	for name, unit := range pathological {
		size := 1 << 16
		if name == "one line" || name == "one letter" || name == "one digit" {
			size = 1 << 20
		}
		got := Normalize(strings.Repeat(unit, size/len(unit)))
		for _, p := range got.Phrases {
			for _, w := range p.Words {
				if n := utf8.RuneCountInString(w); n > (maxWordLength+1)*(maxMarks+1) {
					t.Fatalf("%s: a word of %d runes", name, n)
				}
			}
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, rows := range examples {
		for _, row := range rows {
			f.Add(half(row[0]))
		}
	}
	for _, unit := range pathological {
		f.Add(unit + unit + unit)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Normalize(text)
		if why := flaw(got); why != "" {
			t.Fatalf("%q gave %q: %s", text, got, why)
		}
		if why := flaw(Normalize(got.String())); why != "" {
			t.Fatalf("%q again: %s", got, why)
		}
	})
}
