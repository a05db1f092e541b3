package recorder

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/engine/capture"
	"avagar/views/ui"
)

// hearing is the choice of a microphone.
type hearing struct {
	needs   *Needs
	content *fyne.Container
	choice  *ui.Select
	names   []string // of the options; the first is that of the system's own
	chosen  string
	setting bool
}

func newHearing(needs *Needs) *hearing {
	h := &hearing{needs: needs}
	h.choice = ui.NewSelect(nil, h.choose)
	h.content = ui.NewField(ui.Say(fa.RecorderMicrophone), h.choice)
	h.offer(recorder.Microphones{})
	return h
}

// load asks beside the window which microphones there are.
func (h *hearing) load() {
	h.needs.Beside(func(ctx context.Context) error {
		m, err := h.needs.Recorder.Microphones(ctx)
		if errors.Is(err, capture.ErrNoMicrophone) {
			err = nil // whoever records is told
		}
		fyne.Do(func() { h.offer(m) })
		return err
	})
}

// offer lists them: the system's own, those that are connected, the chosen one if
// it is not, and to look once more.
func (h *hearing) offer(m recorder.Microphones) {
	h.names, h.chosen = append([]string{""}, m.Names...), m.Chosen
	options := []string{ui.Say(fa.RecorderOwn)}
	for _, name := range m.Names {
		options = append(options, ui.Locale().Name(name))
	}
	if !slices.Contains(h.names, m.Chosen) {
		h.names = append(h.names, m.Chosen)
		options = append(options, ui.Say(fa.RecorderAway, m.Chosen))
	}
	h.setting = true
	h.choice.SetOptions(append(options, ui.Say(fa.RecorderLook)))
	h.mark()
	h.setting = false
}

func (h *hearing) mark() { h.choice.SetSelectedIndex(slices.Index(h.names, h.chosen)) }

func (h *hearing) choose(string) {
	i := h.choice.SelectedIndex()
	switch {
	case h.setting || i < 0:
	case i >= len(h.names):
		h.load()
	case h.names[i] != h.chosen:
		name := h.names[i]
		h.needs.Beside(func(ctx context.Context) error {
			err := h.needs.Recorder.Choose(ctx, name)
			fyne.Do(h.load) // where it was refused, the one before is shown again
			return err
		})
	}
}
