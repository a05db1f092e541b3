package persian

import "testing"

func TestATextIsFoundHoweverItsLettersAreTyped(t *testing.T) {
	for typed, text := range map[string]string{
		"كتابي": "کتابی", "می‌روم": "میروم", "سَلام": "سلام", "۱۲٣": "123", "Linux": "LINUX", "خانۀ": "خانه",
	} {
		if Searched(typed) != Searched(text) {
			t.Errorf("%q is %q, %q is %q", typed, Searched(typed), text, Searched(text))
		}
	}
}
