package shell

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/views/ui"
)

const (
	noticeTime = 12 * time.Second // how long a notice stays by itself
	noticeMost = 3                // older ones make room
)

// notices are the sentences above the status line. They take no focus and go by
// themselves.
type notices struct {
	box     *fyne.Container
	shown   []*notice
	changed func() // what is around them has to make room
}

type notice struct {
	text  string
	row   fyne.CanvasObject
	timer *time.Timer
}

func newNotices(changed func()) *notices { return &notices{box: ui.NewColumn(nil), changed: changed} }

func (n *notices) add(text string) {
	if i := slices.IndexFunc(n.shown, func(o *notice) bool { return o.text == text }); i >= 0 {
		n.remove(n.shown[i]) // the same again: once is enough, and newest
	}
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	label.Selectable = true
	added := &notice{text: text}
	shut := ui.NewButtonWithIcon(ui.Say(fa.Close), theme.CancelIcon(), func() { n.remove(added) })
	shut.Importance = widget.LowImportance
	added.row = container.NewBorder(nil, nil, widget.NewIcon(theme.InfoIcon()), shut, label)
	added.timer = time.AfterFunc(noticeTime, func() { fyne.Do(func() { n.remove(added) }) })
	n.shown = append(n.shown, added)
	n.box.Add(added.row)
	for len(n.shown) > noticeMost {
		n.remove(n.shown[0])
	}
	n.changed()
}

func (n *notices) remove(old *notice) {
	old.timer.Stop()
	n.box.Remove(old.row)
	n.shown = slices.DeleteFunc(n.shown, func(o *notice) bool { return o == old })
	n.changed()
}

// close takes all notices away.
func (n *notices) close() {
	for len(n.shown) > 0 {
		n.remove(n.shown[0])
	}
}
