package phoneme

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ErrSymbol tells that a text holds something which is no phoneme.
var ErrSymbol = errors.New("phoneme: unknown symbol")

const (
	tie      = '\u0361'
	tieBelow = '\u035c'
	zwnj     = '\u200c'
)

// joined lists the pairs of letters which ParseIPA reads as one phoneme although
// no tie bar holds them together.
var joined = map[string]bool{
	"tʃ": true, "dʒ": true, "ts": true, "dz": true, "pf": true, "tɕ": true, "dʑ": true, "tʂ": true, "dʐ": true,
	"aɪ": true, "aʊ": true, "eɪ": true, "oʊ": true, "əʊ": true, "ɔɪ": true, "ɔʏ": true, "ɔø": true, "ɪə": true, "eə": true, "ʊə": true,
}

// skipped are marks of stress, syllables, tone and transcription: no phonemes.
const skipped = "ˈˌ'.‿|‖↗↘/[]()˥˦˧˨˩ꜜꜛ-,\u200b\u200c\u200d\u2060"

// ParseIPA splits an IPA text into phonemes: the longest one each time, with its
// diacritics. Affricates and the common diphthongs are one phoneme even where no
// tie bar says so. Stress, syllable and tone marks and spaces are left out. A rune
// of any other kind gives an error that wraps ErrSymbol.
func ParseIPA(text string) ([]string, error) {
	runes := []rune(spell(text))
	var out []string
	for i := 0; i < len(runes); {
		r := runes[i]
		if unicode.IsSpace(r) || strings.ContainsRune(skipped, r) || isTone(r) {
			i++
			continue
		}
		if string(r) == Pause {
			out = append(out, Pause)
			i++
			continue
		}
		u, ok := readUnit(runes, i)
		if !ok {
			return nil, fmt.Errorf("ipa %q: %w: %q", clip(text), ErrSymbol, r)
		}
		end := partnerEnd(runes, i, u.end)
		out = append(out, strings.ReplaceAll(string(runes[i:end]), string(tie), ""))
		i = end
	}
	return out, nil
}

// isTone tells combining tone and stress accents.
func isTone(r rune) bool {
	return r >= 0x300 && r <= 0x302 || r == 0x304 || r == 0x30b || r == 0x30f || r == 0x30c
}

// partnerEnd is the end of the phoneme which begins at runes[start] and whose
// first letter ends at end: beyond a tie bar, or a partner listed in joined.
func partnerEnd(runes []rune, start, end int) int {
	if end >= len(runes) {
		return end
	}
	if runes[end] == tie {
		if end+1 < len(runes) {
			if u, ok := readUnit(runes, end+1); ok && known(runes[start:u.end]) {
				return u.end
			}
		}
		return end + 1
	}
	if end != start+1 || !joined[string(runes[start:end+1])] {
		return end
	}
	if u, ok := readUnit(runes, end); ok {
		return u.end
	}
	return end
}

func known(runes []rune) bool {
	_, ok := articulate(string(runes))
	return ok
}

// spell brings an IPA text to one spelling: decomposed diacritics, the IPA's own
// ɡ, ʼ and ː, no ligatures, tie bars above.
func spell(text string) string { return spelling.Replace(norm.NFD.String(text)) }

var spelling = strings.NewReplacer(
	"c\u0327", "ç", // NFD takes ç apart, which is a letter of its own
	"g\u030c", "dʒ", "g", "ɡ", "ʦ", "ts", "ʣ", "dz", "ʧ", "tʃ", "ʤ", "dʒ", "ʨ", "tɕ", "ʥ", "dʑ",
	string(tieBelow), string(tie), "’", "ʼ", ":", "ː", "ɩ", "ɪ", "ɷ", "ʊ", "ɼ", "r", "\u2009", " ",
)

// alone holds the spellings that can mean only one thing, whatever stands beside
// them.
var alone = map[string]string{
	"SIL": Pause, "sil": Pause, "sp": Pause, "spn": Pause, "pau": Pause, "#": Pause, "<sil>": Pause, "<p>": Pause,
	"KH": "x", "SH": "ʃ", "CH": "tʃ", "ZH": "ʒ", "AA": "ɒː",
}

// arpa is the upper-case set of Persian corpora. AH is the glottal stop there.
var arpa = map[string]string{
	"A": "æ", "E": "e", "O": "o", "AA": "ɒː", "I": "iː", "U": "uː", "AH": "ʔ", "GH": "ɢ", "Q": "ɢ", "KH": "x", "SH": "ʃ", "CH": "tʃ",
	"ZH": "ʒ", "J": "dʒ", "Y": "j", "R": "ɾ", "B": "b", "P": "p", "T": "t", "D": "d", "K": "k", "G": "ɡ", "F": "f", "V": "v", "S": "s",
	"Z": "z", "H": "h", "M": "m", "N": "n", "L": "l", "SIL": Pause,
}

// persianIPA lists other IPA spellings of our phonemes, espeak-ng's among them.
var persianIPA = map[string]string{
	"a": "æ", "aː": "æ", "ɑ": "ɒː", "ɑː": "ɒː", "ɒ": "ɒː", "i": "iː", "ɪ": "iː", "u": "uː", "ʊ": "uː", "eː": "e", "oː": "o", "ɛ": "e", "ɔ": "o",
	"q": "ɢ", "ɣ": "ɢ", "ʁ": "ɢ", "ɹ": "ɾ", "r": "ɾ", "χ": "x", "w": "v", "ŋ": "n", "c": "k", "ɟ": "ɡ", "ɫ": "l",
	"tʰ": "t", "kʰ": "k", "pʰ": "p",
}

// Canonical gives the spelling of DESIGN.md for a symbol whose meaning is certain
// on its own: IPA spelt with ligatures, tie bars, an ASCII g or a colon, names of
// silence, and two-letter upper-case names. Other symbols are returned as they
// are.
func Canonical(symbol string) string {
	if s, ok := alone[symbol]; ok {
		return s
	}
	s := strings.TrimLeft(strings.ReplaceAll(spell(strings.TrimSpace(symbol)), string(tie), ""), "ˈˌ")
	if s == "" {
		return symbol
	}
	return s
}

// CanonicalSet decides by a whole inventory what its symbols mean and gives the
// canonical one for each. An inventory that is all upper-case ASCII names of
// Persian corpora, or all IPA that Persian has, low back vowel and ɢ, x or ʔ
// included, is mapped to ours; for any other inventory (German, say) each symbol
// is only spelt as Canonical spells it.
func CanonicalSet(symbols []string) map[string]string {
	out := make(map[string]string, len(symbols))
	for _, s := range symbols {
		out[s] = Canonical(s)
	}
	switch {
	case isARPA(symbols):
		for _, s := range symbols {
			out[s] = arpa[s]
		}
	case isPersianIPA(out):
		for s, c := range out {
			if ours, ok := persianIPA[c]; ok {
				out[s] = ours
			}
		}
	}
	return out
}

func isARPA(symbols []string) bool {
	for _, s := range symbols {
		if arpa[s] == "" {
			return false
		}
	}
	return slices.Contains(symbols, "AA") && (slices.Contains(symbols, "A") || slices.Contains(symbols, "KH"))
}

// isPersianIPA looks for an inventory without any sound that Persian lacks and
// with those that few of its neighbours have.
func isPersianIPA(spelt map[string]string) bool {
	var lowBack, lowFront, mark bool
	for _, s := range spelt {
		_, other := persianIPA[s]
		if !other && s != Pause && s != "eɪ" && s != "oʊ" && !slices.Contains(Persian, s) {
			return false
		}
		lowBack = lowBack || strings.ContainsAny(s, "ɒɑ")
		lowFront = lowFront || s == "a" || s == "æ"
		mark = mark || persianIPA[s] == "ɢ" || s == "ɢ" || s == "x" || s == "ʔ"
	}
	return lowBack && lowFront && mark
}
