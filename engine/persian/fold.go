package persian

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold gives every character one spelling: Persian letters for their Arabic and
// presentation forms, ASCII digits, plain spaces, at most one haraka of a class
// on a letter (hamza, tashdid, vowel, in this order), single ZWNJ inside words.
func fold(text string) []rune {
	text = strings.ToValidUTF8(entities.Replace(text), " ")
	text = norm.NFKC.String(spellSigns(text))
	f := folder{out: make([]rune, 0, len(text)/2)}
	for _, r := range text {
		f.add(r)
	}
	foldWordEnds(f.out)
	return f.out
}

// foldWordEnds settles the letters that depend on what follows: ة is ت before
// the Arabic article and inside a word, ه at its end; ء behind a final ه is
// the hamza of the ezafe.
func foldWordEnds(text []rune) {
	for i, r := range text {
		switch {
		case r == 'ة' && (startsWord(text, i+1) || startsArticle(text, i+1)):
			text[i] = 'ت'
		case r == 'ة':
			text[i] = 'ه'
		case r == 'ء' && i > 0 && text[i-1] == 'ه' && !startsWord(text, i+1):
			text[i] = hamzaAbove
		}
	}
}

// startsWord reports whether the word goes on at index i.
func startsWord(text []rune, i int) bool {
	for i < len(text) && isHaraka(text[i]) {
		i++
	}
	return i < len(text) && isArabic(text[i])
}

// startsArticle reports the article ال behind a space or ZWNJ at index i.
func startsArticle(text []rune, i int) bool {
	return i+2 < len(text) && (text[i] == ' ' || text[i] == zwnj) && text[i+1] == 'ا' && text[i+2] == 'ل'
}

// entities are what text copied from the source of a page brings along.
var entities = strings.NewReplacer("&nbsp;", " ", "&zwnj;", "\u200c", "&#8204;", "\u200c", "&#x200c;", "\u200c", "&quot;", `"`,
	"&laquo;", "«", "&raquo;", "»", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&hellip;", "…")

// signSpellings are characters whose compatibility form would lose a meaning.
var signSpellings = map[rune]string{
	'ﷺ': " صلی الله علیه و سلم ", 'ﷻ': " جل جلاله ", '﷽': " بسم الله الرحمن الرحیم ", '﷼': " ریال ",
	'™': " ", '℠': " ", '№': " شماره ", '㎡': "m^2", '㎥': "m^3", '㎢': "km^2", '㎤': "cm^3", '㎠': "cm^2",
	'٪': "%", '٬': "٬", '٫': "٫", '۔': ".", '।': ".", '。': ".", '、': "،",
	'ﹰ': "ً", 'ﹲ': "ٌ", 'ﹴ': "ٍ", 'ﹶ': "َ", 'ﹸ': "ُ", 'ﹺ': "ِ", 'ﹼ': "ّ", 'ﹾ': "ْ",
	'\u200b': "\u200c", // a zero-width space stands where a ZWNJ was meant
	'\u2028': "\n", '\u2029': "\n", '\u0085': "\n", '\v': "\n", '\f': "\n", '\t': " ", '\r': "\n",
}

// spellSigns replaces what NFKC would misread: superscripts become ^2, a
// fraction after a digit is set apart from it, separators become plain ones.
func spellSigns(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	var last rune
	for _, r := range text {
		switch s, special := signSpellings[r]; {
		case special:
			b.WriteString(s)
		case isSuperscript(r):
			if !isSuperscript(last) {
				b.WriteByte('^')
			}
			b.WriteRune(r)
		case isVulgarFraction(r):
			if unicode.IsDigit(last) {
				b.WriteString(" و ")
			} else {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
		case r == 'º' && unicode.IsDigit(last):
			b.WriteRune('°')
		case (r == '¬' || r == '\u00ad') && isArabic(last): // stood for ZWNJ on old code pages
			b.WriteRune(zwnj)
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func isSuperscript(r rune) bool {
	return r == '²' || r == '³' || r == '¹' || r == '⁰' || r >= '⁴' && r <= '⁻'
}

func isVulgarFraction(r rune) bool {
	return r >= '¼' && r <= '¾' || r >= '⅐' && r <= '⅞' || r == '↉'
}

// folder collects folded runes; it looks back, never ahead.
type folder struct {
	out   []rune
	marks int // marks on the last letter
	run   int // how often the last letter was written in a row
}

func (f *folder) add(r rune) {
	if to, ok := persianLetter[r]; ok {
		r = to
	}
	switch {
	case r == '\n':
		f.out = append(f.out, '\n')
	case unicode.IsSpace(r):
		f.out = append(f.out, ' ')
	case isHaraka(r):
		f.addHaraka(r)
	case r == '\u0657':
		f.addHaraka(damma)
	case r == '\u0656':
		f.addHaraka(kasra)
	case r == zwnj:
		f.addZWNJ()
	case unicode.IsMark(r):
		f.addMark(r)
	case unicode.IsDigit(r):
		f.out = append(f.out, asciiDigit(r))
	case r == 'ۀ' || r == 'ۂ':
		f.out = append(f.out, 'ه', hamzaAbove)
	case r == 'ۓ':
		f.addLetter(hamzaSeat)
	case r == tatweel && f.standsApart():
		f.out = append(f.out, '–')
	case r == tatweel:
	case unicode.IsLetter(r):
		f.addLetter(r)
	case unicode.In(r, unicode.Cc, unicode.Cf):
		// Nothing is said for it and nothing is parted by it.
	case unicode.IsPrint(r):
		f.out = append(f.out, r)
	default:
		f.out = append(f.out, ' ')
	}
}

// standsApart reports that a tatweel here is typed for a dash.
func (f *folder) standsApart() bool {
	n := len(f.out)
	return n > 0 && (f.out[n-1] == ' ' || f.out[n-1] >= '0' && f.out[n-1] <= '9')
}

// addLetter undoes letters drawn out for show: three and more of one
// Arabic-script letter are one (سلاممممم), or two where the word is nothing
// else (هههه).
func (f *folder) addLetter(r rune) {
	f.marks = 0
	n := len(f.out)
	if n > 0 && f.out[n-1] == r && isArabic(r) {
		f.run++
	} else {
		f.run = 1
	}
	if f.run == 3 && n >= 3 && isArabic(f.out[n-3]) {
		f.out = f.out[:n-1]
	}
	if f.run >= 3 {
		return
	}
	if r == 'أ' && (n == 0 || !isArabic(f.out[n-1]) && !isHaraka(f.out[n-1])) {
		r = 'ا'
	}
	f.out = append(f.out, r)
}

// addHaraka puts a sign in its place on the letter before it; one without a
// letter, or of a class the letter has already, says nothing more.
func (f *folder) addHaraka(r rune) {
	if n := len(f.out); n > 0 && f.out[n-1] == zwnj { // خانه‌ٔ
		f.out = f.out[:n-1]
	}
	n := len(f.out)
	at := n
	for at > 0 && isHaraka(f.out[at-1]) {
		at--
		if harakaClass(f.out[at]) == harakaClass(r) {
			return
		}
	}
	if at == 0 || !isArabic(f.out[at-1]) {
		return
	}
	if r == hamzaAbove {
		f.addHamza(at - 1)
		return
	}
	f.out = append(f.out, r)
	for i := n; i > at && harakaClass(f.out[i-1]) > harakaClass(r); i-- {
		f.out[i-1], f.out[i] = f.out[i], f.out[i-1]
	}
}

// hamzaForms are the letters that have a hamza of their own.
var hamzaForms = map[rune]rune{'ی': hamzaSeat, 'و': 'ؤ', 'ا': 'أ'}

// addHamza sets a combining hamza on the letter at index i. Only ه keeps it
// apart (خانهٔ); on others without a form of their own it is an ornament.
func (f *folder) addHamza(i int) {
	if to, ok := hamzaForms[f.out[i]]; ok {
		f.out[i] = to
		return
	}
	if f.out[i] == 'ه' {
		f.out = append(f.out, 0)
		copy(f.out[i+2:], f.out[i+1:])
		f.out[i+1] = hamzaAbove
	}
}

func (f *folder) addZWNJ() {
	if n := len(f.out); n > 0 && f.out[n-1] != zwnj {
		f.out = append(f.out, zwnj)
	}
}

// addMark keeps the marks of other scripts on their letters.
func (f *folder) addMark(r rune) {
	n := len(f.out)
	if n == 0 || f.marks >= maxMarks {
		return
	}
	last := f.out[n-1]
	if isArabic(last) || isHaraka(last) || !unicode.IsLetter(last) && !unicode.IsMark(last) || r == '\u034f' || unicode.Is(unicode.Variation_Selector, r) {
		return
	}
	f.marks++
	f.out = append(f.out, r)
}

// asciiDigit gives the value of any decimal digit; Unicode lays them out in
// tens from zero.
func asciiDigit(r rune) rune {
	for _, block := range unicode.Nd.R16 {
		if lo, hi := rune(block.Lo), rune(block.Hi); lo <= r && r <= hi {
			return '0' + (r-lo)%10
		}
	}
	for _, block := range unicode.Nd.R32 {
		if lo, hi := rune(block.Lo), rune(block.Hi); lo <= r && r <= hi {
			return '0' + (r-lo)%10
		}
	}
	return ' '
}
