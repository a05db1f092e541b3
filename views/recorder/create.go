package recorder

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/views/ui"
)

// create is the dialog that makes a set.
type create struct {
	needs                  *Needs
	name, speaker, license *ui.Entry
	consent                *ui.Check
	says                   *widget.Label // what the speaker agrees to; a check box does not wrap
	dialog                 *ui.Dialog
}

func newCreate(needs *Needs) *create {
	c := &create{needs: needs, name: ui.NewEntry(), speaker: ui.NewEntry(), license: ui.NewEntry(), says: ui.Wrapped("")}
	c.says.SetText(ui.Say(fa.RecorderConsent))
	c.consent = ui.NewCheck(ui.Say(fa.PromoteConsented), nil)
	c.dialog = ui.NewDialog(ui.Say(fa.RecorderNewTitle), ui.NewColumn(nil,
		ui.NewField(ui.Say(fa.RecorderName), c.name),
		ui.NewField(ui.Say(fa.RecorderSpeaker), c.speaker),
		ui.NewField(ui.Say(fa.RecorderLicense), c.license),
		c.says, c.consent,
	))
	c.dialog.Width = 36
	do := ui.NewButton(ui.Say(fa.RecorderCreate), c.do)
	do.Importance = widget.HighImportance
	c.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), c.dialog.Close), do)
	return c
}

// do makes the set; the dialog stays where it is refused.
func (c *create) do() {
	n := recorder.NewSet{Name: c.name.Text, Speaker: c.speaker.Text, License: c.license.Text}
	if c.consent.Checked {
		n.Consent = ui.Say(fa.RecorderConsent)
	}
	c.needs.Beside(func(context.Context) error {
		if err := c.needs.Recorder.Create(n, c.needs.Now()); err != nil {
			return err
		}
		fyne.Do(c.dialog.Close)
		return nil
	})
}
