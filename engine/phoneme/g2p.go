package phoneme

import (
	"strings"
	"sync"
	"unicode/utf8"

	"avagar/engine/persian"
)

// G2P turns spoken words into phonemes. It holds only what it read at the start,
// so any number of goroutines may use one at once.
type G2P struct {
	words *lexicon
	own   map[string]reading // what a person corrected, by Key
}

// shared is read once, when first asked for.
var shared = sync.OnceValues(func() (*G2P, error) {
	words, err := embeddedLexicon()
	if err != nil {
		return nil, err
	}
	return &G2P{words: words}, nil
})

// New returns the G2P of the embedded lexicon, which is read when first needed
// and then shared. An error wraps ErrLexicon.
func New() (*G2P, error) { return shared() }

// Phonemize normalises a text of any kind and gives its phonemes.
func Phonemize(text string) (Utterance, error) {
	g, err := New()
	if err != nil {
		return Utterance{}, err
	}
	return g.Utterance(persian.Normalize(text)), nil
}

// Utterance gives the phonemes of a normalised text, phrase by phrase. Every word
// with a letter or digit in it has at least one phoneme; words that hold none are
// left out.
func (g *G2P) Utterance(t persian.Text) Utterance {
	u := Utterance{Phrases: make([]Phrase, 0, len(t.Phrases))}
	for _, p := range t.Phrases {
		phrase := Phrase{Mark: p.Mark, Words: g.phrase(p.Words)}
		if len(phrase.Words) > 0 {
			u.Phrases = append(u.Phrases, phrase)
		}
	}
	return u
}

// resolved are the words of a phrase that sound, linked by the ezafe.
func (g *G2P) resolved(texts []string) []spoken {
	said := make([]spoken, 0, len(texts))
	for _, text := range texts {
		if s := g.word(text); s.phones != "" {
			said = append(said, s)
		}
	}
	link(said)
	return said
}

// phrase writes the symbols of each word.
func (g *G2P) phrase(texts []string) []Word {
	said := g.resolved(texts)
	words := make([]Word, len(said))
	for i, s := range said {
		words[i] = Word{Text: s.text, Phones: phones(s.final())}
	}
	return words
}

// spoken is a word between the lexicon and the symbols.
type spoken struct {
	text string
	key  string
	analysis
	links bool // an ezafe follows that is not in phones yet
}

// final gives the phones as they are said: with the ezafe, or with a geminate
// at the word's end said as one.
func (s spoken) final() string {
	p := s.phones
	if s.links {
		return withEzafe(p)
	}
	if n := len(p); n > 2 && p[n-1] == p[n-2] && !isVowel(p[n-1]) {
		return p[:n-1]
	}
	return p
}

func withEzafe(phones string) string {
	if isVowel(phones[len(phones)-1]) {
		return phones + "ye"
	}
	return phones + "e"
}

// word finds how one word is said, out of context.
func (g *G2P) word(text string) spoken {
	s := spoken{text: text}
	stem, written := cutEzafe(text)
	s.key = key(stem)
	own, corrected := g.correction(stem)
	switch {
	case corrected:
		s.reading = own
	case s.key == "":
		s.phones = signs(text)
	case !isPersianWord(s.key):
		s.phones, s.class = g.mixed(stem), Name
	default:
		s.analysis = g.resolve(stem, s.key)
	}
	if strings.HasSuffix(s.key, "ی") && strings.HasSuffix(s.phones, "ye") { // اعضای, as a file may list it
		s.ezafe = true
	}
	s.links = written && !s.ezafe && s.phones != ""
	return s
}

// cutEzafe takes a written ezafe off: kasra at the end, ۀ, هٔ, ه‌ی.
func cutEzafe(text string) (stem string, written bool) {
	if rest, ok := strings.CutSuffix(text, string(kasra)); ok {
		return rest, true
	}
	for _, he := range []string{"ۀ", "هٔ", "ه\u200cی", "ه\u200cي"} {
		if rest, ok := strings.CutSuffix(text, he); ok && rest != "" {
			return rest + "ه", true
		}
	}
	return text, false
}

// Words beyond these bounds are no words; they are sounded out letter by letter,
// in time that grows with their length alone.
const (
	longest   = 160 // bytes
	mostParts = 5   // ZWNJ
)

// resolve gives a Persian word its phones: what the text says of its vowels
// first, then the lexicon, morphology, parts between ZWNJ, and the rules.
func (g *G2P) resolve(word, k string) analysis {
	if len(word) > longest || strings.Count(word, "\u200c") > mostParts {
		return analysis{reading: reading{sound(word), Noun}}
	}
	if hasHarakat(word) {
		return g.vocalised(word, k)
	}
	if all := g.words.words[k]; len(all) > 0 {
		return analysis{reading: all[0]}
	}
	if a, ok := g.suffixed(word); ok { // ZWNJ tells نامه‌ای from نام‌های
		return a
	}
	if a, ok := g.known(k); ok {
		return a
	}
	if a, ok := g.parts(word); ok {
		return a
	}
	if r, ok := g.words.derive(k); ok {
		return analysis{reading: r}
	}
	if plain := bare.Replace(k); plain != k {
		if a, ok := g.known(plain); ok {
			return a
		}
	}
	return g.guess(word)
}

// known looks in the lexicon and its inflections.
func (g *G2P) known(k string) (analysis, bool) {
	if all := g.words.words[k]; len(all) > 0 {
		return analysis{reading: all[0]}, true
	}
	if stem, ok := strings.CutSuffix(k, "های"); ok && len(g.words.words[stem]) > 0 && g.words.words[stem][0].class.has(Noun) {
		return analysis{reading: reading{g.words.words[stem][0].phones + "hAye", Noun}, ezafe: true}, true
	}
	if r, ok := g.words.verb(k); ok {
		return analysis{reading: r}, true
	}
	if a, ok := g.words.inflect(k, 1); ok {
		return a, true
	}
	return g.words.inflect(k, 2)
}

// vocalised takes the first known reading that fits the harakat, else the rules.
func (g *G2P) vocalised(word, k string) analysis {
	for _, r := range g.words.words[k] {
		if fits(word, r.phones) {
			return analysis{reading: r}
		}
	}
	if a, ok := g.known(k); ok && fits(word, a.phones) {
		return a
	}
	return analysis{reading: reading{sound(word), Noun}}
}

// halves cuts a word at its last ZWNJ.
func halves(word string) (first, last string, ok bool) {
	cut := strings.LastIndex(word, "\u200c")
	if cut <= 0 || cut+len("\u200c") >= len(word) {
		return "", "", false
	}
	return word[:cut], word[cut+len("\u200c"):], true
}

// suffixed reads a word whose last part after a ZWNJ is a suffix.
func (g *G2P) suffixed(word string) (analysis, bool) {
	first, last, ok := halves(word)
	if !ok {
		return analysis{}, false
	}
	stem, tail := key(first), key(last)
	for _, s := range suffixes {
		if s.letters != tail {
			continue
		}
		head := g.resolve(first, stem)
		if head.phones == "" {
			return analysis{}, false
		}
		if phones := s.after(stem, head.phones); phones != "-" {
			class := head.class
			if s.gives != 0 {
				class = s.gives
			}
			return analysis{reading: reading{head.phones + phones, class}, ezafe: s.ezafe, closed: s.closes()}, true
		}
	}
	return analysis{}, false
}

// parts reads a word of parts between ZWNJ: each as a word, the last perhaps a
// formant.
func (g *G2P) parts(word string) (analysis, bool) {
	first, last, ok := halves(word)
	if !ok {
		return analysis{}, false
	}
	tail := key(last)
	head := g.resolve(first, key(first))
	if head.phones == "" || tail == "" {
		return analysis{}, false
	}
	for _, f := range formants {
		if f.letters == tail {
			return analysis{reading: reading{linked(head.phones, f.phones), Noun | Adjective}}, true
		}
	}
	rest := g.resolve(last, tail)
	rest.phones, rest.class = hiatus(head.phones, rest.phones), rest.class|Noun
	return rest, true
}

// guess peels the suffixes that leave no doubt off an unknown word and sounds
// the rest out by rule.
func (g *G2P) guess(word string) analysis {
	k := key(word)
	for _, e := range []string{"هایشان", "هایمان", "هایتان", "هایی", "هایش", "هایم", "هایت", "های", "ها", "ترین"} {
		stem, ok := strings.CutSuffix(k, e)
		if !ok || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		for _, s := range suffixes {
			if s.letters == e {
				return analysis{reading: reading{sound(stem) + s.phones, s.gives}, ezafe: s.ezafe, closed: s.closes()}
			}
		}
	}
	return analysis{reading: reading{sound(word), guessClass(k)}, guessed: true}
}

// guessClass: unknown words are nouns, those in ی may be adjectives as well.
func guessClass(k string) Class {
	if strings.HasSuffix(k, "ی") {
		return Noun | Adjective
	}
	return Noun
}
