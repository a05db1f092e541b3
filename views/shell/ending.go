package shell

import (
	"log/slog"
	"os"
	"runtime"
	"sync"
	"time"
)

const (
	// takeDownTime is how long the window may take to be gone once it is closed.
	takeDownTime = 20 * time.Second
	// closeTime is how long the services may take after that: a training keeps a
	// checkpoint, repairs of recordings are carried through.
	closeTime = 5 * time.Minute
	// logTime is how long the log may take to be told why it took longer.
	logTime = 2 * time.Second
)

// ending sees to it that the program ends once it was asked to. What hangs then,
// above all the screen's driver as it is taken down, would keep the home folder: a
// next start would raise a window that nobody can see. All that is on the disk
// outlives such an end, as it does a loss of power.
type ending struct {
	takeDown, closing time.Duration
	exit              func(code int)

	mu    sync.Mutex
	timer *time.Timer // nil until it was asked to
	over  bool
}

func newEnding() *ending { return &ending{takeDown: takeDownTime, closing: closeTime, exit: os.Exit} }

// begin tells that the program was asked to end. It may be called from any
// goroutine, and again.
func (e *ending) begin() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.timer == nil && !e.over {
		e.timer = time.AfterFunc(e.takeDown, e.giveUp)
	}
}

// close tells that the window is gone and the services are being closed.
func (e *ending) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.timer != nil {
		e.timer.Stop()
	}
	e.timer = time.AfterFunc(e.closing, e.giveUp)
}

// done tells that it has ended.
func (e *ending) done() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.over = true
	if e.timer != nil {
		e.timer.Stop()
	}
}

func (e *ending) giveUp() {
	e.mu.Lock()
	over := e.over
	e.mu.Unlock()
	if over {
		return
	}
	time.AfterFunc(logTime, func() { e.exit(1) }) // also where the log hangs
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	slog.Error("shell: the program did not end by itself", "goroutines", string(stacks))
	e.exit(1)
}
