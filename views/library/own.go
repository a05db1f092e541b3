package library

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/voice"
	"avagar/views/ui"
)

// own lists the voices that the person has made or brought, with their pictures.
type own struct {
	needs   *Needs
	content *fyne.Container
	total   *widget.Label
	list    *ui.List
	buttons []*ui.Button // of the chosen one
	without *ui.Button   // takes its picture away
	voices  []library.Entry
	asked   int
}

func newOwn(needs *Needs) *own {
	o := &own{needs: needs, total: ui.Wrapped("")}
	o.list = ui.NewList(func() int { return len(o.voices) }, newVoiceRow, o.fill, func(int) {})
	o.list.OnSelected = func(i int) { o.list.Chosen = i; o.able() }
	o.list.OnHighlighted = o.list.OnSelected
	picture := ui.NewButtonWithIcon(ui.Say(fa.OwnPicture), theme.FileImageIcon(), func() { o.with(o.choose) })
	o.without = ui.NewButton(ui.Say(fa.PromoteUnpicture), func() { o.with(func(e library.Entry) { o.give(e, nil) }) })
	export := ui.NewButtonWithIcon(ui.Say(fa.OwnExport), theme.UploadIcon(), func() { o.with(func(e library.Entry) { newExport(needs, e).dialog.Open(needs.Window) }) })
	remove := ui.NewButtonWithIcon(ui.Say(fa.HereRemove), theme.DeleteIcon(), func() { o.with(o.remove) })
	o.buttons = []*ui.Button{picture, export, remove}
	o.content = ui.NewColumn(o.list, o.total, o.list, ui.NewFlow([]fyne.CanvasObject{picture, o.without, export, remove}))
	o.able()
	return o
}

// with does something with the chosen voice.
func (o *own) with(do func(library.Entry)) {
	if i := o.list.Chosen; i >= 0 && i < len(o.voices) {
		do(o.voices[i])
		return
	}
	o.needs.Notify(ui.Say(fa.OwnChoose))
}

func (o *own) able() {
	i := o.list.Chosen
	chosen := i >= 0 && i < len(o.voices)
	for _, b := range o.buttons {
		ui.Able(b, chosen)
	}
	ui.Able(o.without, chosen && len(o.voices[i].Picture) > 0)
}

// load reads the voices beside the window.
func (o *own) load() {
	o.asked++
	asked := o.asked
	o.needs.Beside(func(context.Context) error {
		list, err := o.needs.Voices.List()
		if err != nil {
			return err
		}
		fyne.Do(func() {
			if asked == o.asked {
				o.show(list)
			}
		})
		return nil
	})
}

func (o *own) show(list []library.Entry) {
	o.voices = o.voices[:0]
	for _, e := range list {
		if !e.BuiltIn {
			o.voices = append(o.voices, e)
		}
	}
	chosen := o.list.Chosen
	o.list.Reset()
	if chosen >= 0 && chosen < len(o.voices) {
		o.list.Chosen = chosen
		o.list.Select(chosen)
	}
	says := ui.Say(fa.OwnTotal, len(o.voices))
	if len(o.voices) == 0 {
		says = ui.Say(fa.OwnNone)
	}
	o.total.SetText(says)
	o.able()
	o.content.Refresh()
}

// voiceRow is a voice in the list: its picture, its name and what is known of it.
type voiceRow struct {
	widget.BaseWidget
	portrait *ui.Portrait
	lines    *widget.RichText
	box      *fyne.Container
}

func newVoiceRow() fyne.CanvasObject {
	r := &voiceRow{portrait: ui.NewPortrait(), lines: ui.NewLines()}
	r.box = container.NewBorder(nil, nil, r.portrait.Content, nil, r.lines)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer draws what the row is made of.
func (r *voiceRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }

// Parts are what the row is made of.
func (r *voiceRow) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }

func (o *own) fill(i int, row fyne.CanvasObject) {
	r, e := row.(*voiceRow), o.voices[i]
	r.portrait.Set(e.Picture)
	ui.SetLines(r.lines, ui.Line{Text: ui.Locale().Name(called(e)), Bold: true}, aboutOwn(e))
	o.list.Fit(i, row)
}

func called(e library.Entry) string {
	if e.Name == "" {
		return e.ID
	}
	return e.Name
}

// aboutOwn is what is known of a voice, or why it does not open.
func aboutOwn(e library.Entry) ui.Line {
	if e.Err != nil {
		return ui.Line{Text: ui.Error(e.Err), Small: true, Color: theme.ColorNameError}
	}
	l, picture, speaker, license := ui.Locale(), "", "", ""
	if e.Speaker != "" {
		speaker = l.Name(e.Speaker)
	}
	if e.License != "" {
		license = l.Name(e.License)
	}
	if len(e.Picture) > 0 {
		picture = ui.Say(fa.OwnPictured)
	}
	return ui.Line{Text: l.Listed(speaker, license, l.Size(e.Bytes), picture), Small: true}
}

// choose lets the person choose a picture for a voice.
func (o *own) choose(e library.Entry) {
	ui.ChooseFile(o.needs.Window, []string{".png", ".jpg", ".jpeg"}, o.needs.Notify, func(path string) { o.read(e, path) })
}

// read gives a voice the picture of a file.
func (o *own) read(e library.Entry, path string) {
	o.needs.Beside(func(context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return &app.About{Subject: filepath.Base(path), Err: err}
		}
		defer f.Close()
		picture, err := voice.ReadPicture(f)
		if err != nil {
			return &app.About{Subject: filepath.Base(path), Err: err}
		}
		fyne.Do(func() { o.give(e, picture) })
		return nil
	})
}

// give gives a voice a picture, or takes it away, and says so.
func (o *own) give(e library.Entry, picture []byte) {
	o.needs.Beside(func(context.Context) error {
		if _, err := o.needs.Voices.SetPicture(e.ID, picture); err != nil {
			return err
		}
		says := fa.OwnGiven
		if len(picture) == 0 {
			says = fa.OwnTaken
		}
		o.needs.Notify(ui.Say(says, called(e)))
		fyne.Do(o.load)
		return nil
	})
}

// remove asks first.
func (o *own) remove(e library.Entry) {
	yes := ui.NewButton(ui.Say(fa.RemoveDo), nil)
	yes.Importance = widget.DangerImportance
	question := ui.Say(fa.OwnRemoveAsk, called(e), fa.Bytes(e.Bytes))
	ui.Ask(o.needs.Window, ui.Say(fa.OwnRemoveTitle), question, ui.NewButton(ui.Say(fa.SaveCancel), nil), yes, func() {
		o.needs.Beside(func(context.Context) error {
			err := o.needs.Voices.Remove(e.ID)
			fyne.Do(o.load)
			if err == nil {
				o.needs.Notify(ui.Say(fa.OwnRemoved, called(e)))
			}
			return err
		})
	})
}

// export is the dialog that writes a voice into a file.
type export struct {
	needs  *Needs
	entry  library.Entry
	place  *ui.Place
	dialog *ui.Dialog
}

func newExport(needs *Needs, e library.Entry) *export {
	x := &export{needs: needs, entry: e, place: ui.NewPlace(needs.Window, needs.Notify, e.ID+voice.Extension)}
	about := ui.Wrapped(ui.Say(fa.OwnExportAbout))
	x.dialog = ui.NewDialog(ui.Say(fa.OwnExportTitle), ui.NewColumn(nil, append([]fyne.CanvasObject{about}, x.place.Fields()...)...))
	do := ui.NewButton(ui.Say(fa.BundleDo), x.try)
	do.Importance = widget.HighImportance
	x.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), x.dialog.Close), do)
	return x
}

// try writes the file; the dialog stays where it cannot be.
func (x *export) try() {
	path, ok := x.place.File(voice.Extension)
	if !ok {
		x.needs.Notify(ui.Say(fa.SaveNoName))
		return
	}
	x.needs.Beside(func(context.Context) error {
		if err := x.needs.Voices.Export(x.entry.ID, path); err != nil {
			return &app.About{Subject: filepath.Base(path), Err: err}
		}
		x.needs.Notify(ui.Say(fa.OwnExported, called(x.entry), fa.Words(ui.Path(path))))
		fyne.Do(x.dialog.Close)
		return nil
	})
}
