package downloads

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// detail shows the chosen download: its files and how it is fetched.
type detail struct {
	page     *Page
	now      state
	showing  bool // the controls follow the download, not the person
	name     *widget.Label
	revision *widget.Label
	later    *widget.Label // why there are no files to see
	priority *choice
	limit    *choice
	forced   *ui.Check
	up, down *ui.Button
	files    *files
	controls *fyne.Container
	content  *fyne.Container
}

// state is what the panel shows beside the files.
type state struct {
	id                  int64 // 0 for none
	priority            int
	limit               int64
	forced, first, last bool
	files               bool // are known
	name, revision      string
}

func newDetail(p *Page) *detail {
	t := &detail{page: p, name: ui.Wrapped(""), revision: ui.Wrapped(""), later: ui.Wrapped(""), files: newFiles(), now: state{id: -1}}
	t.later.SetText(ui.Say(fa.DownloadFilesLater))
	t.name.TextStyle.Bold = true
	t.revision.SizeName = theme.SizeNameCaptionText
	t.priority = newChoice([]int64{app.PriorityHigh, app.PriorityNormal, app.PriorityLow}, sayPriority, func(v int64) {
		t.set(func(ctx context.Context, id int64) error { return p.needs.Queue.SetPriority(ctx, id, int(v)) })
	})
	t.limit = newChoice(limits, sayLimit, func(v int64) {
		t.set(func(ctx context.Context, id int64) error { return p.needs.Queue.SetLimit(ctx, id, v) })
	})
	t.forced = ui.NewCheck(ui.Say(fa.DownloadForcedYes), func(on bool) {
		t.set(func(ctx context.Context, id int64) error { return p.needs.Queue.Force(ctx, id, on) })
	})
	t.up = ui.NewButtonWithIcon(ui.Say(fa.DownloadUp), theme.MoveUpIcon(), func() { p.queue.step(-1) })
	t.down = ui.NewButtonWithIcon(ui.Say(fa.DownloadDown), theme.MoveDownIcon(), func() { p.queue.step(1) })
	t.lay()
	return t
}

func (t *detail) lay() {
	t.controls = ui.NewColumn(nil, t.revision,
		ui.NewField(ui.Say(fa.DownloadPriority), t.priority.control),
		ui.NewField(ui.Say(fa.DownloadLimit), t.limit.control),
		ui.NewField(ui.Say(fa.DownloadForced), t.forced),
		ui.NewFlow([]fyne.CanvasObject{t.up, t.down}),
		ui.Heading(fa.DownloadFiles), t.later)
	t.content = ui.NewColumn(t.files.content, ui.Heading(fa.DownloadAbout), t.name, t.controls, t.files.content)
}

// set changes something of the download that is shown.
func (t *detail) set(do func(ctx context.Context, id int64) error) {
	if id := t.now.id; !t.showing && id != 0 {
		t.page.do(func(ctx context.Context) error { return do(ctx, id) })
	}
}

// show takes over a download with its files and its place in the queue; none has
// no id.
func (t *detail) show(d app.Download, first, last bool) {
	now := state{
		id: d.ID, priority: d.Priority, limit: d.Limit, forced: d.Forced, name: Name(d), revision: sayRevision(d),
		first: first, last: last, files: len(d.Files) > 0,
	}
	if now != t.now {
		t.now = now
		t.word()
	}
	t.files.show(d.Folder, d.Files)
}

func (t *detail) word() {
	t.showing = true
	defer func() { t.showing = false }()
	now := t.now
	t.controls.Hidden, t.later.Hidden, t.files.content.Hidden = now.id == 0, now.files, !now.files
	if now.id == 0 {
		now.name = ui.Say(fa.DownloadChoose)
	}
	ui.SetText(t.name, now.name)
	ui.SetText(t.revision, now.revision)
	t.priority.show(int64(now.priority))
	t.limit.show(now.limit)
	t.forced.SetChecked(now.forced)
	ui.Able(t.up, !now.first)
	ui.Able(t.down, !now.last)
	t.content.Refresh()
}

func sayRevision(d app.Download) string {
	if d.Commit == "" {
		return ui.Say(fa.DownloadRevision, d.Revision)
	}
	return ui.Say(fa.DownloadCommit, d.Revision, fa.Words(d.Commit[:min(len(d.Commit), 8)]))
}
