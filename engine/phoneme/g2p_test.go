package phoneme

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"avagar/engine/persian"
)

func repr(t testing.TB, text string) string {
	t.Helper()
	u, err := Phonemize(text)
	if err != nil {
		t.Fatal(err)
	}
	return u.String(ReprOne)
}

// table reads testdata: what is written, tab, repr1.
func table(t *testing.T, name string) (rows [][2]string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if text, want, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && text[0] != '#' {
			rows = append(rows, [2]string{text, want})
		}
	}
	if len(rows) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return rows
}

func TestSentencesAreSaidAsAReaderSaysThem(t *testing.T) {
	for _, row := range table(t, "sentences.tsv") {
		if got := repr(t, row[0]); got != row[1] {
			t.Errorf("%s\n got %s\nwant %s", row[0], got, row[1])
		}
	}
}

func TestWordsAreInflected(t *testing.T) {
	for _, row := range table(t, "words.tsv") {
		if got := repr(t, row[0]); got != row[1] {
			t.Errorf("%s: got %s, want %s", row[0], got, row[1])
		}
	}
}

func TestHarakatWinOverTheLexicon(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"مُحَمَّد", "mohammad"}, {"کِرْم", "kerm"}, {"کَرَم", "karam"}, {"کُرُم", "korom"}, {"کتابِ", "ketAbe"}, {"مَلِک", "malek"}, {"مُلک", "molk"}, {"مِلک", "melk"},
		{"گُل", "gol"}, {"گِل", "gel"}, {"شُتُرمُرغ", "Sotormorq"}, {"مثلاً", "masalan"}, {"بَرگُش", "bargoS"},
	} {
		if got := repr(t, c.text); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestUnknownWordsAreSoundedOut(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"زاگنوش", "zAgnuS"}, {"ایباک", "ibAk"}, {"پیژاکوت", "piZAkut"}, {"خوالک", "xAlek"}, {"عاریژ", "AriZ"}, {"طریفیه", "tarifiye"}, {"چغنمباز", "CaqnambAz"},
	} {
		if got := sound(c.word); got != c.want {
			t.Errorf("%s: got %s, want %s", c.word, got, c.want)
		}
	}
}

func TestRulesMakeSyllablesPersiansCanSay(t *testing.T) {
	for _, word := range []string{"بتجرس", "کلمنجستپ", "سترگ", "اسپرک", "مستظرفه", "آگلنبرگ", "قستنطنیه", "بببببببب", "اااا", "وووو", "یییی", "هههه", "عععع"} {
		p := sound(word)
		for i := 0; i+2 < len(p); i++ {
			if !isVowel(p[i]) && !isVowel(p[i+1]) && (!isVowel(p[i+2]) && i+3 < len(p) && !isVowel(p[i+3]) || i == 0) {
				t.Errorf("%s: %s has a cluster that no Persian syllable holds", word, p)
			}
		}
		if !strings.ContainsAny(p, vowelLetters) {
			t.Errorf("%s: %s has no vowel", word, p)
		}
	}
}

func TestLatinWordsAndAcronymsAreSaid(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"IBM", "Aybiem"}, {"Google", "gugel"}, {"stop", "estop"}, {"Café", "kafe"}, {"nation", "naSen"}, {"hmm", "eyCemem"}, {"phone", "fon"}, {"the", "te"},
	} {
		g, err := New()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(g.word(c.text).final(), "?", ""); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// hasPhones tells whether anything is said.
func hasPhones(u Utterance) bool {
	for _, p := range u.Phrases {
		if p.Len() > 0 {
			return true
		}
	}
	return false
}

func TestNoLetterIsSilentlyDropped(t *testing.T) {
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	blocks := [][2]rune{{0x620, 0x64a}, {0x66e, 0x66f}, {0x671, 0x6d3}, {0x6ee, 0x6fc}, {0x750, 0x77f}, {'a', 'z'}, {0xc0, 0x17f}, {0x391, 0x3c9}, {0x410, 0x44f}, {0xfb50, 0xfbb1}, {0xfe80, 0xfefc}, {0x5d0, 0x5ea}, {0x4e00, 0x4e10}}
	for _, block := range blocks {
		for r := block[0]; r <= block[1]; r++ {
			if scriptOf(r) == silentScript || r == tatweel {
				continue
			}
			for _, word := range []string{string(r), string(r) + string(sukun), string(r) + string(shadda), "ک" + string(r), string(r) + "ک", "کا" + string(r) + "ار"} {
				s := g.word(word)
				if s.phones == "" {
					t.Errorf("%U in %q says nothing", r, word)
				}
				if strings.Contains(word, "ک") && (!strings.Contains(s.phones, "k") || s.phones == "k") && scriptOf(r) != persianScript {
					t.Errorf("%U in %q is said %q", r, word, s.phones)
				}
			}
		}
	}
}

func TestSignsWithoutALetterSayNothing(t *testing.T) {
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	u := g.Utterance(persian.Text{Phrases: []persian.Phrase{{Words: []string{"—", "\u200c", "", "…"}, Mark: '.'}, {Words: []string{"سلام"}}}})
	if len(u.Phrases) != 1 || u.String(ReprOne) != "salAm" {
		t.Errorf("got %q", u.String(ReprOne))
	}
}

func TestHugeAndHostileWordsEndInTime(t *testing.T) {
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"ک", "ی\u200c", "ه\u0654", "a", "aک", "漢ک", "漢", "\u064e", "ا\u200cها", "خوا", "αa", "١"} {
		word := strings.Repeat(unit, 50_000)
		u := g.Utterance(persian.Text{Phrases: []persian.Phrase{{Words: []string{word, "سلام"}}}})
		if !hasPhones(u) {
			t.Errorf("%q repeated says nothing", unit)
		}
	}
}

func TestManyGoroutinesShareOneG2P(t *testing.T) {
	const text = "زبان فارسی شیرین است، کتاب\u200cهایشان را می\u200cخوانیم."
	want := repr(t, text)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := repr(t, text); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestNotationsAgree(t *testing.T) {
	u, err := Phonemize("چای داغ")
	if err != nil {
		t.Fatal(err)
	}
	if got := u.String(IPA); got != "tʃɒːje dɒːɢ" {
		t.Errorf("IPA: %s", got)
	}
	if got := u.String(ReprOne); got != "CAye dAq" {
		t.Errorf("repr1: %s", got)
	}
}

func FuzzPhonemize(f *testing.F) {
	for _, seed := range []string{"سلام دنیا", "کتاب\u200cهایشان", "مُحَمَّد", "abc ۱۲۳", "ی\u200cی\u200cی\u200cی", "هٔ ۀ ة ً", "\xff\xfe", "漢字 αβ", "خوا", "اً", "\u0651\u0651\u0651"} {
		f.Add(seed)
	}
	g, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		direct := persian.Text{Phrases: []persian.Phrase{{Words: strings.Fields(text), Mark: '.'}}}
		for _, u := range []Utterance{g.Utterance(persian.Normalize(text)), g.Utterance(direct)} {
			for _, token := range u.Tokens() {
				if _, ok := Features(token.Symbol); !ok {
					t.Errorf("%q gives the unknown symbol %q", text, token.Symbol)
				}
			}
		}
		for _, r := range text {
			if scriptOf(r) == silentScript {
				continue
			}
			if !hasPhones(g.Utterance(direct)) {
				t.Errorf("%q has letters and says nothing", text)
			}
			break
		}
	})
}

func BenchmarkUtterance(b *testing.B) {
	g, err := New()
	if err != nil {
		b.Fatal(err)
	}
	text := persian.Normalize("جنگ باعث رواج زیاد پیش\u200cبینی وضع هوا شد و دانشجویان دانشگاه تهران کتاب\u200cهایشان را پس دادند.")
	for b.Loop() {
		g.Utterance(text)
	}
}

func BenchmarkLexicon(b *testing.B) {
	for b.Loop() {
		if _, err := embeddedLexicon(); err != nil {
			b.Fatal(err)
		}
	}
}
