package datasets

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/engine/dataset"
	"avagar/views/ui"
)

// checked sums up what was noticed about a dataset, and which sounds of Persian
// it has.
type checked struct {
	page     *Page
	needs    *Needs
	content  *fyne.Container
	tally    *widget.RichText
	repair   *ui.Button // what can be
	restore  *ui.Button // what was repaired
	about    *widget.Label
	coverage []*widget.Label  // what is missing, what is rare, what the bars are
	read     *widget.RichText // what fills the gap
	bars     *fyne.Container

	set              app.Dataset
	asked            int
	flawed, repaired []string // ids of what can be repaired, and of what was
	counted          bool     // the sounds are those of the set
}

func newChecked(p *Page) *checked {
	c := &checked{page: p, needs: p.needs, tally: ui.NewLines(), bars: ui.NewGrid(), read: ui.NewLines(), about: ui.Caption(ui.Say(fa.RepairAbout)), coverage: []*widget.Label{ui.Wrapped(""), ui.Wrapped(""), ui.Caption("")}}
	c.repair = ui.NewButton("", func() { mend(p, c.set.Name, false, c.flawed...) })
	c.restore = ui.NewButton("", func() { mend(p, c.set.Name, true, c.repaired...) })
	c.content = ui.NewColumn(nil, bold(ui.Say(fa.TallyTitle)), c.tally, ui.NewFlow([]fyne.CanvasObject{c.repair, c.restore}), c.about, bold(ui.Say(fa.CoverageTitle)),
		c.coverage[0], c.coverage[1], c.read, c.coverage[2], c.bars)
	c.read.Hide()
	return c
}

// show takes over a dataset; its sounds are counted where they are to be seen.
func (c *checked) show(set app.Dataset, list []app.Utterance, repaired []string) {
	c.set, c.counted = set, false
	c.offer(list, repaired)
	var lines []ui.Line
	all := codes(list)
	if len(all) == 0 {
		lines = append(lines, ui.Line{Text: ui.Say(fa.NewFine)})
	}
	for _, code := range all {
		n := 0
		for _, u := range list {
			if has(u, code) {
				n++
			}
		}
		lines = append(lines, ui.Line{Text: ui.Say(fa.TallyLine, fa.FindingName(dataset.Code(code)), n)})
	}
	ui.SetLines(c.tally, lines...)
	c.content.Refresh()
}

// offer has the buttons tell how many they are about.
func (c *checked) offer(list []app.Utterance, repaired []string) {
	c.flawed, c.repaired = nil, repaired
	for _, u := range list {
		if c.set.Source != "" && datasets.Repairable(u) && !slices.Contains(repaired, u.ID) {
			c.flawed = append(c.flawed, u.ID)
		}
	}
	c.repair.SetText(ui.Say(fa.RepairAll, len(c.flawed)))
	c.restore.SetText(ui.Say(fa.RestoreAll, len(repaired)))
	c.repair.Hidden, c.restore.Hidden = len(c.flawed) == 0, len(repaired) == 0
	c.about.Hidden = c.repair.Hidden && c.restore.Hidden
}

// mostRead is how many sentences are proposed to be read.
const mostRead = 5

// count counts the sounds beside the window, once for each reading of the set.
func (c *checked) count() {
	if c.counted || c.set.Name == "" {
		return
	}
	c.counted = true
	c.asked++
	asked, name := c.asked, c.set.Name
	c.needs.Beside(func(ctx context.Context) error {
		found, err := c.needs.Datasets.Coverage(ctx, name)
		if err != nil {
			return err
		}
		read, err := found.Sentences(fa.Prompts(), mostRead)
		if err == nil {
			fyne.Do(func() {
				if asked == c.asked {
					c.cover(found, read)
				}
			})
		}
		return err
	})
}

// cover shows how often each sound is spoken, in words and as bars.
func (c *checked) cover(found datasets.Coverage, read []string) {
	missing, few := "", ""
	switch {
	case len(found.Sounds) == 0:
		missing = ui.Say(fa.CoverageOther)
	case len(found.Missing())+len(found.Few()) == 0:
		missing = ui.Say(fa.CoverageGood)
	default:
		missing, few = letters(fa.CoverageMissing, found.Missing()), letters(fa.CoverageFew, found.Few(), datasets.Rare)
	}
	tell(c.coverage[0], missing)
	tell(c.coverage[1], few)
	c.propose(read)
	tell(c.coverage[2], "")
	c.bars.RemoveAll()
	if len(found.Sounds) > 0 {
		tell(c.coverage[2], ui.Say(fa.CoverageBars))
	}
	sounds := slices.SortedStableFunc(slices.Values(found.Sounds), func(a, b datasets.Occurrence) int { return cmp.Compare(a.Count, b.Count) })
	for _, s := range sounds {
		c.bars.Add(newBar(s, sounds[len(sounds)-1].Count))
	}
	c.content.Refresh()
}

// propose lists sentences that fill the gap.
func (c *checked) propose(read []string) {
	var lines []ui.Line
	if len(read) > 0 {
		lines = append(lines, ui.Line{Text: ui.Say(fa.CoverageRead)})
	}
	for _, text := range read {
		lines = append(lines, ui.Line{Text: string(ui.Locale().Said(text)), Small: true})
	}
	c.read.Hidden = len(lines) == 0
	ui.SetLines(c.read, lines...)
}

// letters says something of sounds, after what else it is about; nothing where
// there are none.
func letters(says fa.Sentence, symbols []string, about ...any) string {
	if len(symbols) == 0 {
		return ""
	}
	var words []string
	for _, s := range symbols {
		words = append(words, ui.Say(fa.Sound(s)))
	}
	return ui.Say(says, append(about, fa.Words(ui.Locale().Listed(words...)))...)
}

// tell shows a text, if there is any.
func tell(l *widget.Label, text string) {
	l.Hidden = text == ""
	l.SetText(text)
}
