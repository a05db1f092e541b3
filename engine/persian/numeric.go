package persian

import "strings"

// maxSigned is the longest run of groups of thousands looked at as one number.
const maxSigned = maxNumberDigits / 3

const (
	joiners = "., ، ٬ ٫ / : - – − ‐ ⁄ ∕ ' ’" // may stand between the digits of one expression
	hyphens = "-‐–−"
	slashes = "/⁄∕"
)

// numeric is a run of digits with joiners between them: 12:30, 1,234.5, 5-10.
type numeric struct {
	groups []string
	seps   []string // seps[i] stands between groups[i] and groups[i+1]
	scaled bool     // a unit or a word like million follows: 2/5 is a decimal
}

// element is one value of the run, said as words; plain holds its digits where
// it is an integer; next is the group behind it.
type element struct {
	words []string
	plain string
	next  int
}

func (r *reader) readNumber() {
	n := r.numeric()
	if len(n.groups) == 1 && r.readRank(n.groups[0]) {
		return
	}
	last := ""
	for k := 0; k < len(n.groups); {
		e := n.parse(k)
		if k > 0 {
			r.readJoiner(n, k-1, last, e.plain)
		}
		r.say(e.words...)
		k, last = e.next, e.plain
	}
	r.afterNumber(last)
}

// numeric takes the run at the present token and steps behind it.
func (r *reader) numeric() numeric {
	n := numeric{groups: []string{r.at(0).text}}
	r.i++
	for r.at(0).is(joiners) && !r.at(0).spaced && r.at(1).kind == digits && !r.at(1).spaced {
		n.seps = append(n.seps, r.at(0).text)
		n.groups = append(n.groups, r.at(1).text)
		r.i += 2
	}
	next := r.at(0)
	n.scaled = magnitudes[next.text] || persianUnits[next.text] || next.is("%") || next.text == "درصد"
	return n
}

// parse reads the value that starts at group k.
func (n numeric) parse(k int) element {
	for _, rule := range []func(int) (element, bool){n.date, n.clock, n.address, n.phone, n.fraction} {
		if e, ok := rule(k); ok {
			return e
		}
	}
	return n.number(k)
}

// number reads an integer, perhaps with thousands separators and decimals.
func (n numeric) number(k int) element {
	digits, next := n.thousands(k)
	if n.sep(next-1) == "٫" || n.sep(next-1) == "." && n.sep(next) != "." && (next == k+1 || n.sep(k) != ".") && n.sep(k-1) != "." {
		words := append(integer(digits), "ممیز")
		return element{words: append(words, decimals(n.groups[next])...), next: next + 1}
	}
	if len(digits) > 1 && digits[0] == '0' {
		return element{words: digitString(digits), next: next}
	}
	return element{words: cardinal(digits), plain: digits, next: next}
}

// thousands joins groups of three digits behind one separator: 1,234,567.
// Full stops need two of them, as 1.234 is a decimal.
func (n numeric) thousands(k int) (digits string, next int) {
	sep := n.sep(k)
	if sep == "" || !strings.Contains(",،٬.'’", sep) || len(n.groups[k]) > 3 || n.groups[k][0] == '0' {
		return n.groups[k], k + 1
	}
	next = k + 1
	for next-k <= maxSigned && n.sep(next-1) == sep && len(n.groups[next]) == 3 {
		next++
	}
	if n.sep(next-1) == sep || sep == "." && next < k+3 {
		return n.groups[k], k + 1
	}
	return strings.Join(n.groups[k:next], ""), next
}

// sep is the separator behind group k, "" where there is none.
func (n numeric) sep(k int) string {
	if k < 0 || k >= len(n.seps) {
		return ""
	}
	return n.seps[k]
}

// address reads four groups of at most 255 as an IP address.
func (n numeric) address(k int) (element, bool) {
	if k > 0 || len(n.groups) != 4 {
		return element{}, false
	}
	var words []string
	for i, g := range n.groups {
		if len(g) > 3 || threeDigits(g) > 255 || i < 3 && n.seps[i] != "." {
			return element{}, false
		}
		if i > 0 {
			words = append(words, "نقطه")
		}
		words = append(words, integer(g)...)
	}
	return element{words: words, next: 4}, true
}

// phone reads an area code with a leading zero and what follows in pairs.
func (n numeric) phone(k int) (element, bool) {
	code := n.groups[0]
	if k > 0 || code[0] != '0' || len(code) < 3 || len(n.groups) < 2 || len(n.groups) > 5 {
		return element{}, false
	}
	words := groupWords(code)
	for i, g := range n.groups[1:] {
		if n.seps[i] != "-" || len(g) > 8 {
			return element{}, false
		}
		words = append(words, pairs(g)...)
	}
	return element{words: words, next: len(n.groups)}, true
}

// pairs says digits two by two; of an odd number the first three together.
func pairs(number string) []string {
	var words []string
	for len(number) > 3 {
		cut := 2 + len(number)%2
		words = append(words, groupWords(number[:cut])...)
		number = number[cut:]
	}
	return append(words, groupWords(number)...)
}

// fraction reads a/b. Iranian hand also writes decimals this way: that is meant
// where a unit follows, where b starts with zero or where a is not the smaller.
func (n numeric) fraction(k int) (element, bool) {
	sep := n.sep(k)
	if sep == "" || !strings.Contains(slashes, sep) || n.sep(k+1) == sep || n.sep(k-1) == sep {
		return element{}, false
	}
	a, b := n.groups[k], n.groups[k+1]
	if words, ok := yearMonth(a, b); ok {
		return element{words: words, next: k + 2}, true
	}
	switch {
	case len(a) == 4 && len(b) == 4 || len(b) > 4:
		return element{}, false
	case sep != "/" || less(a, b) && b[0] != '0' && strings.Trim(a, "0") != "" && !n.scaled:
		return element{words: append(integer(a), ordinal(b)...), next: k + 2}, true
	}
	return element{words: append(append(integer(a), "ممیز"), decimals(b)...), next: k + 2}, true
}

// readJoiner says the separator between two values: 5-10 is a range, 3:2 a
// ratio, 1,2 a list.
func (r *reader) readJoiner(n numeric, k int, before, after string) {
	sep := n.seps[k]
	plain := before != "" && after != ""
	switch {
	case sep == "–":
		r.say("تا")
	case sep == "−" || strings.Contains(hyphens, sep) && plain && len(n.groups) == 2 && r.at(0).is("="):
		r.say("منهای")
	case strings.Contains(hyphens, sep) && len(n.seps) <= 3 && plain && less(before, after):
		r.say("تا")
	case sep == ":":
		r.say("به")
	case sep == "." || sep == "٫":
		r.say("نقطه")
	case strings.Contains(slashes, sep):
		r.say("اسلش")
	case sep == "," || sep == "،":
		r.close('،')
	}
}
