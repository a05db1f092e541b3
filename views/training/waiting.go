package training

import (
	"context"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// waiting are the trainings that wait for their turn, each with what can be done
// about it. It is hidden where there are none.
type waiting struct {
	needs   *Needs
	content *fyne.Container
	title   *widget.Label
	shown   []app.TrainingJob
	rows    map[int64]*turn // by job; they stay, so that a button keeps the focus
}

// turn is the row of a training that waits.
type turn struct {
	says                  *widget.Label
	sooner, later, cancel *ui.Button
	content               *fyne.Container
}

func newWaiting(needs *Needs) *waiting {
	w := &waiting{needs: needs, content: ui.NewColumn(nil), title: ui.Wrapped(ui.Say(fa.QueueTitle)), rows: map[int64]*turn{}}
	w.content.Hide()
	return w
}

// show takes over the trainings that wait.
func (w *waiting) show(list []app.TrainingJob) {
	if !slices.Equal(list, w.shown) {
		w.fill(list)
	}
	for i, j := range list {
		w.offer(i, w.rows[j.ID])
	}
}

// fill puts the rows into their order.
func (w *waiting) fill(list []app.TrainingJob) {
	w.shown = list
	rows := map[int64]*turn{}
	w.content.Objects = []fyne.CanvasObject{w.title}
	for _, j := range list {
		row := w.rows[j.ID]
		if row == nil {
			row = w.newTurn(j.ID)
		}
		rows[j.ID] = row
		ui.SetText(row.says, ui.Say(fa.QueueLine, training.NameOf(j), fa.Hold(j.Reason)))
		w.content.Add(row.content)
	}
	w.rows = rows
	ui.Hide(w.content, len(list) == 0)
	w.content.Refresh()
}

func (w *waiting) newTurn(id int64) *turn {
	t := &turn{says: ui.Caption("")}
	t.sooner = ui.NewButtonWithIcon("", theme.MoveUpIcon(), func() { w.sooner(id) })
	t.later = ui.NewButtonWithIcon(ui.Say(fa.QueueLater), theme.MoveDownIcon(), func() { w.move(id, -1) })
	t.cancel = ui.NewButtonWithIcon(ui.Say(fa.QueueCancel), theme.CancelIcon(), func() { w.does(id, w.needs.Studio.Cancel) })
	t.content = ui.NewColumn(nil, t.says, ui.NewFlow([]fyne.CanvasObject{t.sooner, t.later, t.cancel}))
	return t
}

// offer lets a row do what its place allows: the first one begins, where nothing
// trains.
func (w *waiting) offer(i int, t *turn) {
	says := ui.Say(fa.QueueSooner)
	if i == 0 {
		says = ui.Say(fa.QueueNow)
	}
	if t.sooner.Text != says {
		t.sooner.SetText(says)
	}
	ui.Able(t.sooner, i > 0 || !w.needs.Studio.Now().Active)
	ui.Able(t.later, i < len(w.shown)-1)
}

func (w *waiting) sooner(id int64) {
	if len(w.shown) > 0 && w.shown[0].ID == id {
		w.does(id, w.needs.Studio.First)
		return
	}
	w.move(id, 1)
}

// Places ahead that are before and after all.
const (
	first = math.MaxInt32
	last  = -math.MaxInt32
)

func (w *waiting) move(id int64, ahead int) {
	w.does(id, func(id int64) error { return w.needs.Studio.Move(id, ahead) })
}

func (w *waiting) does(id int64, do func(id int64) error) {
	w.needs.Beside(func(context.Context) error { return do(id) })
}

// focused is the training whose row has the focus; false where none has.
func (w *waiting) focused() (id int64, ok bool) {
	has := w.needs.Window.Canvas().Focused()
	for id, t := range w.rows {
		for _, b := range []*ui.Button{t.sooner, t.later, t.cancel} {
			if has == fyne.Focusable(b) {
				return id, true
			}
		}
	}
	return 0, false
}

// shortcuts are the keys that order the queue, once a row of it has the focus.
func (w *waiting) shortcuts() []ui.Shortcut {
	moves := func(ahead int) func() {
		return func() {
			if id, ok := w.focused(); ok {
				w.move(id, ahead)
			}
		}
	}
	return []ui.Shortcut{
		{Modifier: fyne.KeyModifierAlt, Key: fyne.KeyUp, Says: fa.QueueKeySooner, Do: moves(1)},
		{Modifier: fyne.KeyModifierAlt, Key: fyne.KeyDown, Says: fa.QueueKeyLater, Do: moves(-1)},
		{Modifier: fyne.KeyModifierAlt, Key: fyne.KeyHome, Says: fa.QueueKeyFirst, Do: moves(first)},
		{Modifier: fyne.KeyModifierAlt, Key: fyne.KeyEnd, Says: fa.QueueKeyLast, Do: moves(last)},
		{Key: fyne.KeyDelete, Says: fa.QueueKeyCancel, Do: func() {
			if id, ok := w.focused(); ok {
				w.does(id, w.needs.Studio.Cancel)
			}
		}},
	}
}
