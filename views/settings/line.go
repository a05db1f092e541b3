package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/views/ui"
)

// line is a text field that sets its setting on Enter and when it is left; Esc
// takes back what was typed.
type line struct {
	ui.Entry
	held    string // the value that counts
	focused bool
	set     func(value string)
}

func (p *Page) newLine(name string, hint fa.Sentence) *line {
	l := &line{Entry: ui.Entry{Entry: widget.Entry{Wrapping: fyne.TextWrap(fyne.TextTruncateClip)}}}
	l.set = func(value string) { p.set(name, value) }
	l.OnSubmitted = func(string) { l.leave() }
	l.PlaceHolder = ui.Say(hint)
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) leave() {
	if l.Text != l.held {
		l.set(l.Text)
	}
}

// FocusGained brings it into view.
func (l *line) FocusGained() {
	l.focused = true
	l.Entry.FocusGained()
	ui.Reveal(l)
}

// FocusLost sets what was typed.
func (l *line) FocusLost() {
	l.focused = false
	l.Entry.FocusLost()
	l.leave()
}

// TypedKey edits.
func (l *line) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape && l.Text != l.held {
		l.SetText(l.held)
		return
	}
	l.Entry.TypedKey(key)
}

// show shows a value. What is being typed stays where that value is the old
// one: something else has changed, or the text was refused and can be mended.
func (l *line) show(value string) {
	if l.focused && value == l.held {
		return
	}
	l.held = value
	if l.Text != value {
		l.SetText(value)
	}
}
