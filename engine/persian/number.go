package persian

import "strings"

// maxNumberDigits is the longest number said as one; longer ones are said
// digit by digit.
const maxNumberDigits = 36

var (
	ones = []string{
		"صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده",
		"چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
	}
	tens     = []string{"", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"}
	hundreds = []string{"", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"}
	// thousands names the powers of 1000 on the short scale, as Iranian usage has it.
	thousands = []string{
		"", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون", "سکستیلیون", "سپتیلیون",
		"اکتیلیون", "نونیلیون", "دسیلیون",
	}
)

// cardinal says a string of ASCII digits as one number.
func cardinal(number string) []string {
	number = strings.TrimLeft(number, "0")
	if number == "" {
		return []string{ones[0]}
	}
	if len(number) > maxNumberDigits {
		return spellDigits(number)
	}
	var words []string
	for len(number) > 0 {
		power := (len(number) - 1) / 3
		cut := len(number) - 3*power
		words = appendThousands(words, threeDigits(number[:cut]), power)
		number = number[cut:]
	}
	return words
}

func appendThousands(words []string, group, power int) []string {
	if group == 0 {
		return words
	}
	if len(words) > 0 {
		words = append(words, "و")
	}
	if group != 1 || power != 1 { // هزار, not یک هزار
		words = appendBelowThousand(words, group)
	}
	if power > 0 {
		words = append(words, thousands[power])
	}
	return words
}

func appendBelowThousand(words []string, n int) []string {
	if n >= 100 {
		words = append(words, hundreds[n/100])
		if n %= 100; n == 0 {
			return words
		}
		words = append(words, "و")
	}
	if n < 20 {
		return append(words, ones[n])
	}
	words = append(words, tens[n/10])
	if n%10 > 0 {
		words = append(words, "و", ones[n%10])
	}
	return words
}

// threeDigits reads at most three ASCII digits.
func threeDigits(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// ordinal says a number as a rank: سی و سوم.
func ordinal(number string) []string {
	words := cardinal(number)
	switch last := &words[len(words)-1]; *last {
	case "سه":
		*last = "سوم"
	case "سی":
		*last = "سی\u200cاُم"
	default:
		*last += "م"
	}
	return words
}

func spellDigits(number string) []string {
	words := make([]string, 0, len(number))
	for i := 0; i < len(number); i++ {
		words = append(words, ones[number[i]-'0'])
	}
	return words
}

// digitString says digits that stand for themselves: leading zeros one by one,
// telephone numbers in groups, short rests as numbers.
func digitString(number string) []string {
	rest := strings.TrimLeft(number, "0")
	words := spellDigits(number[:len(number)-len(rest)])
	switch n := len(number); {
	case rest == "":
		return words
	case n == 11 && strings.HasPrefix(number, "09"):
		return append(words, groups(rest, 3, 3, 2, 2)...)
	case n == 11 && len(rest) == 10:
		return append(words, groups(rest, 2, 2, 2, 2, 2)...)
	case len(rest) <= 3:
		return append(words, cardinal(rest)...)
	}
	return append(words, spellDigits(rest)...)
}

// groups says digits in groups of the given sizes, which add up to its length.
func groups(number string, sizes ...int) []string {
	var words []string
	for _, n := range sizes {
		words = append(words, groupWords(number[:n])...)
		number = number[n:]
	}
	return words
}

func groupWords(group string) []string {
	if group[0] == '0' {
		return digitString(group)
	}
	return cardinal(group)
}

// integer says a number as written: leading zeros are said.
func integer(number string) []string {
	if len(number) > 1 && number[0] == '0' {
		return digitString(number)
	}
	return cardinal(number)
}

// decimals says the digits behind a decimal point.
func decimals(fraction string) []string {
	if len(strings.TrimLeft(fraction, "0")) > 3 {
		return spellDigits(fraction)
	}
	return integer(fraction)
}

// less compares two strings of digits by value.
func less(a, b string) bool {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}
