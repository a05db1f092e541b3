package phoneme

import (
	"slices"
	"sync"
)

// FeatureWidth is the length of an articulatory vector.
const FeatureWidth = 32

// Where each articulatory feature stands in the vector. Values lie in [-1, 1];
// a feature that does not apply is 0.
const (
	fPause     = iota
	fVowel     // 1 for vowels
	fConsonant // 1 for consonants, glides included
	fPlace     // consonants: -1 at the lips … 1 at the glottis
	fLabial    // lips take part
	fCoronal   // tip or blade of the tongue
	fDorsal    // back of the tongue
	fGuttural  // uvula, pharynx, glottis
	fStop      // closure in the mouth, affricates and nasals included
	fFricative // friction, affricates included
	fAffricate // closure released into friction
	fNasal     // nasal consonant
	fTrill     // trills; a tap has half of it
	fLateral   // air passes at the sides of the tongue
	fGlide     // approximant
	fSibilant  // s, z, ʃ and their like
	fVoiced    // 1 voiced, -1 voiceless
	fHeight    // vowels: -1 open … 1 close
	fBack      // vowels: -1 front … 1 back
	fRound     // lips rounded
	fHeightEnd // quality at the end of a vowel: as at its start for a monophthong
	fBackEnd
	fRoundEnd
	fDiphthong // start and end differ
	fLong      // 1 long, 0.5 half long, -0.5 extra short
	fNasalised
	fPalatal   // palatalised, or palatal itself
	fVelar     // velarised, pharyngealised or labio-velar
	fAspirated // aspirated or breathy
	fSyllabic  // vowels and syllabic consonants
	fRhotic    // r-coloured vowels and the r sounds
	fEjective  // airstream not from the lungs: ejective, implosive, click
	fEnd
)

var _ = [1]struct{}{}[fEnd-FeatureWidth] // the list above is as long as the vector

type vector = [FeatureWidth]float32

// Features gives the articulatory vector of one IPA symbol: a consonant, an
// affricate, a vowel, a diphthong or triphthong, each with diacritics, or Pause.
// The second result is false for anything else, and the slice is then nil. The
// slice has FeatureWidth values and belongs to the caller.
func Features(symbol string) ([]float32, bool) {
	v, ok := articulate(symbol)
	if !ok {
		return nil, false
	}
	return slices.Clone(v[:]), true
}

// weights says how much a feature counts in distance. What a listener hears
// most counts most.
var weights = func() (w vector) {
	for i := range w {
		w[i] = 1
	}
	w[fPause], w[fVowel], w[fConsonant] = 16, 4, 4
	w[fStop], w[fFricative], w[fNasal], w[fSibilant] = 2, 2, 4, 2
	w[fLabial], w[fLateral] = 6, 4
	w[fLong], w[fAspirated], w[fSyllabic] = 0.1, 0.2, 0.5
	w[fVelar], w[fPlace], w[fVoiced] = 0.2, 1.5, 0.2
	w[fRound], w[fRoundEnd], w[fBack], w[fBackEnd] = 0.3, 0.3, 0.8, 0.6
	return w
}()

// distance is a weighted squared distance between two articulatory vectors.
func distance(a, b *vector) float64 {
	var sum float64
	for i := range a {
		d := float64(a[i] - b[i])
		sum += float64(weights[i]) * d * d
	}
	return sum
}

// Nearest finds the symbol of inventory that is articulated most like symbol;
// equally near ones are decided by their order in Unicode. It returns symbol
// itself where the inventory has it, and "" where symbol or all of the inventory
// is unknown.
func Nearest(symbol string, inventory []string) string {
	if slices.Contains(inventory, symbol) {
		return symbol
	}
	v, ok := articulate(symbol)
	if !ok {
		return ""
	}
	best, least := "", 0.0
	for _, candidate := range inventory {
		c, ok := articulate(candidate)
		if !ok {
			continue
		}
		d := distance(&v, &c)
		if best == "" || d < least || d == least && candidate < best {
			best, least = candidate, d
		}
	}
	return best
}

// articulate builds the vector of a symbol from its base letters and diacritics.
func articulate(symbol string) (vector, bool) {
	if symbol == Pause {
		return vector{fPause: 1}, true
	}
	units := unitsOf(symbol)
	if len(units) == 0 {
		return vector{}, false
	}
	v := units[0].vector
	for _, next := range units[1:] {
		var ok bool
		if v, ok = join(v, next.vector); !ok {
			return vector{}, false
		}
	}
	return v, true
}

// join makes one segment of two: an affricate, a diphthong, a syllabic or
// doubled consonant, a prenasalised stop.
func join(a, b vector) (vector, bool) {
	switch {
	case a[fVowel] == 1 && b[fVowel] == 1:
		a[fHeightEnd], a[fBackEnd], a[fRoundEnd] = b[fHeightEnd], b[fBackEnd], b[fRoundEnd]
		a[fDiphthong] = 1
		a[fLong] = max(a[fLong], b[fLong])
		return a, true
	case a[fVowel] == 1 && a[fHeight] == 0 && a[fBack] == 0 && (b[fLateral] == 1 || b[fNasal] == 1 || b[fRhotic] > 0):
		b[fSyllabic] = 1 // əl, ən: a syllabic consonant
		return b, true
	case a[fVowel] == 1 || b[fVowel] == 1:
		return vector{}, false
	case a[fStop] == 1 && b[fFricative] == 1:
		b[fStop], b[fAffricate] = 1, 1
		b[fLabial] = max(a[fLabial], b[fLabial])
		b[fEjective] = max(a[fEjective], b[fEjective])
		return b, true
	case a[fPlace] == b[fPlace] && a[fStop] == b[fStop]:
		b[fNasalised] = max(b[fNasalised], a[fNasal])
		b[fLong] = 1
		return b, true
	case a[fStop] == 1 && b[fStop] == 1: // k͡p and its like
		b[fLabial], b[fVelar] = 1, 1
		return b, true
	}
	return vector{}, false
}

// unit is one base letter with its diacritics and where it ends in the text.
type unit struct {
	vector
	end int
}

// unitsOf reads a whole symbol as units, nil where a rune is unknown.
func unitsOf(symbol string) []unit {
	var units []unit
	runes := []rune(symbol)
	for i := 0; i < len(runes); {
		if runes[i] == tie && len(units) > 0 {
			i++
			continue
		}
		u, ok := readUnit(runes, i)
		if !ok || len(units) == 4 {
			return nil
		}
		units = append(units, u)
		i = u.end
	}
	return units
}

// readUnit reads one base letter and the diacritics around it from runes[i:].
func readUnit(runes []rune, i int) (unit, bool) {
	v, ok := segments()[runes[i]]
	if !ok {
		return unit{}, false
	}
	for i++; i < len(runes); i++ {
		change, ok := diacritics[runes[i]]
		if !ok {
			break
		}
		change(&v)
	}
	return unit{v, i}, true
}

// segments holds the vector of every base letter.
var segments = sync.OnceValue(func() map[rune]vector {
	m := map[rune]vector{}
	addConsonants(m)
	addVowels(m)
	return m
})
