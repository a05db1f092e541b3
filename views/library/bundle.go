package library

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

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/views/ui"
)

// bundling is the dialog that writes chosen models into one file.
type bundling struct {
	needs  *Needs
	models []catalogue.Here
	checks []*ui.Check
	name   *ui.Entry
	folder *widget.Label
	path   string // of the folder
	dialog *ui.Dialog
}

func newBundling(needs *Needs, models []catalogue.Here, chosen int) *bundling {
	b := &bundling{needs: needs, models: models, name: ui.NewEntry(), folder: widget.NewLabel("")}
	for i, m := range models {
		c := ui.NewCheck(ui.Say(fa.FileLine, m.Repo.String(), fa.Bytes(m.Bytes)), nil)
		c.SetChecked(i == chosen || chosen < 0)
		b.checks = append(b.checks, c)
	}
	b.name.SetText("avagar-models" + library.BundleExtension)
	b.folder.Wrapping = fyne.TextWrapBreak
	b.use(homeFolder())
	b.dialog = ui.NewDialog(ui.Say(fa.BundleTitle), b.form())
	write := ui.NewButton(ui.Say(fa.BundleDo), b.try)
	write.Importance = widget.HighImportance
	b.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), b.dialog.Close), write)
	return b
}

func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}

func (b *bundling) form() fyne.CanvasObject {
	about := ui.Wrapped("")
	about.SetText(ui.Say(fa.BundleAbout))
	browse := ui.NewButtonWithIcon(ui.Say(fa.SaveBrowse), theme.FolderOpenIcon(), b.browse)
	parts := []fyne.CanvasObject{about}
	for _, c := range b.checks {
		parts = append(parts, c)
	}
	return ui.NewColumn(nil, append(parts,
		ui.NewField(ui.Say(fa.SaveName), b.name),
		ui.NewField(ui.Say(fa.SaveFolder), ui.NewColumn(nil, b.folder, ui.NewFlow([]fyne.CanvasObject{browse}))))...)
}

// Show opens the dialog.
func (b *bundling) Show() { b.dialog.Open(b.needs.Window) }

func (b *bundling) use(folder string) {
	b.path = folder
	b.folder.SetText(ui.Path(folder))
}

func (b *bundling) browse() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil {
			b.needs.Notify(ui.Error(err))
		} else if u != nil {
			b.use(u.Path())
		}
	}, b.needs.Window)
	if u, err := storage.ListerForURI(storage.NewFileURI(b.path)); err == nil {
		d.SetLocation(u)
	}
	d.Show()
}

// chosen is what goes into the bundle.
func (b *bundling) chosen() (choice library.Choice) {
	for i, m := range b.models {
		if b.checks[i].Checked {
			choice.Models = append(choice.Models, library.Part{Repo: m.Repo, Commit: m.Commit, Paths: m.Files})
		}
	}
	return choice
}

// try writes the bundle, once it is clear what goes in and what it is called.
func (b *bundling) try() {
	choice, name := b.chosen(), strings.TrimSpace(b.name.Text)
	switch {
	case len(choice.Models) == 0:
		b.needs.Notify(ui.Say(fa.BundleChoose))
		return
	case name == "":
		b.needs.Notify(ui.Say(fa.SaveNoName))
		return
	}
	if !strings.HasSuffix(strings.ToLower(name), library.BundleExtension) {
		name += library.BundleExtension
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(b.path, name)
	}
	b.write(name, choice)
}

func (b *bundling) write(path string, choice library.Choice) {
	b.dialog.Close()
	var made library.Manifest
	wait := &waiting{needs: b.needs, title: ui.Say(fa.BundleRunning), stopped: ui.Say(fa.BundleStopped)}
	wait.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		made, err = b.needs.Catalogue.WriteBundle(ctx, path, choice, progress)
		return err
	}, func() { b.needs.Notify(ui.Say(fa.BundleDone, fa.Words(ui.Path(path)), fa.Bytes(made.Bytes()))) })
}

// waiting is a dialog with a bar over work that a person can break off.
type waiting struct {
	needs          *Needs
	title, stopped string
}

// run does work beside the window and, once it is done, what follows.
func (w *waiting) run(work func(ctx context.Context, progress func(done, total int64)) error, done func()) {
	bar := ui.NewProgress()
	unwanted, stop := context.WithCancel(context.Background())
	d := ui.NewDialog(w.title, bar)
	cancel := ui.NewButton(ui.Say(fa.SaveCancel), nil)
	cancel.OnTapped = func() { cancel.Disable(); stop() }
	d.OnDismiss = cancel.OnTapped
	d.SetButtons(cancel)
	d.Open(w.needs.Window)
	w.needs.Beside(func(ctx context.Context) error {
		defer stop()
		wanted, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(unwanted, end)()
		err := work(wanted, hundredths(bar))
		fyne.Do(d.Close)
		switch {
		case err == nil:
			done()
		case errors.Is(err, context.Canceled) && ctx.Err() == nil:
			w.needs.Notify(w.stopped)
		default:
			return err
		}
		return nil
	})
}

// hundredths moves a bar no more often than it is to be seen.
func hundredths(bar *ui.Progress) func(done, total int64) {
	shown := int64(-1)
	return func(done, total int64) {
		if now := done * 100 / max(total, 1); now != shown {
			shown = now
			fyne.Do(func() { bar.SetValue(float64(now) / 100) })
		}
	}
}
