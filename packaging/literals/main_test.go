package main

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOnlyStringsWithLettersAreFound(t *testing.T) {
	const source = `package p
// سلام
const a = "hello" // سلام
const b = "سلام"
const c = "a \u0633 b"
const d = 'س'
const e = "؟ ،"
var f = []string{` + "`raw\nدنیا`" + `, "x"}
`
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, at := range arabic(file) {
		lines = append(lines, files.Position(at).Line)
	}
	if diff := cmp.Diff([]int{4, 5, 8}, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}
