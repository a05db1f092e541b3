// Literals lists the string literals of Go files that hold letters of the Arabic script, one a line as
// file:line:column. What a person reads belongs in app/fa, not in the code that shows it.
//
//	go run ./packaging/literals FILE...
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"unicode"
)

func main() {
	files := token.NewFileSet()
	for _, name := range os.Args[1:] {
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for _, at := range arabic(file) {
			fmt.Println(files.Position(at))
		}
	}
}

// arabic returns where the file's string literals with Arabic letters begin,
// escaped or not.
func arabic(file *ast.File) []token.Pos {
	var found []token.Pos
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(lit.Value)
		if err == nil && strings.ContainsFunc(text, letter) {
			found = append(found, lit.Pos())
		}
		return true
	})
	return found
}

func letter(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }
