package training

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
)

// detail shows one training: how far it is, how its loss went, and what it said
// at its checkpoints.
type detail struct {
	page    *Page
	content *fyne.Container

	title, about, state, judged, advice *widget.Label
	bar                                 *ui.Progress
	chart                               *chart
	turn, promote, report, export       *ui.Button // turn goes on, or pauses
	remove                              *ui.Button
	previews                            *previews
	spectra                             *spectra
	parts                               []fyne.CanvasObject // that are hidden without a run
	now                                 training.Overview
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, title: ui.Wrapped(""), about: ui.Wrapped(""), state: ui.Wrapped(""), judged: ui.Wrapped(""), advice: ui.Wrapped("")}
	d.title.TextStyle.Bold, d.title.SizeName = true, theme.SizeNameSubHeadingText
	d.about.SizeName = theme.SizeNameCaptionText
	d.bar, d.chart = ui.NewProgress(), newChart(p.read)
	d.turn = ui.NewButtonWithIcon(ui.Say(fa.TrainingGoOn), theme.MediaPlayIcon(), d.turns)
	d.promote = ui.NewButtonWithIcon(ui.Say(fa.TrainingPromote), theme.AccountIcon(), func() { newPromotion(p.needs, d.now).Show() })
	d.report = ui.NewButtonWithIcon(ui.Say(fa.ReportShow), theme.DocumentIcon(), d.reports)
	d.export = ui.NewButtonWithIcon(ui.Say(fa.TrainingExport), theme.DocumentSaveIcon(), d.browse)
	d.remove = ui.NewButtonWithIcon(ui.Say(fa.TrainingRemove), theme.DeleteIcon(), d.removes)
	d.previews, d.spectra = newPreviews(p.needs), newSpectra()
	buttons := ui.NewFlow([]fyne.CanvasObject{d.turn, d.promote, d.report, d.export, d.remove})
	d.parts = []fyne.CanvasObject{d.about, d.bar, buttons, d.chart.content, d.judged, d.advice, d.previews.content, d.spectra.content}
	column := ui.NewColumn(nil, append([]fyne.CanvasObject{d.title, d.state}, d.parts...)...)
	d.content = ui.NewColumn(nil, container.NewPadded(column))
	d.show(news{})
	return d
}

// show takes over what is known of a run.
func (d *detail) show(n news) {
	now := n.detail
	d.now = now
	for _, o := range d.parts {
		o.Show()
		if now.ID == "" {
			o.Hide()
		}
	}
	if now.ID == "" {
		d.title.SetText("")
		d.state.SetText(ui.Say(fa.TrainingChoose))
		d.content.Refresh()
		return
	}
	d.title.SetText(ui.Locale().Name(now.ID))
	d.about.SetText(about(now))
	d.chart.show(now, n.other, names(n.runs))
	d.judge(now)
	d.previews.show(now.Previews, now.BestStep)
	d.spectra.show(n.spectra)
	d.content.Refresh()
}

func about(now training.Overview) string {
	from := ui.Say(fa.TrainingScratch)
	if now.Base != "" {
		from = ui.Say(fa.TrainingFrom, now.Base)
	}
	minutes := ""
	if now.Utterances > 0 {
		minutes = ui.Say(fa.TrainingMinutes, now.Minutes, now.Utterances)
	}
	return ui.Locale().Listed(minutes, from, ui.Path(now.Dataset))
}

func names(runs []train.Summary) (ids []string) {
	for _, r := range runs {
		ids = append(ids, r.ID)
	}
	return ids
}

// judge says what was measured on what is held out, and whether going on pays.
func (d *detail) judge(now training.Overview) {
	m, ok := now.Judged()
	d.judged.Hidden, d.advice.Hidden = !ok, !ok
	if !ok {
		return
	}
	text := []string{ui.Say(fa.TrainingJudged, m.Step, m.Frames, m.DistortionDB, now.BestStep)}
	if now.PhoneErrors > 0 {
		text = append(text, ui.Say(fa.TrainingHeard, fa.Words(ui.Percent(now.PhoneErrors))))
	}
	d.judged.SetText(strings.Join(text, " "))
	d.advice.Hidden = now.State == train.StateDone
	if stale := now.Stale(); stale >= enough {
		d.advice.SetText(ui.Say(fa.TrainingEnough, stale, now.BestStep))
		return
	}
	d.advice.SetText(ui.Say(fa.TrainingBetter))
}

// enough is how many evaluations without a better one say that going on does not
// pay.
const enough = 6

// follow shows how far the training of now is.
func (d *detail) follow(now training.Progress) {
	mine := now.Active && (now.Run == d.now.ID || now.Run == "" && d.now.ID == "")
	d.offer(mine)
	ui.Able(d.turn, mine || d.now.ID != "" && d.now.State != train.StateDone) // beside another one it waits for its turn
	ui.Able(d.promote, len(d.now.Checkpoints) > 0)
	ui.Able(d.export, len(d.now.Blocks) > 0)
	judged := d.page.needs.Reports.Now()
	ui.Able(d.report, len(d.now.Checkpoints) > 0 && !mine)
	ui.Able(d.remove, d.now.ID != "" && !mine && !(judged.Active && judged.Run == d.now.ID))
	switch {
	case mine && now.Event.Kind == train.EventPrepare:
		d.tell(ui.Say(fa.TrainingReady, fa.Stage(now.Event.Stage), now.Event.Done, now.Event.Total), float64(now.Event.Done)/float64(max(now.Event.Total, 1)))
	case mine:
		d.tell(d.running(now), float64(now.Event.Step)/float64(max(now.Event.Steps, 1)))
	case d.now.ID != "":
		d.tell(ui.Say(fa.TrainingRun, d.now.Step, d.now.Steps, d.page.state(d.now.Summary)), float64(d.now.Step)/float64(max(d.now.Steps, 1)))
	}
}

// offer has the button say what it does now; it is one, so that it keeps the
// focus.
func (d *detail) offer(pause bool) {
	says, icon := ui.Say(fa.TrainingGoOn), theme.MediaPlayIcon()
	if pause {
		says, icon = ui.Say(fa.TrainingPause), theme.MediaPauseIcon()
	}
	if d.turn.Text != says {
		d.turn.SetText(says)
		d.turn.SetIcon(icon)
	}
}

// running says how the training of now goes: its newest step, how fast it is and
// how it learns.
func (d *detail) running(now training.Progress) string {
	left, speed, rate, slope := "", "", "", ""
	if now.Left > 0 {
		left = ui.Say(fa.TrainingLeft, now.Left)
	}
	if now.Event.FramesPerSecond > 0 {
		speed = ui.Say(fa.TrainingSpeed, int(now.Event.FramesPerSecond))
	}
	if m := now.Event.Metric; m.LearningRate > 0 {
		rate = ui.Say(fa.TrainingRate, fa.Words(ui.Number(m.LearningRate, 6)))
	}
	if m := now.Event.Metric; m.GradientNorm > 0 {
		slope = ui.Say(fa.TrainingSlope, m.GradientNorm)
	}
	return ui.Locale().Listed(ui.Say(fa.TrainingRun, now.Event.Step, now.Event.Steps, fa.State(train.StateRunning)), speed, left, rate, slope)
}

func (d *detail) tell(text string, share float64) {
	if d.state.Text != text {
		d.state.SetText(text)
	}
	d.bar.SetValue(share)
}

// turns pauses the run where it is being trained, else goes on with it.
func (d *detail) turns() {
	id := d.now.ID
	if now := d.page.needs.Studio.Now(); now.Active && now.Run == id {
		d.page.needs.Studio.Pause()
		return
	}
	d.page.needs.Beside(func(context.Context) error { return d.page.needs.Studio.GoOn(id) })
}

// reports shows how well the run says what it has not heard.
func (d *detail) reports() {
	if !d.report.Disabled() {
		newReport(d.previews, d.now).Show()
	}
}

// browse lets the person choose where the curves go.
func (d *detail) browse() {
	id := d.now.ID
	ui.ChooseFolder(d.page.needs.Window, "", d.page.needs.Notify, func(path string) { d.exports(id, path) })
}

func (d *detail) exports(id, folder string) {
	d.page.needs.Beside(func(context.Context) error {
		picture, table, err := d.page.needs.Studio.Export(id, folder)
		if err == nil {
			d.page.needs.Notify(ui.Say(fa.TrainingExported, fa.Words(ui.Path(picture)), fa.Words(ui.Path(table))))
		}
		return err
	})
}

// removes deletes the run, once the person has confirmed it.
func (d *detail) removes() {
	n, id := d.page.needs, d.now.ID
	yes := ui.NewButton(ui.Say(fa.RemoveDo), nil)
	yes.Importance = widget.DangerImportance
	question := ui.Say(fa.RunRemoveAsk, id, fa.Bytes(n.Studio.Size(id)))
	ui.Ask(n.Window, ui.Say(fa.RunRemoveTitle), question, ui.NewButton(ui.Say(fa.SaveCancel), nil), yes, func() {
		n.Beside(func(context.Context) error {
			freed, err := n.Studio.Remove(id)
			if err == nil {
				n.Notify(ui.Say(fa.RunRemoveDone, id, fa.Bytes(freed)))
			}
			return err
		})
	})
}
