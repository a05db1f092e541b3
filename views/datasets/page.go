// Package datasets is the page on which a person brings recordings in, hears
// and sees them, learns what is wrong with them, and decides which of them a
// voice learns from.
package datasets

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Page is the page. All its methods are called in the window's goroutine.
type Page struct {
	needs   *Needs
	content fyne.CanvasObject
	left    *fyne.Container // the list and what is above it
	none    *widget.Label
	list    *ui.List
	detail  *detail

	sets     []app.Dataset
	findings map[string]int // how many a dataset has
	shown    string         // the dataset whose detail is shown
	reader   *ui.Reader[news]
	stamp    string // of what is shown
	stamps   *ui.Reader[string]
	stop     func() // hearing of changes
}

// split is how the datasets and the chosen one share the page.
var split = ui.Split{List: 15, Detail: 26, LowList: 12, Share: 0.7, Below: 1}

// New makes the page; it reads what it shows when it is Shown.
func New(needs Needs) *Page {
	p := &Page{needs: &needs, none: ui.Wrapped(""), stop: func() {}}
	p.none.SetText(ui.Say(fa.DatasetsNone))
	p.list = ui.NewRows(func() int { return len(p.sets) }, func(i int) []ui.Line { return p.line(p.sets[i]) }, p.open)
	p.list.OnSelected = func(i int) { p.list.Chosen = i; p.open(i) }
	bring := ui.NewButtonWithIcon(ui.Say(fa.DatasetsBring), theme.ContentAddIcon(), func() { p.bring("") })
	bring.Importance = widget.HighImportance
	p.left = ui.NewColumn(p.list, ui.NewFlow([]fyne.CanvasObject{bring}), p.none, p.list)
	p.detail = newDetail(p)
	p.reader = ui.NewReader(needs.Beside, p.reading, p.show)
	p.stamps = ui.NewReader(needs.Beside, p.stamping, p.compare)
	p.content = container.NewPadded(ui.NewSplit(split, p.left, p.detail.content))
	return p
}

func bold(text string) *widget.Label {
	l := ui.Wrapped("")
	l.TextStyle.Bold = true
	l.SetText(text)
	return l
}

// Title is what the page is called.
func (p *Page) Title() fa.Sentence { return fa.DatasetsTitle }

// Icon is its picture in the navigation.
func (p *Page) Icon() fyne.Resource { return theme.MediaMusicIcon() }

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads the datasets, and anew whenever something about them changes.
func (p *Page) Shown() {
	p.stop()
	p.stop = ui.Watch(p.needs.Changed, nil, func(struct{}) { p.stamps.Read() })
	p.read()
}

// Hidden falls silent, and hears of no more changes.
func (p *Page) Hidden() {
	p.stop()
	p.stop = func() {}
	p.detail.said.chosen.silence()
}

// stamping asks whether what is shown has changed: much is written that has
// nothing to do with it. Where that cannot be told now, the next change asks
// again.
func (p *Page) stamping() func(context.Context) (string, error) {
	was := p.stamp
	return func(ctx context.Context) (string, error) {
		now, err := p.needs.Datasets.Stamp(ctx)
		if err != nil {
			return was, nil
		}
		return now, nil
	}
}

func (p *Page) compare(stamp string) {
	if stamp != p.stamp {
		p.read()
	}
}

// Reword says the numbers anew.
func (p *Page) Reword() { p.read() }

// Shortcuts are the keys of the page.
func (p *Page) Shortcuts() []ui.Shortcut {
	control, said := fyne.KeyModifierControl, p.detail.said
	return []ui.Shortcut{
		{Modifier: control, Key: fyne.KeyO, Says: fa.DatasetsKeyBring, Do: func() { p.bring("") }},
		{Key: fyne.KeyReturn, Says: fa.DatasetsKeyHear},
		{Key: fyne.KeySpace, Says: fa.DatasetsKeyTake},
		{Key: fyne.KeyF2, Says: fa.DatasetsKeyText, Do: said.edit},
		{Key: fyne.KeyF4, Says: fa.DatasetsKeyPhoneme, Do: said.spell},
		{Modifier: control, Key: fyne.KeyF, Says: fa.DatasetsKeySearch, Do: said.seek},
		{Key: fyne.KeyEscape, Says: fa.DatasetsKeyStop, Do: said.chosen.silence},
		{Modifier: control, Key: fyne.KeyT, Says: fa.DatasetsKeyTrain, Do: p.detail.trains},
		{Key: fyne.KeyF5, Says: fa.DatasetsKeyCheck, Do: p.detail.checks},
		{Key: fyne.KeyDelete, Says: fa.DatasetsKeyRemove, Do: p.detail.removes},
	}
}

// Dropped brings in the first of the files that were let go over the window.
func (p *Page) Dropped(uris []fyne.URI) {
	for _, u := range uris {
		if u.Scheme() == "file" {
			p.bring(u.Path())
			return
		}
	}
}

// bring opens the dialog that brings recordings in, from a path where it is not
// empty.
func (p *Page) bring(path string) {
	b := newBringing(p.needs, func(name string) { p.shown = name; p.read() })
	b.Show()
	if path != "" {
		b.use(datasets.Source{Path: path})
	}
}

func (p *Page) open(i int) {
	if i >= 0 && i < len(p.sets) && p.shown != p.sets[i].Name {
		p.shown = p.sets[i].Name
		p.read()
	}
}

// line is a row of the list.
func (p *Page) line(d app.Dataset) []ui.Line {
	checked := ui.Say(fa.DatasetNoFlaw)
	switch n := p.findings[d.Name]; {
	case d.CheckedAt.IsZero():
		checked = ui.Say(fa.DatasetUnheard)
	case n > 0:
		checked = ui.Say(fa.DatasetFindings, n)
	}
	return []ui.Line{
		{Text: ui.Locale().Name(d.Name), Bold: true},
		{Text: ui.Say(fa.DatasetMinutes, tenths(d.Seconds/60), d.Language), Small: true},
		{Text: ui.Say(fa.DatasetCounts, d.Usable, d.Utterances), Small: true},
		{Text: checked, Small: true},
	}
}

func tenths(v float64) fa.Words { return fa.Words(ui.Number(v, 1)) }

// news is what the page shows.
type news struct {
	stamp      string // from before the rest was read
	sets       []app.Dataset
	findings   map[string]int
	set        app.Dataset
	utterances []app.Utterance
	repaired   []string // ids
}

// read reads what the page shows.
func (p *Page) read() { p.reader.Read() }

func (p *Page) reading() func(context.Context) (news, error) {
	shown := p.shown
	return func(ctx context.Context) (news, error) { return p.ask(ctx, shown) }
}

func (p *Page) ask(ctx context.Context, shown string) (n news, err error) {
	if n.stamp, err = p.needs.Datasets.Stamp(ctx); err != nil {
		return n, err
	}
	if n.sets, err = p.needs.Datasets.List(ctx); err != nil {
		return n, err
	}
	n.findings = map[string]int{}
	for i, d := range n.sets {
		counts, err := p.needs.Datasets.Findings(ctx, d.Name)
		if err != nil {
			return n, err
		}
		for _, count := range counts {
			n.findings[d.Name] += count
		}
		if i == 0 || d.Name == shown {
			n.set = d
		}
	}
	if n.set.Name != "" {
		if n.utterances, _, err = p.needs.Datasets.Utterances(ctx, n.set.Name, app.UtteranceFilter{}); err != nil {
			return n, err
		}
		n.repaired, err = p.needs.Datasets.Repaired(ctx, n.set.Name)
	}
	return n, err
}

func (p *Page) show(n news) {
	p.stamp = n.stamp
	moved := len(n.sets) != len(p.sets)
	p.sets, p.findings, p.shown = n.sets, n.findings, n.set.Name
	p.none.Hidden = len(n.sets) > 0
	if moved {
		p.list.Reset()
	}
	p.list.Chosen = slices.IndexFunc(p.sets, func(d app.Dataset) bool { return d.Name == p.shown })
	p.list.Refresh()
	p.left.Refresh()
	p.detail.show(n.set, n.utterances, n.repaired)
}
