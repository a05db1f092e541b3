package phoneme

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letterNames names the letters, for a word that is one letter only.
var letterNames = map[rune]string{
	'ا': "alef", 'آ': "A", 'ب': "be", 'پ': "pe", 'ت': "te", 'ث': "se", 'ج': "jim", 'چ': "Ce", 'ح': "he", 'خ': "xe", 'د': "dAl", 'ذ': "zAl",
	'ر': "re", 'ز': "ze", 'ژ': "Ze", 'س': "sin", 'ش': "Sin", 'ص': "sAd", 'ض': "zAd", 'ط': "tA", 'ظ': "zA", 'ع': "eyn", 'غ': "qeyn", 'ف': "fe",
	'ق': "qAf", 'ک': "kAf", 'گ': "gAf", 'ل': "lAm", 'م': "mim", 'ن': "nun", 'و': "vAv", 'ه': "he", 'ی': "ye", 'ء': "hamze", 'ئ': "hamze",
	'ؤ': "hamze", 'أ': "hamze", 'ۀ': "he",
}

// latinNames are how the letters of Latin acronyms are named in Persian.
var latinNames = [26]string{
	"ey", "bi", "si", "di", "i", "ef", "ji", "eyC", "Ay", "jey", "key", "el", "em", "en", "o", "pi", "kiyu", "Ar", "es", "ti", "yu", "vi",
	"dablyu", "iks", "vAy", "zed",
}

// What is said for a letter and a number sign that have no name here.
const (
	letterWord = "harf"
	numberWord = "adad"
)

var digitNames = [10]string{"sefr", "yek", "do", "se", "CahAr", "panj", "SeS", "haft", "haSt", "noh"}

// otherLetters says letters of Greek and Cyrillic, and those Latin ones which
// have no base letter.
var otherLetters = map[rune]string{
	'α': "AlfA", 'β': "betA", 'γ': "gAmA", 'δ': "deltA", 'ε': "epsilon", 'ζ': "zetA", 'η': "etA", 'θ': "tetA", 'ι': "yotA", 'κ': "kApA",
	'λ': "lAmbdA", 'μ': "mu", 'ν': "nu", 'ξ': "ksi", 'ο': "omikron", 'π': "pi", 'ρ': "ro", 'σ': "sigmA", 'ς': "sigmA", 'τ': "tAv",
	'υ': "upsilon", 'φ': "fi", 'χ': "xi", 'ψ': "psi", 'ω': "omegA",
	'а': "A", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "ye", 'ё': "yo", 'ж': "Z", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l", 'м': "m",
	'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "x", 'ц': "ts", 'ч': "C", 'ш': "S", 'щ': "SC", 'ъ': "",
	'ы': "i", 'ь': "", 'э': "e", 'ю': "yu", 'я': "yA", 'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g",
	'ß': "s", 'æ': "e", 'œ': "o", 'ø': "o", 'ł': "v", 'đ': "d", 'ð': "z", 'þ': "s", 'ı': "i", 'ħ': "h", 'ŋ': "ng", 'ə': "e",
}

// isPersianWord tells a key that is all of letters which the rules of Persian
// read.
func isPersianWord(k string) bool {
	for _, r := range k {
		if r != 'ا' && r != 'آ' && r != 'ۀ' && consonantOf[r] == 0 {
			return false
		}
	}
	return true
}

// spelt says a letter the rules do not know, as slots without open vowels.
func spelt(r rune) []slot { return slotsFrom(sayRune(r)) }

// slotsFrom wraps finished phones so that no vowel is added to them.
func slotsFrom(phones string) []slot {
	var out []slot
	for i := range len(phones) {
		c := phones[i]
		if isVowel(c) {
			if n := len(out); n > 0 && out[n-1].v == '0' {
				out[n-1].v = c
				continue
			}
			out = append(out, slot{v: c})
			continue
		}
		out = append(out, slot{c: c, v: '0'})
	}
	return out
}

// sayRune says one letter or digit of any script: by its name, by its base
// letter, or as «harf» (letter) where its script is unknown here. Marks,
// punctuation and controls are not said.
func sayRune(r rune) string {
	r = unicode.ToLower(fold(r))
	if name, ok := letterNames[r]; ok {
		return name
	}
	if s, ok := otherLetters[r]; ok {
		return s
	}
	if d, ok := digit(r); ok {
		return digitNames[d]
	}
	if s := norm.NFKD.String(string(r)); s != string(r) {
		for _, base := range s {
			return sayRune(base)
		}
	}
	switch {
	case r >= 'a' && r <= 'z':
		return latinNames[r-'a']
	case unicode.IsLetter(r):
		return letterWord
	case unicode.IsDigit(r) || unicode.IsNumber(r):
		return numberWord
	}
	return ""
}

// digit gives the value of a decimal digit of any script: Unicode lays each set
// of ten out in order.
func digit(r rune) (int, bool) {
	if !unicode.IsDigit(r) {
		return 0, false
	}
	zero := r
	for range 9 {
		if !unicode.IsDigit(zero - 1) {
			break
		}
		zero--
	}
	return int(r-zero) % 10, true
}

// signs says a word that is made of marks and signs alone: the letters and
// digits in it one by one, "" where it has none.
func signs(word string) string {
	var b strings.Builder
	for _, r := range word {
		b.WriteString(sayRune(r))
	}
	return b.String()
}

// script says which rules read a rune within a word.
type script int

const (
	silentScript script = iota
	persianScript
	latinScript
	digitScript
	otherScript
)

func scriptOf(r rune) script {
	switch f := fold(r); {
	case isMark(r) || isBlank(r) || unicode.IsMark(r):
		return silentScript
	case f == 'ا' || f == 'آ' || f == 'ۀ' || consonantOf[f] != 0:
		return persianScript
	case unicode.IsDigit(r):
		return digitScript
	case unicode.Is(unicode.Latin, r):
		return latinScript
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return otherScript
	}
	return silentScript
}

// mixed says a word of other scripts: run by run, each by its own rules. Of
// letters which no rule knows only the first few are said, so a long text in such
// a script stays short.
func (g *G2P) mixed(word string) string {
	var out []byte
	runes := []rune(word)
	for i := 0; i < len(runes); {
		kind, from := scriptOf(runes[i]), i
		for i++; i < len(runes) && (scriptOf(runes[i]) == kind || scriptOf(runes[i]) == silentScript); {
			i++
		}
		said := g.run(kind, string(runes[from:i]))
		if n := len(out); n > 0 && said != "" && isVowel(out[n-1]) && isVowel(said[0]) {
			out = append(out, '?')
		}
		out = append(out, said...)
	}
	return string(out)
}

// run says a run of letters of one script.
func (g *G2P) run(kind script, run string) string {
	switch kind {
	case persianScript:
		return g.resolve(run, key(run)).phones
	case latinScript:
		return latin(run)
	case digitScript:
		return signs(run)
	case otherScript:
		return strangers(run)
	}
	return ""
}

// strangers says letters of other scripts; those without a name or sound here
// are only counted out a few times.
func strangers(run string) string {
	const most = 8
	var b strings.Builder
	unknown := 0
	for _, r := range run {
		s := sayRune(r)
		if s == letterWord || s == numberWord {
			if unknown++; unknown > most {
				continue
			}
		}
		b.WriteString(s)
	}
	if b.Len() == 0 { // a hard sign alone
		return letterWord
	}
	return b.String()
}
