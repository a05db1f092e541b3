package persian

import "unicode"

// Characters that have a part in Persian spelling beyond its letters.
const (
	zwnj          = '\u200c'
	fathatan      = '\u064b'
	fatha         = '\u064e'
	damma         = '\u064f'
	kasra         = '\u0650'
	tashdid       = '\u0651'
	sukun         = '\u0652'
	hamzaAbove    = '\u0654'
	daggerAlef    = '\u0670'
	tatweel       = '\u0640'
	hamzaSeat     = 'ئ'
	maxMarks      = 4  // marks kept on one letter of another script
	maxWordLength = 64 // letters after which a run is cut into words
)

// spellings lists, per Persian letter, the letters of other Arabic-script
// orthographies that are read as it (by their names in the Unicode charts).
var spellings = map[rune]string{
	'ا': "إٲٳݳݴٱٵ",
	'ب': "ٮݐݑݒݓݔݕݖٻڀ",
	'ت': "ٹټٽٿٺ",
	'ج': "ڄڃ",
	'چ': "ڿڇ",
	'ح': "ځڂݗݘݮݯݲݼ",
	'خ': "څ",
	'د': "ڈډڊڋڏڐۮݙݚڍڎ",
	'ذ': "ڌ",
	'ر': "ڑڒړڔڕږڗۯݛݫݬݱ",
	'ژ': "ڙ",
	'س': "ڛڜݜݭݰݽݾ",
	'ش': "ښۺ",
	'ص': "ڝڞ",
	'ض': "ۻ",
	'ط': "ڟ",
	'غ': "ۼݝݞݟڠ",
	'ف': "ڡڢڣڥݠݡڦ",
	'ق': "ٯڧڨ",
	'ک': "كڪػؼڬڮݢݣݤݿ",
	'گ': "ګڭڰڲڴڱڳ",
	'ل': "ڵڶڷڸݪ",
	'م': "ݥݦ",
	'ن': "ڹںڻڼڽݧݨݩ",
	'و': "ڤۄۅۆۇۈۉۊۋۏۥݸݹٶٷ",
	'ه': "ھہەۿ",
	'ی': "يىؠؽؾؿۍێېۑےۦݵݶݷݺݻٸ",
	'ء': "ٴ",
	'ة': "ۃ",
}

var persianLetter = invert(spellings)

func invert(table map[rune]string) map[rune]rune {
	out := make(map[rune]rune)
	for to, from := range table {
		for _, r := range from {
			out[r] = to
		}
	}
	return out
}

// isHaraka reports a vowel sign or tashdid that tells how a word is said.
func isHaraka(r rune) bool {
	return r >= fathatan && r <= sukun || r == hamzaAbove || r == daggerAlef
}

func isArabic(r rune) bool {
	return unicode.IsLetter(r) && unicode.Is(unicode.Arabic, r) && r != tatweel
}

func isLatin(r rune) bool { return unicode.IsLetter(r) && unicode.Is(unicode.Latin, r) }

// harakaClass groups marks of which a letter carries one: tashdid, hamza, vowel.
func harakaClass(r rune) int {
	switch r {
	case hamzaAbove:
		return 0
	case tashdid:
		return 1
	default:
		return 2
	}
}

// letterNames names the letters for abbreviations read letter by letter.
var letterNames = map[string]string{
	"آ": "آ", "ا": "الف", "ب": "بِ", "پ": "پِ", "ت": "تِ", "ث": "ثِ", "ج": "جیم", "چ": "چِ", "ح": "حِ", "خ": "خِ",
	"د": "دال", "ذ": "ذال", "ر": "رِ", "ز": "زِ", "ژ": "ژِ", "س": "سین", "ش": "شین", "ص": "صاد", "ض": "ضاد",
	"ط": "طا", "ظ": "ظا", "ع": "عین", "غ": "غین", "ف": "فِ", "ق": "قاف", "ک": "کاف", "گ": "گاف", "ل": "لام",
	"م": "میم", "ن": "نون", "و": "واو", "ه": "هِ", "ی": "یِ",
}

// latinNames names the Latin letters as Persian speakers do.
var latinNames = map[rune]string{
	'a': "اِی", 'b': "بی", 'c': "سی", 'd': "دی", 'e': "ای", 'f': "اِف", 'g': "جی", 'h': "اِچ", 'i': "آی", 'j': "جِی",
	'k': "کِی", 'l': "اِل", 'm': "اِم", 'n': "اِن", 'o': "اُ", 'p': "پی", 'q': "کیو", 'r': "آر", 's': "اِس", 't': "تی",
	'u': "یو", 'v': "وی", 'w': "دابلیو", 'x': "ایکس", 'y': "وای", 'z': "زِد",
}
