package speech

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/speech"
	"avagar/views/ui"
)

// settle is how long the person has to stop typing before the words are read.
const settle = 350 * time.Millisecond

// words lists how each word of the part shown will be read.
type words struct {
	needs   *Needs
	content fyne.CanvasObject
	list    *chooser
	none    *widget.Label
	correct *widget.Button

	words []speech.Word
	text  func() string // the part shown
	timer *time.Timer
	asked int // counts, so that an old answer cannot replace a newer one
}

func newWords(needs *Needs, text func() string) *words {
	w := &words{needs: needs, text: text, none: widget.NewLabel(ui.Say(fa.WordsNone))}
	w.none.Wrapping = fyne.TextWrapWord
	w.list = newChooser(func() int { return len(w.words) }, w.row, w.fill, w.open)
	w.correct = widget.NewButtonWithIcon(ui.Say(fa.WordsCorrect), theme.DocumentCreateIcon(), func() { w.open(w.list.chosen) })
	w.content = container.NewBorder(w.none, w.correct, nil, nil, w.list)
	return w
}

func (w *words) row() fyne.CanvasObject {
	word, phones, mark := widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel("")
	for _, l := range []*widget.Label{word, phones, mark} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	mark.SizeName = theme.SizeNameCaptionText
	return container.NewGridWithColumns(3, word, phones, mark)
}

func (w *words) fill(i int, o fyne.CanvasObject) {
	labels := o.(*fyne.Container).Objects
	word := w.words[i]
	labels[0].(*widget.Label).SetText(ui.Locale().Name(word.Text))
	labels[1].(*widget.Label).SetText(fa.Isolate(strings.Join(word.Phones, " ")))
	mark := labels[2].(*widget.Label)
	mark.Importance = widget.MediumImportance
	if len(word.Others) > 0 && !word.Corrected {
		mark.Importance = widget.WarningImportance
	}
	mark.SetText(remark(word))
}

// remark says in words what is special about a reading.
func remark(word speech.Word) string {
	switch {
	case word.Corrected:
		return ui.Say(fa.WordsCorrected)
	case len(word.Others) > 0:
		return ui.Say(fa.WordsAmbiguous)
	case word.Guessed:
		return ui.Say(fa.WordsGuessed)
	}
	return ""
}

// later reads the words once the person has stopped typing.
func (w *words) later() {
	w.stop()
	w.timer = time.AfterFunc(settle, func() { fyne.Do(w.now) })
}

func (w *words) stop() {
	if w.timer != nil {
		w.timer.Stop()
	}
}

// now reads the words of the part shown, beside the window.
func (w *words) now() {
	text := w.text()
	w.asked++
	asked := w.asked
	w.needs.Beside(func(ctx context.Context) error {
		read, err := w.needs.Speech.Words(ctx, text)
		if err != nil {
			return err
		}
		fyne.Do(func() {
			if asked == w.asked {
				w.show(read)
			}
		})
		return nil
	})
}

func (w *words) show(read []speech.Word) {
	w.words = read
	w.none.Hidden = len(read) > 0
	w.none.Refresh()
	w.list.Refresh()
}

// open lets the person correct a word.
func (w *words) open(i int) {
	if i < 0 || i >= len(w.words) {
		w.needs.Notify(ui.Say(fa.WordsChoose))
		return
	}
	newCorrection(w.needs, w.words[i], w.now).Show()
}

// chooser is a list whose rows also open: by a secondary tap, Enter or the menu
// key.
type chooser struct {
	widget.List
	chosen int // -1 for none
	open   func(i int)
}

func newChooser(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject), open func(int)) *chooser {
	c := &chooser{chosen: -1, open: open}
	c.Length = length
	c.CreateItem = func() fyne.CanvasObject { return newRow(create(), c) }
	c.UpdateItem = func(i int, o fyne.CanvasObject) {
		r := o.(*row)
		r.index = i
		update(i, r.inner)
	}
	c.OnSelected = func(i int) { c.chosen = i }
	c.OnHighlighted = func(i int) { c.chosen = i }
	c.ExtendBaseWidget(c)
	return c
}

// reset forgets what was chosen, for the rows have changed.
func (c *chooser) reset() {
	c.chosen = -1
	c.UnselectAll()
	c.Refresh()
}

// TypedKey opens the chosen row.
func (c *chooser) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, desktop.KeyMenu:
		if c.chosen >= 0 && c.chosen < c.Length() {
			c.open(c.chosen)
		}
	default:
		c.List.TypedKey(key)
	}
}

// row takes both taps of a row of a chooser.
type row struct {
	widget.BaseWidget
	inner fyne.CanvasObject
	list  *chooser
	index int
}

func newRow(inner fyne.CanvasObject, list *chooser) *row {
	r := &row{inner: inner, list: list}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer shows what the row holds.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.inner) }

// Tapped chooses the row.
func (r *row) Tapped(*fyne.PointEvent) {
	r.list.Select(r.index)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.list); c != nil {
		c.Focus(r.list)
	}
}

// TappedSecondary opens the row.
func (r *row) TappedSecondary(*fyne.PointEvent) {
	r.list.Select(r.index)
	r.list.open(r.index)
}
