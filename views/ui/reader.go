package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// Reader reads beside the window what a page shows. Its methods are called in
// the window's goroutine.
type Reader[T any] struct {
	beside func(do func(ctx context.Context) error)
	begin  func() (ask func(ctx context.Context) (T, error))
	show   func(T)
	busy   bool
	again  bool // something changed while it was read
}

// NewReader is one whose begin says, in the window's goroutine, what is read
// beside it; show is given what was read.
func NewReader[T any](beside func(do func(ctx context.Context) error), begin func() (ask func(ctx context.Context) (T, error)), show func(T)) *Reader[T] {
	return &Reader[T]{beside: beside, begin: begin, show: show}
}

// Read reads; while it does, one more reading serves all that ask for one.
func (r *Reader[T]) Read() {
	if r.busy {
		r.again = true
		return
	}
	r.busy = true
	ask := r.begin()
	r.beside(func(ctx context.Context) error {
		read, err := ask(ctx)
		fyne.Do(func() { r.done(read, err) })
		return err
	})
}

func (r *Reader[T]) done(read T, err error) {
	r.busy = false
	if err == nil {
		r.show(read)
	}
	if r.again {
		r.again = false
		r.Read()
	}
}
