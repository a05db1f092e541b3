package jobs

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"avagar/app"
)

var errWork = errors.New("work failed")

// untilCancelled is a job that ends only when asked to.
func untilCancelled(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestRunnerKeepsHowAJobEnded(t *testing.T) {
	r := New(t.Context())
	defer r.Close()
	if err := r.Start("a", func(context.Context) error { return errWork }); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := r.Wait(t.Context(), "a"); !errors.Is(err, errWork) {
			t.Errorf("Wait gave %v, want the job's error", err)
		}
	}
	if err := r.Wait(t.Context(), "b"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("Wait for no job gave %v, want ErrNotFound", err)
	}
}

func TestRunnerRunsOneJobAKey(t *testing.T) {
	r := New(t.Context())
	defer r.Close()
	if err := r.Start("a", untilCancelled); err != nil {
		t.Fatal(err)
	}
	if err := r.Start("a", untilCancelled); !errors.Is(err, app.ErrBusy) {
		t.Errorf("the second job of a key gave %v, want ErrBusy", err)
	}
	if err := r.Start("b", untilCancelled); err != nil || !r.Running("b") {
		t.Errorf("a job of another key: %v, running %v", err, r.Running("b"))
	}
	r.Cancel("a")
	if err := r.Wait(t.Context(), "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled job ended with %v", err)
	}
	if r.Running("a") || !r.Running("b") {
		t.Errorf("running: a %v, b %v; want only b", r.Running("a"), r.Running("b"))
	}
	if err := r.Start("a", untilCancelled); err != nil {
		t.Errorf("a key that is free again gave %v", err)
	}
}

func TestCloseCancelsAndWaitsForEveryJob(t *testing.T) {
	r := New(t.Context())
	var saved atomic.Int32
	for _, key := range []string{"a", "b", "c"} {
		if err := r.Start(key, func(ctx context.Context) error {
			<-ctx.Done()
			saved.Add(1) // as a training writes its checkpoint
			return ctx.Err()
		}); err != nil {
			t.Fatal(err)
		}
	}
	r.Close()
	r.Close()
	if saved.Load() != 3 {
		t.Errorf("Close returned after %d of 3 jobs had saved", saved.Load())
	}
	if err := r.Start("d", untilCancelled); !errors.Is(err, app.ErrClosed) {
		t.Errorf("Start after Close gave %v, want ErrClosed", err)
	}
}

func TestAPanicEndsOnlyItsOwnJob(t *testing.T) {
	r := New(t.Context())
	defer r.Close()
	var mu sync.Mutex
	var ended []Result
	r.Ended.Subscribe(func(v Result) { mu.Lock(); ended = append(ended, v); mu.Unlock() })
	if err := r.Start("a", func(context.Context) error { panic("index out of range") }); err != nil {
		t.Fatal(err)
	}
	if err := r.Wait(t.Context(), "a"); !errors.Is(err, ErrPanic) {
		t.Errorf("the job ended with %v, want ErrPanic", err)
	}
	r.Close()
	if len(ended) != 1 || ended[0].Key != "a" || !errors.Is(ended[0].Err, ErrPanic) {
		t.Errorf("news of the end: %v", ended)
	}
}

func TestWaitHearsItsOwnContext(t *testing.T) {
	r := New(t.Context())
	defer r.Close()
	if err := r.Start("a", untilCancelled); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.Wait(ctx, "a"); !errors.Is(err, context.Canceled) || !r.Running("a") {
		t.Errorf("Wait gave %v, and the job runs: %v", err, r.Running("a"))
	}
}
