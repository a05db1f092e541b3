// Package training is the page on which a person has a voice trained on their
// recordings, watches and hears it learn, and makes a voice of it.
package training

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
)

// Page is the page. All its methods are called in the window's goroutine.
type Page struct {
	needs   *Needs
	content fyne.CanvasObject
	left    *fyne.Container // the list and what is above and below it
	none    *widget.Label
	list    *ui.List
	detail  *detail
	waiting *waiting

	runs   []train.Summary
	shown  string // the run whose detail is shown
	reader *ui.Reader[news]
	readAt time.Time
	toldAt time.Time // how far the training is
	stops  []func()
}

// reread is how old the curve of a running training may be, and retold what is
// said of its newest step: nobody reads more, and drawing costs time that a
// training needs.
const (
	reread = 5 * time.Second
	retold = time.Second / 2
)

// split is how the trainings and the chosen one share the page.
var split = ui.Split{List: 16, Detail: 26, LowList: 12, Share: 0.66}

// New makes the page; it reads what it shows when it is Shown.
func New(needs Needs) *Page {
	if needs.Now == nil {
		needs.Now = time.Now
	}
	p := &Page{needs: &needs, none: ui.Wrapped("")}
	p.none.SetText(ui.Say(fa.TrainingNone))
	p.list = ui.NewRows(func() int { return len(p.runs) }, func(i int) []ui.Line { return p.line(p.runs[i]) }, p.open)
	p.list.OnSelected = func(i int) { p.list.Chosen = i; p.open(i) }
	begin := ui.NewButtonWithIcon(ui.Say(fa.TrainingNew), theme.ContentAddIcon(), p.begin)
	begin.Importance = widget.HighImportance
	p.waiting = newWaiting(p.needs)
	p.left = ui.NewColumn(p.list, ui.NewFlow([]fyne.CanvasObject{begin}), p.none, p.waiting.content, p.list)
	p.detail = newDetail(p)
	p.reader = ui.NewReader(needs.Beside, p.reading, p.show)
	p.content = container.NewPadded(ui.NewSplit(split, p.left, p.detail.content))
	return p
}

// Title is what the page is called.
func (p *Page) Title() fa.Sentence { return fa.TrainingTitle }

// Icon is its picture in the navigation.
func (p *Page) Icon() fyne.Resource { return theme.MediaRecordIcon() }

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads the trainings and follows the one that runs.
func (p *Page) Shown() {
	p.stops = append(p.stops,
		ui.Watch(p.needs.Changed, nil, func(struct{}) { p.read() }),
		ui.Watch(p.needs.Progress, nil, p.follow),
		ui.Watch(p.needs.Reporting, nil, func(training.Reporting) { p.detail.follow(p.needs.Studio.Now()) }),
	)
	p.read()
}

// Hidden follows nothing any more; a training goes on.
func (p *Page) Hidden() {
	for _, stop := range p.stops {
		stop()
	}
	p.stops = nil
	p.detail.previews.silence()
}

// Shortcuts are the keys of the page.
func (p *Page) Shortcuts() []ui.Shortcut {
	return append([]ui.Shortcut{
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyN, Says: fa.TrainingKeyNew, Do: p.begin},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyR, Says: fa.TrainingKeyReport, Do: p.detail.reports},
		{Key: fyne.KeyReturn, Says: fa.TrainingKeyPlay},
		{Key: fyne.KeyEscape, Says: fa.TrainingKeyStop, Do: p.detail.previews.silence},
		{Key: fyne.KeyLeft, Says: fa.TrainingMove},
		{Key: fyne.KeyHome, Says: fa.TrainingEnds},
		{Key: fyne.KeyPlus, Says: fa.TrainingNear},
		{Key: fyne.Key0, Says: fa.TrainingWhole},
	}, p.waiting.shortcuts()...)
}

func (p *Page) begin() { newStart(p.needs).Show() }

// Begin asks how a voice is to learn from a folder of recordings.
func (p *Page) Begin(folder string) {
	s := newStart(p.needs)
	s.Show()
	s.use(folder)
}

func (p *Page) open(i int) {
	if i >= 0 && i < len(p.runs) && p.shown != p.runs[i].ID {
		p.shown = p.runs[i].ID
		p.read()
	}
}

// line is a row of the list.
func (p *Page) line(r train.Summary) []ui.Line {
	l := ui.Locale()
	return []ui.Line{
		{Text: l.Name(r.ID), Bold: true},
		{Text: ui.Say(fa.TrainingRun, r.Step, r.Steps, p.state(r)), Small: true},
		{Text: l.Date(r.Created), Small: true},
	}
}

// state is that of a run: one that was cut off says that it runs.
func (p *Page) state(r train.Summary) fa.Sentence {
	now := p.needs.Studio.Now()
	if r.State == train.StateRunning && !(now.Active && now.Run == r.ID) {
		return fa.State(train.StatePaused)
	}
	return fa.State(r.State)
}

// news is what the page shows.
type news struct {
	runs    []train.Summary
	waiting []app.TrainingJob
	detail  training.Overview
	other   training.Overview // that it is compared with
	spectra training.Spectra
}

// read reads what the page shows.
func (p *Page) read() { p.reader.Read() }

func (p *Page) reading() func(context.Context) (news, error) {
	p.readAt = p.needs.Now()
	shown, other := p.shown, p.detail.chart.other
	return func(context.Context) (news, error) { return p.ask(shown, other) }
}

func (p *Page) ask(shown, other string) (n news, err error) {
	if n.runs, err = p.needs.Studio.List(); err != nil {
		return n, err
	}
	n.waiting = p.needs.Studio.Waiting()
	if now := p.needs.Studio.Now(); now.Active && shown == "" {
		shown = now.Run
	}
	for _, r := range n.runs {
		if r.ID != shown && shown != "" {
			continue
		}
		if n.detail, err = p.needs.Studio.Overview(r.ID); err == nil {
			n.spectra, err = p.needs.Studio.Spectra(r.ID)
		}
		if err == nil && other != r.ID && slices.Contains(names(n.runs), other) {
			n.other, err = p.needs.Studio.Overview(other)
		}
		return n, err
	}
	return n, nil
}

func (p *Page) show(n news) {
	moved := len(n.runs) != len(p.runs)
	p.runs, p.shown = n.runs, n.detail.ID
	p.none.Hidden = len(n.runs)+len(n.waiting) > 0
	p.waiting.show(n.waiting)
	if moved {
		p.list.Reset()
	} else {
		p.list.Refresh()
	}
	p.left.Refresh()
	p.detail.show(n)
	p.detail.follow(p.needs.Studio.Now())
}

// follow shows how far the training is; of steps that come fast, some.
func (p *Page) follow(now training.Progress) {
	at := p.needs.Now()
	if now.Active && now.Event.Kind == train.EventStep && at.Sub(p.toldAt) < retold {
		return
	}
	p.toldAt = at
	p.detail.follow(now)
	switch {
	case now.Event.Kind == train.EventEvaluate, now.Active && p.needs.Now().Sub(p.readAt) >= reread && now.Event.Kind == train.EventStep:
		p.read()
	}
}
