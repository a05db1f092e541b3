package persian

import "strings"

// maxDotted is the longest dotted abbreviation in letters.
const maxDotted = 8

// abbreviations are letters with dots between them and what they stand for.
var abbreviations = map[string]string{
	"ه.ش": "هجری شمسی", "ه.ق": "هجری قمری", "ه.خ": "هجری خورشیدی", "ق.م": "قبل از میلاد", "پ.م": "پیش از میلاد", "ب.م": "بعد از میلاد",
	"ق.ظ": "قبل از ظهر", "ب.ظ": "بعد از ظهر", "پ.ن": "پی\u200cنوشت", "ر.ک": "رجوع کنید", "ن.ک": "نگاه کنید", "ر.ش": "رجوع شود",
	"ج.ا": "جمهوری اسلامی", "ج.ا.ا": "جمهوری اسلامی ایران", "آ.پ": "آموزش و پرورش", "غ.ق.ق": "غیر قابل قبول",
	"ق.ا": "قانون اساسی", "ق.م.ا": "قانون مجازات اسلامی", "ق.ت": "قانون تجارت", "ق.ک": "قانون کار", "ق.ث": "قانون ثبت",
	"آ.د.ک": "آیین دادرسی کیفری", "آ.د.م": "آیین دادرسی مدنی", "ق.آ.د.ک": "قانون آیین دادرسی کیفری",
	"ق.آ.د.م": "قانون آیین دادرسی مدنی", "ب.م.م": "بزرگ\u200cترین مقسوم\u200cعلیه مشترک", "ک.م.م": "کوچک\u200cترین مضرب مشترک",
	"د": "دکتر",
}

// honorifics stand in brackets behind a name.
var honorifics = map[string]string{
	"ع": "علیه\u200cالسلام", "ص": "صلی الله علیه و آله و سلم", "س": "سلام الله علیها", "ره": "رحمت الله علیه",
	"عج": "عجل الله تعالی فرجه الشریف", "رض": "رضی الله عنه", "رضی": "رضی الله عنه", "قدس": "قدس سره", "ق": "قدس سره",
}

// beforeNumber are letters that stand for a noun when a number follows.
var beforeNumber = map[string]string{"ص": "صفحه", "صص": "صفحات", "ج": "جلد", "ش": "شماره"}

// eras stand behind a year.
var eras = map[string]string{"م": "میلادی", "ش": "شمسی", "ق": "قمری"}

func (r *reader) readPersian() {
	t := r.at(0)
	letter := letterNames[t.text] != ""
	next := r.at(1)
	dotted := next.is(".") && !next.spaced
	noun, isNoun := beforeNumber[t.text]
	switch {
	case isNoun && (next.kind == digits || dotted && r.at(2).kind == digits):
		r.say(noun)
		r.i++
		if dotted {
			r.i++
		}
	case letter && dotted && t.text != "و":
		r.readDotted()
	case letter && next.is(")") && t.text != "و" && !r.at(-1).is("("):
		r.say(letterNames[t.text])
		r.i++
	case t.text == "الخ":
		r.say("الی آخر")
		r.i++
	default:
		r.say(t.text)
		r.i++
	}
}

// readDotted reads letters with dots: the longest known abbreviation, or else
// the letters by name. The dot behind it ends a sentence only at a line's end.
func (r *reader) readDotted() {
	letters := []string{r.at(0).text}
	known := 0
	for n := 1; ; n++ {
		if abbreviations[strings.Join(letters, ".")] != "" {
			known = n
		}
		next := r.at(2 * n)
		if n == maxDotted || !r.at(2*n-1).is(".") || letterNames[next.text] == "" || next.text == "و" {
			break
		}
		letters = append(letters, next.text)
	}
	if known > 1 || known == 1 && r.at(2).isWord() && r.at(2).spaced {
		r.say(abbreviations[strings.Join(letters[:known], ".")])
	} else {
		known = 1
		r.say(letterNames[letters[0]])
	}
	r.i += 2*known - 1
	if r.at(0).is(".") && r.at(1).kind != lineEnd {
		r.i++
	}
}
