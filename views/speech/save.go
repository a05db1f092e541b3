package speech

import (
	"context"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/speech"
	"avagar/views/ui"
)

// rates are the sample rates offered, in hertz; zero is the voice's own.
var rates = []int{0, 16000, 22050, 44100, 48000}

// saving is the dialog that writes the sound into a file.
type saving struct {
	needs   *Needs
	request speech.Request
	rate    *ui.Select
	place   *ui.Place
	dialog  *ui.Dialog
}

func newSaving(needs *Needs, request speech.Request) *saving {
	s := &saving{needs: needs, request: request, place: ui.NewPlace(needs.Window, needs.Notify, "avagar"+extension)}
	var options []string
	for _, r := range rates {
		if r == 0 {
			options = append(options, ui.Say(fa.SaveOwnRate))
			continue
		}
		options = append(options, ui.Say(fa.SaveHertz, r))
	}
	s.rate = ui.NewSelect(options, nil)
	s.rate.SetSelectedIndex(0)
	s.dialog = ui.NewDialog(ui.Say(fa.SaveTitle), s.form())
	save := ui.NewButton(ui.Say(fa.SaveDo), s.try)
	save.Importance = widget.HighImportance
	s.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), s.dialog.Close), save)
	return s
}

// extension is how names of sound files end.
const extension = ".wav"

func (s *saving) form() fyne.CanvasObject {
	return ui.NewColumn(nil, append(s.place.Fields(), ui.NewField(ui.Say(fa.SaveRate), s.rate))...)
}

// Show opens the dialog.
func (s *saving) Show() { s.dialog.Open(s.needs.Window) }

// try writes the file, once it is clear what it is called and whether another
// one may go.
func (s *saving) try() {
	path, named := s.place.File(extension)
	if !named {
		s.needs.Notify(ui.Say(fa.SaveNoName))
		return
	}
	if _, err := os.Stat(path); err == nil {
		s.confirm(path)
		return
	}
	s.write(path)
}

func (s *saving) confirm(path string) {
	yes := ui.NewButton(ui.Say(fa.SaveDoReplace), nil)
	yes.Importance = widget.DangerImportance
	ui.Ask(s.needs.Window, ui.Say(fa.SaveTitle), ui.Say(fa.SaveReplace), ui.NewButton(ui.Say(fa.SaveCancel), nil), yes, func() { s.write(path) })
}

// write has the sound written and shows how far it is.
func (s *saving) write(path string) {
	s.dialog.Close()
	rate := rates[s.rate.SelectedIndex()]
	w := ui.Waiting{
		Window: s.needs.Window, Beside: s.needs.Beside, Notify: s.needs.Notify,
		Title: ui.Say(fa.SaveRunning), Stopped: ui.Say(fa.SaveCancelled),
	}
	w.Run(func(ctx context.Context, report ui.Report) error {
		return s.needs.Speech.Export(ctx, s.request, path, rate, func(done float64) { report(fa.Sentence{}, done) })
	}, func() { s.needs.Notify(ui.Say(fa.SaveDone, fa.Words(ui.Path(path)))) })
}
