package downloads

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// mostEnded is how many ended downloads are shown, the newest first.
const mostEnded = 50

// ended lists the downloads that have ended.
type ended struct {
	needs   *Needs
	remove  func(app.Download)
	content *fyne.Container
	rows    *fyne.Container
	list    []app.Download
	at      string // the day and hour its dates are told from
}

func newEnded(needs *Needs, remove func(app.Download), clear func()) *ended {
	e := &ended{needs: needs, remove: remove, rows: ui.NewColumn(nil)}
	all := ui.NewButtonWithIcon(ui.Say(fa.DownloadsClear), theme.ContentClearIcon(), clear)
	e.content = ui.NewColumn(nil, ui.NewFlow([]fyne.CanvasObject{ui.Heading(fa.DownloadsEnded)}, all), e.rows)
	e.content.Hide()
	return e
}

// show lists them anew where there are others, or another hour has begun.
func (e *ended) show(list []app.Download) {
	same := slices.EqualFunc(e.list, list, func(a, b app.Download) bool { return a.ID == b.ID })
	at := e.needs.Now().Format("2006-01-02 15")
	if same && at == e.at {
		return
	}
	e.list, e.at = list, at
	focused := e.focusedRow()
	e.rows.RemoveAll()
	for _, d := range list {
		e.rows.Add(e.row(d))
	}
	e.content.Hidden = len(list) == 0
	e.content.Refresh()
	e.focusRow(focused)
}

func (e *ended) row(d app.Download) fyne.CanvasObject {
	name, about := ui.Wrapped(""), ui.Wrapped("")
	name.SetText(Name(d))
	when := fa.Words(ui.Locale().Ago(d.EndedAt, e.needs.Now()))
	about.SizeName = theme.SizeNameCaptionText
	about.SetText(ui.Say(fa.DownloadsEndedLine, fa.DownloadState(d.State), fa.Bytes(d.Total), when))
	remove := ui.NewButtonWithIcon(ui.Say(fa.DownloadRemove), theme.DeleteIcon(), func() { e.remove(d) })
	remove.Importance = widget.LowImportance
	return container.New(&beside{}, ui.NewColumn(nil, name, about), ui.NewFlow(nil, remove))
}

func (e *ended) button(i int) *ui.Button {
	return e.rows.Objects[i].(*fyne.Container).Objects[1].(*fyne.Container).Objects[0].(*ui.Button)
}

// focusedRow is the row whose button has the focus, -1 for none.
func (e *ended) focusedRow() int {
	focused := e.needs.Window.Canvas().Focused()
	for i := range e.rows.Objects {
		if focused == fyne.Focusable(e.button(i)) {
			return i
		}
	}
	return -1
}

// focusRow keeps the focus at a place of the list whose rows are others now.
func (e *ended) focusRow(i int) {
	if i < 0 {
		return
	}
	if len(e.rows.Objects) == 0 {
		e.needs.Window.Canvas().Unfocus()
		return
	}
	e.needs.Window.Canvas().Focus(e.button(min(i, len(e.rows.Objects)-1)))
}
