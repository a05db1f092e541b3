package speech

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// historyPage is how many are read at once; excerptRunes is how much of each is
// shown.
const (
	historyPage  = 50
	excerptRunes = 120
)

// history lists what was spoken, the newest first.
type history struct {
	needs   *Needs
	content fyne.CanvasObject
	search  *ui.Entry
	list    *ui.List
	none    *widget.Label
	more    *ui.Button
	timer   *time.Timer

	spoken []app.Spoken
	asked  int
	replay func(app.Spoken)
	edit   func(app.Spoken)
}

func newHistory(needs *Needs, replay, edit func(app.Spoken)) *history {
	h := &history{needs: needs, replay: replay, edit: edit, none: widget.NewLabel(ui.Say(fa.HistoryNone))}
	h.none.Wrapping = fyne.TextWrapWord
	h.search = ui.NewEntry()
	h.search.SetPlaceHolder(ui.Say(fa.HistorySearch))
	h.search.OnChanged = func(string) { h.later() }
	h.list = ui.NewList(func() int { return len(h.spoken) }, h.row, h.fill, h.with(replay))
	h.more = ui.NewButton(ui.Say(fa.HistoryMore), func() { h.read(h.spoken[len(h.spoken)-1].ID) })
	h.more.Hide()
	h.content = ui.NewColumn(h.list, h.search, h.none, h.list, h.more, h.buttons())
	return h
}

func (h *history) buttons() fyne.CanvasObject {
	button := func(says fa.Sentence, icon fyne.Resource, do func(app.Spoken)) *ui.Button {
		chosen := h.with(do)
		return ui.NewButtonWithIcon(ui.Say(says), icon, func() { chosen(h.list.Chosen) })
	}
	return ui.NewGrid(
		button(fa.HistoryReplay, theme.MediaReplayIcon(), h.replay),
		button(fa.HistoryEdit, theme.DocumentCreateIcon(), h.edit),
		button(fa.HistoryDelete, theme.DeleteIcon(), h.remove),
		ui.NewButtonWithIcon(ui.Say(fa.HistoryClear), theme.ContentClearIcon(), h.clear),
	)
}

// with does something with the row of an index.
func (h *history) with(do func(app.Spoken)) func(i int) {
	return func(i int) {
		if i < 0 || i >= len(h.spoken) {
			h.needs.Notify(ui.Say(fa.HistoryChoose))
			return
		}
		do(h.spoken[i])
	}
}

func (h *history) row() fyne.CanvasObject {
	text, about := widget.NewLabel(""), widget.NewLabel("")
	text.Truncation, about.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	about.SizeName = theme.SizeNameCaptionText
	return container.NewVBox(text, about)
}

func (h *history) fill(i int, o fyne.CanvasObject) {
	labels := o.(*fyne.Container).Objects
	s := h.spoken[i]
	labels[0].(*widget.Label).SetText(excerpt(s.Text))
	labels[1].(*widget.Label).SetText(ui.Say(fa.HistoryAbout, fa.Words(ui.Ago(s.At)), s.Duration.Round(time.Second), s.Voice))
}

// excerpt is the beginning of a text on one line, in the direction it has by
// itself.
func excerpt(text string) string {
	text = text[:bytesOf(text, 2*excerptRunes)]
	line := strings.Join(strings.Fields(text), " ")
	if short := line[:bytesOf(line, excerptRunes)]; short != line {
		line = short + "…"
	}
	return "\u2068" + line + "\u2069" // FSI … PDI
}

// later searches once the person has stopped typing.
func (h *history) later() {
	h.stop()
	h.timer = time.AfterFunc(settle, func() { fyne.Do(h.load) })
}

func (h *history) stop() {
	if h.timer != nil {
		h.timer.Stop()
	}
}

// load reads the newest ones.
func (h *history) load() { h.read(0) }

// read reads beside the window what comes before a row, zero for the newest.
func (h *history) read(before int64) {
	h.asked++
	asked, query := h.asked, strings.TrimSpace(Clean(h.search.Text))
	h.needs.Beside(func(ctx context.Context) error {
		rows, err := h.needs.Speech.History(ctx, query, before, historyPage)
		if err != nil {
			return err
		}
		fyne.Do(func() {
			if asked == h.asked {
				h.show(rows, before != 0)
			}
		})
		return nil
	})
}

func (h *history) show(rows []app.Spoken, further bool) {
	if further {
		rows = append(h.spoken, rows...)
	}
	h.more.Hidden = len(rows) == 0 || len(rows)%historyPage != 0 || further && len(rows) == len(h.spoken)
	h.spoken = rows
	says := fa.HistoryNone
	if h.search.Text != "" {
		says = fa.HistoryNotFound
	}
	h.none.Hidden = len(rows) > 0
	h.none.SetText(ui.Say(says))
	h.content.Refresh()
	h.list.Reset()
}

func (h *history) remove(s app.Spoken) {
	h.change(func(ctx context.Context) error { return h.needs.Speech.DeleteSpoken(ctx, s.ID) })
}

// clear deletes all, once the person has confirmed it.
func (h *history) clear() {
	yes := ui.NewButton(ui.Say(fa.HistoryDelete), nil)
	yes.Importance = widget.DangerImportance
	ui.Ask(h.needs.Window, ui.Say(fa.HistoryClearTitle), ui.Say(fa.HistoryClearAsk), ui.NewButton(ui.Say(fa.SaveCancel), nil), yes, func() {
		h.change(h.needs.Speech.ClearHistory)
	})
}

func (h *history) change(do func(ctx context.Context) error) {
	h.needs.Beside(func(ctx context.Context) error {
		if err := do(ctx); err != nil {
			return err
		}
		fyne.Do(h.load)
		return nil
	})
}
