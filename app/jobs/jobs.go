// Package jobs owns all work that outlives a call: it starts it, cancels it,
// and waits for it before the program ends.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"avagar/app"
)

// Runner runs at most one job under a key. Every job's context ends when the
// job is cancelled or the Runner closes.
type Runner struct {
	root context.Context
	stop context.CancelFunc

	mu     sync.Mutex
	closed bool
	jobs   map[string]*job
	all    sync.WaitGroup

	// Started tells the key of each job before its first line runs.
	Started app.Topic[string]
	// Ended tells of each job after its last line ran.
	Ended app.Topic[Result]
}

// Result is how a job ended.
type Result struct {
	Key string
	Err error // nil, what the job returned, or what it panicked with
}

type job struct {
	cancel context.CancelFunc
	done   chan struct{}
	err    error // valid once done is closed
}

// ErrPanic says that a job broke off by a fault of the program.
var ErrPanic = errors.New("jobs: a job failed")

// New returns a Runner whose jobs end with ctx at the latest.
func New(ctx context.Context) *Runner {
	root, stop := context.WithCancel(ctx)
	return &Runner{root: root, stop: stop, jobs: map[string]*job{}}
}

// Start runs work under key on a goroutine of its own. While a job of that key
// runs it returns app.ErrBusy; after Close, app.ErrClosed.
func (r *Runner) Start(key string, work func(ctx context.Context) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return fmt.Errorf("job %s: %w", key, app.ErrClosed)
	}
	if old := r.jobs[key]; old != nil && !old.ended() {
		return fmt.Errorf("job %s: %w", key, app.ErrBusy)
	}
	ctx, cancel := context.WithCancel(r.root)
	j := &job{cancel: cancel, done: make(chan struct{})}
	r.jobs[key] = j
	r.all.Go(func() { r.run(ctx, key, j, work) })
	return nil
}

func (r *Runner) run(ctx context.Context, key string, j *job, work func(context.Context) error) {
	defer j.cancel()
	r.Started.Publish(key)
	err := guarded(ctx, work)
	j.err = err
	close(j.done)
	r.Ended.Publish(Result{key, err})
}

// guarded turns a panic into an error, so that one job cannot end the others.
func guarded(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrPanic, p)
		}
	}()
	return work(ctx)
}

func (j *job) ended() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

func (r *Runner) find(key string) *job {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.jobs[key]
}

// Running tells whether a job of that key is running.
func (r *Runner) Running(key string) bool {
	j := r.find(key)
	return j != nil && !j.ended()
}

// Active returns the keys of all jobs that are running, in order.
func (r *Runner) Active() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var keys []string
	for key, j := range r.jobs {
		if !j.ended() {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// Cancel asks the job to stop and returns at once; without such a job it does
// nothing.
func (r *Runner) Cancel(key string) {
	if j := r.find(key); j != nil {
		j.cancel()
	}
}

// Wait returns how the last job of that key ended, waiting for it where it
// still runs. It returns ctx's error if that ends first, and app.ErrNotFound
// where there was no such job.
func (r *Runner) Wait(ctx context.Context, key string) error {
	j := r.find(key)
	if j == nil {
		return fmt.Errorf("job %s: %w", key, app.ErrNotFound)
	}
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close cancels every job and returns when the last one ended. It may be
// called again.
func (r *Runner) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.stop()
	r.all.Wait()
}
