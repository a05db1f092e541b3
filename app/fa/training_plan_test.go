package fa

import (
	"fmt"
	"go/ast"
	"math"
	"strings"
	"testing"

	"avagar/engine/train"
)

func TestEachNumberOfAPlanIsNamedWhereItIsWrong(t *testing.T) {
	fields := map[train.Field]bool{}
	for _, f := range parsed(t, "../../engine/train") {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			if kind, ok := v.Type.(*ast.Ident); ok && kind.Name == "Field" {
				if s, ok := text(v.Values[0]); ok {
					fields[train.Field(s)] = true
				}
			}
			return true
		})
	}
	if len(fields) < 10 {
		t.Fatalf("only %d fields were found: the search is broken", len(fields))
	}
	for f := range fields {
		low, high := train.LimitsOf(f)
		err := fmt.Errorf("training: %w", &train.PlanError{Field: f, Value: math.NaN(), Low: low, High: high})
		for _, l := range []Locale{Persian, English} {
			if name := l.Say(PlanField(f)); name == "" || !strings.Contains(l.Error(err), name) {
				t.Errorf("%s: %q", f, l.Error(err))
			}
		}
	}
	err := &train.PlanError{Field: train.FieldHeldShare, Low: .01, High: .5}
	if got := Persian.Error(err); !strings.Contains(got, "از ۱ تا ۵۰ باشد") {
		t.Errorf("it reads %q", got)
	}
}
