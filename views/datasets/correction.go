package datasets

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// correction is the dialog in which the text of an utterance is corrected.
type correction struct {
	page    *Page
	set, id string
	text    *ui.Entry
	dialog  *ui.Dialog
}

func newCorrection(p *Page, set string, u app.Utterance) *correction {
	c := &correction{page: p, set: set, id: u.ID, text: ui.NewEntry()}
	c.text.SetText(u.Text)
	c.text.CursorColumn = len([]rune(u.Text))
	was := ui.Wrapped("")
	was.SetText(string(ui.Locale().Said(u.Text)))
	c.dialog = ui.NewDialog(ui.Say(fa.TextTitle, u.ID), ui.NewColumn(nil, was, ui.Caption(ui.Say(fa.TextAbout)), c.text))
	c.dialog.Width = 38
	save := ui.NewButton(ui.Say(fa.TextSave), c.save)
	save.Importance = widget.HighImportance
	c.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), c.dialog.Close), save)
	return c
}

// Show opens the dialog.
func (c *correction) Show() { c.dialog.Open(c.page.needs.Window) }

// save keeps the text; the dialog stays where it is refused.
func (c *correction) save() {
	n, text := c.page.needs, strings.TrimSpace(c.text.Text)
	if text == "" {
		n.Notify(ui.Say(fa.TextEmpty))
		return
	}
	n.Beside(func(ctx context.Context) error {
		if err := n.Datasets.SetText(ctx, c.set, c.id, text); err != nil {
			return err
		}
		err := n.Datasets.CheckOnly(ctx, c.set, c.id)
		fyne.Do(func() { c.dialog.Close(); c.page.read() })
		n.Notify(ui.Say(fa.DatasetTextSet, c.id))
		return err
	})
}
