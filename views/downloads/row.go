package downloads

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// row is a download of the queue with what can be done to it.
type row struct {
	d       app.Download
	live    app.DownloadProgress // what it shows, while it is measured
	shown   bool
	card    *card
	buttons *fyne.Container
	main    *ui.Button // goes on, or pauses
	pause   *ui.Button // of one that is held
	cancel  *ui.Button
	content *fyne.Container
}

// deeds are what a person can do to one download.
type deeds struct {
	act    func(app.Download) // what the main button says
	pause  func(app.Download)
	cancel func(app.Download)
}

func newRow(do deeds) *row {
	r := &row{card: newCard()}
	r.main = ui.NewButtonWithIcon(" ", theme.MediaPauseIcon(), func() { do.act(r.d) })
	r.pause = ui.NewButtonWithIcon(ui.Say(fa.DownloadPause), theme.MediaPauseIcon(), func() { do.pause(r.d) })
	r.cancel = ui.NewButtonWithIcon(ui.Say(fa.DownloadCancel), theme.CancelIcon(), func() { do.cancel(r.d) })
	r.buttons = ui.NewFlow(nil, r.main, r.pause, r.cancel)
	r.content = container.New(&beside{}, r.card, r.buttons)
	return r
}

// show takes over what is known of a download, and tells whether its height or
// its buttons may be others now.
func (r *row) show(d app.Download, p app.DownloadProgress, measured bool, now time.Time) (moved bool) {
	old := r.d
	r.d = d
	name, reason := Name(d), why(d, now)
	if !r.shown || old.State != d.State || old.Reason != d.Reason || r.card.name.Text != name || r.card.reason.Text != reason {
		moved = true
		r.word(name, reason)
	}
	r.shown = true
	r.measure(p, measured)
	return moved
}

// word shows all but the figures.
func (r *row) word(name, reason string) {
	ui.SetText(r.card.name, name)
	r.card.reason.Importance = widget.WarningImportance
	if r.d.State == app.DownloadFailed {
		r.card.reason.Importance = widget.DangerImportance
	}
	r.card.reason.Hidden = reason == ""
	r.card.reason.SetText(reason)
	deed := deedOf(r.d)
	r.main.SetText(ui.Say(deed.says))
	r.main.SetIcon(deed.icon())
	r.pause.Hidden = r.d.State != app.DownloadHeld || deed.pauses
}

// follow shows how far a running download is; nothing but its figures and bar
// is drawn anew.
func (r *row) follow(p app.DownloadProgress, measured bool) {
	if r.d.State == app.DownloadRunning && measured && p != r.live {
		r.measure(p, measured)
	}
}

func (r *row) measure(p app.DownloadProgress, measured bool) {
	r.live = p
	done, size := r.d.Done, r.d.Total
	if measured && r.d.State == app.DownloadRunning {
		done, size = p.Done, p.Total
	}
	ui.SetText(r.card.figures, figures(r.d, p, measured))
	r.card.bar.set(share(done, size), tone(r.d, p))
}

// holds tells whether something with the focus is a part of the row.
func (r *row) holds(o fyne.Focusable) bool {
	for _, mine := range []fyne.Focusable{r.card, r.main, r.pause, r.cancel} {
		if mine == o {
			return true
		}
	}
	return false
}

// beside puts buttons at the far edge beside a thing, in lines of one width so
// that all things are as wide, or below it where that leaves it too little room.
type beside struct{ width float32 }

// Widths of what stands beside each other, in ems.
const (
	buttonsEms = 11 // of the buttons
	besideEms  = 20 // of what is left to the thing at least
)

// room is the width of the lines of buttons, and whether they stand beside.
func (b *beside) room(buttons fyne.CanvasObject) (width float32, ok bool) {
	em := theme.TextSize()
	width = max(buttonsEms*em, buttons.MinSize().Width)
	return width, b.width >= width+ui.Gap+besideEms*em
}

// Layout places the thing and its buttons.
func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	thing, buttons := objects[0], objects[1]
	width, ok := b.room(buttons)
	thing.Move(fyne.NewPos(0, 0))
	if !ok {
		below := ui.HeightAt(buttons, size.Width)
		above := max(ui.HeightAt(thing, size.Width), size.Height-below-theme.Padding())
		thing.Resize(fyne.NewSize(size.Width, above))
		buttons.Move(fyne.NewPos(0, above+theme.Padding()))
		buttons.Resize(fyne.NewSize(size.Width, below))
		return
	}
	rest := size.Width - width - ui.Gap
	high := ui.HeightAt(buttons, width)
	thing.Resize(fyne.NewSize(rest, max(ui.HeightAt(thing, rest), size.Height)))
	buttons.Move(fyne.NewPos(rest+ui.Gap, max((size.Height-high)/2, 0)))
	buttons.Resize(fyne.NewSize(width, high))
}

// MinSize is that of both at the width that they had last.
func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	thing, buttons := objects[0].MinSize(), objects[1].MinSize()
	width := max(thing.Width, buttons.Width)
	if _, ok := b.room(objects[1]); ok {
		return fyne.NewSize(width, max(thing.Height, buttons.Height))
	}
	return fyne.NewSize(width, thing.Height+theme.Padding()+buttons.Height)
}
