package phoneme

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Key is how corrections know a word: folded letters without ZWNJ and harakat.
func Key(word string) string { return strings.ToLower(key(word)) }

// With returns a G2P that reads these words as a person wants them read: words
// as Key has them or in any other spelling, each with IPA symbols of Persian. A
// corrected word takes endings, and the ezafe, as the lexicon's own words do;
// harakat in a text outweigh a correction. Words without a letter and readings
// with a symbol that Persian lacks are passed over. g itself is unchanged.
func (g *G2P) With(corrections map[string][]string) *G2P {
	words := *g.words
	words.words = maps.Clone(words.words)
	own := maps.Clone(g.own)
	if own == nil {
		own = map[string]reading{}
	}
	for word, symbols := range corrections {
		k, repr := Key(word), Repr1(symbols)
		if k == "" || repr == "" || strings.ContainsAny(repr, string(foreignLetter)+string(pauseLetter)) {
			continue
		}
		r := reading{repr, guessClass(k)}
		if all := words.words[k]; len(all) > 0 {
			r.class = all[0].class
		}
		own[k] = r
		words.words[k] = slices.Concat([]reading{r}, slices.DeleteFunc(slices.Clone(words.words[k]), func(old reading) bool { return old.phones == repr }))
	}
	return &G2P{words: &words, own: own}
}

// correction is the person's reading of a word, where its text leaves it open.
func (g *G2P) correction(word string) (reading, bool) {
	if len(g.own) == 0 || hasHarakat(word) {
		return reading{}, false
	}
	r, ok := g.own[Key(word)]
	return r, ok
}

// ParsePersian splits an IPA text into phonemes of Persian, as ParseIPA does,
// and spells each as Persian has it: a as æ, r as ɾ. Another language's sound
// gives an error that wraps ErrSymbol, as does a text without any.
func ParsePersian(ipa string) ([]string, error) {
	symbols, err := ParseIPA(ipa)
	if err != nil {
		return nil, err
	}
	for i, s := range symbols {
		if ours, ok := persianIPA[s]; ok {
			symbols[i] = ours
		} else if letterOf[s] == 0 {
			return nil, fmt.Errorf("ipa %q: %w: %q is no sound of Persian", clip(ipa), ErrSymbol, s)
		}
	}
	if len(symbols) == 0 {
		return nil, fmt.Errorf("ipa %q: %w: no sound in it", clip(ipa), ErrSymbol)
	}
	return symbols, nil
}
