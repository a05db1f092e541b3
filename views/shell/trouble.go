package shell

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	words "avagar/app"
	"avagar/app/fa"
	"avagar/app/store"
	"avagar/views/ui"
)

// trouble is the small window that tells why the program does not open, and has
// the ways out.
type trouble struct {
	start  *start
	window fyne.Window

	what, way, home    *widget.Label
	shut, again, aside *ui.Button
	buttons            *fyne.Container
}

func newTrouble(s *start) *trouble {
	ui.SetLocale(fa.Persian)
	s.toolkit.Settings().SetTheme(ui.New(ui.System, 100))
	t := &trouble{start: s, window: s.toolkit.NewWindow(ui.Say(fa.AppName)), what: ui.Wrapped(""), way: ui.Wrapped(ui.Say(fa.StartAsideIs))}
	t.what.Selectable = true
	t.shut = ui.NewButtonWithIcon(ui.Say(fa.Close), theme.CancelIcon(), s.quit)
	t.again = ui.NewButtonWithIcon(ui.Say(fa.StartAgain), theme.ViewRefreshIcon(), func() { t.try(s.open) })
	t.aside = ui.NewButtonWithIcon(ui.Say(fa.StartAside), theme.DocumentCreateIcon(), func() { t.try(s.openAnew) })
	t.window.SetContent(t.content())
	t.window.SetCloseIntercept(s.quit)
	t.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { t.press(e.Name) })
	t.window.Resize(fyne.NewSize(560, 360))
	t.window.CenterOnScreen()
	return t
}

func (t *trouble) content() fyne.CanvasObject {
	title := ui.Wrapped(ui.Say(fa.StartFailed))
	title.SizeName, title.TextStyle.Bold = theme.SizeNameSubHeadingText, true
	home, _ := words.Home(t.start.getenv) // without one that is what is told
	t.home = ui.Wrapped(ui.Say(fa.StartHome, fa.Words(ui.Path(home))))
	t.buttons = ui.NewFlow(nil, t.shut, t.again, t.aside)
	scroll := container.NewVScroll(ui.NewColumn(nil, title, t.what, t.way, t.home))
	return container.NewPadded(ui.NewColumn(scroll, scroll, t.buttons))
}

// show says what went wrong, and offers what may help: to set aside a database
// that this program cannot use, and to try again.
func (t *trouble) show(err error) {
	unusable := errors.Is(err, store.ErrCorrupt) || errors.Is(err, store.ErrNewer)
	t.what.SetText(ui.Error(err))
	t.way.Hidden, t.aside.Hidden = !unusable, !unusable
	t.home.Hidden = errors.Is(err, words.ErrHome) || errors.Is(err, words.ErrNoHome) // which name it, or lack it
	t.mark(t.again, !errors.Is(err, store.ErrCorrupt))
	t.mark(t.aside, errors.Is(err, store.ErrCorrupt))
	t.buttons.Refresh()
	t.window.Content().Refresh()
}

// mark has Enter press a button, or not, once it can be pressed again.
func (t *trouble) mark(b *ui.Button, first bool) {
	b.Importance = widget.MediumImportance
	if first {
		b.Importance = widget.HighImportance
	}
	b.Enable()
	b.Refresh()
}

// try has the services opened, during which nothing else can be begun.
func (t *trouble) try(open func() result) {
	t.again.Disable()
	t.aside.Disable()
	t.start.attempt(open)
}

// press does what a key means: Esc gives up, Enter does what helps most.
func (t *trouble) press(key fyne.KeyName) {
	switch key {
	case fyne.KeyEscape:
		t.shut.OnTapped()
	case fyne.KeyReturn, fyne.KeyEnter:
		for _, b := range []*ui.Button{t.aside, t.again} {
			if b.Importance == widget.HighImportance && b.Visible() && !b.Disabled() {
				b.OnTapped()
				return
			}
		}
	}
}
