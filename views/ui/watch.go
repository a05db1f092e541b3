package ui

import (
	"sync/atomic"

	"fyne.io/fyne/v2"

	"avagar/app"
)

// Watch has show called in the window's goroutine with what a topic publishes,
// until stop is called there; ours picks what is for this page, and nil picks
// all.
//
// A value that arrives while an older one waits replaces it, so a fast
// publisher cannot flood the window; ours is asked first, so nobody else's
// progress can push this one's out.
func Watch[T any](topic *app.Topic[T], ours func(T) bool, show func(T)) (stop func()) {
	var newest atomic.Pointer[T]
	var stopped atomic.Bool
	unsubscribe := topic.Subscribe(func(v T) {
		if ours != nil && !ours(v) || newest.Swap(&v) != nil {
			return // not for us, or already queued
		}
		fyne.Do(func() {
			if v := newest.Swap(nil); !stopped.Load() {
				show(*v)
			}
		})
	})
	return func() {
		stopped.Store(true)
		unsubscribe()
	}
}
