package speech

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	rate    *widget.Select
	name    *widget.Entry
	folder  *widget.Label
	path    string // of the folder
	dialog  *dialog.CustomDialog
}

func newSaving(needs *Needs, request speech.Request) *saving {
	s := &saving{needs: needs, request: request, name: widget.NewEntry(), folder: widget.NewLabel("")}
	var options []string
	for _, r := range rates {
		if r == 0 {
			options = append(options, ui.Say(fa.SaveOwnRate))
			continue
		}
		options = append(options, ui.Say(fa.SaveHertz, r))
	}
	s.rate = widget.NewSelect(options, nil)
	s.rate.SetSelectedIndex(0)
	s.name.SetText("avagar.wav")
	s.name.OnSubmitted = func(string) { s.try() }
	s.folder.Truncation = fyne.TextTruncateEllipsis
	s.use(homeFolder())
	s.dialog = dialog.NewCustomWithoutButtons(ui.Say(fa.SaveTitle), s.form(), needs.Window)
	save := widget.NewButton(ui.Say(fa.SaveDo), s.try)
	save.Importance = widget.HighImportance
	s.dialog.SetButtons([]fyne.CanvasObject{widget.NewButton(ui.Say(fa.SaveCancel), func() { s.dialog.Hide() }), save})
	s.dialog.Resize(fyne.NewSize(520, 300))
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
	browse := widget.NewButtonWithIcon(ui.Say(fa.SaveBrowse), theme.FolderOpenIcon(), s.browse)
	return widget.NewForm(
		widget.NewFormItem(ui.Say(fa.SaveName), s.name),
		widget.NewFormItem(ui.Say(fa.SaveFolder), container.NewBorder(nil, nil, nil, browse, s.folder)),
		widget.NewFormItem(ui.Say(fa.SaveRate), s.rate),
	)
}

// Show opens the dialog.
func (s *saving) Show() {
	s.dialog.Show()
	s.needs.Window.Canvas().Focus(s.name)
}

func (s *saving) use(folder string) {
	s.path = folder
	s.folder.SetText(fa.Isolate(folder))
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
	d := dialog.NewCustomConfirm(ui.Say(fa.SaveTitle), ui.Say(fa.SaveDoReplace), ui.Say(fa.SaveCancel), widget.NewLabel(ui.Say(fa.SaveReplace)), func(yes bool) {
		if yes {
			s.write(path)
		}
	}, s.needs.Window)
	d.Show()
}

// write has the sound written and shows how far it is.
func (s *saving) write(path string) {
	s.dialog.Hide()
	rate := rates[s.rate.SelectedIndex()]
	bar := ui.NewProgress()
	progress := dialog.NewCustomWithoutButtons(ui.Say(fa.SaveRunning), bar, s.needs.Window)
	unwanted, stop := context.WithCancel(context.Background())
	cancel := widget.NewButton(ui.Say(fa.SaveCancel), nil)
	cancel.OnTapped = func() { cancel.Disable(); stop() }
	progress.SetButtons([]fyne.CanvasObject{cancel})
	progress.Resize(fyne.NewSize(420, 160))
	progress.Show()
	s.needs.Beside(func(ctx context.Context) error {
		defer stop()
		err := s.export(ctx, unwanted, path, rate, bar)
		fyne.Do(progress.Hide)
		switch {
		case err == nil:
			s.needs.Notify(ui.Say(fa.SaveDone, fa.Words(fa.Isolate(path))))
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
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(unwanted, stop)()
	hundredths := -1
	return s.needs.Speech.Export(ctx, s.request, path, rate, func(done float64) {
		if now := int(done * 100); now != hundredths {
			hundredths = now
			fyne.Do(func() { bar.SetValue(done) })
		}
	})
}
