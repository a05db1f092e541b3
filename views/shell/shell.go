// Package shell is the window: navigation at the leading edge, one page at a
// time, notices and a status line below. It remembers its size and page, knows
// the keys of all pages, and asks before it closes over unfinished work.
package shell

import (
	"context"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	words "avagar/app"
	"avagar/app/account"
	"avagar/app/boot"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// ID is the program's name for the desktop.
const ID = "io.github.avagar.Avagar"

// Shell is the window and what belongs to all pages. Its methods are called in
// the window's goroutine, Notify from everywhere.
type Shell struct {
	app      fyne.App
	window   fyne.Window
	boot     *boot.App
	ctx      context.Context // ends when the window closes
	cancel   context.CancelFunc
	work     sync.WaitGroup // what takes its time
	queue    *queue         // what reads and writes beside the window
	settings account.Settings

	pages   []Page
	current int    // index of the page shown, -1 before the first
	looks   []look // of each page when it was seen last
	buttons []*ui.Button
	content *fyne.Container
	frame   *fyne.Container // all of the window
	notices *notices
	status  *status
	memory  *memory
	present *presence
	scroll  *container.Scroll
	asking  *ui.Dialog // whether to quit, nil while it does not
	stops   []func()
	closed  bool
	ending  *ending // of the program, nil where the window is all of it
}

// New makes the window, still without pages and not shown.
func New(ctx context.Context, toolkit fyne.App, a *boot.App) (*Shell, error) {
	settings, err := a.Account.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if err := ui.Translate(); err != nil {
		return nil, err
	}
	s := &Shell{app: toolkit, boot: a, settings: settings, current: -1}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	s.queue = newQueue()
	s.dress(settings)
	s.window = toolkit.NewWindow(ui.Say(fa.AppName))
	s.window.SetMaster()
	s.window.SetPadded(false)
	s.window.SetCloseIntercept(s.askQuit)
	s.memory, s.present = newMemory(s), &presence{touch: a.Touch}
	s.frame = ui.NewColumn(nil)
	s.notices = newNotices(s.frame.Refresh)
	s.status = newStatus(s)
	return s, nil
}

// Window is where pages open their dialogs.
func (s *Shell) Window() fyne.Window { return s.window }

// Use puts the pages into the window and shows the one that was open last. A
// page that is larger than the window, as with large text on a small screen, is
// scrolled.
func (s *Shell) Use(pages ...Page) {
	s.pages, s.looks = pages, slices.Repeat([]look{s.look()}, len(pages))
	s.content = container.NewStack()
	s.scroll = container.NewScroll(s.content)
	side := container.NewBorder(nil, nil, nil, widget.NewSeparator(), container.NewVScroll(s.navigation()))
	middle := container.NewBorder(nil, nil, side, nil, s.scroll)
	*s.frame = *ui.NewColumn(middle, middle, s.notices.box, widget.NewSeparator(), s.status.line)
	s.window.SetContent(container.New(s.memory, s.frame))
	s.memory.begin()
	s.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { s.take(files) })
	s.listen()
	s.bindKeys()
	s.Show(s.remembered())
}

// fit scrolls over all of the page, whose height may depend on the width that it
// has only now.
func (s *Shell) fit() {
	if s.content.Size() != s.content.MinSize().Max(s.scroll.Size()) {
		s.scroll.Refresh()
	}
}

// tidyAfter is when the window is at rest after it opened.
const tidyAfter = 2 * time.Second

// tidy gives back what was needed to open the window alone: fonts as they were
// read, the voice as it lay in its file.
func tidy() (stop func()) {
	t := time.AfterFunc(tidyAfter, debug.FreeOSMemory)
	return func() { t.Stop() }
}

// listen follows what happens outside of the window.
func (s *Shell) listen() {
	s.stops = append(s.stops,
		tidy(),
		ui.Watch(&s.boot.Account.Changed, nil, s.obey),
		ui.Watch(&s.boot.Studio.Progress, seldom(), func(training.Progress) { s.present.look(s.window.Canvas(), s.current) }),
		ui.Watch(&s.boot.Asked, func(r words.Request) bool { return r.Kind == words.RequestRaise }, func(words.Request) { s.raise() }),
	)
	s.stops = append(s.stops, s.status.listen()...)
}

// take hands files to the page that is shown, if it wants any.
func (s *Shell) take(files []fyne.URI) {
	if s.current < 0 {
		return
	}
	if page, ok := s.pages[s.current].(taker); ok {
		page.Dropped(files)
	}
}

// raise brings the window to the front.
func (s *Shell) raise() {
	s.window.Show()
	s.window.RequestFocus()
}

// obey takes over settings, whoever changed them.
func (s *Shell) obey(now account.Settings) {
	before := s.settings
	s.settings = now
	if now.Appearance != before.Appearance || now.TextSize != before.TextSize || now.Numerals != before.Numerals {
		s.dress(now)
	}
	if now.Numerals != before.Numerals {
		s.reword()
	}
	if now.Voice != before.Voice {
		s.status.readVoice()
	}
}

// reword has the page that is shown say its numbers anew.
func (s *Shell) reword() {
	if s.current < 0 {
		return
	}
	if page, ok := s.pages[s.current].(worded); ok {
		page.Reword()
	}
}

// dress puts on the look that the person has chosen.
func (s *Shell) dress(settings account.Settings) {
	ui.SetLocale(fa.Persian.WithDigits(settings.Numerals))
	s.app.Settings().SetTheme(ui.New(settings.Appearance, settings.TextSize))
}

// Notify shows a sentence that needs no answer. It may be called from any
// goroutine.
func (s *Shell) Notify(text string) { fyne.Do(func() { s.notices.add(text) }) }

// beside runs what may wait for the disk, one after the other in the order of
// the calls; its error is shown.
func (s *Shell) beside(do func(ctx context.Context) error) {
	s.queue.add(func() {
		if err := do(context.WithoutCancel(s.ctx)); err != nil {
			s.Notify(ui.Error(err))
		}
	})
}

// aside runs what may take its time. It is cancelled and waited for when the
// window closes; its error is shown.
func (s *Shell) aside(do func(ctx context.Context) error) {
	s.work.Go(func() {
		if err := do(s.ctx); err != nil && s.ctx.Err() == nil {
			s.Notify(ui.Error(err))
		}
	})
}

// leave stops all that the window follows and remembers how it was left. It may
// be called twice.
func (s *Shell) leave() {
	if s.closed {
		return
	}
	s.closed = true
	for _, stop := range s.stops {
		stop()
	}
	if s.current >= 0 {
		s.pages[s.current].Hidden()
	}
	s.notices.close()
	s.memory.close()
}

// close ends all that the window has begun and waits for it.
func (s *Shell) close() {
	s.leave()
	s.cancel()
	s.work.Wait()
	s.queue.close()
}
