package persian

import "strings"

var (
	jalaliMonths = []string{
		"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
	}
	gregorianMonths = []string{
		"ژانویه", "فوریه", "مارس", "آوریل", "مِه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
	}
)

// months gives the calendar that a year belongs to: 1200-1499 is Jalali (also
// written with two digits), 1600-2199 Gregorian.
func months(year string) []string {
	switch y := year; {
	case len(y) == 4 && y >= "1200" && y < "1500", len(y) == 2 && y > "31":
		return jalaliMonths
	case len(y) == 4 && y >= "1600" && y < "2200":
		return gregorianMonths
	}
	return nil
}

// date reads year/month/day and day/month/year, and month/day/year where
// nothing else is possible.
func (n numeric) date(k int) (element, bool) {
	sep := n.sep(k)
	if sep == "" || !strings.Contains("/-.", sep) || n.sep(k+1) != sep || n.sep(k+2) == sep || n.sep(k-1) == sep {
		return element{}, false
	}
	a, b, c := n.groups[k], n.groups[k+1], n.groups[k+2]
	if sep == "." && len(a) != 4 && len(c) != 4 {
		return element{}, false
	}
	for _, order := range [][3]string{{a, b, c}, {c, b, a}, {c, a, b}} {
		if words, ok := dateWords(order[0], order[1], order[2]); ok {
			return element{words: words, next: k + 3}, true
		}
	}
	return element{}, false
}

func dateWords(year, month, day string) ([]string, bool) {
	names := months(year)
	if names == nil || len(month) > 2 || len(day) > 2 {
		return nil, false
	}
	m, d := threeDigits(month), threeDigits(day)
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return nil, false
	}
	words := append(ordinal(day), names[m-1])
	return append(words, cardinal(year)...), true
}

// yearMonth reads 1402/05.
func yearMonth(year, month string) ([]string, bool) {
	names := months(year)
	if names == nil || len(year) != 4 || len(month) != 2 || month < "01" || month > "12" {
		return nil, false
	}
	return append([]string{names[threeDigits(month)-1]}, cardinal(year)...), true
}

// clock reads hours:minutes and hours:minutes:seconds.
func (n numeric) clock(k int) (element, bool) {
	if n.sep(k) != ":" || n.sep(k-1) == ":" || !isClockPart(n.groups[k+1]) || len(n.groups[k]) > 2 || threeDigits(n.groups[k]) > 24 {
		return element{}, false
	}
	words := cardinal(n.groups[k])
	if m := n.groups[k+1]; m != "00" {
		words = append(append(append(words, "و"), cardinal(m)...), "دقیقه")
	}
	if n.sep(k+1) != ":" {
		return element{words: words, next: k + 2}, true
	}
	if s := n.groups[k+2]; !isClockPart(s) {
		return element{}, false
	} else if s != "00" {
		words = append(append(append(words, "و"), cardinal(s)...), "ثانیه")
	}
	return element{words: words, next: k + 3}, true
}

func isClockPart(s string) bool { return len(s) == 2 && s < "60" }
