package library

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/views/ui"
)

// here lists what is on this computer, and does with it what can be done
// without a network.
type here struct {
	needs   *Needs
	content *fyne.Container
	total   *widget.Label
	list    *ui.List
	buttons []*ui.Button // of the chosen one
	models  []catalogue.Here
	asked   int
	open    func(catalogue.Here)
}

func newHere(needs *Needs, open func(catalogue.Here)) *here {
	h := &here{needs: needs, open: open, total: ui.Wrapped("")}
	h.list = ui.NewRows(func() int { return len(h.models) }, func(i int) []ui.Line { return hereLines(h.models[i]) }, h.with(open))
	h.list.OnSelected = func(i int) { h.list.Chosen = i; h.able(); h.with(open)(i) }
	h.list.OnHighlighted = func(i int) { h.list.Chosen = i; h.able() }
	remove := ui.NewButtonWithIcon(ui.Say(fa.HereRemove), theme.DeleteIcon(), func() { h.with(h.remove)(h.list.Chosen) })
	bundle := ui.NewButtonWithIcon(ui.Say(fa.HereExport), theme.UploadIcon(), func() { newBundling(needs, h.models, h.list.Chosen).Show() })
	file := ui.NewButtonWithIcon(ui.Say(fa.HereImport), theme.FileIcon(), h.bringFile)
	folder := ui.NewButtonWithIcon(ui.Say(fa.HereFolder), theme.FolderOpenIcon(), h.bringFolder)
	h.buttons = []*ui.Button{remove, bundle}
	h.content = ui.NewColumn(h.list, h.total, h.list, ui.NewFlow([]fyne.CanvasObject{remove, bundle, file, folder}))
	h.able()
	return h
}

// with does something with the row of an index.
func (h *here) with(do func(catalogue.Here)) func(i int) {
	return func(i int) {
		if i < 0 || i >= len(h.models) {
			h.needs.Notify(ui.Say(fa.HereChoose))
			return
		}
		do(h.models[i])
	}
}

func (h *here) able() {
	for _, b := range h.buttons {
		ui.Able(b, h.list.Chosen >= 0 && h.list.Chosen < len(h.models))
	}
}

// load reads beside the window what is here.
func (h *here) load() {
	h.asked++
	asked := h.asked
	h.needs.Beside(func(ctx context.Context) error {
		models, err := h.needs.Catalogue.Installed(ctx)
		if err != nil {
			return err
		}
		free, err := h.needs.Free()
		if err != nil {
			return err
		}
		fyne.Do(func() {
			if asked == h.asked {
				h.show(models, free)
			}
		})
		return nil
	})
}

func (h *here) show(models []catalogue.Here, free int64) {
	h.models = models
	h.list.Reset()
	h.able()
	if len(models) == 0 {
		h.tell(ui.Say(fa.HereNone))
		return
	}
	var bytes int64
	for _, m := range models {
		bytes += m.Bytes
	}
	h.tell(ui.Say(fa.HereTotal, len(models), fa.Bytes(bytes), fa.Bytes(free)))
}

// tell says something, in as much room as it needs.
func (h *here) tell(text string) {
	h.total.SetText(text)
	h.content.Refresh()
}

func hereLines(m catalogue.Here) []ui.Line {
	return []ui.Line{{Text: ui.Locale().Name(m.Repo.String()), Bold: true}, {Text: aboutHere(m), Small: true, Color: tone(m.Runs())}}
}

func aboutHere(m catalogue.Here) string {
	l := ui.Locale()
	foreign := ""
	if !m.Ours {
		foreign = ui.Say(fa.HereForeign)
	}
	return l.Listed(ui.Say(fa.Family(m.Family())), l.Size(m.Bytes), l.Date(m.AddedAt), foreign)
}

// remove asks first, with what it would free.
func (h *here) remove(m catalogue.Here) {
	h.needs.Beside(func(context.Context) error {
		bytes, err := h.needs.Catalogue.Removal(m)
		if err != nil {
			return err
		}
		fyne.Do(func() { h.confirm(m, bytes) })
		return nil
	})
}

func (h *here) confirm(m catalogue.Here, bytes int64) {
	yes := ui.NewButton(ui.Say(fa.RemoveDo), nil)
	yes.Importance = widget.DangerImportance
	question := ui.Say(fa.RemoveAsk, m.Repo.String(), fa.Bytes(bytes))
	ui.Ask(h.needs.Window, ui.Say(fa.RemoveTitle), question, ui.NewButton(ui.Say(fa.SaveCancel), nil), yes, func() { h.removed(m) })
}

func (h *here) removed(m catalogue.Here) {
	h.needs.Beside(func(ctx context.Context) error {
		freed, err := h.needs.Catalogue.Remove(ctx, m)
		fyne.Do(h.load)
		if err == nil {
			h.needs.Notify(ui.Say(fa.RemoveDone, m.Repo.String(), fa.Bytes(freed)))
		}
		return err
	})
}
