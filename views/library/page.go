// Package library is the page on which a person finds models and voices on the
// hub, sees what they are, fetches them, and keeps what is on this computer.
package library

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Page is the page. All its methods are called in the window's goroutine.
type Page struct {
	needs   *Needs
	content fyne.CanvasObject
	find    *find
	shelf   *ui.List
	here    *here
	own     *own
	sheet   *sheet
	parts   *ui.Tabs
	stops   []func()
	seen    bool // the page was shown before
}

// Parts of the page, in their order.
const (
	partFind = iota
	partShelf
	partOwn
	partHere
)

// split is how what there is and the sheet of one repository share the page.
var split = ui.Split{List: 24, Detail: 26, LowList: 22, LowDetail: 22, Share: 0.52, Below: 0.5}

// New makes the page; it reads what it shows when it is Shown.
func New(needs Needs) *Page {
	if needs.Now == nil {
		needs.Now = time.Now
	}
	p := &Page{needs: &needs}
	p.sheet = newSheet(p.needs, p.askToken)
	p.find = newFind(p.needs, func(h catalogue.Hit) { p.sheet.open(h.Ref(), "", "") })
	p.here = newHere(p.needs, func(h catalogue.Here) { p.sheet.open(h.Repo, h.Commit, "") })
	p.own = newOwn(p.needs)
	var shelf fyne.CanvasObject
	shelf, p.shelf = newShelf(func(k catalogue.Known) { p.sheet.open(k.Repo, "", k.Folder) })
	p.parts = ui.NewTabs()
	p.parts.Add(ui.Say(fa.LibraryFind), p.find.content)
	p.parts.Add(ui.Say(fa.LibraryShelf), shelf)
	p.parts.Add(ui.Say(fa.LibraryOwn), p.own.content)
	p.parts.Add(ui.Say(fa.LibraryHere), p.here.content)
	p.parts.OnSelected = p.turned
	p.content = container.NewPadded(ui.NewSplit(split, p.parts.Content, p.sheet.content))
	return p
}

func (p *Page) turned(part int) {
	switch part {
	case partHere:
		p.here.load()
	case partOwn:
		p.own.load()
	}
}

// Title is what the page is called.
func (p *Page) Title() fa.Sentence { return fa.LibraryTitle }

// Icon is its picture in the navigation.
func (p *Page) Icon() fyne.Resource { return theme.StorageIcon() }

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown asks the hub the first time, and follows what is on this computer.
func (p *Page) Shown() {
	p.stops = append(p.stops, ui.Watch(p.needs.Changed, nil, func(struct{}) { p.changed() }))
	if !p.seen {
		p.seen = true
		p.find.now()
	}
	p.turned(p.parts.Selected())
	p.focus(p.find.text)
}

// changed shows what came to this computer, or went.
func (p *Page) changed() {
	p.turned(p.parts.Selected())
	p.sheet.reopen()
}

// Hidden follows nothing any more; what is asked is not wanted.
func (p *Page) Hidden() {
	for _, stop := range p.stops {
		stop()
	}
	p.stops = nil
	p.find.stop()
}

// Shortcuts are the keys of the page.
func (p *Page) Shortcuts() []ui.Shortcut {
	control := fyne.KeyModifierControl
	return []ui.Shortcut{
		{Modifier: control, Key: fyne.KeyF, Says: fa.LibraryKeyFind, Do: func() { p.parts.Select(partFind); p.focus(p.find.text) }},
		{Key: fyne.KeyReturn, Says: fa.LibraryKeyOpen},
		{Key: fyne.KeySpace, Says: fa.LibraryKeyChoose},
		{Modifier: control, Key: fyne.KeyO, Says: fa.LibraryKeyImport, Do: func() { p.parts.Select(partHere); p.here.bringFile() }},
		{Key: fyne.KeyDelete, Says: fa.LibraryKeyRemove, Do: p.removeChosen},
	}
}

func (p *Page) removeChosen() {
	switch p.parts.Selected() {
	case partHere:
		p.here.with(p.here.remove)(p.here.list.Chosen)
	case partOwn:
		p.own.with(p.own.remove)
	}
}

// Dropped brings in the first of the files that were let go over the window.
func (p *Page) Dropped(uris []fyne.URI) {
	for _, u := range uris {
		if u.Scheme() == "file" {
			p.parts.Select(partHere)
			p.here.bring(u.Path())
			return
		}
	}
}

func (p *Page) askToken() { askToken(p.needs, p.sheet.reopen) }

func (p *Page) focus(o fyne.Focusable) {
	if c := p.needs.Window.Canvas(); c != nil && c.Overlays().Top() == nil {
		c.Focus(o)
	}
}
