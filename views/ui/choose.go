package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
)

// ChooseFolder lets a person choose a folder, beginning in one unless from is
// empty.
func ChooseFolder(w fyne.Window, from string, notify, use func(path string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			notify(Error(err))
		case u != nil:
			use(u.Path())
		}
	}, w)
	if u, err := storage.ListerForURI(storage.NewFileURI(from)); from != "" && err == nil {
		d.SetLocation(u)
	}
	d.Show()
}

// ChooseFile lets a person choose a file whose name has one of some extensions;
// any file where none are given.
func ChooseFile(w fyne.Window, extensions []string, notify, use func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			notify(Error(err))
		case r != nil:
			_ = r.Close() // only its name is wanted; nothing was read
			use(r.URI().Path())
		}
	}, w)
	if len(extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(extensions))
	}
	d.Show()
}

// Place asks where a file is to be written: its name and its folder.
type Place struct {
	Name   *Entry
	folder *widget.Label
	path   string // of the folder
	browse *Button
}

// NewPlace is one in the person's own folder, with a name to begin from.
func NewPlace(w fyne.Window, notify func(text string), name string) *Place {
	p := &Place{Name: NewEntry(), folder: widget.NewLabel("")}
	p.Name.SetText(name)
	p.folder.Wrapping = fyne.TextWrapBreak
	p.browse = NewButtonWithIcon(Say(fa.SaveBrowse), theme.FolderOpenIcon(), func() { ChooseFolder(w, p.path, notify, p.Use) })
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	p.Use(home)
	return p
}

// Use has the file be written into a folder.
func (p *Place) Use(folder string) {
	p.path = folder
	p.folder.SetText(Path(folder))
}

// Fields are the controls, in their order.
func (p *Place) Fields() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		NewField(Say(fa.SaveName), p.Name),
		NewField(Say(fa.SaveFolder), NewColumn(nil, p.folder, NewFlow([]fyne.CanvasObject{p.browse}))),
	}
}

// File is the path, with an extension in any case; false where there is no name.
func (p *Place) File(extension string) (path string, named bool) {
	path = strings.TrimSpace(p.Name.Text)
	if path == "" {
		return "", false
	}
	if !strings.HasSuffix(strings.ToLower(path), extension) {
		path += extension
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.path, path)
	}
	return path, true
}
