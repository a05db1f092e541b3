package shell

import (
	"strings"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/views/ui"
)

// Page is one page of the window. All its methods are called in the window's
// goroutine.
type Page interface {
	Title() fa.Sentence
	Icon() fyne.Resource
	Content() fyne.CanvasObject // always the same object
	Shown()                     // the page is to be seen from now on
	Hidden()                    // another page takes its place, or the window closes
	Shortcuts() []ui.Shortcut
}

// worded is a page that says numbers, and says them anew where the person has
// chosen other numerals while it is shown.
type worded interface{ Reword() }

// taker is a page that takes files which are let go over the window.
type taker interface{ Dropped(files []fyne.URI) }

// name is what a page is remembered by.
func name(p Page) string { return strings.ToLower(p.Title().En) }
