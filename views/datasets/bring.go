package datasets

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// bringing is the dialog that brings recordings in: it looks at what is chosen,
// tells what it is, and asks how it is to be kept.
type bringing struct {
	needs          *Needs
	brought        func(name string) // what came in, in the window's goroutine
	from, found    *widget.Label
	name, language *ui.Entry
	text           *ui.Button
	copies         *ui.Check
	do             *ui.Button
	dialog         *ui.Dialog

	src   datasets.Source
	asked int
}

func newBringing(needs *Needs, brought func(name string)) *bringing {
	b := &bringing{needs: needs, brought: brought, from: ui.Wrapped(""), found: ui.Wrapped(""), name: ui.NewEntry(), language: ui.NewEntry()}
	b.from.SetText(ui.Say(fa.BringNothing))
	b.language.SetPlaceHolder(ui.Say(fa.BringSpeech))
	b.copies = ui.NewCheck(ui.Say(fa.BringCopy), nil)
	b.dialog = ui.NewDialog(ui.Say(fa.BringRecordings), b.form())
	b.dialog.Width = 40
	b.do = ui.NewButton(ui.Say(fa.BringDo), b.bring)
	b.do.Importance = widget.HighImportance
	b.do.Disable()
	b.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), b.dialog.Close), b.do)
	return b
}

func (b *bringing) form() fyne.CanvasObject {
	folder := ui.NewButtonWithIcon(ui.Say(fa.BringFolder), theme.FolderOpenIcon(), b.folder)
	file := ui.NewButtonWithIcon(ui.Say(fa.BringFile), theme.FileIcon(), func() { b.file(func(path string) { b.use(datasets.Source{Path: path}) }) })
	b.text = ui.NewButtonWithIcon(ui.Say(fa.BringText), theme.DocumentIcon(), func() {
		b.file(func(path string) { b.use(datasets.Source{Path: b.src.Path, Text: path}) })
	})
	b.text.Disable()
	return ui.NewColumn(nil, ui.Caption(ui.Say(fa.BringAbout)),
		ui.NewField(ui.Say(fa.BringFrom), ui.NewColumn(nil, b.from, ui.NewFlow([]fyne.CanvasObject{folder, file, b.text}))),
		b.found,
		ui.NewField(ui.Say(fa.BringName), b.name),
		ui.NewField(ui.Say(fa.BringSpoken), b.language),
		ui.NewFlow([]fyne.CanvasObject{b.copies}), ui.Caption(ui.Say(fa.BringLinks)),
	)
}

// Show opens the dialog.
func (b *bringing) Show() { b.dialog.Open(b.needs.Window) }

func (b *bringing) folder() {
	ui.ChooseFolder(b.needs.Window, "", b.needs.Notify, func(path string) { b.use(datasets.Source{Path: path}) })
}

func (b *bringing) file(use func(path string)) {
	ui.ChooseFile(b.needs.Window, nil, b.needs.Notify, use)
}

// use looks beside the window at what was chosen.
func (b *bringing) use(src datasets.Source) {
	b.src = src
	b.asked++
	asked := b.asked
	from := ui.Path(src.Path)
	if src.Text != "" {
		from = ui.Locale().Listed(from, ui.Say(fa.BringWithout, filepath.Base(src.Text)))
	}
	b.from.SetText(from)
	b.found.Importance = widget.MediumImportance
	b.found.SetText(ui.Say(fa.BringLooking))
	b.do.Disable()
	ui.Able(b.text, true)
	b.dialog.Refresh()
	b.needs.Beside(func(ctx context.Context) error {
		f, err := b.needs.Detect(src)
		if ctx.Err() == nil {
			fyne.Do(func() {
				if asked == b.asked {
					b.judge(f, err)
				}
			})
		}
		return nil
	})
}

// judge tells what was seen.
func (b *bringing) judge(f datasets.Found, err error) {
	if err != nil {
		b.found.Importance = widget.DangerImportance
		b.found.SetText(ui.Error(err))
		b.dialog.Refresh()
		return
	}
	b.found.SetText(seen(f))
	b.name.SetText(f.Title)
	b.language.SetText(f.Language)
	b.do.Enable()
	b.dialog.Refresh()
	if c := b.needs.Window.Canvas(); c.Overlays().Top() == b.dialog {
		c.Focus(b.do) // Enter brings it in
	}
}

func seen(f datasets.Found) string {
	text := []string{ui.Say(fa.BringFound, fa.DatasetKind(string(f.Kind)), f.Utterances, fa.Bytes(f.Bytes))}
	if f.Speakers > 1 {
		text = append(text, ui.Say(fa.BringSpeaker, f.Speakers))
	}
	if f.Lost+f.Untold > 0 {
		text = append(text, ui.Say(fa.BringLost, f.Lost, f.Untold))
	}
	return strings.Join(text, " ")
}

// bring brings it in; the dialog is gone by then, and what goes wrong is told
// beside the page.
func (b *bringing) bring() {
	src, into := b.src, strings.TrimSpace(b.name.Text)
	o := datasets.Options{Copy: b.copies.Checked, Language: strings.TrimSpace(b.language.Text)}
	b.dialog.Close()
	var came datasets.Imported
	b.needs.waiting(fa.BringRecordings, fa.BringBroken).Run(func(ctx context.Context, report ui.Report) (err error) {
		came, err = b.needs.Datasets.Import(ctx, src, into, o, staged(report))
		return err
	}, func() {
		fyne.Do(func() { b.brought(came.Dataset.Name) })
		b.needs.Notify(result(came))
	})
}

// result tells what came in.
func result(came datasets.Imported) string {
	d := came.Dataset
	text := []string{ui.Say(fa.DatasetImported, d.Name, d.Usable, d.Utterances, tenths(d.UsableS/60))}
	if came.Duplicates > 0 {
		text = append(text, ui.Say(fa.DatasetDuplicates, came.Duplicates))
	}
	if came.LeftOut > 0 {
		text = append(text, ui.Say(fa.DatasetLeftOut, came.LeftOut))
	}
	return strings.Join(text, " ")
}
