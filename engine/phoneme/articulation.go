package phoneme

import "strings"

// consonantTable lists base letter, place, manner and voice after the chart of
// the International Phonetic Association (2020).
const consonantTable = `
p bilabial stop -        b bilabial stop +        m bilabial nasal +       ɸ bilabial fricative -
β bilabial fricative +   ʙ bilabial trill +       ɱ labiodental nasal +    f labiodental fricative -
v labiodental fricative + ʋ labiodental glide +   ⱱ labiodental tap +      θ dental fricative -
ð dental fricative +     t alveolar stop -        d alveolar stop +        n alveolar nasal +
r alveolar trill +       ɾ alveolar tap +         s alveolar sibilant -    z alveolar sibilant +
ɬ alveolar latfric -     ɮ alveolar latfric +     ɹ alveolar glide +       l alveolar lateral +
ɺ alveolar lateral +     ɫ alveolar lateral +     ʃ postalveolar sibilant - ʒ postalveolar sibilant +
ʈ retroflex stop -       ɖ retroflex stop +       ɳ retroflex nasal +      ɽ retroflex tap +
ʂ retroflex sibilant -   ʐ retroflex sibilant +   ɻ retroflex glide +      ɭ retroflex lateral +
ɕ alveolopalatal sibilant - ʑ alveolopalatal sibilant + c palatal stop -   ɟ palatal stop +
ɲ palatal nasal +        ç palatal fricative -    ʝ palatal fricative +    j palatal glide +
ʎ palatal lateral +      k velar stop -           ɡ velar stop +           g velar stop +
ŋ velar nasal +          x velar fricative -      ɣ velar fricative +      ɰ velar glide +
ʟ velar lateral +        ɧ velar fricative -      q uvular stop -          ɢ uvular stop +
ɴ uvular nasal +         ʀ uvular trill +         χ uvular fricative -     ʁ uvular fricative +
ħ pharyngeal fricative - ʕ pharyngeal fricative + ʜ epiglottal fricative - ʢ epiglottal fricative +
ʡ epiglottal stop -      ʔ glottal stop -         h glottal fricative -    ɦ glottal fricative +
w labiovelar glide +     ʍ labiovelar fricative - ɥ labiopalatal glide +   ɓ bilabial implosive +
ɗ alveolar implosive +   ʄ palatal implosive +    ɠ velar implosive +      ʛ uvular implosive +
ʘ bilabial click -       ǀ dental click -         ǃ postalveolar click -   ǂ palatal click -
ǁ alveolar click -`

// vowelTable lists base letter, height, backness (-1 … 1) and rounding.
const vowelTable = `
i close front -     y close front +      ɨ close central -    ʉ close central +    ɯ close back -      u close back +
ɪ lowered fronted - ʏ lowered fronted +  ʊ lowered backed +   e closemid front -   ø closemid front +  ɘ closemid central -
ɵ closemid central + ɤ closemid back -   o closemid back +    ə mid central -      ɚ mid central -     ɛ openmid front -
œ openmid front +   ɜ openmid central -  ɝ openmid central -  ɞ openmid central +  ʌ openmid back -    ɔ openmid back +
æ nearopen front -  ɐ nearopen central - a open front -       ɶ open front +       ɑ open back -       ɒ open back +
ᵻ lowered central - ᵿ lowered central +`

var (
	places = map[string]struct {
		at                                float32
		labial, coronal, dorsal, guttural float32
	}{
		"bilabial":       {-1, 1, 0, 0, 0},
		"labiodental":    {-0.85, 1, 0, 0, 0},
		"labiopalatal":   {0.1, 1, 0, 1, 0},
		"labiovelar":     {0.35, 1, 0, 1, 0},
		"dental":         {-0.6, 0, 1, 0, 0},
		"alveolar":       {-0.45, 0, 1, 0, 0},
		"postalveolar":   {-0.25, 0, 1, 0, 0},
		"retroflex":      {-0.15, 0, 1, 0, 0},
		"alveolopalatal": {-0.05, 0, 1, 0.5, 0},
		"palatal":        {0.1, 0, 0.5, 1, 0},
		"velar":          {0.35, 0, 0, 1, 0},
		"uvular":         {0.55, 0, 0, 1, 1},
		"pharyngeal":     {0.75, 0, 0, 0, 1},
		"epiglottal":     {0.85, 0, 0, 0, 1},
		"glottal":        {1, 0, 0, 0, 1},
	}
	manners = map[string][]int{
		"stop": {fStop}, "nasal": {fNasal, fStop}, "fricative": {fFricative}, "sibilant": {fFricative, fSibilant},
		"trill": {fTrill, fRhotic}, "tap": {fRhotic}, "glide": {fGlide}, "lateral": {fLateral},
		"latfric": {fFricative, fLateral}, "implosive": {fStop, fEjective}, "click": {fStop, fEjective},
	}
	heights = map[string]float32{
		"close": 1, "lowered": 0.75, "closemid": 0.4, "mid": 0, "openmid": -0.35, "nearopen": -0.7, "open": -1,
	}
	backs = map[string]float32{"front": -1, "fronted": -0.75, "central": 0, "backed": 0.75, "back": 1}
)

func addConsonants(m map[rune]vector) {
	fields := strings.Fields(consonantTable)
	for i := 0; i+3 < len(fields); i += 4 {
		letter := []rune(fields[i])[0]
		m[letter] = consonant(letter, fields[i+1], fields[i+2], fields[i+3] == "+")
	}
}

func consonant(letter rune, place, manner string, voiced bool) vector {
	at := places[place]
	v := vector{fConsonant: 1, fPlace: at.at, fLabial: at.labial, fCoronal: at.coronal, fDorsal: at.dorsal, fGuttural: at.guttural, fVoiced: -1}
	for _, feature := range manners[manner] {
		v[feature] = 1
	}
	if voiced {
		v[fVoiced] = 1
	}
	switch {
	case manner == "tap":
		v[fTrill] = 0.5
	case strings.ContainsRune("ɹɻ", letter):
		v[fRhotic] = 1
	case letter == 'ʀ' || letter == 'ʁ':
		v[fRhotic] = 0.5
	case letter == 'ɫ':
		v[fVelar] = 1
	}
	if place == "palatal" || place == "labiopalatal" || place == "alveolopalatal" {
		v[fPalatal] = 1
	}
	if place == "labiovelar" {
		v[fVelar] = 1
	}
	return v
}

func addVowels(m map[rune]vector) {
	fields := strings.Fields(vowelTable)
	for i := 0; i+3 < len(fields); i += 4 {
		letter := []rune(fields[i])[0]
		v := vector{fVowel: 1, fVoiced: 1, fSyllabic: 1, fHeight: heights[fields[i+1]], fBack: backs[fields[i+2]]}
		if fields[i+3] == "+" {
			v[fRound] = 1
		}
		if letter == 'ɚ' || letter == 'ɝ' {
			v[fRhotic] = 1
		}
		v[fHeightEnd], v[fBackEnd], v[fRoundEnd] = v[fHeight], v[fBack], v[fRound]
		m[letter] = v
	}
}

// set makes a diacritic that gives one feature a value.
func set(feature int, value float32) func(*vector) {
	return func(v *vector) { v[feature] = value }
}

// nudge makes a diacritic that moves a vowel a little, at its start and end.
func nudge(start, end int, by float32) func(*vector) {
	return func(v *vector) {
		if v[fVowel] == 1 {
			v[start] = min(1, max(-1, v[start]+by))
			v[end] = min(1, max(-1, v[end]+by))
		}
	}
}

func nothing(*vector) {}

// glideVowel makes a vowel the short part of a diphthong.
func glideVowel(v *vector) {
	if v[fVowel] == 1 {
		v[fSyllabic] = 0.5
	}
}

var diacritics = map[rune]func(*vector){
	'ː': set(fLong, 1), ':': set(fLong, 1), 'ˑ': set(fLong, 0.5), '\u0306': set(fLong, -0.5),
	'\u0303': set(fNasalised, 1), 'ʲ': set(fPalatal, 1), 'ˠ': set(fVelar, 1), 'ˤ': set(fVelar, 1), '\u0334': set(fVelar, 1),
	'ʷ': set(fLabial, 1), 'ʰ': set(fAspirated, 1), 'ʱ': set(fAspirated, 1), '\u0324': set(fAspirated, 1),
	'ʼ': set(fEjective, 1), '˞': set(fRhotic, 1), '\u0325': set(fVoiced, -1), '\u030a': set(fVoiced, -1), '\u032c': set(fVoiced, 1),
	'\u0329': set(fSyllabic, 1), '\u030d': set(fSyllabic, 1), '\u032f': glideVowel, '\u0311': glideVowel,
	'\u031d': nudge(fHeight, fHeightEnd, 0.2), '\u031e': nudge(fHeight, fHeightEnd, -0.2),
	'\u031f': nudge(fBack, fBackEnd, -0.2), '\u0320': nudge(fBack, fBackEnd, 0.2), '\u0308': nudge(fBack, fBackEnd, -0.4),
	'\u033d': nudge(fHeight, fHeightEnd, -0.1), '\u0339': set(fRound, 1), '\u031c': set(fRound, 0),
	'\u032a': nothing, '\u033a': nothing, '\u033b': nothing, '\u033c': nothing, '\u031a': nothing, 'ⁿ': nothing, 'ˡ': nothing,
	'\u0318': nothing, '\u0319': nothing, '\u0330': nothing,
}
