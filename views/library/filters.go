package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// option is a value of a filter and how it is called.
type option struct{ value, says string }

// filter is one thing that a search can be narrowed by.
type filter struct {
	field   *fyne.Container
	choice  *ui.Select
	options []option
}

func newFilter(name fa.Sentence, changed func(), options ...option) *filter {
	f := &filter{options: options}
	says := make([]string, len(options))
	for i, o := range options {
		says[i] = o.says
	}
	f.choice = ui.NewSelect(says, nil)
	f.choice.SetSelectedIndex(0)
	f.choice.OnChanged = func(string) { changed() }
	f.field = ui.NewField(ui.Say(name), f.choice)
	return f
}

func (f *filter) value() string {
	if i := f.choice.SelectedIndex(); i >= 0 {
		return f.options[i].value
	}
	return ""
}

// filters are all of them.
type filters struct {
	kind, task, language, library, license, order *filter
	content                                       *fyne.Container
	show                                          *ui.Button // says what is asked for, and shows all filters
	grid                                          *fyne.Container
}

func newFilters(chosen func()) *filters {
	var f *filters
	changed := func() { f.says(); chosen() }
	f = &filters{
		kind: newFilter(fa.FindKind, changed,
			option{string(hub.Model), ui.Say(fa.FindModels)}, option{string(hub.Dataset), ui.Say(fa.FindDatasets)}),
		task:     newFilter(fa.FindTask, changed, tasks()...),
		language: newFilter(fa.FindLanguage, changed, option{"fa", ui.Say(fa.FindPersian)}, option{"", ui.Say(fa.FindAnyTongue)}),
		library:  newFilter(fa.FindLibrary, changed, named(fa.FindAnyFormat, "onnx", "safetensors", "transformers.js")...),
		license: newFilter(fa.FindLicense, changed,
			named(fa.FindAnyTerms, "mit", "apache-2.0", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "openrail")...),
		order: newFilter(fa.FindSort, changed,
			option{"downloads", ui.Say(fa.FindMost)}, option{"likes", ui.Say(fa.FindLiked)},
			option{"createdAt", ui.Say(fa.FindNewest)}, option{"lastModified", ui.Say(fa.FindChanged)}),
	}
	f.grid = ui.NewGrid(f.kind.field, f.task.field, f.language.field, f.library.field, f.license.field, f.order.field)
	f.grid.Hide()
	f.show = ui.NewButtonWithIcon("", theme.SettingsIcon(), func() { ui.Hide(f.grid, f.grid.Visible()); f.content.Refresh() })
	f.show.Alignment = widget.ButtonAlignLeading
	f.content = ui.NewColumn(nil, f.show, f.grid)
	f.says()
	return f
}

// says has the button say what the hub is asked for.
func (f *filters) says() {
	var values []string
	for _, one := range []*filter{f.kind, f.task, f.language, f.library, f.license} {
		if one.value() != "" {
			values = append(values, one.choice.Selected)
		}
	}
	f.show.SetText(ui.Say(fa.FindFilters, fa.Words(ui.Locale().Listed(values...))))
}

func tasks() []option {
	list := []option{{"text-to-speech", ""}, {"automatic-speech-recognition", ""}, {"text-to-audio", ""}}
	for i := range list {
		list[i].says = ui.Locale().Task(list[i].value)
	}
	return append(list, option{"", ui.Say(fa.FindAnyTask)})
}

// named are options that the hub itself has names for, after the one for any.
func named(anyOne fa.Sentence, values ...string) []option {
	list := []option{{"", ui.Say(anyOne)}}
	for _, v := range values {
		list = append(list, option{v, ui.Locale().Name(v)})
	}
	return list
}

// query is what is looked for.
func (f *filters) query(text string) catalogue.Query {
	return catalogue.Query{
		Text: text, Kind: hub.Kind(f.kind.value()), Task: f.task.value(), Language: f.language.value(),
		Library: f.library.value(), License: f.license.value(), Sort: f.order.value(),
	}
}
