package phoneme

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"avagar/engine/persian"
)

func readings(t *testing.T, g *G2P, text string) []Reading {
	t.Helper()
	out := slices.Collect(g.Readings(text))
	end := 0
	for _, r := range out {
		if r.From < end || r.To <= r.From || r.To > len(text) || text[r.From:r.To] != r.Text {
			t.Fatalf("%q: %+v", text, r)
		}
		end = r.To
	}
	return out
}

func newG2P(t *testing.T) *G2P {
	t.Helper()
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestReadingsKnowTheirPlaceAndSayWhatIsSpoken(t *testing.T) {
	g := newG2P(t)
	for text, want := range map[string]string{
		"سلام، دنیا!":                        "سلام|دنیا",
		"کتاب خوب «علی» (۱۲۳ صفحه) است.":     "کتاب|خوب|علی|۱۲۳|صفحه|است",
		"من می روم و 🙂 کتاب ها را می‌خوانم.": "من|می روم|و|کتاب ها|را|می‌خوانم",
		"\xffسلام\xff\n\n  Hello 你好":         "سلام|Hello|你好",
		"":                                   "",
		"🙂 ؟!":                               "",
	} {
		var got, phones []string
		for _, r := range readings(t, g, text) {
			got, phones = append(got, r.Text), append(phones, strings.Join(r.Phones, ""))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is read as %q", text, got)
		}
		var u Utterance
		for p := range persian.Pieces(strings.NewReader(text)) {
			u.Phrases = append(u.Phrases, g.Utterance(persian.Normalize(p.Text)).Phrases...)
		}
		plain := strings.NewReplacer(" | ", "", " ", "")
		if all := plain.Replace(u.String(IPA)); strings.Join(phones, "") != all {
			t.Errorf("%q: the words say %q, the voice %q", text, phones, all)
		}
	}
}

func TestACorrectionIsReadWithItsEndings(t *testing.T) {
	g := newG2P(t)
	symbols, err := ParsePersian("keta:b")
	if err == nil {
		symbols, err = ParsePersian("kɒtɒb")
	}
	if err != nil {
		t.Fatal(err)
	}
	own := g.With(map[string][]string{"کِتاب": symbols, "مهسان": {"m", "o"}, "Avagar": {"ɒː", "v", "ɒː"}, "": {"m"}, "بد": {"ŋ"}})
	for text, want := range map[string]string{
		"کتاب": "kAtAb", "كتاب": "kAtAb", "کتاب‌ها": "kAtAbhA", "کتابِ": "kAtAbe", "مهسان": "mo", "avagar": "AvA", "بد": "bad", "کِتاب": "ketAb",
	} {
		if got := own.Utterance(persian.Normalize(text)).String(ReprOne); got != want {
			t.Errorf("%s is read %s, want %s", text, got, want)
		}
	}
	if got := g.Utterance(persian.Normalize("کتاب")).String(ReprOne); got != "ketAb" {
		t.Errorf("the shared one reads %s", got)
	}
	r := readings(t, own, "کتاب من")
	if !r[0].Corrected || r[1].Corrected || Repr1(r[0].Base) != "kAtAb" || Repr1(r[0].Phones) != "kAtAbe" || len(r[0].Others) == 0 || Repr1(r[0].Others[0]) != "ketAb" {
		t.Errorf("%+v", r)
	}
}

func TestWordsOfSeveralReadingsAndUnknownOnesAreMarked(t *testing.T) {
	g := newG2P(t)
	r := readings(t, g, "کرم شپلخزاده")
	if len(r) != 2 || len(r[0].Others) == 0 || r[0].Guessed || !r[1].Guessed || len(r[1].Others) > 0 {
		t.Errorf("%+v", r)
	}
}

func TestParsePersianRefusesOtherSounds(t *testing.T) {
	for _, ipa := range []string{"", "  ", "θ", "y", "_", "سلام", "m🙂"} {
		if s, err := ParsePersian(ipa); err == nil {
			t.Errorf("%q gave %q", ipa, s)
		}
	}
	if s, err := ParsePersian("ˈsa.lam"); err != nil || Repr1(s) != "salam" {
		t.Errorf("%q, %v", s, err)
	}
}

func TestAnEntryIsOneWordAndIsHeard(t *testing.T) {
	g := newG2P(t)
	for word, want := range map[string]string{
		"سلام": "سلام", "كتاب": "کتاب", "کِتاب": "کتاب", "می روم": "میروم", "کتاب ها": "کتابها", " خانهٔ ": "خانه", "خانه\u200cی": "خانه",
		"کتابِ": "کتاب", "۱۲": "دوازده", "Avagar": "avagar", "ج": "ج", "«سلام!»": "سلام",
		"": "", "!": "", "🙂": "", "\u200c": "", "دو واژه": "", "۱۲۳": "", "USA": "", strings.Repeat("ب", longest): "",
	} {
		headword, symbols, err := ParseEntry(word, "mol")
		if headword != want || (want == "") != errors.Is(err, ErrWord) {
			t.Errorf("%q is known as %q, %v", word, headword, err)
		}
		if err != nil {
			continue
		}
		own := g.With(map[string][]string{headword: symbols})
		plain := word
		if strings.Contains(word, "\u0650") {
			plain = headword // the text's own vowels outweigh a correction
		}
		if got := own.Utterance(persian.Normalize(plain)).String(ReprOne); got != "mol" && got != "mole" {
			t.Errorf("%q is read %q all the same", word, got)
		}
	}
	if _, _, err := ParseEntry("سلام", "θ"); !errors.Is(err, ErrSymbol) {
		t.Errorf("a foreign sound: %v", err)
	}
	if _, _, err := ParseEntry("سلام", strings.Repeat("ba", mostSounds)); !errors.Is(err, ErrWord) {
		t.Errorf("endless sounds: %v", err)
	}
}

func FuzzHeadword(f *testing.F) {
	f.Add("می روم")
	f.Add("خانهٔ")
	f.Add("۱۲")
	f.Fuzz(func(t *testing.T, word string) {
		headword, err := Headword(word)
		if err != nil {
			return
		}
		if again, err := Headword(headword); err != nil || again != headword {
			t.Errorf("%q is known as %q, and that as %q, %v", word, headword, again, err)
		}
	})
}

func FuzzReadings(f *testing.F) {
	f.Add("من می روم. ۱۲/۳ کتاب\xff ها ۵ kg")
	g, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) { readings(t, g, text) })
}
