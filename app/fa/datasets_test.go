package fa

import (
	"testing"

	"avagar/engine/phoneme"
)

func TestEverySoundHasALetterAndEveryFindingAName(t *testing.T) {
	seen := map[string]bool{}
	for _, symbol := range phoneme.Persian {
		letter := Persian.Say(Sound(symbol))
		if _, ok := sounds[symbol]; !ok || seen[letter] {
			t.Errorf("%s is shown as %q", symbol, letter)
		}
		seen[letter] = true
	}
	for code := range findings {
		if _, ok := findingNames[code]; !ok {
			t.Errorf("%s has no name", code)
		}
	}
}
