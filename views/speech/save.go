package speech

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
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
	name    *ui.Entry
	folder  *widget.Label
	path    string // of the folder
	dialog  *ui.Dialog
}

func newSaving(needs *Needs, request speech.Request) *saving {
	s := &saving{needs: needs, request: request, name: ui.NewEntry(), folder: widget.NewLabel("")}
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
	s.name.SetText("avagar.wav")
	s.folder.Wrapping = fyne.TextWrapBreak
	s.use(homeFolder())
	s.dialog = ui.NewDialog(ui.Say(fa.SaveTitle), s.form())
	save := ui.NewButton(ui.Say(fa.SaveDo), s.try)
	save.Importance = widget.HighImportance
	s.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), s.dialog.Close), save)
	return s
}

func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}

func (s *saving) form() fyne.CanvasObject {
	browse := ui.NewButtonWithIcon(ui.Say(fa.SaveBrowse), theme.FolderOpenIcon(), s.browse)
	return ui.NewColumn(nil,
		ui.NewField(ui.Say(fa.SaveName), s.name),
		ui.NewField(ui.Say(fa.SaveFolder), ui.NewColumn(nil, s.folder, ui.NewFlow([]fyne.CanvasObject{browse}))),
		ui.NewField(ui.Say(fa.SaveRate), s.rate),
	)
}

// Show opens the dialog.
func (s *saving) Show() { s.dialog.Open(s.needs.Window) }

func (s *saving) use(folder string) {
	s.path = folder
	s.folder.SetText(ui.Path(folder))
}

func (s *saving) browse() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil {
			s.needs.Notify(ui.Error(err))
		} else if u != nil {
			s.use(u.Path())
		}
	}, s.needs.Window)
	if u, err := storage.ListerForURI(storage.NewFileURI(s.path)); err == nil {
		d.SetLocation(u)
	}
	d.Show()
}

// try writes the file, once it is clear what it is called and whether another
// one may go.
func (s *saving) try() {
	name := strings.TrimSpace(s.name.Text)
	if name == "" {
		s.needs.Notify(ui.Say(fa.SaveNoName))
		return
	}
	if !strings.EqualFold(filepath.Ext(name), ".wav") {
		name += ".wav"
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.path, name)
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
	bar := ui.NewProgress()
	unwanted, stop := context.WithCancel(context.Background())
	progress := ui.NewDialog(ui.Say(fa.SaveRunning), bar)
	cancel := ui.NewButton(ui.Say(fa.SaveCancel), nil)
	cancel.OnTapped = func() { cancel.Disable(); stop() }
	progress.OnDismiss = cancel.OnTapped
	progress.SetButtons(cancel)
	progress.Open(s.needs.Window)
	s.needs.Beside(func(ctx context.Context) error {
		defer stop()
		err := s.export(ctx, unwanted, path, rate, bar)
		fyne.Do(progress.Close)
		switch {
		case err == nil:
			s.needs.Notify(ui.Say(fa.SaveDone, fa.Words(ui.Path(path))))
		case errors.Is(err, context.Canceled) && ctx.Err() == nil:
			s.needs.Notify(ui.Say(fa.SaveCancelled))
		default:
			return err
		}
		return nil
	})
}

// export writes the file until it is done, or unwanted by the person, or
// cancelled with the window.
func (s *saving) export(ctx, unwanted context.Context, path string, rate int, bar *ui.Progress) error {
	ctx, stop := ui.Either(ctx, unwanted)
	defer stop()
	hundredths := -1
	return s.needs.Speech.Export(ctx, s.request, path, rate, func(done float64) {
		if now := int(done * 100); now != hundredths {
			hundredths = now
			fyne.Do(func() { bar.SetValue(done) })
		}
	})
}
