package datasets

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/engine/persian"
	"avagar/views/ui"
)

// utterances lists those of a dataset, and shows the chosen one.
type utterances struct {
	page    *Page
	content *fyne.Container
	choice  *ui.Select
	search  *ui.Entry
	none    *widget.Label
	list    *ui.List
	chosen  *chosen

	set      app.Dataset
	all      []app.Utterance
	filters  []filter
	key      string          // of the filter
	repaired map[string]bool // by id
	shown    []int           // indices in all
}

func newUtterances(p *Page) *utterances {
	s := &utterances{page: p, none: ui.Caption(ui.Say(fa.UtterancesNothing))}
	s.choice = ui.NewSelect(nil, func(string) { s.sift(true) })
	s.search = ui.NewEntry()
	s.search.SetPlaceHolder(ui.Say(fa.UtterancesSearch))
	s.search.OnChanged = func(string) { s.sift(true) }
	s.chosen = newChosen(p, s)
	s.list = ui.NewRows(func() int { return len(s.shown) }, func(i int) []ui.Line { return s.line(s.all[s.shown[i]]) }, func(i int) { s.pick(i); s.chosen.hear(0) })
	s.list.OnSelected = s.pick
	s.list.OnHighlighted = s.pick
	s.list.Mark = func(i int) { s.pick(i); s.turn() }
	leave := ui.NewButton(ui.Say(fa.UtterancesLeave), func() { s.take(false) })
	take := ui.NewButton(ui.Say(fa.UtterancesTake), func() { s.take(true) })
	list := few(s.list)
	sift := ui.NewFlow([]fyne.CanvasObject{widget.NewLabel(ui.Say(fa.UtterancesFilter)), s.choice}, leave, take)
	s.content = ui.NewColumn(list, s.search, sift, s.none, list, s.chosen.content)
	return s
}

// line is a row of the list.
func (s *utterances) line(u app.Utterance) []ui.Line {
	is := state(u)
	if s.repaired[u.ID] {
		is = ui.Locale().Listed(is, ui.Say(fa.RepairedIs))
	}
	lines := []ui.Line{{Text: string(ui.Locale().Said(u.Text))}, {Text: is, Small: true}}
	if u.Phonemes != "" {
		lines[1].Text = ui.Locale().Listed(is, ui.Say(fa.PhonemesOwn))
	}
	if !u.Included {
		lines[0].Color, lines[1].Color = theme.ColorNamePlaceHolder, theme.ColorNamePlaceHolder
	}
	if f, ok := worst(u); ok {
		lines = append(lines, ui.Line{Text: told(f), Small: true, Color: tone(f)})
	}
	return lines
}

// state is what becomes of an utterance.
func state(u app.Utterance) string {
	is := fa.UtteranceIn
	switch {
	case !u.Included:
		is = fa.UtteranceOut
	case !u.Usable:
		is = fa.UtteranceUnusable
	case u.HeldOut:
		is = fa.UtteranceHeld
	}
	return ui.Locale().Listed(ui.Say(fa.UtteranceAbout, u.ID, tenths(u.Seconds)), ui.Say(is))
}

// told words a finding of an utterance that is known from beside it.
func told(f app.Finding) string {
	l, as := ui.Locale(), datasets.AsFinding("", f)
	return ui.Say(fa.FindingLine, fa.Words(l.Severity(as.Severity)), fa.Words(l.Finding(as)))
}

func tone(f app.Finding) fyne.ThemeColorName {
	switch weight(f) {
	case 2:
		return theme.ColorNameError
	case 1:
		return theme.ColorNameWarning
	}
	return theme.ColorNamePlaceHolder
}

// show takes over the utterances of a dataset; where it is the same one, what is
// chosen stays.
func (s *utterances) show(set app.Dataset, list []app.Utterance, repaired []string) {
	fresh := set.Name != s.set.Name
	if fresh {
		s.key, s.search.Text = "", ""
		s.search.Refresh()
	}
	s.set, s.all, s.filters = set, list, filters(list)
	s.repaired = map[string]bool{}
	for _, id := range repaired {
		s.repaired[id] = true
	}
	at := max(slices.IndexFunc(s.filters, func(f filter) bool { return f.key == s.key }), 0)
	s.choice.Options = nil
	for _, f := range s.filters {
		s.choice.Options = append(s.choice.Options, f.word())
	}
	s.choice.Selected = s.filters[at].word()
	s.choice.Refresh()
	s.sift(fresh)
}

// sift lists what the filter takes and has what is searched for; from its first
// where it is another list.
func (s *utterances) sift(fresh bool) {
	if len(s.filters) == 0 {
		return // nothing is shown yet
	}
	f, wanted := s.filters[max(s.choice.SelectedIndex(), 0)], persian.Searched(strings.TrimSpace(s.search.Text))
	s.key, s.shown = f.key, s.shown[:0]
	at := s.list.Chosen
	for i, u := range s.all {
		if !f.takes(u) || !strings.Contains(persian.Searched(u.Text), wanted) && !strings.Contains(persian.Searched(u.ID), wanted) {
			continue
		}
		if now := s.chosen.now; now != nil && now.ID == u.ID {
			at = len(s.shown) // it stays, wherever it stands by now
		}
		s.shown = append(s.shown, i)
	}
	s.none.Hidden = len(s.shown) > 0
	if fresh {
		at = 0
		s.list.Reset()
		s.list.ScrollToTop()
	}
	was := s.list.Chosen
	at = min(max(at, 0), len(s.shown)-1)
	s.pick(at)
	if at >= 0 && at != was {
		s.list.Highlight(at) // where the keys go on from
	}
	s.list.Refresh()
	s.content.Refresh()
}

// pick shows an utterance; below zero none.
func (s *utterances) pick(i int) {
	s.list.Chosen = i
	if i < 0 || i >= len(s.shown) {
		s.chosen.show(s.set, nil)
		return
	}
	s.chosen.show(s.set, &s.all[s.shown[i]])
}

// turn leaves the chosen utterance out, or takes it in.
func (s *utterances) turn() {
	if u := s.chosen.now; u != nil {
		s.include(!u.Included, u.ID)
	}
}

// take does so with all that are listed.
func (s *utterances) take(included bool) {
	var ids []string
	for _, i := range s.shown {
		if s.all[i].Included != included {
			ids = append(ids, s.all[i].ID)
		}
	}
	if len(ids) > 0 {
		s.include(included, ids...)
	}
}

func (s *utterances) include(included bool, ids ...string) {
	n, name := s.page.needs, s.set.Name
	n.Beside(func(ctx context.Context) error {
		err := n.Datasets.Include(ctx, name, included, ids...)
		fyne.Do(s.page.read)
		if err == nil && len(ids) > 1 {
			says := fa.DatasetExcluded
			if included {
				says = fa.DatasetIncluded
			}
			n.Notify(ui.Say(says, len(ids)))
		}
		return err
	})
}

// mend repairs the sound of the chosen utterance, or restores it.
func (s *utterances) mend() {
	if u := s.chosen.now; u != nil {
		mend(s.page, s.set.Name, s.repaired[u.ID], u.ID)
	}
}

// seek goes to where one types what is searched for.
func (s *utterances) seek() { s.page.needs.Window.Canvas().Focus(s.search) }

// spell opens the dialog of the phonemes of the chosen utterance.
func (s *utterances) spell() {
	if u, c := s.chosen.now, s.chosen; u != nil {
		newReading(s.page, s.set.Name, *u, c.phones.list, c.hearAt).Show()
	}
}

// edit opens the dialog that corrects the text of the chosen utterance.
func (s *utterances) edit() {
	if u := s.chosen.now; u != nil {
		newCorrection(s.page, s.set.Name, *u).Show()
	}
}
