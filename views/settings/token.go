package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Token is what the page asks of what keeps the hub's token: *account.Token has
// it. All of it may wait for the system's keyring.
type Token interface {
	Place() account.Place
	Set(token string) (account.Place, error)
	Forget() error
}

// token shows whether there is a token, and takes another one. It never shows it.
type token struct {
	page         *Page
	state        *widget.Label
	field        *ui.Entry
	keep, forget *ui.Button
	content      *fyne.Container
}

func newToken(p *Page) *token {
	t := &token{page: p, state: ui.Wrapped(ui.Say(fa.TokenUnknown)), field: ui.NewEntry()}
	t.field.Password = true
	t.field.PlaceHolder = ui.Say(fa.TokenHint)
	t.field.OnSubmitted = func(string) { t.set() }
	t.field.OnChanged = func(string) { t.able() }
	t.keep = ui.NewButtonWithIcon(ui.Say(fa.TokenKeep), theme.DocumentSaveIcon(), t.set)
	t.forget = ui.NewButtonWithIcon(ui.Say(fa.TokenForget), theme.DeleteIcon(), t.remove)
	t.forget.Hide()
	t.able()
	t.content = ui.NewColumn(nil, t.state, t.field, ui.NewFlow([]fyne.CanvasObject{t.keep, t.forget}))
	return t
}

// able lets a token be kept where something was typed.
func (t *token) able() {
	if t.field.Text == "" {
		t.keep.Disable()
	} else {
		t.keep.Enable()
	}
}

// read finds out where the token is kept.
func (t *token) read() {
	t.page.Aside(func(context.Context) error {
		t.tell(t.page.Token.Place())
		return nil
	})
}

// tell shows where a token is kept.
func (t *token) tell(place account.Place) {
	fyne.Do(func() {
		t.state.Importance = widget.MediumImportance
		if place == account.File {
			t.state.Importance = widget.WarningImportance
		}
		t.state.SetText(ui.Say(placed[place]))
		t.forget.Hidden = place != account.Keyring && place != account.File
		t.page.content.Refresh()
	})
}

var placed = map[account.Place]fa.Sentence{
	account.Nowhere: fa.TokenNowhere, account.Environment: fa.TokenInEnvironment,
	account.Keyring: fa.TokenInKeyring, account.File: fa.TokenInFile, account.Shared: fa.TokenShared,
}

// set keeps what was typed; it stays in the field where it is refused.
func (t *token) set() {
	typed := t.field.Text
	if typed == "" {
		return
	}
	t.page.Aside(func(context.Context) error {
		place, err := t.page.Token.Set(typed)
		if err != nil {
			return err
		}
		if outer := t.page.Token.Place(); outer == account.Environment {
			place = outer
		}
		fyne.Do(func() { t.field.SetText("") })
		t.tell(place)
		return nil
	})
}

func (t *token) remove() {
	t.page.Aside(func(context.Context) error {
		if err := t.page.Token.Forget(); err != nil {
			return err
		}
		t.page.Notify(ui.Say(fa.TokenForgotten))
		t.tell(t.page.Token.Place())
		return nil
	})
}
