package speech

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	list    *ui.List
	none    *widget.Label
	correct *ui.Button

	words []speech.Word
	text  func() string // the part shown
	timer *time.Timer
	asked int // counts, so that an old answer cannot replace a newer one
}

func newWords(needs *Needs, text func() string) *words {
	w := &words{needs: needs, text: text, none: widget.NewLabel(ui.Say(fa.WordsNone))}
	w.none.Wrapping = fyne.TextWrapWord
	w.list = ui.NewList(func() int { return len(w.words) }, w.row, w.fill, w.open)
	w.correct = ui.NewButtonWithIcon(ui.Say(fa.WordsCorrect), theme.DocumentCreateIcon(), func() { w.open(w.list.Chosen) })
	w.content = ui.NewColumn(w.list, w.none, w.list, w.correct)
	return w
}

func (w *words) row() fyne.CanvasObject {
	word, phones, mark := widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel("")
	for _, l := range []*widget.Label{word, phones, mark} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	mark.SizeName = theme.SizeNameCaptionText
	return container.New(abreast{}, word, phones, mark)
}

func (w *words) fill(i int, o fyne.CanvasObject) {
	row := o.(*fyne.Container)
	labels := row.Objects
	word := w.words[i]
	labels[0].(*widget.Label).SetText(ui.Locale().Name(word.Text))
	labels[1].(*widget.Label).SetText(fa.Isolate(strings.Join(word.Phones, "")))
	mark := labels[2].(*widget.Label)
	mark.Importance = widget.MediumImportance
	if len(word.Others) > 0 && !word.Corrected {
		mark.Importance = widget.WarningImportance
	}
	mark.SetText(remark(word))
	row.Refresh()
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
	w.content.Refresh()
}

// open lets the person correct a word.
func (w *words) open(i int) {
	if i < 0 || i >= len(w.words) {
		w.needs.Notify(ui.Say(fa.WordsChoose))
		return
	}
	newCorrection(w.needs, w.words[i], w.now).Show()
}
