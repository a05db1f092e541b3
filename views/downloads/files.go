package downloads

import (
	"path"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// files lists those of one download, each with how far it is.
type files struct {
	list    *ui.List
	content *fyne.Container
	all     []app.DownloadFile
	folder  string // that all of them are in, where it was ordered as one
}

func newFiles() *files {
	f := &files{}
	f.list = ui.NewList(func() int { return len(f.all) }, newFileRow, f.fill, func(int) {})
	f.content = container.New(tall{}, f.list)
	return f
}

// tall gives what it holds some height at least.
type tall struct{}

// tallEms is in ems.
const tallEms = 8

func (tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(fyne.NewSize(0, tallEms*theme.TextSize()))
}

func newFileRow() fyne.CanvasObject {
	name, about := widget.NewLabel(""), widget.NewLabel("")
	name.Truncation, about.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	about.SizeName = theme.SizeNameCaptionText
	return container.NewVBox(name, newBar(), about)
}

func (f *files) fill(i int, o fyne.CanvasObject) {
	parts, file := o.(*fyne.Container).Objects, f.all[i]
	folder, name := path.Split(strings.TrimPrefix(file.Path, f.folder+"/"))
	ui.SetText(parts[0].(*widget.Label), ui.Locale().Name(name))
	parts[1].(*bar).set(fileShare(file), fileTone(file))
	if folder != "" {
		folder = ui.Locale().Name(strings.TrimSuffix(folder, "/"))
	}
	ui.SetText(parts[2].(*widget.Label), ui.Locale().Listed(sayFile(file), folder))
}

func fileShare(f app.DownloadFile) float64 {
	if f.State == app.DownloadDone {
		return 1
	}
	return share(f.Done, f.Size)
}

func fileTone(f app.DownloadFile) fyne.ThemeColorName {
	if f.State == app.DownloadDone {
		return theme.ColorNameSuccess
	}
	return theme.ColorNamePrimary
}

func sayFile(f app.DownloadFile) string {
	switch {
	case f.State == app.DownloadDone:
		return ui.Say(fa.FileHere, fa.Bytes(f.Size))
	case f.Size < 0:
		return ui.Say(fa.FileUnknown)
	case f.Done == 0:
		return ui.Say(fa.FileSize, fa.Bytes(f.Size))
	}
	return amount(f.Done, f.Size)
}

// show takes over the files of a download; what is chosen in the list stays
// where they are the same ones.
func (f *files) show(folder string, all []app.DownloadFile) {
	if f.folder == folder && slices.Equal(f.all, all) {
		return
	}
	f.folder = folder
	same := slices.EqualFunc(f.all, all, func(a, b app.DownloadFile) bool { return a.Path == b.Path })
	f.all = all
	if same {
		f.list.Refresh()
		return
	}
	f.list.Reset()
	f.list.ScrollToTop()
}

// follow shows how far one file is.
func (f *files) follow(p app.DownloadProgress) {
	i := slices.IndexFunc(f.all, func(file app.DownloadFile) bool { return file.Path == p.File })
	if i < 0 || f.all[i].State == app.DownloadDone || f.all[i].Done == p.FileDone {
		return
	}
	f.all[i].Done = p.FileDone
	f.list.RefreshItem(i)
}
