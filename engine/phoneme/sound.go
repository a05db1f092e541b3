package phoneme

import "strings"

// consonantOf gives the consonant a letter stands for. ا, و, ی and ه are decided by
// their places.
var consonantOf = map[rune]byte{
	'ب': 'b', 'پ': 'p', 'ت': 't', 'ث': 's', 'ج': 'j', 'چ': 'C', 'ح': 'h', 'خ': 'x', 'د': 'd', 'ذ': 'z', 'ر': 'r', 'ز': 'z', 'ژ': 'Z',
	'س': 's', 'ش': 'S', 'ص': 's', 'ض': 'z', 'ط': 't', 'ظ': 'z', 'ع': '?', 'غ': 'q', 'ف': 'f', 'ق': 'q', 'ک': 'k', 'گ': 'g', 'ل': 'l',
	'م': 'm', 'ن': 'n', 'ه': 'h', 'و': 'v', 'ی': 'y', 'ء': '?', 'ئ': '?', 'ؤ': '?', 'أ': '?',
}

// letter is one letter of a word with what stands on it.
type letter struct {
	r      rune
	vowel  byte // a, e, o, A by harakat; '0' by sukun; 0 where nothing is written
	double bool
	nasal  bool // tanvin: n follows the vowel
}

// lettersOf reads a word as letters; what is neither letter nor mark is skipped.
func lettersOf(word string) []letter {
	var out []letter
	for _, r := range word {
		switch {
		case isMark(r):
			if len(out) > 0 {
				out[len(out)-1].mark(r)
			}
		case isBlank(r):
		default:
			out = append(out, letter{r: fold(r)})
		}
	}
	return out
}

func (l *letter) mark(r rune) {
	switch r {
	case fatha:
		l.vowel = 'a'
	case kasra:
		l.vowel = 'e'
	case damma:
		l.vowel = 'o'
	case daggerA:
		l.vowel = 'A'
	case sukun:
		l.vowel = '0'
	case shadda:
		l.double = true
	case fathatan:
		l.vowel, l.nasal = 'a', true
	case kasratan:
		l.vowel, l.nasal = 'e', true
	case dammatan:
		l.vowel, l.nasal = 'o', true
	case '\u0653': // madda
		if l.r == 'ا' {
			l.r = 'آ'
		}
	case hamzaOver:
		switch l.r {
		case 'ا':
			l.r = 'أ'
		case 'و':
			l.r = 'ؤ'
		case 'ی':
			l.r = 'ئ'
		}
	}
}

// slot is a consonant and the vowel behind it: 0 where none is known, '0' where
// there is none.
type slot struct {
	c      byte // 0 for the empty onset of a word that begins with a vowel
	v      byte
	double bool
	nasal  bool
}

// sound says a word by rule. A word that has a letter of the Arabic block gives at
// least one phone.
func sound(word string) string {
	ls := lettersOf(word)
	if s, ok := letterNames[lone(ls)]; ok {
		return s
	}
	slots := slotsOf(ls)
	fill(slots)
	var b strings.Builder
	for _, s := range slots {
		s.write(&b)
	}
	if said := strings.TrimPrefix(b.String(), "?"); said != "" {
		return said
	}
	return signs(word) // a hamza without a vowel: its name
}

func lone(ls []letter) rune {
	if len(ls) == 1 && ls[0].vowel == 0 {
		return ls[0].r
	}
	return 0
}

func (s slot) write(b *strings.Builder) {
	if s.c != 0 {
		b.WriteByte(s.c)
		if s.double && b.Len() > 1 {
			b.WriteByte(s.c)
		}
	}
	if s.v != 0 && s.v != '0' {
		b.WriteByte(s.v)
	}
	if s.nasal {
		b.WriteByte('n')
	}
}

// slotsOf decides which letters are vowels.
func slotsOf(ls []letter) []slot {
	var out []slot
	for i := 0; i < len(ls); i++ {
		l := ls[i]
		next := at(ls, i+1)
		switch {
		case l.r == 'آ' || l.r == 'ا':
			out = alef(out, l, i, next)
			if i == 0 && l.r == 'ا' && l.vowel == 0 && (next.r == 'ی' || next.r == 'و') && !vowelish(at(ls, i+2).r) && next.vowel == 0 {
				out[0].v = map[rune]byte{'ی': 'i', 'و': 'u'}[next.r]
				i++
			}
		case l.r == 'و' && isVav(ls, i, out):
			if at(ls, i+1).r == 'ا' && i > 0 && ls[i-1].r == 'خ' && i == 1 { // خوا is said xA
				continue
			}
			out = vowel(out, 'u')
		case l.r == 'و' && isYo(ls, i, out):
			out = append(out, slot{c: 'y', v: 'o'})
		case l.r == 'ی' && isYeh(ls, i, out):
			out = vowel(out, 'i')
		case l.r == 'ه' && i == len(ls)-1 && i > 1 && l.vowel == 0 && (open(out) || ls[i-1].r == 'ی'):
			out = vowel(out, 'e')
		case l.r == 'ۀ':
			out = vowel(vowel(out, 'e'), 'y')
		default:
			if c := consonantOf[l.r]; c != 0 {
				out = append(out, slot{c: c, v: l.vowel, double: l.double, nasal: l.nasal})
			} else {
				out = append(out, spelt(l.r)...)
			}
		}
	}
	return out
}

func at(ls []letter, i int) letter {
	if i < 0 || i >= len(ls) {
		return letter{}
	}
	return ls[i]
}

// alef at the beginning carries a vowel not yet known, elsewhere it is A.
func alef(out []slot, l letter, i int, next letter) []slot {
	switch {
	case l.nasal:
		return addTanvin(out, l)
	case l.r == 'آ' && i == 0:
		return append(out, slot{v: 'A'})
	case i == 0:
		return append(out, slot{v: l.vowel})
	case at(nil, 0) == next && len(out) > 0 && out[len(out)-1].nasal: // مثلاً with the mark on the letter before
		return out
	}
	return vowel(out, 'A')
}

func addTanvin(out []slot, l letter) []slot {
	out = vowel(out, 'a')
	out[len(out)-1].nasal = true
	return out
}

// vowel gives the last slot a vowel, or opens a slot where it has one: after
// another vowel a glide keeps the two apart.
func vowel(out []slot, v byte) []slot {
	if n := len(out); n > 0 && (out[n-1].v == 0 || out[n-1].v == v) && !out[n-1].nasal {
		out[n-1].v = v
		return out
	}
	glide := byte('?')
	if len(out) == 0 {
		glide = 0
	} else if last := out[len(out)-1].v; last == 'i' || v == 'i' {
		glide = 'y'
	} else if last == 'u' {
		glide = 'v'
	}
	if v == 'y' {
		return append(out, slot{c: 'y', v: '0'})
	}
	return append(out, slot{c: glide, v: v})
}

// open tells that the last slot is a consonant whose vowel is not known.
func open(out []slot) bool {
	return len(out) > 0 && out[len(out)-1].v == 0 && out[len(out)-1].c != 0
}

func vowelish(r rune) bool { return r == 'ا' || r == 'آ' || r == 'و' || r == 'ی' }

// isVav: و is u between consonants and at the end, v before a vowel and at the
// beginning.
func isVav(ls []letter, i int, out []slot) bool {
	if i == 0 || ls[i].vowel != 0 || ls[i].double || !open(out) {
		return false
	}
	n := at(ls, i+1).r
	if n == 'ا' || n == 'آ' {
		return ls[i-1].r == 'خ' && i == 1
	}
	return n != 'ی' || i+2 == len(ls) && i > 1
}

// isYo: و behind the vowel ی is yo in loans like رادیو and ژرمانیوم, but v before
// a vowel, as in دیوار and میوه.
func isYo(ls []letter, i int, out []slot) bool {
	if len(ls) <= 3 || len(out) == 0 || out[len(out)-1].v != 'i' || ls[i].vowel != 0 || ls[i].double {
		return false
	}
	n := at(ls, i+1).r
	return !vowelish(n) && (n != 'ه' || i+2 < len(ls))
}

// isYeh: ی is i after a consonant unless a vowel mark stands on it.
func isYeh(ls []letter, i int, out []slot) bool {
	if i == 0 || ls[i].vowel != 0 || ls[i].double {
		return false
	}
	if open(out) {
		return at(ls, i+1).r != 'ا' || i > 1 || len(ls) <= 3
	}
	return i == len(ls)-1 && len(out) > 0 && out[len(out)-1].v != 0 && out[len(out)-1].v != 'i' && ls[i-1].r != 'و' && ls[i-1].r != 'ا'
}

// fill puts short vowels where a syllable needs one. Persian syllables are
// CV(C)(C): no onset has two consonants. It works run by run: a run is what lies
// between two vowels that are known.
func fill(slots []slot) {
	for i := 0; i < len(slots); i++ {
		if slots[i].v != 0 {
			continue
		}
		end := i + 1
		for end < len(slots) && slots[end].v == 0 {
			end++
		}
		var before byte // the vowel before the run, 0 for none
		if i > 0 && slots[i-1].v != '0' {
			before = slots[i-1].v
		}
		needs := openings(slots[i:end], before, end == len(slots))
		if before == 'A' && end == i+1 && end == len(slots)-1 && slots[end].v == 'e' { // معادله
			needs[0] = true
		}
		for k, need := range needs {
			slots[i+k].v = '0'
			if need || slots[i+k].double && i+k+1 < len(slots) {
				slots[i+k].v = shortVowel(slots, i+k)
			}
		}
		i = end - 1
	}
}

// openings tells which consonants of a run a short vowel follows. Where the word
// ends with the run its last one or two consonants close the last syllable, and
// the one before them opens it.
func openings(run []slot, before byte, last bool) []bool {
	needs := make([]bool, len(run))
	n := len(run)
	if last {
		coda := 1
		if n >= 2 && (before != 0 || n > 2) && cluster(run[n-2].c, run[n-1].c, beforeCoda(before, n)) {
			coda = 2
		}
		if n == 1 && before == 0 {
			coda = 0
		}
		if n -= coda; n == 0 {
			return needs
		}
		n--
		needs[n] = true
	}
	switch long := before == 'A' || before == 'i' || before == 'u'; {
	case before == 0: // pairs CvC, and a single Cv in front of them where one is left
		for k := n - 2; k >= 0; k -= 2 {
			needs[k] = true
		}
		needs[0] = needs[0] || n%2 == 1
	case !last && n == 2 && cluster(run[0].c, run[1].c, before):
	case !last && n == 2 && long:
		needs[0] = true
	default: // the first closes the syllable before, then Cv and C in turn
		for k := 1; k < n; k += 2 {
			needs[k] = true
		}
	}
	return needs
}

// beforeCoda is the vowel before two last consonants: a short one where more of
// the run stands before them.
func beforeCoda(before byte, n int) byte {
	if n > 2 {
		return 'a'
	}
	return before
}

// cluster tells which two consonants like to end a word together.
func cluster(a, b, before byte) bool {
	if a == 'y' || before == 'e' || before == 'o' { // who marks the first vowel only means one syllable
		return true
	}
	if before == 'A' || before == 'i' || before == 'u' {
		return b == 't' && strings.IndexByte("sSxf", a) >= 0 || b == 'g' && a == 'n' || b == 'd' && strings.IndexByte("rn", a) >= 0
	}
	return strings.IndexByte("rnslmSfx?hz", a) >= 0 && strings.IndexByte("tdkgjCSsfbqvz", b) >= 0
}

// shortVowel: a by default, e after A and before a final consonant, as in Arabic
// participles and Persian nouns in -eS.
func shortVowel(slots []slot, i int) byte {
	if i == 0 {
		return initialVowel(slots)
	}
	if i >= 1 && slots[i-1].v == 'A' {
		return 'e'
	}
	return 'a'
}

// initialVowel follows the commonest Arabic measures: اِفعال, مُفاعل, کِتاب.
func initialVowel(slots []slot) byte {
	first, later := slots[0].c, byte('0')
	for _, s := range slots[1:] {
		if s.v != 0 && s.v != '0' {
			later = s.v
			break
		}
	}
	switch {
	case first == 0 && later == 'A':
		return 'e'
	case first == 'm' && len(slots) > 1 && slots[1].v == 'A':
		return 'o'
	case first != 'm' && later == 'u' && len(slots) > 1 && slots[1].v == 'u':
		return 'o'
	}
	return 'a'
}
