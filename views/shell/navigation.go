package shell

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// navigation is the column of buttons, one a page.
func (s *Shell) navigation() fyne.CanvasObject {
	column := container.NewVBox()
	for i, p := range s.pages {
		b := ui.NewButtonWithIcon(ui.Say(p.Title()), p.Icon(), func() { s.Show(i) })
		b.Alignment = widget.ButtonAlignLeading
		b.Importance = widget.LowImportance
		s.buttons = append(s.buttons, b)
		column.Add(b)
	}
	return container.NewPadded(column)
}

// Show brings a page to the front and remembers it. A page that there is not is
// ignored.
func (s *Shell) Show(i int) {
	if i < 0 || i >= len(s.pages) || i == s.current {
		return
	}
	if s.current >= 0 {
		s.pages[s.current].Hidden()
		s.looks[s.current] = s.look()
		s.mark(s.current, widget.LowImportance)
	}
	s.current = i
	s.mark(i, widget.HighImportance)
	s.content.Objects = []fyne.CanvasObject{s.pages[i].Content()}
	s.content.Refresh()
	s.redress(i)
	s.scroll.ScrollToTop()
	s.fit()
	s.pages[i].Shown()
	page := name(s.pages[i])
	if page == s.settings.Page {
		return
	}
	s.settings.Page = page
	s.beside(func(ctx context.Context) error { return s.boot.Account.Set(ctx, "page", page) })
}

func (s *Shell) mark(i int, importance widget.Importance) {
	s.buttons[i].Importance = importance
	s.buttons[i].Refresh()
}

// remembered is the index of the page that was open last, else of the first.
func (s *Shell) remembered() int {
	return max(0, slices.IndexFunc(s.pages, func(p Page) bool { return name(p) == s.settings.Page }))
}
