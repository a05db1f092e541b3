package speech

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
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
	choice  *widget.RadioGroup
	phones  *widget.Entry
	dialog  *dialog.CustomDialog
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
	c.phones = widget.NewEntry()
	c.phones.SetText(c.options[0])
	c.phones.OnSubmitted = func(string) { c.keep() }
	c.choice = widget.NewRadioGroup(shown, func(option string) {
		if i := slices.Index(shown, option); i >= 0 {
			c.phones.SetText(c.options[i])
		}
	})
	c.choice.SetSelected(shown[0])
	c.dialog = dialog.NewCustomWithoutButtons(ui.Say(fa.WordsCorrectTitle, word.Text), c.content(), needs.Window)
	c.dialog.SetButtons(c.buttons())
	return c
}

func (c *correction) content() fyne.CanvasObject {
	return container.NewVBox(widget.NewLabel(ui.Say(fa.WordsReadings)), c.choice, widget.NewLabel(ui.Say(fa.WordsPhones)), c.phones)
}

func (c *correction) buttons() []fyne.CanvasObject {
	buttons := []fyne.CanvasObject{widget.NewButton(ui.Say(fa.SaveCancel), func() { c.dialog.Hide() })}
	if c.word.Corrected {
		buttons = append(buttons, widget.NewButton(ui.Say(fa.WordsForget), c.forget))
	}
	keep := widget.NewButton(ui.Say(fa.SaveDo), c.keep)
	keep.Importance = widget.HighImportance
	return append(buttons, keep)
}

// Show opens the dialog.
func (c *correction) Show() { c.dialog.Show() }

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
			c.dialog.Hide()
			c.done()
		})
		return nil
	})
}

// corrections lists the readings that the person has set.
type corrections struct {
	needs   *Needs
	content fyne.CanvasObject
	list    *chooser
	none    *widget.Label
	kept    []app.Pronunciation
	changed func()
}

func newCorrections(needs *Needs, changed func()) *corrections {
	c := &corrections{needs: needs, changed: changed, none: widget.NewLabel(ui.Say(fa.CorrectionsNone))}
	c.none.Wrapping = fyne.TextWrapWord
	c.list = newChooser(func() int { return len(c.kept) }, pair, c.fill, c.open)
	edit := widget.NewButton(ui.Say(fa.WordsCorrect), func() { c.open(c.list.chosen) })
	forget := widget.NewButton(ui.Say(fa.WordsForget), func() { c.forget(c.list.chosen) })
	c.content = container.NewBorder(c.none, container.NewGridWithColumns(2, edit, forget), nil, nil, c.list)
	return c
}

func pair() fyne.CanvasObject {
	word, phones := widget.NewLabel(""), widget.NewLabel("")
	word.Truncation, phones.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	return container.NewGridWithColumns(2, word, phones)
}

func (c *corrections) fill(i int, o fyne.CanvasObject) {
	labels := o.(*fyne.Container).Objects
	labels[0].(*widget.Label).SetText(ui.Locale().Name(c.kept[i].Word))
	labels[1].(*widget.Label).SetText(fa.Isolate(strings.Join(c.kept[i].Phones, " ")))
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
			c.none.Refresh()
			c.list.reset()
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
