package phoneme

import "strings"

// ending is a piece of letters at the edge of a word and how it is said.
type ending struct{ letters, phones string }

var (
	pastEndings       = []ending{{"", ""}, {"یم", "im"}, {"ید", "id"}, {"ند", "and"}, {"م", "am"}, {"ی", "i"}}
	participleEndings = []ending{
		{"ه", "e"}, {"هام", "e?am"}, {"های", "e?i"}, {"هایم", "e?im"}, {"هاید", "e?id"}, {"هاند", "e?and"}, {"هاست", "e?ast"},
	}
	infinitiveEndings  = []ending{{"ن", "an"}, {"نی", "ani"}}
	negation           = []ending{{"", ""}, {"ن", "na"}}
	presentEndings     = []ending{{"یم", "im"}, {"ید", "id"}, {"ند", "and"}, {"م", "am"}, {"ی", "i"}, {"د", "ad"}, {"ه", "e"}, {"ن", "an"}}
	agentEndings       = []ending{{"نده", "ande"}, {"ندگی", "andegi"}, {"ندگان", "andegAn"}, {"ان", "An"}, {"یدن", "idan"}}
	objectEndings      = []ending{{"ش", "aS"}, {"ت", "at"}, {"م", "am"}, {"شان", "eSAn"}, {"تان", "etAn"}, {"مان", "emAn"}, {"شون", "eSun"}, {"تون", "etun"}, {"مون", "emun"}}
	preverbs           = []ending{{"باز", "bAz"}, {"فرا", "farA"}, {"فرو", "foru"}, {"بر", "bar"}, {"در", "dar"}, {"وا", "vA"}, {"ور", "var"}}
	pastPrefixes       = []ending{{"نمی", "nemi"}, {"می", "mi"}, {"ن", "na"}, {"", ""}}
	presentPrefixes    = []ending{{"نمی", "nemi"}, {"می", "mi"}, {"ب", "be"}, {"ن", "na"}, {"", ""}}
	imperativePrefixes = []ending{{"ب", "be"}, {"ن", "na"}}
)

// verb reads a key as a form of a known verb.
func (x *lexicon) verb(word string) (reading, bool) {
	if r, ok := x.infinitive(word); ok {
		return r, true
	}
	if phones, ok := x.finite(word); ok {
		return reading{phones, Verb}, true
	}
	for _, p := range preverbs {
		rest, ok := strings.CutPrefix(word, p.letters)
		if !ok {
			continue
		}
		if r, ok := x.infinitive(rest); ok {
			return reading{p.phones + r.phones, r.class}, true
		}
		if phones, ok := x.finite(rest); ok {
			return reading{p.phones + phones, Verb}, true
		}
	}
	for _, o := range objectEndings {
		rest, ok := strings.CutSuffix(word, o.letters)
		if !ok || !strings.HasPrefix(rest, "می") && !strings.HasPrefix(rest, "نمی") && !strings.HasPrefix(rest, "ب") {
			continue
		}
		phones, ok := x.finite(rest)
		if !ok {
			continue
		}
		if isVowel(phones[len(phones)-1]) {
			return reading{phones + o.phones[1:], Verb}, true
		}
		return reading{phones + o.phones, Verb}, true
	}
	return x.verbal(word)
}

// infinitive reads the verbal noun and what is made of it: رفتن, رفتنی.
func (x *lexicon) infinitive(word string) (reading, bool) {
	phones, ok := inflected(x.past, word, negation, infinitiveEndings)
	return reading{phones, Noun}, ok
}

// finite reads a form with a person: past, present, subjunctive, imperative.
func (x *lexicon) finite(word string) (string, bool) {
	negated := strings.HasPrefix(word, "ن") && !strings.HasPrefix(word, "نمی")
	if phones, ok := inflected(x.past, word, negation, pastEndings); ok && (negated || len(x.past[word]) > 0) {
		return phones, true // where a form may be past or present, without می it is past
	}
	if phones, ok := inflected(x.present, word, presentPrefixes, presentEndings); ok {
		return phones, true
	}
	if phones, ok := inflected(x.past, word, pastPrefixes, pastEndings); ok {
		return phones, true
	}
	if phones, ok := inflected(x.past, word, pastPrefixes, participleEndings); ok {
		return phones, true
	}
	return x.imperative(word)
}

// verbal reads nouns and adjectives made of a stem: گوینده, خندان.
func (x *lexicon) verbal(word string) (reading, bool) {
	phones, ok := inflected(x.present, word, negation, agentEndings)
	return reading{phones, Noun | Adjective}, ok
}

// imperative reads a present stem with ب or ن: بپرس, نپرس, بنما.
func (x *lexicon) imperative(word string) (string, bool) {
	for _, p := range imperativePrefixes {
		rest, ok := strings.CutPrefix(word, p.letters)
		if !ok {
			continue
		}
		if stems := x.present[rest]; len(stems) > 0 {
			return attach(p.phones, imperativeStem(stems[0])), true
		}
		if stems := x.present[rest+"ی"]; len(stems) > 0 {
			return attach(p.phones, strings.TrimSuffix(stems[0], "y")), true
		}
		if stem, ok := afterGlide(x.present, rest); ok {
			return attach(p.phones, stem), true
		}
	}
	return "", false
}

// imperativeStem says the v of شنو and رو as the o which it is without an ending.
func imperativeStem(stem string) string {
	if rest, ok := strings.CutSuffix(stem, "av"); ok {
		return rest + "o"
	}
	return stem
}

// inflected looks for prefix + stem + ending among stems.
func inflected(stems map[string][]string, word string, prefixes, endings []ending) (string, bool) {
	for _, p := range prefixes {
		rest, ok := strings.CutPrefix(word, p.letters)
		if !ok {
			continue
		}
		for _, e := range endings {
			stem, ok := strings.CutSuffix(rest, e.letters)
			if !ok || stem == "" {
				continue
			}
			if all := stems[stem]; len(all) > 0 && !clash(all[0], e.phones) {
				return attach(p.phones, all[0]) + e.phones, true
			}
			if len(p.letters) == 2 { // ب or ن, which write a glide before a vowel
				if phones, ok := afterGlide(stems, stem); ok {
					return attach(p.phones, phones) + e.phones, true
				}
			}
		}
	}
	return "", false
}

// clash tells that a stem ends in a vowel and the ending begins with one: then
// the form is made of the stem with ی, گوی beside گو.
func clash(stem, ending string) bool {
	return ending != "" && isVowel(ending[0]) && isVowel(stem[len(stem)-1])
}

// afterGlide finds the stem behind the ی which ب and ن take before a vowel:
// بیاور of آور, نیفت of افت.
func afterGlide(stems map[string][]string, rest string) (string, bool) {
	rest, ok := strings.CutPrefix(rest, "ی")
	if !ok {
		return "", false
	}
	for _, candidate := range []string{strings.Replace(rest, "ا", "آ", 1), "ا" + rest} {
		if all := stems[candidate]; len(all) > 0 && isVowel(all[0][0]) {
			return all[0], true
		}
	}
	return "", false
}

// attach joins a verbal prefix and a stem: miyAyad, biyAvar, nayoftAd, mi?oftad.
func attach(prefix, stem string) string {
	if prefix == "" || !isVowel(stem[0]) {
		return prefix + stem
	}
	switch {
	case prefix == "be" && stem[0] != 'i':
		return "biy" + stem
	case prefix == "na" && stem[0] != 'i':
		return "nay" + stem
	case stem[0] == 'A' && strings.HasSuffix(prefix, "i"):
		return prefix + "y" + stem
	}
	return prefix + "?" + stem
}
