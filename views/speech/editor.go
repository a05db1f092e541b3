package speech

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// editor is where the person writes. Of a long text it holds one part; what
// comes in by key or clipboard is cleaned.
type editor struct {
	widget.Entry

	OnSpeak func() // Ctrl+Enter
	OnPart  func() // another part is shown, or the parts have changed

	text  *text
	shift bool // a shift key is down
}

func newEditor() *editor {
	e := &editor{text: newText("")}
	e.MultiLine, e.Wrapping, e.Scroll = true, fyne.TextWrapWord, fyne.ScrollVerticalOnly
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(4)
	return e
}

// Whole is all of the text, of which the entry shows a part.
func (e *editor) Whole() string {
	e.text.change(e.Text)
	return e.text.whole()
}

// SetWhole replaces all of the text and puts the caret at a byte of it.
func (e *editor) SetWhole(whole string, offset int) {
	e.text.set(whole, offset)
	e.show(offset - e.text.start())
}

// Go puts the caret at a byte of the whole text.
func (e *editor) Go(offset int) {
	e.text.change(e.Text)
	part, inside := e.text.find(offset)
	if part == e.text.at {
		e.place(inside)
		return
	}
	e.text.at = part
	e.show(inside)
}

// Turn shows the part so many further on.
func (e *editor) Turn(by int) {
	e.text.change(e.Text)
	e.text.at = min(max(e.text.at+by, 0), len(e.text.parts)-1)
	e.show(0)
}

// Part is the number of the part shown, from zero, and how many there are.
func (e *editor) Part() (at, of int) { return e.text.at, len(e.text.parts) }

// Caret is the byte of the whole text behind the caret.
func (e *editor) Caret() int {
	return e.text.start() + bytesOf(e.Text, e.CursorTextOffset())
}

func (e *editor) show(inside int) {
	e.SetText(e.text.shown())
	e.place(inside)
	if e.OnPart != nil {
		e.OnPart()
	}
}

// place puts the caret at a byte of the part shown: into the last row that
// begins at or before it. Rows know where they begin only through the caret.
func (e *editor) place(inside int) {
	at := utf8.RuneCountInString(e.Text[:min(max(inside, 0), len(e.Text))])
	row, column, last := 0, 0, -1
	for i := 0; ; i++ {
		e.CursorRow, e.CursorColumn = i, 0
		begin := e.CursorTextOffset()
		if begin > at || begin <= last { // a row that is not there begins at zero
			break
		}
		row, column, last = i, at-begin, begin
	}
	e.CursorRow, e.CursorColumn = row, column
	e.Refresh()
}

// bytesOf is how many bytes so many runes of a text have.
func bytesOf(text string, runes int) int {
	for i := range text {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(text)
}

// AcceptsTab leaves the tab key to the page, whose parts it goes through.
func (e *editor) AcceptsTab() bool { return false }

// KeyDown learns that a shift key is down.
func (e *editor) KeyDown(key *fyne.KeyEvent) {
	e.shift = e.shift || isShift(key)
	e.Entry.KeyDown(key)
}

// KeyUp learns that it no longer is.
func (e *editor) KeyUp(key *fyne.KeyEvent) {
	e.shift = e.shift && !isShift(key)
	e.Entry.KeyUp(key)
}

// FocusGained brings the editor into view.
func (e *editor) FocusGained() {
	e.Entry.FocusGained()
	ui.Reveal(e)
}

// FocusLost forgets keys whose release it will not hear of.
func (e *editor) FocusLost() {
	e.shift = false
	e.Entry.FocusLost()
}

func isShift(key *fyne.KeyEvent) bool {
	return key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight
}

// TypedRune writes a character as the editor keeps it; space with shift is a
// ZWNJ.
func (e *editor) TypedRune(r rune) {
	if r == ' ' && e.shift {
		r = zwnj
	}
	for _, r := range Clean(string(r)) {
		e.Entry.TypedRune(r)
	}
	e.fit()
}

// TypedKey hands on the keys that mean nothing in a text.
func (e *editor) TypedKey(key *fyne.KeyEvent) {
	if !ui.EditingKey(key.Name) {
		ui.HandOn(e, key)
		return
	}
	e.Entry.TypedKey(key)
	if key.Name != fyne.KeyPageUp && key.Name != fyne.KeyPageDown {
		e.fit()
	}
}

// TypedShortcut cleans what is pasted and hands on what the entry does not know.
func (e *editor) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		e.paste(s)
	case *desktop.CustomShortcut:
		e.custom(s)
	default:
		e.Entry.TypedShortcut(s)
	}
}

func (e *editor) custom(s *desktop.CustomShortcut) {
	if ui.EditingShortcut(s) {
		e.Entry.TypedShortcut(s)
		return
	}
	switch s.KeyName {
	case fyne.KeyZ:
		if s.Modifier == fyne.KeyModifierControl|fyne.KeyModifierShift {
			e.Redo()
			return
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.Modifier == fyne.KeyModifierControl && e.OnSpeak != nil {
			e.OnSpeak()
			return
		}
	}
	ui.HandOnShortcut(e, s)
}

// paste writes cleaned text at the caret. A text that the entry would choke on
// goes into the whole, and the part that it ends in is shown.
func (e *editor) paste(s *fyne.ShortcutPaste) {
	clip := clipped(Clean(s.Clipboard.Content()))
	if utf8.RuneCountInString(string(clip))+utf8.RuneCountInString(e.Text) <= 2*partRunes {
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip, Secondary: s.Secondary})
		e.fit()
		return
	}
	e.Entry.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipped("")})
	whole, at := e.Whole(), e.Caret()
	e.SetWhole(whole[:at]+string(clip)+whole[at:], at+len(clip))
	if e.OnChanged != nil {
		e.OnChanged(e.Text)
	}
}

// clipped is a clipboard that holds one text, whatever is put into it.
type clipped string

func (c clipped) Content() string { return string(c) }

func (c clipped) SetContent(string) {}

// fit cuts the text anew where its part has grown too long for the entry.
func (e *editor) fit() {
	if len(e.Text) > 2*partRunes && utf8.RuneCountInString(e.Text) > 2*partRunes {
		at := e.Caret()
		e.SetWhole(e.Whole(), at)
	}
}
