package speech

import (
	"context"

	"fyne.io/fyne/v2"

	"avagar/app/document"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Open lets the person choose a file to read into the editor.
func (p *Page) Open() { ui.ChooseFile(p.needs.Window, document.Extensions, p.needs.Notify, p.read) }

// Dropped reads the first of the files that were let go over the window.
func (p *Page) Dropped(uris []fyne.URI) {
	for _, u := range uris {
		if u.Scheme() == "file" {
			p.read(u.Path())
			return
		}
	}
}

// read reads a file beside the window and shows its text.
func (p *Page) read(path string) {
	p.needs.Beside(func(context.Context) error {
		d, err := p.needs.Read(path)
		if err != nil {
			return err
		}
		fyne.Do(func() { p.opened(d) })
		return nil
	})
}

func (p *Page) opened(d document.Document) {
	p.fill(d.Text)
	p.needs.Notify(ui.Say(fa.SpeechOpened, d.Name))
	for _, w := range d.Warnings {
		p.needs.Notify(ui.Say(fa.DocumentWarning(w)))
	}
}
