package fa

import (
	"go/ast"
	"testing"

	"avagar/app/library"
)

func TestEveryReasonFamilyAndRunHasASentence(t *testing.T) {
	found := 0
	for _, f := range parsed(t, "../library") {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			kind, ok := v.Type.(*ast.Ident)
			s, literal := text(v.Values[0])
			if !ok || !literal || s == "" {
				return true
			}
			var say Sentence
			switch kind.Name {
			case "Reason":
				say = Reason(library.Reason(s))
			case "Family":
				say = Family(library.Family(s))
			case "Runs":
				say = Runs(library.Runs(s))
			default:
				return true
			}
			if found++; say == (Sentence{}) {
				t.Errorf("%s %s has no sentence", kind.Name, s)
			}
			return true
		})
	}
	if found < 20 {
		t.Errorf("only %d were found: the search is broken", found)
	}
}
