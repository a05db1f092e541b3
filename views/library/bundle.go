package library

import (
	"context"

	"fyne.io/fyne/v2"
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
	place  *ui.Place
	dialog *ui.Dialog
}

func newBundling(needs *Needs, models []catalogue.Here, chosen int) *bundling {
	b := &bundling{needs: needs, models: models, place: ui.NewPlace(needs.Window, needs.Notify, "avagar-models"+library.BundleExtension)}
	for i, m := range models {
		c := ui.NewCheck(ui.Say(fa.FileLine, m.Repo.String(), fa.Bytes(m.Bytes)), nil)
		c.SetChecked(i == chosen || chosen < 0)
		b.checks = append(b.checks, c)
	}
	b.dialog = ui.NewDialog(ui.Say(fa.BundleTitle), b.form())
	write := ui.NewButton(ui.Say(fa.BundleDo), b.try)
	write.Importance = widget.HighImportance
	b.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), b.dialog.Close), write)
	return b
}

func (b *bundling) form() fyne.CanvasObject {
	parts := []fyne.CanvasObject{ui.Wrapped(ui.Say(fa.BundleAbout))}
	for _, c := range b.checks {
		parts = append(parts, c)
	}
	return ui.NewColumn(nil, append(parts, b.place.Fields()...)...)
}

// Show opens the dialog.
func (b *bundling) Show() { b.dialog.Open(b.needs.Window) }

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
	choice := b.chosen()
	path, named := b.place.File(library.BundleExtension)
	switch {
	case len(choice.Models) == 0:
		b.needs.Notify(ui.Say(fa.BundleChoose))
	case !named:
		b.needs.Notify(ui.Say(fa.SaveNoName))
	default:
		b.write(path, choice)
	}
}

func (b *bundling) write(path string, choice library.Choice) {
	b.dialog.Close()
	var made library.Manifest
	b.needs.waiting(fa.BundleRunning, fa.BundleStopped).Run(func(ctx context.Context, report ui.Report) (err error) {
		made, err = b.needs.Catalogue.WriteBundle(ctx, path, choice, report.Bytes)
		return err
	}, func() { b.needs.Notify(ui.Say(fa.BundleDone, fa.Words(ui.Path(path)), fa.Bytes(made.Bytes()))) })
}
