package cli

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"unicode/utf8"

	"avagar/app/fa"
	"avagar/engine/gemm"

	"github.com/alecthomas/kong"
)

// Version is the program's own.
const Version = "0.1.0"

type versionFlag bool

// BeforeReset answers before anything else is asked of the command line.
func (versionFlag) BeforeReset(s *session) error {
	if _, err := fmt.Fprintf(s.Out, "avagar %s %s/%s %s\n", Version, runtime.GOOS, runtime.GOARCH, gemm.Kernel()); err != nil {
		return err
	}
	return errAnswered
}

type helpFlag bool

// BeforeReset prints the help of the command chosen so far.
func (helpFlag) BeforeReset(c *kong.Context, s *session) error {
	node := c.Selected()
	if node == nil || node.Hidden {
		node = c.Model.Node
	}
	h := help{s.Out, s.locale}
	h.print(node)
	return errAnswered
}

type help struct {
	w      io.Writer
	locale fa.Locale
}

func (h help) print(n *kong.Node) {
	fmt.Fprintln(h.w, h.locale.Say(fa.UsageLine, usage(n)))
	if n.Help != "" {
		fmt.Fprintf(h.w, "\n%s\n", n.Help)
	}
	h.table(fa.CommandsTitle, children(n))
	h.table(fa.ArgumentsTitle, arguments(n))
	h.table(fa.FlagsTitle, flags(n))
	if n.Parent == nil {
		fmt.Fprintf(h.w, "\n%s\n", h.locale.Say(fa.Examples))
	}
}

type row struct{ left, right string }

func (h help) table(title fa.Sentence, rows []row) {
	if len(rows) == 0 {
		return
	}
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r.left))
	}
	fmt.Fprintf(h.w, "\n%s\n", h.locale.Say(title))
	for _, r := range rows {
		fmt.Fprintf(h.w, "  %s%s  %s\n", h.locale.Name(r.left), strings.Repeat(" ", width-utf8.RuneCountInString(r.left)), r.right)
	}
}

func usage(n *kong.Node) string {
	text := strings.TrimSpace(n.FullPath())
	for _, a := range n.Positional {
		text += " " + a.Summary()
	}
	if len(n.Children) > 0 {
		text += " <command>"
	}
	return text + " [flags]"
}

func children(n *kong.Node) (rows []row) {
	for _, c := range n.Children {
		if c.Hidden {
			continue
		}
		name := c.Name
		var parts []string
		for _, g := range c.Children {
			parts = append(parts, g.Name)
		}
		if len(parts) > 0 {
			name += " " + strings.Join(parts, "|")
		}
		rows = append(rows, row{name, c.Help})
	}
	return rows
}

func arguments(n *kong.Node) (rows []row) {
	for _, a := range n.Positional {
		rows = append(rows, row{a.Summary(), a.Help})
	}
	return rows
}

// flags lists those of the command and of all above it.
func flags(n *kong.Node) (rows []row) {
	for ; n != nil; n = n.Parent {
		for _, f := range n.Flags {
			name := "--" + f.Name
			if f.Short != 0 {
				name = fmt.Sprintf("-%c, %s", f.Short, name)
			}
			if !f.IsBool() {
				name += " " + f.FormatPlaceHolder()
			}
			rows = append(rows, row{name, f.Help})
		}
	}
	return rows
}
