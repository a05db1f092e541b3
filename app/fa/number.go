package fa

import (
	"strconv"
	"strings"
)

func (l Locale) persian() bool { return l == Persian || l == PersianLatinDigits }

// WithDigits is the locale with numerals of a kind: "latin" for 0-9, else those
// of its language.
func (l Locale) WithDigits(numerals string) Locale {
	switch {
	case !l.persian():
		return l
	case numerals == "latin":
		return PersianLatinDigits
	}
	return Persian
}

var persianDigits = strings.NewReplacer("0", "۰", "1", "۱", "2", "۲", "3", "۳", "4", "۴", "5", "۵", "6", "۶", "7", "۷", "8", "۸", "9", "۹", ".", "٫", ",", "٬")

// Number shows a number with at most so many decimals. From ten thousand on its
// thousands are apart.
func (l Locale) Number(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	if l == English {
		return text
	}
	text = thousands(text)
	if l == Persian {
		text = persianDigits.Replace(text)
	}
	if strings.HasPrefix(text, "-") {
		return Isolate(text)
	}
	return text
}

// thousands parts the digits of a number by threes if there are more than four.
func thousands(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	digits := strings.TrimPrefix(whole, "-")
	if len(digits) <= 4 || strings.Trim(digits, "0123456789") != "" {
		return number
	}
	parted := strings.TrimSuffix(whole, digits)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			parted += ","
		}
		parted += string(d)
	}
	if fraction != "" {
		parted += "." + fraction
	}
	return parted
}

// Digits shows the digits of a text, such as a version or a time, as the locale
// writes them; what parts them stays.
func (l Locale) Digits(text string) string {
	if l != Persian {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '۰'
		}
		return r
	}, text)
}

// Percent shows a share, 1 for the whole.
func (l Locale) Percent(share float64) string {
	return l.Say(percent, Words(l.Number(share*100, 0)))
}

// Clock shows a place in a sound as minutes and seconds, hours if there are any.
func (l Locale) Clock(seconds float64) string {
	s := int(max(seconds, 0))
	text := strconv.Itoa(s/60%60) + ":" + two(s%60)
	if s >= 3600 {
		text = strconv.Itoa(s/3600) + ":" + two(s/60%60) + ":" + two(s%60)
	}
	if l.persian() {
		return Isolate(l.Digits(text))
	}
	return text
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

var percent = Sentence{"%s٪", "%s%"}
