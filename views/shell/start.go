package shell

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	words "avagar/app"
	"avagar/app/boot"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Run opens the services over the home folder, the window over them, and returns
// once it is closed: by the person, or because ctx ended. Where the services do
// not open a small window tells why. Without a display the error is theirs, else
// app.ErrNoWindow.
func Run(ctx context.Context, getenv func(string) string) error {
	s := &start{ctx: ctx, getenv: getenv, results: make(chan result, 1), ending: newEnding()}
	first := s.open()
	if errors.Is(first.err, words.ErrOpen) {
		return first.err
	}
	s.toolkit = beCalm(app.NewWithID(ID))
	stop := context.AfterFunc(ctx, func() {
		s.ending.begin() // also where the window takes nothing in any more
		fyne.Do(s.quit)
	})
	s.take(first)
	if s.shell != nil || s.trouble != nil {
		s.toolkit.Run()
	}
	stop() // a signal would close it a second time
	return s.end()
}

// start brings the program up: the services, then the window over them.
type start struct {
	ctx     context.Context
	getenv  func(string) string
	toolkit fyne.App

	boot    *boot.App // nil until they are open
	shell   *Shell    // nil until it is shown
	trouble *trouble  // shown meanwhile
	err     error     // why there is no window yet
	ending  *ending

	work    sync.WaitGroup
	results chan result // of an attempt beside the window
}

// result is what came of opening the services.
type result struct {
	boot *boot.App
	kept string // the database that was set aside for it
	err  error
}

// open opens the services.
func (s *start) open() (r result) {
	home, err := words.MakeHome(s.getenv)
	if err != nil {
		return result{err: err}
	}
	r.boot, r.err = boot.Open(s.ctx, home, s.getenv)
	return r
}

// openAnew sets the database aside, then opens the services.
func (s *start) openAnew() result {
	home, err := words.Home(s.getenv)
	if err != nil {
		return result{err: err}
	}
	kept, err := boot.SetAside(home, time.Now())
	if err != nil {
		return result{err: err}
	}
	r := s.open()
	r.kept = kept
	return r
}

// attempt does either beside the window.
func (s *start) attempt(open func() result) {
	s.work.Go(func() {
		s.results <- open()
		fyne.Do(func() { s.take(<-s.results) })
	})
}

// take shows the window over what was opened, or why nothing was.
func (s *start) take(r result) {
	s.boot, s.err = r.boot, r.err
	if s.err == nil {
		s.err = s.begin()
	}
	if s.err == nil {
		if r.kept != "" {
			s.shell.Notify(ui.Say(fa.StartKept, fa.Words(ui.Path(r.kept))))
		}
		if s.trouble != nil {
			s.trouble.window.Close()
		}
		return
	}
	if s.boot != nil {
		s.err = errors.Join(s.err, s.boot.Close())
		s.boot = nil
	}
	if errors.Is(s.err, words.ErrNoWindow) {
		return
	}
	s.tell()
}

// begin shows the window.
func (s *start) begin() error {
	shell, err := New(s.ctx, s.toolkit, s.boot)
	if err != nil {
		return err
	}
	shell.ending = s.ending
	shell.Use(pages(shell)...)
	shell.letProbe()
	if err := show(shell.window); err != nil {
		shell.close()
		return err
	}
	s.shell = shell
	return nil
}

// tell says in a window of its own what went wrong.
func (s *start) tell() {
	if s.trouble != nil {
		s.trouble.show(s.err)
		return
	}
	t := newTrouble(s)
	t.show(s.err)
	if show(t.window) == nil {
		s.trouble = t
	}
}

// quit closes whichever window there is.
func (s *start) quit() {
	s.ending.begin()
	if s.shell != nil {
		s.shell.quit()
		return
	}
	s.toolkit.Quit()
}

// end closes what is open and tells why it did not come to that.
func (s *start) end() error {
	s.ending.close()
	defer s.ending.done()
	s.work.Wait()
	select {
	case late := <-s.results: // the window was closed meanwhile
		s.boot = late.boot
	default:
	}
	if s.shell != nil {
		s.shell.close()
	}
	if s.boot != nil {
		return errors.Join(s.err, s.boot.Close())
	}
	return s.err
}

// show opens a window. The toolkit panics where the display that the environment
// names is not there; that is app.ErrNoWindow.
func show(window fyne.Window) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", words.ErrNoWindow, p)
		}
	}()
	window.Show()
	return nil
}
