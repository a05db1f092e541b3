// Package fa holds every sentence that a person reads: in Persian, and in
// English for the log and for those whose system does not speak Persian.
package fa

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
)

// Locale is the language the program talks to a person in.
type Locale int

// The languages of the program's own words.
const (
	English Locale = iota
	Persian
	PersianLatinDigits // Persian words with the digits 0-9
)

// Of reads the locale from the environment, as POSIX orders its variables.
func Of(getenv func(string) string) Locale {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			return named(value)
		}
	}
	return English
}

func named(locale string) Locale {
	language := strings.FieldsFunc(strings.ToLower(locale), func(r rune) bool { return r == '_' || r == '-' || r == '.' || r == '@' })
	if len(language) > 0 && (language[0] == "fa" || language[0] == "prs" || language[0] == "per" || language[0] == "fas") {
		return Persian
	}
	return English
}

// Sentence is one thing to say, in both languages. Each %s stands for
// an argument of Say; braces in the Persian one enclose what runs from left to
// right.
type Sentence struct{ Fa, En string }

// Say words a sentence, whose arguments replace its %s one by one. In Persian, numbers get Persian digits, and texts of
// another direction are isolated so that they do not scramble the line.
func (l Locale) Say(s Sentence, args ...any) string {
	text := s.En
	if l.persian() {
		text = isolates.Replace(s.Fa)
	}
	var said strings.Builder
	for i, part := range strings.Split(text, "%s") {
		if i > 0 && i <= len(args) {
			said.WriteString(l.show(args[i-1]))
		}
		said.WriteString(part)
	}
	return said.String()
}

// show turns an argument into its words; every verb of a sentence is %s.
func (l Locale) show(a any) string {
	switch a := a.(type) {
	case string:
		return l.Name(a)
	case Words:
		return string(a)
	case int:
		return l.Number(float64(a), 0)
	case int64:
		return l.Number(float64(a), 0)
	case float64:
		if math.Abs(a) < 1 {
			return l.Number(a, 3)
		}
		return l.Number(a, 2)
	case time.Duration:
		return l.Duration(a)
	case Bytes:
		return l.Size(int64(a))
	case Sentence:
		return l.Say(a)
	}
	return fmt.Sprint(a)
}

// Words are already in the person's language: Say leaves them as they are.
type Words string

// Bytes is a size for Say.
type Bytes int64

// isolates makes the braces of a Persian sentence, which enclose what runs from
// left to right, into marks that keep it together.
var isolates = strings.NewReplacer("{", isolateLeft, "}", isolateEnd)

const (
	isolateLeft = "\u2066" // LRI
	isolateEnd  = "\u2069" // PDI
)

// Name shows what a person or a file is called. Control characters and marks of
// direction, which could disguise a name, are taken out.
func (l Locale) Name(name string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "?"))
	if !l.persian() || rightToLeft(clean) {
		return clean
	}
	return isolateLeft + clean + isolateEnd
}

// rightToLeft tells whether all letters of the text are of the Arabic script.
func rightToLeft(text string) bool {
	found := false
	for _, r := range text {
		if !unicode.IsLetter(r) && r < 0x80 && !unicode.IsSpace(r) {
			return false // digits and signs take their direction from beside them
		}
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Arabic, r) {
				return false
			}
			found = true
		}
	}
	return found
}

// Duration shows a time in two units at most.
func (l Locale) Duration(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return l.Say(seconds, d.Seconds())
	case d < time.Minute:
		return l.Say(seconds, int(d.Seconds()+0.5))
	case d < time.Hour && int(d.Seconds())%60 == 0:
		return l.Say(wholeMinutes, int(d.Minutes()))
	case d < time.Hour:
		return l.Say(minutes, int(d.Minutes()), int(d.Seconds())%60)
	case int(d.Minutes())%60 == 0:
		return l.Say(wholeHours, int(d.Hours()))
	}
	return l.Say(hours, int(d.Hours()), int(d.Minutes())%60)
}

// Size shows bytes in decimal units.
func (l Locale) Size(bytes int64) string {
	v := float64(bytes)
	switch {
	case v < 1e3:
		return l.Say(bytesUnit, bytes)
	case v < 1e6:
		return l.Say(kilobytes, Words(l.Number(v/1e3, 1)))
	case v < 1e9:
		return l.Say(megabytes, Words(l.Number(v/1e6, 1)))
	}
	return l.Say(gigabytes, Words(l.Number(v/1e9, 2)))
}

var (
	seconds = Sentence{"%s ثانیه", "%s s"}
	minutes = Sentence{"%s دقیقه و %s ثانیه", "%s min %s s"}
	hours   = Sentence{"%s ساعت و %s دقیقه", "%s h %s min"}

	wholeMinutes = Sentence{"%s دقیقه", "%s min"}
	wholeHours   = Sentence{"%s ساعت", "%s h"}
	bytesUnit    = Sentence{"%s بایت", "%s bytes"}
	kilobytes    = Sentence{"%s کیلوبایت", "%s kB"}
	megabytes    = Sentence{"%s مگابایت", "%s MB"}
	gigabytes    = Sentence{"%s گیگابایت", "%s GB"}
)
