package speech

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"avagar/engine/audio"
)

const (
	told  = 50 * time.Millisecond  // between two Progresses
	block = 50 * time.Millisecond  // written to the player at once
	slack = 200 * time.Millisecond // of sound that a player may hold before it starts
)

// watched runs work. Meanwhile it tells of the position and watches that it
// moves.
func (e *session) watched(ctx context.Context, work func()) {
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() { e.watch(ctx) })
	work()
	cancel()
	watching.Wait()
}

// play plays until the end, a stop, or the loss of the device.
func (e *session) play(ctx context.Context) {
	err := e.playback(ctx)
	e.locked(func() {
		e.position()
		if e.out != nil {
			e.out.Close()
		}
		e.out, e.seek, e.over, e.draining = nil, -1, true, false
		if err = lasting(err); err != nil {
			e.err = err
		}
	})
	e.service.tell()
}

// playback writes the wave to one player after another: each jump begins a new
// stream, whose position counts from its own beginning.
func (e *session) playback(ctx context.Context) error {
	for {
		step, out := e.next(ctx)
		var err error
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case e.gone():
			return fmt.Errorf("speech: the sound device stands still: %w", audio.ErrNoDevice)
		case out == nil:
			err = e.reopen()
		case len(step) > 0:
			err = out.Write(ctx, step)
		default:
			if err = out.Drain(ctx); err == nil && e.finished() {
				return nil
			}
		}
		if err != nil && !(errors.Is(err, audio.ErrStopped) && e.moved()) {
			return err
		}
	}
}

// next waits for something to do: a block to write to out, or, where out is
// nil, a jump, or neither, when all was written.
func (e *session) next(ctx context.Context) (wave []float32, out player) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for ctx.Err() == nil && !e.lost && e.seek < 0 && e.written >= e.rec.made && e.making {
		e.news.Wait()
	}
	if e.seek >= 0 || e.lost {
		return nil, nil
	}
	wave = e.rec.read(e.written, e.rec.samples(block), float32(e.volume))
	e.written += len(wave)
	e.draining = len(wave) == 0
	return wave, e.out
}

// reopen begins a stream at the sample of the jump.
func (e *session) reopen() error {
	out, err := e.service.open(e.rec.rate)
	if err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	e.locked(func() {
		if e.out != nil {
			e.out.Close()
		}
		e.base = e.rec.within(max(e.seek, 0))
		e.out, e.written, e.heard, e.seek, e.draining = out, e.base, e.base, -1, false
		if e.paused {
			out.Pause()
		}
	})
	return nil
}

func (e *session) gone() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.lost
}

// moved tells that a write was cut short by a jump, or the loss of the device.
func (e *session) moved() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seek >= 0 || e.lost
}

// finished tells that all was heard, unless a jump came at the last moment.
func (e *session) finished() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seek < 0
}

// watch tells of the position, and gives the device up where it should move but
// does not.
func (e *session) watch(ctx context.Context) {
	tick := time.NewTicker(told)
	defer tick.Stop()
	at, since := -1, time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			var moving bool
			e.locked(func() { moving = e.check(&at, &since, now) })
			if moving {
				e.service.tell()
			}
		}
	}
}

// check looks at the position, which was at since then. It returns whether the
// speech is under way.
func (e *session) check(at *int, since *time.Time, now time.Time) bool {
	heard := e.position()
	waiting := e.written - heard
	due := e.out != nil && !e.paused && e.seek < 0 && (waiting > e.rec.samples(slack) || e.draining && waiting > 0)
	if !due || heard != *at {
		*at, *since = heard, now
	} else if now.Sub(*since) > e.service.stall && !e.lost {
		e.lost = true
		e.out.Stop()
	}
	return !e.paused && !e.stopped
}
