package phoneme

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"avagar/engine/persian"
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

// ErrWord tells that a text is not the one word that a reading can be given to.
var ErrWord = errors.New("phoneme: not one word")

// mostSounds is how many phonemes a word has at most.
const mostSounds = 100

// ParseEntry is the one rule of what a person can put into the lexicon: a word,
// which it returns as corrections know it, and an IPA text of sounds that Persian
// has, which it returns as symbols. Errors wrap ErrWord or ErrSymbol.
func ParseEntry(word, ipa string) (headword string, symbols []string, err error) {
	if headword, err = Headword(word); err != nil {
		return "", nil, err
	}
	if symbols, err = ParsePersian(ipa); err != nil {
		return "", nil, err
	}
	if len(symbols) > mostSounds {
		return "", nil, fmt.Errorf("ipa %q: %w: more sounds than a word has", clip(ipa), ErrWord)
	}
	return headword, symbols, nil
}

// Headword is the Key of a word as it is spoken, without an ezafe: of می‌روم for
// می روم, of دوازده for ۱۲. A headword is its own. ErrWord says that nothing is
// spoken, or several words are.
func Headword(word string) (string, error) {
	k, err := spokenKey(word)
	if err != nil {
		return "", err
	}
	if again, err := spokenKey(k); err != nil || again != k {
		return "", fmt.Errorf("%q: %w: read otherwise without its marks", clip(word), ErrWord)
	}
	return k, nil
}

func spokenKey(word string) (string, error) {
	if len(word) > longest {
		return "", fmt.Errorf("%q: %w: too long", clip(word), ErrWord)
	}
	said := wordsOf(persian.Normalize(word))
	if len(said) != 1 {
		return "", fmt.Errorf("%q: %w: %d are spoken", clip(word), ErrWord, len(said))
	}
	stem, _ := cutEzafe(said[0])
	k := Key(stem)
	if !strings.ContainsFunc(k, unicode.IsLetter) {
		return "", fmt.Errorf("%q: %w: no letter in it", clip(word), ErrWord)
	}
	return k, nil
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
