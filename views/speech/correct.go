package speech

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/speech"
	"avagar/views/ui"
)

// correction is the dialog in which a person says how a word is read.
type correction struct {
	needs   *Needs
	word    speech.Word
	done    func() // the readings have changed
	options []string
	choice  *ui.Select
	phones  *ui.Entry
	dialog  *ui.Dialog
}

func newCorrection(needs *Needs, word speech.Word, done func()) *correction {
	c := &correction{needs: needs, word: word, done: done}
	for _, phones := range append([][]string{word.Base}, word.Others...) {
		if option := strings.Join(phones, " "); !slices.Contains(c.options, option) {
			c.options = append(c.options, option)
		}
	}
	shown := make([]string, len(c.options))
	for i, option := range c.options {
		shown[i] = fa.Isolate(option)
	}
	c.phones = ui.NewEntry()
	c.phones.SetText(c.options[0])
	c.choice = ui.NewSelect(shown, func(string) {
		if i := c.choice.SelectedIndex(); i >= 0 {
			c.phones.SetText(c.options[i])
		}
	})
	c.choice.SetSelectedIndex(0)
	c.dialog = ui.NewDialog(ui.Say(fa.WordsCorrectTitle, word.Text), c.content())
	c.dialog.SetButtons(c.buttons()...)
	return c
}

func (c *correction) content() fyne.CanvasObject {
	phones := ui.NewField(ui.Say(fa.WordsPhones), c.phones)
	if len(c.options) == 1 {
		return phones
	}
	return ui.NewColumn(nil, ui.NewField(ui.Say(fa.WordsReadings), c.choice), phones)
}

func (c *correction) buttons() []*ui.Button {
	buttons := []*ui.Button{ui.NewButton(ui.Say(fa.SaveCancel), c.dialog.Close)}
	if c.word.Corrected {
		buttons = append(buttons, ui.NewButton(ui.Say(fa.WordsForget), c.forget))
	}
	keep := ui.NewButton(ui.Say(fa.SaveDo), c.keep)
	keep.Importance = widget.HighImportance
	return append(buttons, keep)
}

// Show opens the dialog.
func (c *correction) Show() { c.dialog.Open(c.needs.Window) }

func (c *correction) keep() {
	ipa := strings.TrimSpace(Clean(c.phones.Text))
	c.change(func(ctx context.Context) error { return c.needs.Speech.Correct(ctx, c.word.Text, ipa) })
}

func (c *correction) forget() {
	c.change(func(ctx context.Context) error { return c.needs.Speech.Forget(ctx, c.word.Text) })
}

// change closes the dialog only where the change is accepted, so that nothing
// typed is lost.
func (c *correction) change(do func(ctx context.Context) error) {
	c.needs.Beside(func(ctx context.Context) error {
		if err := do(ctx); err != nil {
			return err
		}
		fyne.Do(func() {
			c.dialog.Close()
			c.done()
		})
		return nil
	})
}

// corrections lists the readings that the person has set.
type corrections struct {
	needs   *Needs
	content fyne.CanvasObject
	list    *ui.List
	none    *widget.Label
	kept    []app.Pronunciation
	changed func()
}

func newCorrections(needs *Needs, changed func()) *corrections {
	c := &corrections{needs: needs, changed: changed, none: widget.NewLabel(ui.Say(fa.CorrectionsNone))}
	c.none.Wrapping = fyne.TextWrapWord
	c.list = ui.NewList(func() int { return len(c.kept) }, pair, c.fill, c.open)
	edit := ui.NewButton(ui.Say(fa.WordsCorrect), func() { c.open(c.list.Chosen) })
	forget := ui.NewButton(ui.Say(fa.WordsForget), func() { c.forget(c.list.Chosen) })
	c.content = ui.NewColumn(c.list, c.none, c.list, ui.NewGrid(edit, forget))
	return c
}

func pair() fyne.CanvasObject {
	word, phones := widget.NewLabel(""), widget.NewLabel("")
	word.Truncation, phones.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	return container.New(abreast{}, word, phones)
}

func (c *corrections) fill(i int, o fyne.CanvasObject) {
	row := o.(*fyne.Container)
	labels := row.Objects
	labels[0].(*widget.Label).SetText(ui.Locale().Name(c.kept[i].Word))
	labels[1].(*widget.Label).SetText(fa.Isolate(strings.Join(c.kept[i].Phones, "")))
	row.Refresh()
}

// load reads the corrections beside the window.
func (c *corrections) load() {
	c.needs.Beside(func(ctx context.Context) error {
		kept, err := c.needs.Speech.Corrections(ctx)
		if err != nil {
			return err
		}
		fyne.Do(func() {
			c.kept = kept
			c.none.Hidden = len(kept) > 0
			c.content.Refresh()
			c.list.Reset()
		})
		return nil
	})
}

func (c *corrections) open(i int) {
	if i < 0 || i >= len(c.kept) {
		c.needs.Notify(ui.Say(fa.CorrectionsChoose))
		return
	}
	word := speech.Word{Text: c.kept[i].Word, Base: c.kept[i].Phones, Corrected: true}
	newCorrection(c.needs, word, c.changed).Show()
}

func (c *corrections) forget(i int) {
	if i < 0 || i >= len(c.kept) {
		c.needs.Notify(ui.Say(fa.CorrectionsChoose))
		return
	}
	word := c.kept[i].Word
	c.needs.Beside(func(ctx context.Context) error {
		if err := c.needs.Speech.Forget(ctx, word); err != nil {
			return err
		}
		fyne.Do(c.changed)
		return nil
	})
}
