package phoneme

// fits tells whether phones can be a reading of a word as it is vocalised: every
// letter gives its consonant or vowel, every mark its vowel.
func fits(word, phones string) bool {
	ls := lettersOf(word)
	return fit(ls, 0, phones, 0)
}

// fit matches ls[i:] with phones[from:]. At each letter only a few ways exist, so
// the search stays small.
func fit(ls []letter, i int, phones string, from int) bool {
	if i == len(ls) {
		return from == len(phones)
	}
	for _, said := range sounds(ls, i) {
		if len(phones)-from < len(said) || phones[from:from+len(said)] != said {
			continue
		}
		if fit(ls, i+1, phones, from+len(said)) {
			return true
		}
	}
	return false
}

// sounds lists what a letter may stand for at its place, short vowel included.
func sounds(ls []letter, i int) []string {
	l := ls[i]
	switch l.r {
	case 'آ':
		return []string{"A", "?A"}
	case 'ا':
		return alefSounds(l, i)
	case 'ۀ':
		return []string{"e", "eye", "h"}
	}
	base := string(rune(consonantOf[l.r]))
	var out []string
	switch l.r {
	case 'و':
		out = []string{"u", "o", "ow", "", "ov", "o?", "?u", "?o", "uv", "oa"}
	case 'ی':
		out = []string{"i", "iy", "iyy", "iyya", "iyye", "iya", "iye", "iyo", "e", "A", "ey", "?i", "yi", "?", "yy"}
	case 'ه':
		out = []string{"e", "a", "at", "", "e?"}
	case 'ع', 'ء', 'ئ', 'ؤ', 'أ':
		out = append(withVowels("", l), withVowels("y", l)...)
		if l.r == 'ؤ' {
			out = append(out, "o", "u")
		}
	}
	if l.vowel != 0 || l.double {
		out = nil
	}
	out = append(out, withVowels(base, l)...)
	return append(out, withVowels(base+base, l)...)
}

func alefSounds(l letter, i int) []string {
	if l.nasal {
		return []string{"an"}
	}
	if i > 0 {
		return []string{"A", "?A", "", "an", "a", "e", "o", "yA", "?", "?a", "?e", "?o", "A?", "a?"}
	}
	if l.vowel != 0 && l.vowel != '0' {
		return []string{string(rune(l.vowel))}
	}
	return []string{"a", "e", "o", "", "A"}
}

// withVowels gives the consonant with each vowel that may follow it.
func withVowels(base string, l letter) []string {
	tail := ""
	if l.nasal {
		tail = "n"
	}
	switch l.vowel {
	case 0:
		return []string{base, base + "a", base + "e", base + "o"}
	case '0':
		return []string{base}
	}
	return []string{base + string(rune(l.vowel)) + tail}
}
