package phoneme

import (
	"strings"
	"unicode/utf8"
)

// suffix is what a noun or adjective may end in. Where the stem ends in a vowel
// its letters or its sound may differ; "-" there says that it cannot follow.
type suffix struct {
	letters string
	phones  string // after a consonant
	onE     string // after e that is written ه
	onVowel string // after A, u, o, i
	on      Class  // classes of stems that take it
	gives   Class  // class of the whole; 0 keeps the stem's
	ezafe   bool   // the ezafe is part of it
}

const (
	nominal = Noun | Name | Adjective | Pronoun | Number | Verb | Other | Adverb
	nameish = Noun | Name | Adjective | Pronoun
)

// suffixes stand from the shortest letters to the longest within each kind; the
// longest stem that the lexicon has wins.
var suffixes = []suffix{
	{"ی", "i", "-", "ye", nominal, 0, false},
	{"م", "am", "-", "m", nameish, 0, false}, {"ت", "at", "-", "t", nameish, 0, false}, {"ش", "aS", "-", "S", nameish, 0, false},
	{"یم", "im", "-", "yam", nameish, 0, false}, {"یت", "iyyat", "-", "yat", nameish, 0, false}, {"یش", "-", "-", "yaS", nameish, 0, false},
	{"ام", "am", "?am", "?am", nameish, 0, false}, {"ات", "At", "?at", "?at", nameish, Noun, false}, {"اش", "aS", "?aS", "?aS", nameish, 0, false},
	{"ای", "?i", "?i", "?i", nominal, 0, false}, {"یی", "-", "-", "yi", nominal, 0, false}, {"ئی", "-", "-", "?i", nominal, 0, false},
	{"ها", "hA", "hA", "hA", nominal, Noun, false}, {"ان", "An", "-", "yAn", nameish, Noun, false}, {"یان", "-", "-", "yAn", nameish, Noun, false},
	{"ید", "id", "-", "yid", Adjective, Verb, false}, {"ند", "and", "-", "yand", Adjective, Verb, false}, {"اند", "and", "?and", "?and", nameish, Verb, false},
	{"ست", "-", "st", "st", nominal, Verb, false}, {"است", "ast", "?ast", "st", nominal, Verb, false}, {"ایم", "-", "?im", "?im", nameish, Verb, false},
	{"تر", "tar", "tar", "tar", Adjective | Adverb | Noun, Adjective, false}, {"را", "rA", "rA", "rA", nameish, 0, false}, {"رو", "ro", "ro", "ro", nameish, 0, false},
	{"مان", "emAn", "mAn", "mAn", nameish, 0, false}, {"تان", "etAn", "tAn", "tAn", nameish, 0, false}, {"شان", "eSAn", "SAn", "SAn", nameish, 0, false},
	{"مون", "emun", "mun", "mun", nameish, 0, false}, {"تون", "etun", "tun", "tun", nameish, 0, false}, {"شون", "eSun", "Sun", "Sun", nameish, 0, false},
	{"یمان", "-", "-", "yemAn", nameish, 0, false}, {"یتان", "-", "-", "yetAn", nameish, 0, false}, {"یشان", "-", "-", "yeSAn", nameish, 0, false},
	{"های", "hAye", "hAye", "hAye", nominal, Noun, true}, {"هام", "hAm", "hAm", "hAm", nameish, Noun, false}, {"هات", "hAt", "hAt", "hAt", nameish, Noun, false},
	{"هاش", "hAS", "hAS", "hAS", nameish, Noun, false}, {"ترین", "tarin", "tarin", "tarin", Adjective | Adverb, Adjective, false},
	{"تری", "tari", "tari", "tari", Adjective | Adverb, Adjective, false}, {"هایی", "hAyi", "hAyi", "hAyi", nominal, Noun, false},
	{"هائی", "hA?i", "hA?i", "hA?i", nominal, Noun, false}, {"هایم", "hAyam", "hAyam", "hAyam", nominal, Noun, false},
	{"هایت", "hAyat", "hAyat", "hAyat", nominal, Noun, false}, {"هایش", "hAyaS", "hAyaS", "hAyaS", nominal, Noun, false},
	{"هایمان", "hAyemAn", "hAyemAn", "hAyemAn", nominal, Noun, false}, {"هایتان", "hAyetAn", "hAyetAn", "hAyetAn", nominal, Noun, false},
	{"هایشان", "hAyeSAn", "hAyeSAn", "hAyeSAn", nominal, Noun, false}, {"هاشون", "hASun", "hASun", "hASun", nominal, Noun, false},
	{"ترها", "tarhA", "tarhA", "tarhA", Adjective, Noun, false}, {"ترهای", "tarhAye", "tarhAye", "tarhAye", Adjective, Noun, true},
	{"ترینها", "tarinhA", "tarinhA", "tarinhA", Adjective, Noun, false}, {"ترینهای", "tarinhAye", "tarinhAye", "tarinhAye", Adjective, Noun, true},
	{"انی", "Ani", "-", "yAni", nameish, Noun, false}, {"انه", "Ane", "-", "yAne", nameish, Adjective | Adverb, false},
	{"ین", "in", "-", "-", Number, Number, false}, {"یه", "iye", "-", "ye", nameish, Noun, false}, {"یان", "iyAn", "-", "yAn", Adjective, Noun, false},
}

// formants make new words of nouns, adjectives and stems. They follow any stem
// unchanged.
var formants = []ending{
	{"گر", "gar"}, {"ور", "var"}, {"وش", "vaS"}, {"بان", "bAn"}, {"چی", "Ci"}, {"دار", "dAr"}, {"داری", "dAri"}, {"ساز", "sAz"}, {"سازی", "sAzi"},
	{"کار", "kAr"}, {"کاری", "kAri"}, {"گاه", "gAh"}, {"گری", "gari"}, {"مند", "mand"}, {"مندی", "mandi"}, {"ناک", "nAk"}, {"وار", "vAr"}, {"واره", "vAre"},
	{"خانه", "xAne"}, {"نامه", "nAme"}, {"شناس", "SenAs"}, {"شناسی", "SenAsi"}, {"پذیر", "pazir"}, {"پذیری", "paziri"}, {"آمیز", "Amiz"}, {"آور", "Avar"},
	{"بخش", "baxS"}, {"بخشی", "baxSi"}, {"گذار", "gozAr"}, {"گذاری", "gozAri"}, {"گیر", "gir"}, {"گیری", "giri"}, {"پرداز", "pardAz"}, {"پردازی", "pardAzi"},
	{"پرست", "parast"}, {"پرستی", "parasti"}, {"نویس", "nevis"}, {"نویسی", "nevisi"}, {"فروش", "foruS"}, {"فروشی", "foruSi"}, {"شده", "Sode"}, {"شدن", "Sodan"},
	{"کننده", "konande"}, {"کردن", "kardan"}, {"دهنده", "dahande"}, {"زاده", "zAde"}, {"پور", "pur"}, {"پوش", "puS"}, {"پوشی", "puSi"}, {"زدن", "zadan"},
	{"زدگی", "zadegi"}, {"زده", "zade"}, {"گرا", "garA"}, {"گرایی", "garAyi"}, {"گرایان", "garAyAn"}, {"یابی", "yAbi"}, {"یاب", "yAb"}, {"رسانی", "resAni"},
	{"رسان", "resAn"}, {"آموز", "Amuz"}, {"آموزی", "Amuzi"}, {"پروری", "parvari"}, {"پرور", "parvar"}, {"خواه", "xAh"}, {"خواهی", "xAhi"}, {"گو", "gu"},
	{"گویی", "guyi"}, {"جو", "ju"}, {"جویی", "juyi"}, {"بندی", "bandi"}, {"بند", "band"}, {"آبادی", "AbAdi"}, {"آباد", "AbAd"}, {"نشین", "neSin"}, {"ستان", "estAn"},
	{"ستانی", "estAni"}, {"نما", "namA"}, {"سنجی", "sanji"}, {"سنج", "sanj"}, {"دان", "dAn"}, {"دانی", "dAni"}, {"خوان", "xAn"}, {"خوانی", "xAni"}, {"انگیز", "angiz"},
	{"یافته", "yAfte"}, {"گرفته", "gerefte"}, {"دیده", "dide"}, {"خورده", "xorde"}, {"بار", "bAr"}, {"گونه", "gune"}, {"زنی", "zani"}, {"زن", "zan"}, {"کشی", "keSi"},
	{"فرسا", "farsA"}, {"ریزی", "rizi"}, {"ریز", "riz"}, {"پزی", "pazi"}, {"شویی", "Suyi"}, {"روی", "ravi"}, {"رو", "ro"}, {"وند", "vand"}, {"چه", "Ce"},
}

// prefixes that change a word's sense and leave its sound.
var wordPrefixes = []ending{
	{"نا", "nA"}, {"بی", "bi"}, {"هم", "ham"}, {"پیش", "piS"}, {"پس", "pas"}, {"غیر", "qeyr"}, {"ابر", "abar"}, {"فرا", "farA"}, {"زیر", "zir"}, {"باز", "bAz"},
	{"میان", "miyAn"}, {"پر", "por"}, {"کم", "kam"}, {"خوش", "xoS"}, {"بد", "bad"}, {"تک", "tak"}, {"چند", "Cand"}, {"نو", "no"}, {"نیم", "nim"}, {"تمام", "tamAm"},
	{"سر", "sar"}, {"بر", "bar"}, {"در", "dar"}, {"دو", "do"}, {"سه", "se"}, {"یک", "yek"}, {"ضد", "zedde"}, {"به", "be"}, {"با", "bA"}, {"ال", "al"},
}

// analysis is a reading and what the ezafe pass must know of it.
type analysis struct {
	reading
	ezafe   bool // said already, as in کتاب‌های
	guessed bool // by rule, the lexicon does not know it
	closed  bool // no ezafe can follow: the word ends in ی of the indefinite or in a pronoun
}

// inflect reads a key as a stem of the lexicon with suffixes, deepest is how many
// may be peeled.
func (x *lexicon) inflect(word string, deepest int) (analysis, bool) {
	if deepest == 0 {
		return analysis{}, false
	}
	best, found := "", analysis{}
	for _, s := range suffixes {
		stem, ok := strings.CutSuffix(word, s.letters)
		if !ok || len(stem) <= len(best) || utf8.RuneCountInString(stem) < minStem(stem, s.letters) {
			continue
		}
		if a, ok := x.withSuffix(stem, s, deepest); ok {
			best, found = stem, a
		}
	}
	if best != "" {
		return found, true
	}
	return x.inflectE(word)
}

// minStem keeps a one-letter suffix from eating a short word, unless the word is
// one like مو, which writes its ezafe.
func minStem(stem, suffix string) int {
	if len(suffix) <= 2 && !strings.HasSuffix(stem, "و") && !strings.HasSuffix(stem, "ا") {
		return 3
	}
	return 2
}

func (x *lexicon) withSuffix(stem string, s suffix, deepest int) (analysis, bool) {
	for _, r := range x.stems(stem, deepest) {
		if r.class&s.on == 0 {
			continue
		}
		phones := s.after(stem, r.phones)
		if phones == "-" {
			continue
		}
		class := r.class
		if s.gives != 0 {
			class = s.gives
		}
		ezafe := s.ezafe || s.letters == "ی" && phones == "ye"
		return analysis{reading: reading{r.phones + phones, class}, ezafe: ezafe, closed: s.closes()}, true
	}
	return analysis{}, false
}

// closes tells endings after which no ezafe comes: all but the plural, the
// comparative, and what makes a new noun or adjective.
func (s suffix) closes() bool {
	switch s.letters {
	case "ها", "ان", "یان", "ات", "تر", "ترین", "انه", "یه", "یت":
		return false
	}
	return true
}

// after chooses how the suffix is said after a stem.
func (s suffix) after(stem, phones string) string {
	last := phones[len(phones)-1]
	switch {
	case last == 'e' && strings.HasSuffix(stem, "ه"):
		return s.onE
	case isVowel(last) && last != 'i' && last != 'a':
		return s.onVowel
	case last == 'i' && (s.letters == "ی" || s.letters == "یی"):
		return "-"
	case last == 'i' && isVowel(s.phones[0]):
		return "y" + s.phones
	}
	return s.phones
}

// stems gives the readings of a stem: as the lexicon has it, as a verbal form, or
// inflected itself.
func (x *lexicon) stems(stem string, deepest int) []reading {
	if all := x.words[stem]; len(all) > 0 {
		return all
	}
	if r, ok := x.verbal(stem); ok {
		return []reading{r}
	}
	if phones, ok := inflected(x.past, stem, negation, participleEndings[:1]); ok {
		return []reading{{phones, Noun | Adjective | Verb}}
	}
	if r, ok := x.infinitive(stem); ok {
		return []reading{r}
	}
	if all := x.present[stem]; len(all) > 0 {
		return []reading{{all[0], Adjective}}
	}
	if a, ok := x.inflect(stem, deepest-1); ok && !a.ezafe {
		return []reading{a.reading}
	}
	return nil
}

// inflectE reads words whose stem drops its written ه: خستگی, ستارگان.
func (x *lexicon) inflectE(word string) (analysis, bool) {
	for _, e := range []ending{{"گی", "gi"}, {"گان", "gAn"}, {"گانی", "gAni"}} {
		stem, ok := strings.CutSuffix(word, e.letters)
		if !ok {
			continue
		}
		for _, r := range x.stems(stem+"ه", 1) {
			if strings.HasSuffix(r.phones, "e") {
				return analysis{reading: reading{r.phones + e.phones, Noun}}, true
			}
		}
	}
	return analysis{}, false
}

// derive reads a key as a known word with a formant behind or a prefix before
// it, or as two known words.
func (x *lexicon) derive(word string) (reading, bool) {
	for _, f := range formants {
		stem, ok := strings.CutSuffix(word, f.letters)
		if !ok || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		if all := x.words[stem]; len(all) > 0 && all[0].class.has(Noun|Adjective|Name|Number) {
			return reading{linked(all[0].phones, f.phones), Noun | Adjective}, true
		}
	}
	for _, p := range wordPrefixes {
		rest, ok := strings.CutPrefix(word, p.letters)
		if !ok || utf8.RuneCountInString(rest) < 3 {
			continue
		}
		if all := x.stems(rest, 1); len(all) > 0 && all[0].class.has(Noun|Adjective|Number) {
			return reading{hiatus(p.phones, all[0].phones), Noun | Adjective}, true
		}
	}
	return x.compound(word)
}

// compound reads two words written as one, each of three letters or more.
func (x *lexicon) compound(word string) (reading, bool) {
	const least = 6 // bytes: three letters of two bytes
	for cut := least; cut <= len(word)-least; cut++ {
		if !utf8.RuneStart(word[cut]) {
			continue
		}
		first, second := x.words[word[:cut]], x.words[word[cut:]]
		if len(first) > 0 && len(second) > 0 && first[0].class.has(nameish) && second[0].class.has(nameish|Verb) {
			return reading{hiatus(first[0].phones, second[0].phones), second[0].class &^ Verb}, true
		}
	}
	return reading{}, false
}

// linked joins a stem and a formant; ستان brings a vowel only after a consonant.
func linked(stem, formant string) string {
	if formant[0] == 'e' && isVowel(stem[len(stem)-1]) {
		return stem + formant[1:]
	}
	return hiatus(stem, formant)
}

// hiatus joins two pieces and keeps vowels apart.
func hiatus(a, b string) string {
	if a != "" && b != "" && isVowel(a[len(a)-1]) && isVowel(b[0]) {
		return a + "?" + b
	}
	return a + b
}
