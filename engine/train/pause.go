package train

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

var (
	// ErrAsked is how a training ends that another program asked to pause: what
	// it has learned is saved. It is a context.Canceled.
	ErrAsked = fmt.Errorf("train: asked to pause: %w", context.Canceled)
	// ErrIdle says that nobody trains a run.
	ErrIdle = errors.New("train: the run is not being trained")
)

// A file of this name in a run's folder asks whoever trains it to pause; it is
// looked for so often.
const (
	pauseName  = "pause"
	pauseEvery = 300 * time.Millisecond
)

func (r *Run) pausePath() string { return filepath.Join(r.Dir, pauseName) }

// AskPause asks the program that trains the run to save and to stop; ErrIdle
// where none does.
func (r *Run) AskPause() error {
	if !r.held() {
		return fmt.Errorf("%w: %s", ErrIdle, r.Summary.ID)
	}
	if err := os.WriteFile(r.pausePath(), nil, 0o600); err != nil {
		return fmt.Errorf("train: ask %s to pause: %w", r.Summary.ID, err)
	}
	return nil
}

// heed gives a context that ends once a pause is asked for, and what ends the
// watch. Who holds the run's lock calls it: an older request is forgotten.
func (r *Run) heed(ctx context.Context) (asked context.Context, end func()) {
	r.forgetPause()
	asked, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for asked.Err() == nil {
			select {
			case <-asked.Done():
			case <-time.After(pauseEvery):
				if _, err := os.Stat(r.pausePath()); err == nil {
					cancel(ErrAsked)
				}
			}
		}
	}()
	return asked, func() {
		cancel(nil)
		<-done
		r.forgetPause()
	}
}

func (r *Run) forgetPause() {
	if err := os.Remove(r.pausePath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		slog.Warn("train: a request to pause stays", "error", err)
	}
}
