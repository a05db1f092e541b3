package fa

import (
	"testing"

	"avagar/app/training"
)

func TestEveryPartOfATrainingHasItsWords(t *testing.T) {
	words := map[Sentence]bool{}
	for _, p := range training.Parts() {
		s := Part(p)
		if s.Fa == "" || s.En == "" || words[s] {
			t.Errorf("%s reads %q", p, s)
		}
		words[s] = true
	}
}
