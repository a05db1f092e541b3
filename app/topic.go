package app

import (
	"maps"
	"slices"
	"sync"
)

// Topic carries news of one kind to whoever wants it. The zero value is ready.
type Topic[T any] struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(T)
}

// Subscribe has show called with all that is published from now on, until stop
// is called. After stop returned show may still be running, but is not called
// anew.
func (t *Topic[T]) Subscribe(show func(T)) (stop func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.listeners == nil {
		t.listeners = map[int]func(T){}
	}
	id := t.next
	t.next++
	t.listeners[id] = show
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.listeners, id)
	}
}

// Publish hands v to each subscriber on the caller's goroutine, in the order of
// their subscription. A subscriber may subscribe, stop or publish meanwhile.
func (t *Topic[T]) Publish(v T) {
	t.mu.Lock()
	ids := slices.Sorted(maps.Keys(t.listeners))
	t.mu.Unlock()
	for _, id := range ids {
		t.mu.Lock()
		show := t.listeners[id]
		t.mu.Unlock()
		if show != nil {
			show(v)
		}
	}
}
