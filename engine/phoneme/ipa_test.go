package phoneme

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseIPATakesTheLongestPhoneme(t *testing.T) {
	for text, want := range map[string]string{
		"sælɒːm":        "s æ l ɒː m",
		"/mottæhede/":   "m o t t æ h e d e",
		"d͡ʒæŋɡ":        "dʒ æ ŋ ɡ",
		"tʃiːz":         "tʃ iː z",
		"ˈhaʊ̯s ˌʔaʊf":  "h aʊ̯ s ʔ aʊ f",
		"kʰoʊ":          "kʰ oʊ",
		"ʧa:g":          "tʃ aː ɡ",
		"ɔ̃ ɑ̃":         "ɔ̃ ɑ̃",
		"ts pf":         "ts pf",
		"ɪç":            "ɪ ç",
		"a_b":           "a _ b",
		"":              "",
		"ɔøː":           "ɔøː",
		"t͜s":           "ts",
		"ɒːbˈiː.je kæɾ": "ɒː b iː j e k æ ɾ",
	} {
		got, err := ParseIPA(text)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("ParseIPA(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestParseIPANamesWhatIsNoPhoneme(t *testing.T) {
	for _, text := range []string{"ba7", "A", "سلام", "ː", "b\xff"} {
		if got, err := ParseIPA(text); !errors.Is(err, ErrSymbol) {
			t.Errorf("ParseIPA(%q) = %q, %v, want ErrSymbol", text, got, err)
		}
	}
}

func TestRepr1IsReadBack(t *testing.T) {
	text := Repr1(Persian)
	got, err := ParseRepr1(text)
	if err != nil || !slices.Equal(got, Persian) {
		t.Errorf("ParseRepr1(%q) = %q, %v", text, got, err)
	}
	if text != letters {
		t.Errorf("Repr1 = %q, want %q", text, letters)
	}
	if got := Repr1([]string{"s", Pause, "ø"}); got != "s_*" {
		t.Errorf("Repr1 of a pause and a foreign vowel = %q", got)
	}
	if _, err := ParseRepr1("salAm!"); !errors.Is(err, ErrSymbol) {
		t.Errorf("ParseRepr1 of a wrong letter: %v", err)
	}
}

func TestCanonicalChangesOnlyWhatIsCertain(t *testing.T) {
	for symbol, want := range map[string]string{
		"d͡ʒ": "dʒ", "g": "ɡ", "a": "a", "q": "q", "SIL": "_", "sil": "_", "KH": "x", "AA": "ɒː", "ʧ": "tʃ", "i:": "iː", "AH": "AH", "ɾ": "ɾ", "_": "_", "ˈa": "a",
	} {
		if got := Canonical(symbol); got != want {
			t.Errorf("Canonical(%q) = %q, want %q", symbol, got, want)
		}
	}
}

func TestCanonicalSetDecidesByTheWholeInventory(t *testing.T) {
	cases := []struct{ name, inventory, want string }{
		{"Persian corpora in capitals", "SIL A E AA R D N I T B O M Y H AH SH K S Z U V L F KH Q G CH P J ZH",
			"_ æ e ɒː ɾ d n iː t b o m j h ʔ ʃ k s z uː v l f x ɢ ɡ tʃ p dʒ ʒ"},
		{"espeak-ng's Persian", "_ s a l ɑ ɑː m o r ʃ i iː d q e t uː u ʔ n ʒ v p ɡ tʃ dʒ x z b k h f j",
			"_ s æ l ɒː ɒː m o ɾ ʃ iː iː d ɢ e t uː uː ʔ n ʒ v p ɡ tʃ dʒ x z b k h f j"},
		{"German", "_ a aɪ ɑː ç ə ɪ i: r q x ʔ", "_ a aɪ ɑː ç ə ɪ iː r q x ʔ"},
		{"English ARPABET is not Persian", "AH AA IY K", "AH ɒː IY K"},
		{"Spanish", "a e i o u b r ɾ x tʃ", "a e i o u b r ɾ x tʃ"},
	}
	for _, c := range cases {
		symbols := strings.Fields(c.inventory)
		set := CanonicalSet(symbols)
		var got []string
		for _, s := range symbols {
			got = append(got, set[s])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, strings.Join(got, " "), c.want)
		}
	}
}

func FuzzParseIPA(f *testing.F) {
	for _, seed := range []string{"sælɒːm", "t͡ʃ", "͡", "aɪ̯ə", "/ˈkat/", "ː", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		symbols, err := ParseIPA(text)
		for _, s := range symbols {
			if _, ok := Features(s); err == nil && !ok {
				t.Errorf("ParseIPA(%q) gives %q, which has no features", text, s)
			}
		}
		Canonical(text)
		Nearest(text, Persian)
	})
}
