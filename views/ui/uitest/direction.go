// Package uitest checks rendered pages: that no text scrambles where writing of
// two directions meets, and that a page looks as it did.
package uitest

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
)

// Directions fails a test for each text of an object and of what it holds that
// mixes directions without isolation.
func Directions(t testing.TB, o fyne.CanvasObject) {
	t.Helper()
	for _, text := range Texts(o) {
		if fault := Scrambled(text); fault != "" {
			t.Errorf("%s: %q", fault, text)
		}
	}
}

const (
	leftToRightIsolate = '\u2066'
	firstStrongIsolate = '\u2068'
	popIsolate         = '\u2069'
)

// Scrambled tells why a line of text would not be shown in the order it is read
// in a right-to-left window; it is empty where all is well.
func Scrambled(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if fault := scrambled(line); fault != "" {
			return fault
		}
	}
	return ""
}

func scrambled(line string) string {
	bare, err := outside(line)
	if err != nil {
		return err.Error()
	}
	rtl, ltr := strings.IndexFunc(bare, isRightToLeft) >= 0, strings.IndexFunc(bare, isLeftToRight) >= 0
	switch {
	case rtl && ltr:
		return "letters that run from left to right are not isolated"
	case ltr && edges(bare):
		return "a sign at an end of a text that runs from left to right would change its side"
	case signed([]rune(bare)):
		return "a number with a sign is not isolated"
	}
	return ""
}

// outside is the line with each isolate replaced by a space.
func outside(line string) (string, error) {
	var bare strings.Builder
	depth := 0
	for _, r := range line {
		switch r {
		case leftToRightIsolate, firstStrongIsolate:
			depth++
		case popIsolate:
			if depth--; depth < 0 {
				return "", fmt.Errorf("an isolate ends that did not begin")
			}
			bare.WriteRune(' ')
		default:
			if depth == 0 {
				bare.WriteRune(r)
			}
		}
	}
	if depth > 0 {
		return "", fmt.Errorf("an isolate does not end")
	}
	return bare.String(), nil
}

func isRightToLeft(r rune) bool {
	return unicode.IsLetter(r) && unicode.In(r, unicode.Arabic, unicode.Hebrew)
}

func isLeftToRight(r rune) bool { return unicode.IsLetter(r) && !isRightToLeft(r) }

// edges tells whether a text begins or ends with a sign.
func edges(text string) bool {
	runes := []rune(strings.TrimSpace(text))
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	return len(runes) > 0 && (!plain(runes[0]) || !plain(runes[len(runes)-1]))
}

// signed finds plus or minus before a digit, which would land on its other side.
func signed(text []rune) bool {
	for i := 0; i+1 < len(text); i++ {
		if strings.ContainsRune("+-−±", text[i]) && unicode.IsDigit(text[i+1]) {
			return true
		}
	}
	return false
}
