package training

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// report is the dialog about how well a training says what it has not heard. A
// report is made while the person does other things; the dialog follows it.
type report struct {
	needs    *Needs
	previews *previews // play its samples
	run      training.Overview
	dialog   *ui.Dialog

	state, said, older *widget.Label
	bar                *ui.Progress
	table, samples     *fyne.Container
	do, save           *ui.Button // do makes the report, or stops it
	last               training.Report
	folder             string
	making             bool // when it was told of last
	reader             *ui.Reader[lastReport]
	stop               func()
}

// lastReport is the one that was made last; without a folder there is none.
type lastReport struct {
	report training.Report
	folder string
}

func newReport(p *previews, run training.Overview) *report {
	r := &report{
		needs: p.needs, previews: p, run: run, state: ui.Wrapped(""), said: ui.Wrapped(""), older: ui.Wrapped(""),
		bar: ui.NewProgress(), table: ui.NewColumn(nil), samples: ui.NewColumn(nil), stop: func() {},
	}
	r.do = ui.NewButton("", r.turns)
	r.do.Importance = widget.HighImportance
	r.save = ui.NewButtonWithIcon(ui.Say(fa.ReportSave), theme.DocumentSaveIcon(), r.browse)
	r.dialog = ui.NewDialog(ui.Say(fa.ReportTitle, run.ID), ui.NewColumn(nil, r.state, r.bar, r.older, r.said, r.table, r.samples))
	r.dialog.Width = 44
	r.dialog.SetButtons(ui.NewButton(ui.Say(fa.Close), r.dialog.Close), r.save, r.do)
	r.dialog.OnClosed = func() { r.stop(); p.silence() }
	r.reader = ui.NewReader(r.needs.Beside, func() func(context.Context) (lastReport, error) {
		return func(context.Context) (lastReport, error) { return r.read() }
	}, r.show)
	r.show(lastReport{})
	return r
}

// Show opens the dialog.
func (r *report) Show() {
	r.stop = ui.Watch(r.needs.Reporting, nil, r.follow)
	r.dialog.Open(r.needs.Window)
	r.needs.Window.Canvas().Focus(r.do) // the first of all would be to close it
	r.reader.Read()
}

func (r *report) read() (lastReport, error) {
	last, folder, err := r.needs.Reports.Last(r.run.ID)
	if errors.Is(err, app.ErrNotFound) {
		return lastReport{}, nil
	}
	return lastReport{last, folder}, err
}

// show takes over the report that was made last.
func (r *report) show(now lastReport) {
	r.last, r.folder = now.report, now.folder
	there := r.folder != ""
	r.said.Hidden, r.older.Hidden = !there, !there || r.last.Step == r.run.BestStep
	r.table.RemoveAll()
	r.samples.RemoveAll()
	if there {
		l := ui.Locale()
		r.said.SetText(l.Bar(r.last) + " " + l.ReportAbout(r.last))
		r.older.SetText(ui.Say(fa.ReportOlder, r.last.Step, r.run.BestStep))
		r.tabulate()
		r.offer()
	}
	r.follow(r.needs.Reports.Now())
}

// tabulate shows each measure with what it is for recordings, their copies and
// the voice.
func (r *report) tabulate() {
	for _, row := range ui.Locale().ReportRows(r.last) {
		name := ui.Wrapped("")
		name.TextStyle.Bold = true
		name.SetText(row.Name)
		cells := ui.NewGrid()
		for _, c := range []struct{ of, value string }{
			{ui.Say(fa.ReportNatural), row.Natural}, {ui.Say(fa.ReportCopy), row.Copy}, {ui.Say(fa.ReportSpoken, r.last.Run), row.Spoken},
		} {
			if c.value != "" {
				cells.Add(widget.NewLabel(c.of + "\n" + c.value))
			}
		}
		r.table.Add(name)
		r.table.Add(cells)
	}
}

// offer lets the samples be heard.
func (r *report) offer() {
	for _, s := range r.last.Samples {
		text := ui.Wrapped("")
		text.SetText(string(ui.Locale().Said(s.Text)))
		row := ui.NewFlow(nil)
		for _, c := range []struct {
			says fa.Sentence
			file string
		}{{fa.ReportHear, s.Natural}, {fa.ReportHearC, s.Copy}, {fa.ReportHearS, s.Synthesis}} {
			heard := training.Preview{Step: r.last.Step, Path: filepath.Join(r.folder, c.file)}
			row.Add(ui.NewButtonWithIcon(ui.Say(c.says), theme.MediaPlayIcon(), func() { r.previews.hear(nil, heard) }))
		}
		r.samples.Add(text)
		r.samples.Add(row)
	}
}

// follow shows how far the making of a report is.
func (r *report) follow(now training.Reporting) {
	mine := now.Run == r.run.ID
	if r.making && now.Made {
		defer r.reader.Read()
	}
	r.making = now.Active && mine
	r.bar.Hidden = !now.Active || !mine
	r.bar.SetValue(float64(now.Done) / float64(max(now.Total, 1)))
	text := r.word(now, mine)
	r.state.Hidden = text == ""
	ui.SetText(r.state, text)
	says, icon := fa.ReportMake, theme.MediaPlayIcon()
	switch {
	case now.Active && mine:
		says, icon = fa.ReportStop, theme.MediaStopIcon()
	case r.folder != "":
		says, icon = fa.ReportAnew, theme.ViewRefreshIcon()
	}
	if r.do.Text != ui.Say(says) {
		r.do.SetText(ui.Say(says))
		r.do.SetIcon(icon)
	}
	ui.Able(r.do, mine || !now.Active)
	ui.Able(r.save, r.folder != "")
	r.dialog.Refresh()
}

// word says what is going on, or that nothing was yet.
func (r *report) word(now training.Reporting, mine bool) string {
	switch {
	case now.Active && !mine:
		return ui.Say(fa.ReportBusy, now.Run)
	case now.Active && now.Stage != "":
		return ui.Say(fa.TrainingReady, fa.Stage(now.Stage), now.Done, now.Total)
	case now.Active:
		return ui.Say(fa.ReportHeard, now.Done, now.Total)
	case mine && now.Err != nil:
		return ui.Say(fa.ReportFailed, fa.Words(ui.Error(now.Err)))
	case r.folder == "":
		return ui.Say(fa.ReportNone)
	}
	return ""
}

// turns makes a report, or stops the making.
func (r *report) turns() {
	if now := r.needs.Reports.Now(); now.Active {
		r.needs.Reports.Stop()
		return
	}
	r.needs.Beside(func(context.Context) error { return r.needs.Reports.Begin(r.run.ID, ui.Locale().Report) })
}

// browse lets the person choose where the report goes.
func (r *report) browse() {
	ui.ChooseFolder(r.needs.Window, "", r.needs.Notify, r.export)
}

func (r *report) export(folder string) {
	r.needs.Beside(func(ctx context.Context) error {
		path, err := r.needs.Reports.Export(ctx, cmp.Or(r.last.Run, r.run.ID), folder)
		if err == nil {
			r.needs.Notify(ui.Say(fa.ReportSaved, fa.Words(ui.Path(path))))
		}
		return err
	})
}
