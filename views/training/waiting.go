package training

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

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
	shown   []app.TrainingJob
	first   *ui.Button // has the first one begin, where nothing trains
}

func newWaiting(needs *Needs) *waiting {
	w := &waiting{needs: needs, content: ui.NewColumn(nil)}
	w.content.Hide()
	return w
}

// show lists the trainings anew where they are others than before, so that a
// button keeps the focus.
func (w *waiting) show(list []app.TrainingJob) {
	if !slices.Equal(list, w.shown) {
		w.fill(list)
	}
	if len(list) > 0 {
		ui.Able(w.first, !w.needs.Studio.Now().Active)
	}
}

func (w *waiting) fill(list []app.TrainingJob) {
	w.shown = list
	w.content.RemoveAll()
	w.content.Hidden = len(list) == 0
	title := ui.Wrapped("")
	title.SetText(ui.Say(fa.QueueTitle))
	w.content.Add(title)
	for i, j := range list {
		w.content.Add(ui.Caption(ui.Say(fa.QueueLine, training.NameOf(j), fa.Hold(j.Reason))))
		w.content.Add(ui.NewFlow(w.buttons(i, j.ID)))
	}
}

func (w *waiting) buttons(i int, id int64) []fyne.CanvasObject {
	sooner := ui.NewButtonWithIcon(ui.Say(fa.QueueFirst), theme.MoveUpIcon(), w.does(w.needs.Studio.First, id))
	if i == 0 {
		w.first = sooner
	}
	return []fyne.CanvasObject{sooner, ui.NewButtonWithIcon(ui.Say(fa.QueueCancel), theme.CancelIcon(), w.does(w.needs.Studio.Cancel, id))}
}

func (w *waiting) does(do func(id int64) error, id int64) func() {
	return func() { w.needs.Beside(func(context.Context) error { return do(id) }) }
}
