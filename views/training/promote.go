package training

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// promotion is the dialog that makes a voice of a training.
type promotion struct {
	needs                  *Needs
	run                    training.Overview
	name, speaker, license *ui.Entry
	which                  *ui.Select
	consent                *ui.Check
	dialog                 *ui.Dialog
}

func newPromotion(needs *Needs, run training.Overview) *promotion {
	p := &promotion{needs: needs, run: run, name: ui.NewEntry(), speaker: ui.NewEntry(), license: ui.NewEntry()}
	p.which = ui.NewSelect([]string{ui.Say(fa.PromoteBest, run.BestStep), ui.Say(fa.PromoteNewest, newest(run))}, nil)
	p.which.SetSelectedIndex(0)
	p.consent = ui.NewCheck(ui.Say(fa.PromoteConsented), nil)
	consent := ui.Wrapped("")
	consent.SetText(ui.Say(fa.PromoteConsent))
	p.dialog = ui.NewDialog(ui.Say(fa.PromoteTitle), ui.NewColumn(nil,
		ui.NewField(ui.Say(fa.PromoteName), p.name),
		ui.NewField(ui.Say(fa.PromoteSpeaker), p.speaker),
		ui.NewField(ui.Say(fa.PromoteLicense), p.license),
		ui.NewField(ui.Say(fa.PromoteWhich), p.which),
		consent, ui.NewFlow([]fyne.CanvasObject{p.consent}),
	))
	do := ui.NewButton(ui.Say(fa.PromoteDo), p.try)
	do.Importance = widget.HighImportance
	p.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), p.dialog.Close), do)
	return p
}

func newest(run training.Overview) int {
	if n := len(run.Checkpoints); n > 0 {
		return run.Checkpoints[n-1]
	}
	return 0
}

// Show opens the dialog.
func (p *promotion) Show() { p.dialog.Open(p.needs.Window) }

// try makes the voice, once it has a name and the speaker's permission; the
// dialog stays where it is refused.
func (p *promotion) try() {
	name := strings.TrimSpace(p.name.Text)
	switch {
	case name == "":
		p.needs.Notify(ui.Say(fa.PromoteNoName))
		return
	case !p.consent.Checked:
		p.needs.Notify(ui.Say(fa.PromoteNoConsent))
		return
	}
	o := training.PromoteOptions{
		Name: name, Speaker: strings.TrimSpace(p.speaker.Text), License: strings.TrimSpace(p.license.Text),
		Best: p.which.SelectedIndex() == 0, Description: fa.English.Say(fa.PromoteConsented),
	}
	p.needs.Beside(func(context.Context) error {
		info, _, err := p.needs.Studio.Promote(p.run.ID, o)
		if err != nil {
			return err
		}
		fyne.Do(p.dialog.Close)
		p.needs.Notify(ui.Say(fa.PromoteDone, info.Name))
		return nil
	})
}
