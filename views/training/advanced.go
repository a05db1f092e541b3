package training

import (
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
)

// advanced are the numbers of a plan, folded away until they are asked for.
type advanced struct {
	content *fyne.Container
	fold    *ui.Button // unfolds them, too
	fields  *fyne.Container
	entries []*ui.Entry // of training.Numbers
	abouts  []*widget.Label
	usual   train.Plan
	resized func()
}

func newAdvanced(resized func()) *advanced {
	a := &advanced{fields: ui.NewColumn(nil), usual: train.DefaultPlan(), resized: resized}
	for i, n := range training.Numbers {
		entry, about := ui.NewEntry(), ui.Caption("")
		entry.OnChanged = func(string) { a.explain(i) }
		a.entries, a.abouts = append(a.entries, entry), append(a.abouts, about)
		a.fields.Add(ui.NewField(ui.Say(fa.PlanField(n.Field)), ui.NewColumn(nil, entry, about)))
	}
	a.fields.Add(ui.NewFlow([]fyne.CanvasObject{ui.NewButtonWithIcon(ui.Say(fa.PlanDefault), theme.ContentUndoIcon(), a.reset)}))
	a.fold = ui.NewButton("", func() { a.unfold(!a.fields.Visible()) })
	a.content = ui.NewColumn(nil, ui.NewFlow([]fyne.CanvasObject{a.fold}), a.fields)
	a.reset()
	a.unfold(false)
	return a
}

// unfold shows the numbers, or hides them; what was written stays.
func (a *advanced) unfold(shown bool) {
	says, icon := fa.PlanMore, theme.MenuDropDownIcon()
	if shown {
		says, icon = fa.PlanLess, theme.MenuDropUpIcon()
	}
	a.fold.SetText(ui.Say(says))
	a.fold.SetIcon(icon)
	ui.Hide(a.fields, !shown)
	a.resized()
}

// reset writes the usual numbers.
func (a *advanced) reset() {
	for i, n := range training.Numbers {
		a.entries[i].SetText(shown(n, a.usual))
		a.explain(i)
	}
}

// use makes other numbers the usual ones; what the person has changed stays.
func (a *advanced) use(usual train.Plan) {
	before := a.usual
	a.usual = usual
	for i, n := range training.Numbers {
		if a.entries[i].Text == shown(n, before) {
			a.entries[i].SetText(shown(n, usual))
		}
	}
}

// shown is a number in the person's digits.
func shown(n training.Number, p train.Plan) string {
	text := n.Of(p)
	if v, err := strconv.ParseFloat(text, 64); err == nil && !n.Whole {
		return ui.Number(v, 12)
	}
	return ui.Locale().Digits(text)
}

// explain says under a number what it does.
func (a *advanced) explain(i int) {
	a.abouts[i].Importance = widget.MediumImportance
	ui.SetText(a.abouts[i], ui.Say(fa.PlanAbout(training.Numbers[i].Field)))
}

// read is what the numbers change about a plan. Where one of them cannot be, it
// is false and that one has the focus and says why.
func (a *advanced) read() (adjust func(*train.Plan), ok bool) {
	texts := make([]string, len(a.entries))
	for i, e := range a.entries {
		texts[i] = e.Text
	}
	adjust, err := training.Written(texts)
	if err != nil {
		a.refuse(err)
	}
	return adjust, err == nil
}

func (a *advanced) refuse(err error) {
	a.unfold(true)
	var wrong *train.PlanError
	for i, n := range training.Numbers {
		if errors.As(err, &wrong) && wrong.Field == n.Field {
			a.abouts[i].Importance = widget.DangerImportance
			a.abouts[i].SetText(ui.Error(err))
			a.resized()
			fyne.CurrentApp().Driver().CanvasForObject(a.entries[i]).Focus(a.entries[i])
		}
	}
}
