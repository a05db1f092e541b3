package shell

import "sync"

// queue does one thing after the other on a goroutine of its own.
type queue struct {
	mu     sync.Mutex
	tasks  []func()
	busy   bool
	closed bool
	idle   sync.WaitGroup
}

func newQueue() *queue { return &queue{} }

// add has a task done after those before it; nothing after close.
func (q *queue) add(task func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	q.tasks = append(q.tasks, task)
	if !q.busy {
		q.busy = true
		q.idle.Go(q.run)
	}
}

func (q *queue) run() {
	for {
		q.mu.Lock()
		if len(q.tasks) == 0 {
			q.busy = false
			q.mu.Unlock()
			return
		}
		task := q.tasks[0]
		q.tasks = q.tasks[1:]
		q.mu.Unlock()
		task()
	}
}

// wait returns when all that was added is done.
func (q *queue) wait() { q.idle.Wait() }

// close waits for all that was added, and takes no more.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.wait()
}
