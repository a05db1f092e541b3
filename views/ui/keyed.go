package ui

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
)

// HandOn gives a key that a control has no use for to the dialog over the page,
// else to the window. The toolkit tells keys to the control that has the focus
// alone, so that without it Esc and F1 would mean nothing there.
func HandOn(from fyne.CanvasObject, key *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil || PressAbove(c, key.Name) {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(key)
	}
}

// HandOnShortcut gives a shortcut that a text field does not know to the window.
func HandOnShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Button is the toolkit's, but Enter presses it too and it hands on all other
// keys.
type Button struct{ widget.Button }

// NewButton is a button with a text.
func NewButton(text string, tapped func()) *Button { return NewButtonWithIcon(text, nil, tapped) }

// NewButtonWithIcon is a button with a text and an icon.
func NewButtonWithIcon(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{widget.Button{Text: text, Icon: icon, OnTapped: tapped}}
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained brings it into view.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	Reveal(b)
}

// TypedKey presses the button, which keeps the focus: a tap would take it.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if b.OnTapped != nil && !b.Disabled() {
			b.OnTapped()
		}
	default:
		HandOn(b, key)
	}
}

// Check is the toolkit's, but hands on keys.
type Check struct{ widget.Check }

// NewCheck is a check box with a text.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{widget.Check{Text: text, OnChanged: changed}}
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained brings it into view.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	Reveal(c)
}

// TypedKey checks and unchecks.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name != fyne.KeySpace:
		HandOn(c, key)
	case !c.Disabled():
		c.SetChecked(!c.Checked)
	}
}

// TypedRune is for what takes letters. The toolkit's check takes the space bar
// as one, which also arrives where the press of it has opened the dialog that
// the check is in.
func (c *Check) TypedRune(rune) {}

// Slider is the toolkit's, but hands on the keys that do not move it.
type Slider struct{ widget.Slider }

// NewSlider is a slider between two values.
func NewSlider(low, high float64) *Slider {
	s := &Slider{widget.Slider{Min: low, Max: high, Value: low, Step: 1, Orientation: widget.Horizontal}}
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained brings it into view.
func (s *Slider) FocusGained() {
	s.Slider.FocusGained()
	Reveal(s)
}

// TypedKey moves the slider.
func (s *Slider) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		s.Slider.TypedKey(key)
	default:
		HandOn(s, key)
	}
}

// Select is the toolkit's, but as wide as its options, within reason, in Persian
// while nothing is chosen, and hands on keys.
type Select struct{ widget.Select }

// widestOption is the width that a choice asks for at most, in ems.
const widestOption = 14

// NewSelect is a choice of one of a few texts.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{widget.Select{Options: options, OnChanged: changed, PlaceHolder: Say(fa.ChooseOne)}}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws an edge around it, as a text field has: its ground alone
// may be that of the page.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	r := &selectRenderer{WidgetRenderer: s.Select.CreateRenderer(), s: s, edge: canvas.NewRectangle(color.Transparent)}
	r.color()
	return r
}

type selectRenderer struct {
	fyne.WidgetRenderer
	s    *Select
	edge *canvas.Rectangle
}

func (r *selectRenderer) color() {
	r.edge.StrokeWidth, r.edge.StrokeColor = 1, theme.Color(theme.ColorNameInputBorder)
	r.edge.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	r.edge.Hidden = r.s.Disabled()
}

// Objects are the toolkit's and the edge.
func (r *selectRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.edge)
}

// Layout gives the edge all of the size.
func (r *selectRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.edge.Resize(size)
}

// Refresh comes with another theme.
func (r *selectRenderer) Refresh() {
	r.color()
	r.edge.Refresh()
	r.WidgetRenderer.Refresh()
}

// MinSize has room for the widest option.
func (s *Select) MinSize() fyne.Size {
	em := s.Theme().Size(theme.SizeNameText)
	var widest float32
	for _, option := range s.Options {
		widest = max(widest, fyne.MeasureText(option, em, fyne.TextStyle{}).Width)
	}
	around := s.Theme().Size(theme.SizeNameInnerPadding)*4 + s.Theme().Size(theme.SizeNameInlineIcon)
	least := s.Select.MinSize()
	least.Width = max(least.Width, min(widest, widestOption*em)+around)
	return least
}

// FocusGained brings it into view.
func (s *Select) FocusGained() {
	s.Select.FocusGained()
	Reveal(s)
}

// TypedKey chooses.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(key)
	default:
		HandOn(s, key)
	}
}

// Entry is the toolkit's, but hands on the keys and shortcuts that mean nothing
// in a text. Enter in a single line that does nothing with it confirms the
// dialog.
type Entry struct{ widget.Entry }

// NewEntry is a text field of one line.
func NewEntry() *Entry {
	e := &Entry{widget.Entry{Wrapping: fyne.TextWrap(fyne.TextTruncateClip)}}
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained brings it into view.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	Reveal(e)
}

// TypedKey edits.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if !EditingKey(key.Name) || !e.MultiLine && e.OnSubmitted == nil && enters(key.Name) {
		HandOn(e, key)
		return
	}
	e.Entry.TypedKey(key)
}

// TypedShortcut edits by the shortcuts of a text field.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && !EditingShortcut(custom) {
		HandOnShortcut(e, s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// EditingKey tells whether a key means something in a text.
func EditingKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return false
	}
	return true
}

// EditingShortcut tells whether a shortcut moves the caret or deletes by words.
func EditingShortcut(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

func enters(key fyne.KeyName) bool { return key == fyne.KeyReturn || key == fyne.KeyEnter }
