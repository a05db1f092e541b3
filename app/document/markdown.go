package document

import (
	"errors"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// maxMarkdown and maxBlock are the longest text and the longest part of it
// without an empty line, in bytes, that are read as Markdown: the time for a
// part of hostile marks grows with the square of its length.
const (
	maxMarkdown = 2 << 20
	maxBlock    = 16 << 10
)

var errMarkdown = errors.New("document: unusable Markdown")

// markdown is the text of a Markdown file as it is read aloud: without marks,
// addresses and HTML, one line a paragraph.
func markdown(source string) (out string, err error) {
	if len(source) > maxMarkdown || longestBlock(source) > maxBlock {
		return "", errMarkdown
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errMarkdown, p)
		}
	}()
	data := []byte(source)
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(data))
	w := &lines{source: data}
	err = ast.Walk(root, w.visit)
	return strings.TrimRight(w.out.String(), "\n"), err
}

func longestBlock(source string) (longest int) {
	for block := range strings.SplitSeq(source, "\n\n") {
		longest = max(longest, len(block))
	}
	return longest
}

// lines collects the text of a tree.
type lines struct {
	source []byte
	out    strings.Builder
}

func (w *lines) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.leave(n)
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.HTMLBlock, *ast.RawHTML:
		return ast.WalkSkipChildren, nil
	case *ast.Text:
		w.out.Write(n.Segment.Value(w.source))
		switch {
		case n.HardLineBreak():
			w.out.WriteByte('\n')
		case n.SoftLineBreak():
			w.out.WriteByte(' ')
		}
	case *ast.String:
		w.out.Write(n.Value)
	case *ast.AutoLink:
		w.out.Write(n.Label(w.source))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			segment := n.Lines().At(i)
			w.out.Write(segment.Value(w.source))
		}
	}
	return ast.WalkContinue, nil
}

// leave ends what stands on a line of its own.
func (w *lines) leave(n ast.Node) {
	switch n.(type) {
	case *ast.Paragraph, *ast.Heading, *ast.TextBlock, *extended.TableRow, *extended.TableHeader, *ast.CodeBlock, *ast.FencedCodeBlock:
		w.out.WriteByte('\n')
	case *extended.TableCell:
		w.out.WriteByte('\t')
	}
}
