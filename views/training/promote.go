package training

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/voice"
	"avagar/views/ui"
)

// promotion is the dialog that makes a voice of a training.
type promotion struct {
	needs                  *Needs
	run                    training.Overview
	name, speaker, license *ui.Entry
	which                  *ui.Select
	portrait               *ui.Portrait
	picture                []byte // as voice.ReadPicture makes it
	pictured               *widget.Label
	unpicture              *ui.Button
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
		ui.NewField(ui.Say(fa.PromotePicture), p.newPicture()),
		consent, ui.NewFlow([]fyne.CanvasObject{p.consent}),
	))
	do := ui.NewButton(ui.Say(fa.PromoteDo), p.try)
	do.Importance = widget.HighImportance
	p.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), p.dialog.Close), do)
	return p
}

// newPicture is the choice of a picture, which need not be made.
func (p *promotion) newPicture() fyne.CanvasObject {
	p.portrait, p.pictured = ui.NewPortrait(), ui.Caption("")
	choose := ui.NewButtonWithIcon(ui.Say(fa.PromoteChoose), theme.FileImageIcon(), func() {
		ui.ChooseFile(p.needs.Window, []string{".png", ".jpg", ".jpeg"}, p.needs.Notify, p.read)
	})
	p.unpicture = ui.NewButton(ui.Say(fa.PromoteUnpicture), func() { p.show(nil) })
	p.show(nil)
	return ui.NewColumn(nil, p.pictured, ui.NewFlow([]fyne.CanvasObject{p.portrait.Content}), ui.NewFlow([]fyne.CanvasObject{choose, p.unpicture}))
}

// read reads a picture beside the window.
func (p *promotion) read(path string) {
	p.needs.Beside(func(context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return &app.About{Subject: filepath.Base(path), Err: err}
		}
		defer f.Close()
		picture, err := voice.ReadPicture(f)
		if err != nil {
			return &app.About{Subject: filepath.Base(path), Err: err}
		}
		fyne.Do(func() { p.show(picture) })
		return nil
	})
}

// show takes over a picture, or none, and says which of both.
func (p *promotion) show(picture []byte) {
	p.picture = picture
	p.portrait.Set(picture)
	says := fa.PromotePictured
	if len(picture) == 0 {
		says = fa.PromoteNoPicture
	}
	ui.SetText(p.pictured, ui.Say(says))
	ui.Hide(p.unpicture, len(picture) == 0)
	if p.dialog != nil {
		p.dialog.Refresh()
	}
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
		Newest: p.which.SelectedIndex() != 0, Description: fa.English.Say(fa.PromoteConsented),
		Picture: p.picture,
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
