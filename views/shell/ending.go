package shell

import (
	"log/slog"
	"os"
	"runtime"
	"sync"
	"time"
)

// endTime is how long the program may take to end once it was asked to. A
// training keeps its checkpoint and the database is closed in a second or two.
const endTime = 20 * time.Second

// ending sees to it that the program ends once it was asked to. The window is gone
// by then, and what hung while the screen's driver was taken down would keep the
// home folder: a next start would raise a window that nobody can see. All that is
// on the disk outlives such an end, as it does a loss of power.
type ending struct {
	within time.Duration
	exit   func(code int)

	mu    sync.Mutex
	timer *time.Timer // nil until it was asked to
	over  bool
}

func newEnding() *ending { return &ending{within: endTime, exit: os.Exit} }

// begin tells that the program was asked to end. It may be called from any
// goroutine, and again.
func (e *ending) begin() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.timer == nil && !e.over {
		e.timer = time.AfterFunc(e.within, e.giveUp)
	}
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
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	slog.Error("shell: the program did not end by itself", "after", e.within, "goroutines", string(stacks))
	e.exit(1)
}
