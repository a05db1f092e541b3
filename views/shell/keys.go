package shell

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/views/ui"
)

// bindKeys hears the keys of all pages. A text field that has the focus gets
// them first, and hands on what it does not use.
func (s *Shell) bindKeys() {
	canvas := s.window.Canvas()
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) { s.press(0, e.Name) })
	everything := s.everywhere()
	for _, p := range s.pages {
		everything = append(everything, p.Shortcuts()...)
	}
	for _, k := range everything {
		if k.Modifier != 0 {
			canvas.AddShortcut(&desktop.CustomShortcut{KeyName: k.Key, Modifier: k.Modifier}, func(fyne.Shortcut) { s.press(k.Modifier, k.Key) })
		}
	}
}

// press does what a key means: in the dialog over the page, else on the page
// shown and everywhere.
func (s *Shell) press(modifier fyne.KeyModifier, key fyne.KeyName) {
	canvas := s.window.Canvas()
	if canvas.Overlays().Top() != nil {
		if modifier == 0 {
			ui.PressAbove(canvas, key)
		}
		return
	}
	if modifier == 0 && ui.ScrollBy(s.scroll, key) {
		return
	}
	all := s.everywhere()
	if s.current >= 0 {
		all = append(all, s.pages[s.current].Shortcuts()...)
	}
	for _, k := range all {
		if k.Modifier == modifier && k.Key == key && k.Do != nil {
			k.Do()
		}
	}
}

// everywhere are the keys that every page understands.
func (s *Shell) everywhere() []ui.Shortcut {
	keys := []ui.Shortcut{
		{Key: fyne.KeyF1, Says: fa.KeysShow, Do: s.showKeys},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyQ, Says: fa.KeysQuit, Do: s.askQuit},
		{Key: fyne.KeyEscape, Says: fa.KeysDismiss, Do: s.notices.close},
		{Key: fyne.KeyTab, Says: fa.KeysNext},
		{Key: fyne.KeyPageDown, Says: fa.KeysScroll},
	}
	for i := range min(len(s.pages), 9) {
		keys = append(keys, ui.Shortcut{Modifier: fyne.KeyModifierControl, Key: fyne.KeyName(strconv.Itoa(i + 1)), Says: fa.KeysGo.About(s.pages[i].Title()), Do: func() { s.Show(i) }})
	}
	return keys
}

// showKeys opens the keyboard map.
func (s *Shell) showKeys() {
	d := ui.NewDialog(ui.Say(fa.KeysTitle), s.keyMap())
	d.Width = 36
	d.SetButtons(ui.NewButton(ui.Say(fa.Close), d.Close))
	d.Open(s.window)
}

// keyMap lists the keys of the window, then of each page.
func (s *Shell) keyMap() *fyne.Container {
	list := ui.NewColumn(nil, ui.Heading(fa.KeysEveryday))
	for _, k := range s.everywhere() {
		list.Add(keyRow(k))
	}
	for _, p := range s.pages {
		if len(p.Shortcuts()) == 0 {
			continue
		}
		list.Add(ui.Heading(p.Title()))
		for _, k := range p.Shortcuts() {
			list.Add(keyRow(k))
		}
	}
	return list
}

func keyRow(k ui.Shortcut) fyne.CanvasObject {
	text := widget.NewLabel(ui.Say(k.Says))
	text.Wrapping = fyne.TextWrapWord
	return container.New(&keyLayout{}, text, widget.NewLabel(keyText(k)))
}

// keyLayout puts a key at the far edge and gives the rest to what it does.
type keyLayout struct{}

// Layout places the text and the key.
func (keyLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text, key := objects[0], objects[1]
	width := key.MinSize().Width
	key.Move(fyne.NewPos(size.Width-width, 0))
	key.Resize(fyne.NewSize(width, size.Height))
	text.Resize(fyne.NewSize(size.Width-width, size.Height))
}

// MinSize has room for the key and some words.
func (keyLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	text, key := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(text.Width+key.Width, max(text.Height, key.Height))
}

// arrow is the arrow as it is on the keyboard: in a mirrored window the one to
// the left goes on.
func arrow(key fyne.KeyName) string {
	if (key == fyne.KeyRight) == ui.Mirrored() {
		return "←"
	}
	return "→"
}

// keyText names a key as it is written on it.
func keyText(k ui.Shortcut) string {
	var parts []string
	for _, m := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierSuper, "Super"}} {
		if k.Modifier&m.modifier != 0 {
			parts = append(parts, m.name)
		}
	}
	key := string(k.Key)
	switch k.Key {
	case fyne.KeyReturn, fyne.KeyEnter:
		key = "Enter"
	case fyne.KeyEscape:
		key = "Esc"
	case fyne.KeyPageDown:
		key = "PgDn"
	case fyne.KeyLeft, fyne.KeyRight:
		key = arrow(k.Key)
	}
	return fa.Isolate(strings.Join(append(parts, key), "+"))
}
