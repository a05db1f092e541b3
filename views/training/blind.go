package training

import (
	"math/rand/v2"
	"slices"

	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// blind is the dialog in which two previews are heard without knowing which is
// which, until the person has said which was better.
type blind struct {
	needs         *Needs
	previews      *previews
	list          []training.Preview
	steps         [2]*ui.Select
	told          *widget.Label
	play          *ui.Button
	first, second *ui.Button // was better
	dialog        *ui.Dialog
	flip          func() bool // by chance
	order         [2]training.Preview
	drawn         bool        // the order is, and is not known yet
	wins          map[int]int // by step
}

func newBlind(p *previews) *blind {
	b := &blind{needs: p.needs, previews: p, list: p.list, told: ui.Wrapped(""), wins: map[int]int{}, flip: func() bool { return rand.IntN(2) == 1 }}
	var options []string
	for _, one := range b.list {
		options = append(options, p.name(one))
	}
	for i := range b.steps {
		b.steps[i] = ui.NewSelect(options, nil)
	}
	b.steps[0].SetSelectedIndex(0)
	b.steps[1].SetSelectedIndex(max(slices.IndexFunc(b.list, func(o training.Preview) bool { return o.Step == p.best }), 1))
	for _, s := range b.steps {
		s.OnChanged = func(string) { b.begin() }
	}
	b.play = ui.NewButtonWithIcon(ui.Say(fa.BlindPlay), theme.MediaPlayIcon(), b.plays)
	b.play.Importance = widget.HighImportance
	b.first = ui.NewButton(ui.Say(fa.BlindBetter, fa.BlindFirst), func() { b.judge(0) })
	b.second = ui.NewButton(ui.Say(fa.BlindBetter, fa.BlindSecond), func() { b.judge(1) })
	b.dialog = ui.NewDialog(ui.Say(fa.BlindTitle), ui.NewColumn(nil, b.told,
		ui.NewField(ui.Say(fa.BlindThis), b.steps[0]), ui.NewField(ui.Say(fa.BlindThat), b.steps[1])))
	b.dialog.SetButtons(ui.NewButton(ui.Say(fa.Close), b.dialog.Close), b.first, b.second, b.play)
	b.dialog.OnClosed = p.silence
	b.begin()
	return b
}

// Show opens the dialog.
func (b *blind) Show() { b.dialog.Open(b.needs.Window) }

func (b *blind) chosen() (pair [2]training.Preview) {
	for i, s := range b.steps {
		pair[i] = b.list[s.SelectedIndex()]
	}
	return pair
}

// begin is for another pair, of which nothing is known.
func (b *blind) begin() {
	b.previews.silence()
	b.drawn = false
	clear(b.wins)
	pair := b.chosen()
	text := ui.Say(fa.BlindAbout)
	if pair[0] == pair[1] {
		text = ui.Say(fa.BlindSame)
	}
	ui.Able(b.play, pair[0] != pair[1])
	b.ask(text, false)
}

// ask shows a sentence in place of the one before, and whether it can be judged now.
func (b *blind) ask(text string, judged bool) {
	b.told.SetText(text)
	b.dialog.Refresh()
	ui.Reveal(b.told)
	ui.Able(b.first, judged)
	ui.Able(b.second, judged)
}

// plays plays both. Until the person has judged, that is in the same order.
func (b *blind) plays() {
	if !b.drawn {
		b.order, b.drawn = b.chosen(), true
		if b.flip() {
			slices.Reverse(b.order[:])
		}
	}
	order := b.order
	names := []fa.Sentence{fa.BlindFirst, fa.BlindSecond}
	b.previews.hear(func(i int) {
		switch {
		case b.order != order || !b.drawn:
		case i < len(names):
			b.ask(ui.Say(fa.BlindHearing, names[i]), false)
		default:
			b.ask(ui.Say(fa.BlindAsk), true)
		}
	}, order[:]...)
}

// judge tells which was which.
func (b *blind) judge(better int) {
	pair := b.chosen()
	b.drawn = false
	b.wins[b.order[better].Step]++
	b.ask(ui.Say(fa.BlindTold, b.order[0].Step, b.order[1].Step, b.order[better].Step)+" "+
		ui.Say(fa.BlindTally, pair[0].Step, b.wins[pair[0].Step], pair[1].Step, b.wins[pair[1].Step]), false)
	b.needs.Window.Canvas().Focus(b.play)
}
