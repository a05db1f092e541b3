package uitest

import (
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// App is an app without a screen whose window's work waits for Turn, so that it
// is done in one goroutine as in the real window. The toolkit's own does it at
// once in whatever goroutine asks, two at a time.
type App struct {
	fyne.App
	driver *turns
}

// NewApp is an app for the time of a test.
func NewApp(t *testing.T) *App {
	inner := test.NewTempApp(t)
	a := &App{inner, &turns{Driver: inner.Driver()}}
	fyne.SetCurrentApp(a)
	t.Cleanup(func() { fyne.SetCurrentApp(inner) })
	return a
}

// Driver queues what other goroutines want done.
func (a *App) Driver() fyne.Driver { return a.driver }

// Turn does what waits, in the caller's goroutine.
func (a *App) Turn() { a.driver.turn() }

type turns struct {
	fyne.Driver
	mu      sync.Mutex
	waiting []func()
}

func (d *turns) DoFromGoroutine(work func(), wait bool) {
	done := make(chan struct{})
	d.mu.Lock()
	d.waiting = append(d.waiting, func() { work(); close(done) })
	d.mu.Unlock()
	if wait {
		<-done
	}
}

func (d *turns) turn() {
	d.mu.Lock()
	waiting := d.waiting
	d.waiting = nil
	d.mu.Unlock()
	for _, work := range waiting {
		work()
	}
}
