// Package downloads is the page of what comes from the hub: the queue, what
// became of it, and what a person can do about it.
package downloads

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Page is the page. All its methods are called in the window's goroutine.
type Page struct {
	needs   *Needs
	content fyne.CanvasObject

	total  *widget.Label
	bar    *bar
	others *widget.Label // that another program works the queue
	none   *widget.Label
	queue  *queue
	ended  *ended
	detail *detail
	all    allButtons

	arriving bool // the page has just come to be seen
	reader   *ui.Reader[news]
	readAt   time.Time
	stops    []func()
}

// rereadAfter is how old the figures of files may be that are not reported.
const rereadAfter = 3 * time.Second

// split is how the queue and the panel of the chosen download share the page.
var split = ui.Split{List: 32, Detail: 20, LowList: 18, Share: 0.34}

// New makes the page; it reads what it shows when it is Shown.
func New(needs Needs) *Page {
	if needs.Now == nil {
		needs.Now = time.Now
	}
	p := &Page{needs: &needs, total: ui.Wrapped(""), bar: newBar(), others: ui.Wrapped(""), none: ui.Wrapped("")}
	p.queue = newQueue(p.needs, deeds{act: p.act, pause: p.pause, cancel: p.cancel}, p.move, func(int64) { p.chose() })
	p.ended = newEnded(p.needs, p.remove, func() { p.do(p.needs.Queue.Clear) })
	p.detail = newDetail(p)
	p.all = newAllButtons(p)
	p.reader = ui.NewReader(needs.Beside, p.reading, p.show)
	p.lay()
	p.show(news{})
	return p
}

// lay puts the parts of the page in their places.
func (p *Page) lay() {
	p.others.SetText(ui.Say(fa.DownloadsOthers))
	p.others.Importance = widget.WarningImportance
	p.none.SetText(ui.Say(fa.DownloadsNone))
	list := container.NewVScroll(container.NewPadded(ui.NewColumn(nil, p.none, p.queue.content, p.ended.content)))
	tools := ui.NewFlow([]fyne.CanvasObject{p.all.pause, p.all.resume, p.all.retry, p.all.cancel})
	middle := ui.NewSplit(split, list, p.detail.content)
	p.content = container.NewPadded(ui.NewColumn(middle, tools, p.total, p.bar, p.others, middle))
}

// Title is what the page is called.
func (p *Page) Title() fa.Sentence { return fa.DownloadsTitle }

// Icon is its picture in the navigation.
func (p *Page) Icon() fyne.Resource { return theme.DownloadIcon() }

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads the queue and follows it from now on.
func (p *Page) Shown() {
	p.arriving = true
	p.stops = append(p.stops,
		ui.Watch(p.needs.Changed, nil, func(struct{}) { p.read() }),
		ui.Watch(p.needs.Progress, nil, func(app.DownloadProgress) { p.follow() }),
	)
	p.read()
}

// Hidden follows nothing any more; downloads go on.
func (p *Page) Hidden() {
	for _, stop := range p.stops {
		stop()
	}
	p.stops = nil
}

// Shortcuts are the keys of the page.
func (p *Page) Shortcuts() []ui.Shortcut {
	chosen := func(do func(app.Download)) func() {
		return func() {
			if d, ok := p.queue.choice(); ok {
				do(d)
			}
		}
	}
	return []ui.Shortcut{
		{Key: fyne.KeyDown, Says: fa.DownloadKeyChoose},
		{Key: fyne.KeySpace, Says: fa.DownloadKeyToggle, Do: chosen(p.act)},
		{Key: fyne.KeyDelete, Says: fa.DownloadKeyCancel, Do: chosen(p.cancel)},
		{Modifier: fyne.KeyModifierAlt, Key: fyne.KeyUp, Says: fa.DownloadKeyUp, Do: func() { p.queue.step(-1) }},
		{Modifier: fyne.KeyModifierAlt, Key: fyne.KeyDown, Says: fa.DownloadKeyDown, Do: func() { p.queue.step(1) }},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyP, Says: fa.DownloadPauseAll, Do: pressed(p.all.pause)},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyR, Says: fa.DownloadGoAll, Do: pressed(p.all.resume)},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyT, Says: fa.DownloadRetryAll, Do: pressed(p.all.retry)},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyDelete, Says: fa.DownloadStopAll, Do: pressed(p.all.cancel)},
	}
}

// news is what the page shows.
type news struct {
	queue, ended []app.Download
	chosen       app.Download // with its files
	works        bool
}

// read reads what the page shows.
func (p *Page) read() { p.reader.Read() }

func (p *Page) reading() func(context.Context) (news, error) {
	p.readAt = p.needs.Now()
	chosen := p.queue.chosen
	return func(ctx context.Context) (news, error) { return p.ask(ctx, chosen) }
}

func (p *Page) ask(ctx context.Context, chosen int64) (n news, err error) {
	n.works = p.needs.Queue.Works()
	if n.queue, err = p.needs.Queue.Queue(ctx); err != nil {
		return n, err
	}
	if n.ended, err = p.needs.Queue.Ended(ctx, mostEnded); err != nil {
		return n, err
	}
	for _, d := range n.queue {
		if d.ID == chosen {
			n.chosen, err = p.needs.Queue.Get(ctx, chosen)
		}
	}
	return n, err
}

func (p *Page) show(n news) {
	live := p.needs.Queue.Live()
	p.queue.show(n.queue, live)
	p.ended.show(n.ended)
	p.all.show(n.queue)
	p.showDetail(n.chosen)
	p.showTotal(live)
	empty := len(n.queue) == 0
	ui.Hide(p.others, n.works || empty)
	ui.Hide(p.none, !empty)
	ui.Hide(p.total, empty)
	ui.Hide(p.detail.content, empty)
	p.arrive()
}

// arrive gives the focus to the chosen download when the page has come to be
// seen, unless a dialog has it.
func (p *Page) arrive() {
	if p.arriving && p.needs.Window.Canvas().Overlays().Top() == nil {
		p.queue.focus(p.queue.index(p.queue.chosen))
	}
	p.arriving = false
}

// chose shows what is known of the chosen download, and reads the rest.
func (p *Page) chose() {
	d, _ := p.queue.choice()
	p.showDetail(d)
	if d.ID != 0 {
		p.read()
	}
}

// showDetail shows a download in the panel, unless another one was chosen since
// it was read.
func (p *Page) showDetail(d app.Download) {
	if d.ID != p.queue.chosen {
		return
	}
	i := p.queue.index(d.ID)
	p.detail.show(d, i <= 0, i == len(p.queue.list)-1)
}

// follow shows how far the running downloads are.
func (p *Page) follow() {
	live := p.needs.Queue.Live()
	p.queue.follow(live)
	p.showTotal(live)
	now, ok := live[p.queue.chosen]
	if !ok {
		return
	}
	p.detail.files.follow(now)
	if p.needs.Now().Sub(p.readAt) >= rereadAfter {
		p.read()
	}
}

func (p *Page) showTotal(live map[int64]app.DownloadProgress) {
	t := Sum(p.queue.list, live)
	ui.SetText(p.total, t.says())
	tone := theme.ColorNamePrimary
	if t.Running == 0 {
		tone = theme.ColorNamePlaceHolder
	}
	ui.Hide(p.bar, t.Size == 0)
	p.bar.set(t.Share(), tone)
}
