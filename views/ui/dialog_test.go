package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// opened is a dialog over a page that has a text field with the focus.
type opened struct {
	*ui.Dialog
	window    fyne.Window
	page      *ui.Entry
	confirmed int
}

func open(t *testing.T, content fyne.CanvasObject) *opened {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.New(ui.Light, 100))
	o := &opened{Dialog: ui.NewDialog("پرسش", content), page: ui.NewEntry()}
	yes := ui.NewButton("بله", func() { o.confirmed++ })
	yes.Importance = widget.HighImportance
	o.SetButtons(ui.NewButton("نه", o.Close), yes)
	o.window = test.NewTempWindow(t, container.NewVBox(o.page))
	o.window.Resize(fyne.NewSize(600, 400))
	o.window.Canvas().Focus(o.page)
	o.Open(o.window)
	return o
}

func (o *opened) typed(key fyne.KeyName) {
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func (o *opened) isOpen() bool { return o.window.Canvas().Overlays().Top() != nil }

// controls are one of each kind.
func controls() []fyne.CanvasObject {
	choice := ui.NewSelect([]string{"یک", "دو"}, nil)
	list := ui.NewList(func() int { return 3 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {}, func(int) {})
	long := ui.NewEntry()
	long.MultiLine = true
	return []fyne.CanvasObject{ui.NewEntry(), long, choice, ui.NewCheck("بله", nil), ui.NewSlider(0, 1), ui.NewButton("برو", nil), list, ui.NewWaveform()}
}

func TestEscClosesADialogWhateverHasTheFocus(t *testing.T) {
	for _, c := range controls() {
		o := open(t, c)
		if got := o.window.Canvas().Focused(); got != c.(fyne.Focusable) {
			t.Errorf("%T: the focus is on %T at first", c, got)
		}
		o.typed(fyne.KeyEscape)
		if o.isOpen() || o.window.Canvas().Focused() != fyne.Focusable(o.page) {
			t.Errorf("%T: open %v, then the focus is on %T", c, o.isOpen(), o.window.Canvas().Focused())
		}
	}
}

func TestEnterConfirmsFromAFieldButNotFromTheOtherButton(t *testing.T) {
	o := open(t, ui.NewEntry())
	o.typed(fyne.KeyReturn)
	if o.confirmed != 1 {
		t.Errorf("Enter in the field confirmed %d times", o.confirmed)
	}
	o.window.Canvas().FocusNext()
	o.typed(fyne.KeyReturn)
	if o.confirmed != 1 || o.isOpen() {
		t.Errorf("Enter on the first button: confirmed %d times, open %v", o.confirmed, o.isOpen())
	}
}

func TestADialogMayHearOfEscItself(t *testing.T) {
	o := open(t, widget.NewLabel("در حال انجام"))
	asked := false
	o.OnDismiss = func() { asked = true }
	o.typed(fyne.KeyEscape)
	if !asked || !o.isOpen() {
		t.Errorf("asked %v, open %v", asked, o.isOpen())
	}
}

func TestALongDialogScrollsToWhatTabReaches(t *testing.T) {
	column := container.NewVBox()
	for i := range 30 {
		column.Add(ui.NewButton(fmt.Sprint(i), nil))
	}
	o := open(t, column)
	scroll := o.Parts()[1].(*container.Scroll)
	if scroll.Size().Height > 400 {
		t.Fatalf("it is %v high", scroll.Size().Height)
	}
	for range 25 {
		o.window.Canvas().FocusNext()
	}
	last := column.Objects[25]
	if top := last.Position().Y - scroll.Offset.Y; top < 0 || top+last.Size().Height > scroll.Size().Height {
		t.Errorf("button 25 is at %v of %v", top, scroll.Size().Height)
	}
	o.window.Canvas().Focus(column.Objects[0].(fyne.Focusable))
	if scroll.Offset.Y > 10 {
		t.Errorf("back at the first it is scrolled by %v", scroll.Offset.Y)
	}
	o.typed(fyne.KeyPageDown)
	if scroll.Offset.Y < 100 {
		t.Errorf("the next page is at %v", scroll.Offset.Y)
	}
}

func TestNothingIsChosenInPersian(t *testing.T) {
	test.NewTempApp(t)
	s := ui.NewSelect(nil, nil)
	test.NewTempWindow(t, s)
	if strings.ContainsAny(s.PlaceHolder, "abcdefghijklmnopqrstuvwxyz") {
		t.Errorf("nothing chosen reads %q", s.PlaceHolder)
	}
}
