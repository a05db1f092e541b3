package library

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// wantsToken tells whether a token could change what the hub says.
func wantsToken(err error) bool {
	for _, e := range []error{hub.ErrGated, hub.ErrGatedDenied, hub.ErrBadToken, hub.ErrForbidden, hub.ErrRepoNotFound} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// askToken opens the dialog that takes the hub's token; done is called once it
// is kept. What is typed shows as dots.
func askToken(needs *Needs, done func()) *ui.Dialog {
	about, field := ui.Wrapped(""), ui.NewEntry()
	about.SetText(ui.Say(fa.TokenAbout))
	field.Password = true
	d := ui.NewDialog(ui.Say(fa.TokenTitle), ui.NewColumn(nil, about, ui.NewField(ui.Say(fa.TokenField), field)))
	keep := ui.NewButton(ui.Say(fa.SaveDo), func() { keepToken(needs, field.Text, d, done) })
	keep.Importance = widget.HighImportance
	d.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), d.Close), keep)
	d.Open(needs.Window)
	return d
}

// keepToken keeps a token; the dialog stays where it is refused.
func keepToken(needs *Needs, token string, d *ui.Dialog, done func()) {
	needs.Beside(func(context.Context) error {
		place, err := needs.Token.Set(token)
		if err != nil {
			return err
		}
		says := fa.TokenKept
		if place == account.File {
			says = fa.TokenKeptFile
		}
		needs.Notify(ui.Say(says))
		fyne.Do(func() { d.Close(); done() })
		return nil
	})
}
