package library

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/views/ui"
)

// bringFile lets the person choose a bundle, a zip or a voice's file.
func (h *here) bringFile() { ui.ChooseFile(h.needs.Window, nil, h.needs.Notify, h.bring) }

// bringFolder lets the person choose a folder with a voice.
func (h *here) bringFolder() { ui.ChooseFolder(h.needs.Window, "", h.needs.Notify, h.bring) }

// bring takes in what lies at a path: all of it, or nothing.
func (h *here) bring(path string) {
	var came library.Imported
	h.needs.waiting(fa.BringRunning, fa.BringStopped).Run(func(ctx context.Context, report ui.Report) (err error) {
		came, err = h.needs.Catalogue.Take(ctx, path, report.Bytes)
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
