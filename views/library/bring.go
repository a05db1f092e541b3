package library

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/views/ui"
)

// bringFile lets the person choose a bundle, a zip or a voice's file.
func (h *here) bringFile() {
	dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			h.needs.Notify(ui.Error(err))
		case r != nil:
			_ = r.Close() // only its name is wanted; nothing was read
			h.bring(r.URI().Path())
		}
	}, h.needs.Window).Show()
}

// bringFolder lets the person choose a folder with a voice.
func (h *here) bringFolder() {
	dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			h.needs.Notify(ui.Error(err))
		case u != nil:
			h.bring(u.Path())
		}
	}, h.needs.Window).Show()
}

// bring takes in what lies at a path: all of it, or nothing.
func (h *here) bring(path string) {
	var came library.Imported
	wait := &waiting{needs: h.needs, title: ui.Say(fa.BringRunning), stopped: ui.Say(fa.BringStopped)}
	wait.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		came, err = h.needs.Catalogue.Take(ctx, path, progress)
		return err
	}, func() {
		fyne.Do(h.load)
		h.needs.Notify(ui.Say(fa.BringDone, fa.Words(names(came))))
	})
}

// names are those of what came in.
func names(came library.Imported) string {
	l := ui.Locale()
	var list []string
	for _, v := range came.Voices {
		list = append(list, l.Name(v.Name))
	}
	for _, m := range came.Models {
		list = append(list, l.Name(m.Repo.String()))
	}
	const most = 6
	if len(list) > most {
		list = append(list[:most], "…")
	}
	return strings.TrimSpace(l.Listed(list...))
}
