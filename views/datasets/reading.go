package datasets

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// reading is the dialog that tells which phonemes an utterance has and when each
// of them is spoken, and in which they are corrected.
type reading struct {
	page   *Page
	set    string
	now    app.Utterance
	phones []datasets.Phone
	hear   func(from float64) // s

	ipa    *ui.Entry
	wrong  *widget.Label // why it was refused
	list   *ui.List
	dialog *ui.Dialog
}

func newReading(p *Page, set string, u app.Utterance, phones []datasets.Phone, hear func(from float64)) *reading {
	r := &reading{page: p, set: set, now: u, phones: phones, hear: hear, ipa: ui.NewEntry(), wrong: ui.Wrapped("")}
	r.wrong.Importance = widget.DangerImportance
	r.wrong.Hide()
	says := ui.Wrapped(string(ui.Locale().Said(u.Text)))
	r.list = ui.NewRows(func() int { return len(r.phones) }, func(i int) []ui.Line { return []ui.Line{{Text: r.line(i)}} }, func(i int) { r.hear(r.phones[i].From) })
	times := ui.Caption(ui.Say(fa.PhonemesNoTimes))
	if len(phones) > 0 {
		times.SetText(ui.Say(fa.PhonemesTimes))
	}
	list := few(r.list)
	list.Hidden = len(phones) == 0
	r.dialog = ui.NewDialog(ui.Say(fa.PhonemesTitle, u.ID), ui.NewColumn(list, says, ui.Caption(ui.Say(fa.PhonemesAbout)), r.ipa, r.wrong, times, list))
	r.dialog.Width = 40
	r.buttons()
	return r
}

func (r *reading) buttons() {
	save := ui.NewButton(ui.Say(fa.TextSave), func() { r.save(strings.TrimSpace(r.ipa.Text)) })
	save.Importance = widget.HighImportance
	all := []*ui.Button{ui.NewButton(ui.Say(fa.SaveCancel), r.dialog.Close), save}
	if r.now.Phonemes != "" {
		all = append(all, ui.NewButton(ui.Say(fa.PhonemesProgram), func() { r.save("") }))
	}
	r.dialog.SetButtons(all...)
}

// line is a row: a phoneme and when it is spoken.
func (r *reading) line(i int) string {
	p := r.phones[i]
	return ui.Say(fa.PhoneRow, i+1, ui.Locale().Phone(p.Symbol), fa.Words(ui.Number(p.From, 2)), fa.Words(ui.Number(p.To, 2)))
}

// Show opens the dialog, and asks how the utterance is read.
func (r *reading) Show() {
	r.dialog.Open(r.page.needs.Window)
	n := r.page.needs
	n.Beside(func(ctx context.Context) error {
		ipa, err := n.Datasets.Reading(ctx, r.set, r.now.ID)
		fyne.Do(func() {
			if err != nil {
				r.refuse(err)
				return
			}
			if r.ipa.Text == "" {
				r.ipa.SetText(ipa)
				r.ipa.CursorColumn = len([]rune(ipa))
			}
		})
		return nil
	})
}

// save keeps the reading, none for that of the program; the dialog stays where it
// is refused.
func (r *reading) save(ipa string) {
	n := r.page.needs
	n.Beside(func(ctx context.Context) error {
		kept, err := n.Datasets.SetPhonemes(ctx, r.set, r.now.ID, ipa)
		if err != nil {
			fyne.Do(func() { r.refuse(err) })
			return nil
		}
		err = n.Datasets.CheckOnly(ctx, r.set, r.now.ID)
		fyne.Do(func() { r.dialog.Close(); r.page.read() })
		says := fa.PhonemesSet
		if kept == "" {
			says = fa.PhonemesBack
		}
		n.Notify(ui.Say(says, r.now.ID))
		return err
	})
}

// refuse tells what is wrong.
func (r *reading) refuse(err error) {
	r.wrong.SetText(ui.Error(err))
	r.wrong.Show()
	r.dialog.Refresh()
}
