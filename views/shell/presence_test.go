package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/views/ui"
)

func TestThePersonIsSeenByFocusAndText(t *testing.T) {
	test.NewTempApp(t)
	touched := 0
	p := &presence{touch: func() { touched++ }}
	entry, list := ui.NewEntry(), ui.NewList(func() int { return 3 }, func() fyne.CanvasObject { return ui.Wrapped("") }, func(int, fyne.CanvasObject) {}, nil)
	w := test.NewTempWindow(t, ui.NewColumn(nil, entry, list))
	page := 0
	p.look(w.Canvas(), page)
	for name, do := range map[string]func(){
		"a field is chosen": func() { w.Canvas().Focus(entry) },
		"a letter is typed": func() { w.Canvas().Focus(entry); p.look(w.Canvas(), page); touched = 0; entry.TypedRune('س') },
		"another page":      func() { page++ },
		"a row of a list":   func() { w.Canvas().Focus(list); p.look(w.Canvas(), page); touched = 0; list.Chosen++ },
	} {
		w.Canvas().Unfocus()
		p.look(w.Canvas(), page)
		touched = 0
		if p.look(w.Canvas(), page); touched != 0 {
			t.Errorf("%s: somebody was seen before", name)
		}
		do()
		if p.look(w.Canvas(), page); touched == 0 {
			t.Errorf("%s: nobody was seen", name)
		}
	}
}
