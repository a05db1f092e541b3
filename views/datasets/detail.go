package datasets

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// detail shows one dataset: what it holds, its utterances, and what was noticed
// about them.
type detail struct {
	page    *Page
	content *fyne.Container

	title, about         *widget.Label
	train, check, remove *ui.Button
	tabs                 *ui.Tabs
	said                 *utterances
	checked              *checked
	parts                []fyne.CanvasObject // that are hidden without a dataset
	set                  app.Dataset
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, title: bold(""), about: ui.Caption("")}
	d.title.SizeName = theme.SizeNameSubHeadingText
	d.train = ui.NewButtonWithIcon(ui.Say(fa.DatasetsTrain), theme.MediaRecordIcon(), d.trains)
	d.check = ui.NewButtonWithIcon(ui.Say(fa.DatasetsCheck), theme.SearchIcon(), d.checks)
	d.remove = ui.NewButtonWithIcon(ui.Say(fa.DatasetsRemove), theme.DeleteIcon(), d.removes)
	d.said, d.checked = newUtterances(p), newChecked(p)
	d.tabs = ui.NewTabs()
	d.tabs.Add(ui.Say(fa.DatasetTabSaid), d.said.content)
	d.tabs.Add(ui.Say(fa.DatasetTabChecked), d.checked.content)
	d.tabs.OnSelected = func(int) { d.count() }
	buttons := ui.NewFlow([]fyne.CanvasObject{d.train, d.check, d.remove})
	d.parts = []fyne.CanvasObject{d.title, buttons, d.tabs.Content}
	d.content = ui.NewColumn(d.tabs.Content, d.title, d.about, buttons, d.tabs.Content)
	d.show(app.Dataset{}, nil, nil)
	return d
}

// show takes over what is known of a dataset.
func (d *detail) show(set app.Dataset, list []app.Utterance, repaired []string) {
	d.set = set
	for _, o := range d.parts {
		o.Show()
		if set.Name == "" {
			o.Hide()
		}
	}
	d.title.SetText(ui.Locale().Name(set.Name))
	d.about.SetText(about(set))
	ui.Able(d.train, set.Usable > 0)
	d.said.show(set, list, repaired)
	d.checked.show(set, list, repaired)
	d.count()
	d.content.Refresh()
}

// count has the sounds counted where they are to be seen.
func (d *detail) count() {
	if d.tabs.Selected() == 1 {
		d.checked.count()
	}
}

func about(set app.Dataset) string {
	if set.Name == "" {
		return ""
	}
	from, license := "", ""
	if set.Source != "" {
		from = ui.Path(set.Source)
	}
	if set.License != "" {
		license = ui.Say(fa.LabelledLine, fa.LabelLicense, set.License)
	}
	return ui.Locale().Listed(ui.Say(fa.DatasetAbout, tenths(set.UsableS/60), tenths(set.Seconds/60), set.HeldOut), ui.Say(fa.DatasetKind(set.Kind)), license, from)
}

// trains goes to where a voice can learn from these recordings.
func (d *detail) trains() {
	if d.set.Usable > 0 {
		d.said.chosen.silence()
		d.page.needs.Train(d.set.Path)
	}
}

// checks listens to all recordings once more.
func (d *detail) checks() {
	name := d.set.Name
	if name == "" {
		return
	}
	n := d.page.needs
	n.waiting(fa.CheckRunning, fa.CheckBroken).Run(func(ctx context.Context, report ui.Report) error {
		_, err := n.Datasets.Check(ctx, name, staged(report))
		return err
	}, func() {
		fyne.Do(d.page.read)
		n.Notify(ui.Say(fa.CheckDone, name))
	})
}

// removes deletes the dataset, once the person has confirmed it.
func (d *detail) removes() {
	set := d.set
	if set.Name == "" {
		return
	}
	d.page.needs.Beside(func(ctx context.Context) error {
		bytes, err := d.page.needs.Datasets.Room(ctx, set.Name)
		if err == nil {
			fyne.Do(func() { d.confirm(set, bytes) })
		}
		return err
	})
}

func (d *detail) confirm(set app.Dataset, bytes int64) {
	n, question := d.page.needs, fa.SetRemoveAsk
	if set.Source == "" {
		question = fa.SetRemoveOwn
	}
	yes := ui.NewButton(ui.Say(fa.RemoveDo), nil)
	yes.Importance = widget.DangerImportance
	ui.Ask(n.Window, ui.Say(fa.SetRemoveTitle), ui.Say(question, set.Name, fa.Bytes(bytes)), ui.NewButton(ui.Say(fa.SaveCancel), nil), yes, func() {
		d.said.chosen.silence()
		n.Beside(func(ctx context.Context) error {
			err := n.Datasets.Remove(ctx, set.Name)
			fyne.Do(d.page.read)
			if err == nil {
				n.Notify(ui.Say(fa.DatasetGone, set.Name, fa.Bytes(bytes)))
			}
			return err
		})
	})
}

// few keeps a list high enough.
func few(list *ui.List) *fyne.Container { return container.New(rows{}, list) }
