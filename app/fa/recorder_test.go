package fa

import (
	"go/ast"
	"slices"
	"testing"

	"avagar/app/recorder"
	"avagar/engine/persian"
	"avagar/engine/phoneme"
)

func TestEveryFaultOfATakeHasASentence(t *testing.T) {
	count := 0
	for _, f := range parsed(t, "../recorder") {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			if kind, ok := v.Type.(*ast.Ident); ok && kind.Name == "Fault" {
				count++
				if s, ok := text(v.Values[0]); ok && faultSentences[recorder.Fault(s)] == (Sentence{}) {
					t.Errorf("the fault %s has no sentence", s)
				}
			}
			return true
		})
	}
	if count < 8 {
		t.Errorf("only %d faults were found: the search is broken", count)
	}
}

func TestPromptsAreShortAndHoldAllSoundsOfPersian(t *testing.T) {
	all, heard := Prompts(), map[string]int{}
	if len(all) != 200 {
		t.Errorf("there are %d", len(all))
	}
	for i, p := range all {
		if slices.Contains(all[:i], p) {
			t.Errorf("twice: %s", p)
		}
		if n := len([]rune(p)); n < 15 || n > 70 {
			t.Errorf("%d letters: %s", n, p)
		}
		u, err := phoneme.Phonemize(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, token := range u.Tokens() {
			heard[token.Symbol]++
		}
		if len(persian.Normalize(p).Phrases) == 0 {
			t.Errorf("nothing is spoken: %s", p)
		}
	}
	for _, symbol := range phoneme.Persian {
		if heard[symbol] < 10 {
			t.Errorf("%s is read %d times", symbol, heard[symbol])
		}
	}
}
