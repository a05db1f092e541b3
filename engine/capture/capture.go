// Package capture hears a microphone.
package capture

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"time"

	"avagar/engine/audio"
)

var (
	// ErrNoMicrophone says that there is none to be opened.
	ErrNoMicrophone = errors.New("capture: no microphone")
	// ErrRefused says that the system does not let this program listen.
	ErrRefused = errors.New("capture: the microphone is refused")
	// ErrBusy says that another program has the microphone for itself.
	ErrBusy = errors.New("capture: the microphone is in use")
	// ErrLost says that the microphone went away, or fell dumb, while it was
	// listened to.
	ErrLost = errors.New("capture: the microphone went away")
)

// dumb is how long a microphone may give nothing, not even silence, before it
// counts as lost.
const dumb = 3 * time.Second

// device is a microphone that was opened. It calls what it was opened with from
// a thread of its own.
type device interface {
	opened() Opened
	start() error
	close() // waits until nothing is called any more
}

// Opened is the microphone that is heard.
type Opened struct {
	Rate    int  // Hz
	Missing bool // the one that was asked for is not there: this is the system's own
}

// opener opens the microphone of a name, the system's own where the name is empty
// or there is none of it: heard is given one channel, in a slice that it must not
// keep; stopped is called where the device stops by itself.
type opener func(name string, heard func(wave []float32), stopped func()) (device, error)

// system is a way to hear microphones.
type system struct {
	open opener
	mute time.Duration // of nothing but zeros from the beginning on, after which a program counts as refused; 0: never
}

// muteOf is that of an operating system. macOS gives a program that may not
// listen silence instead of an error.
func muteOf(goos string) time.Duration {
	if goos == "darwin" {
		return 2 * time.Second
	}
	return 0
}

// Listen opens a microphone by its name among Microphones at its own rate and
// hands what it hears, one channel in [-1, 1], to hear, in blocks of 10 to 100 ms,
// until ctx ends; then it returns nil. Where there is none of the name, or the name
// is empty, it is the system's own. opened is told which it is before the first
// block; both are called in the caller's goroutine. Errors: ErrNoMicrophone,
// ErrRefused, ErrBusy, ErrLost, and those of hear.
func Listen(ctx context.Context, name string, opened func(Opened), hear func(wave []float32) error) error {
	return system{open, muteOf(runtime.GOOS)}.listen(ctx, name, opened, hear)
}

func (s system) listen(ctx context.Context, name string, opened func(Opened), hear func(wave []float32) error) error {
	q := &queue{news: make(chan struct{}, 1)}
	d, err := s.open(name, q.push, q.stop)
	if err != nil {
		return err
	}
	defer d.close()
	opened(d.opened())
	if err := d.start(); err != nil {
		return err
	}
	m := mute{most: int(s.mute.Seconds() * float64(d.opened().Rate))}
	patience := time.NewTimer(dumb)
	defer patience.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-patience.C:
			return fmt.Errorf("%w: nothing came for %v", ErrLost, dumb)
		case <-q.news:
		}
		wave, stopped := q.take()
		if len(wave) > 0 {
			patience.Reset(dumb)
			if m.refused(wave) {
				return fmt.Errorf("%w: it gives nothing but zeros", ErrRefused)
			}
			if err := hear(wave); err != nil {
				return err
			}
		}
		if stopped {
			return ErrLost
		}
	}
}

// mute counts the zeros that a microphone begins with.
type mute struct {
	most  int // 0: any number
	zeros int
	heard bool
}

func (m *mute) refused(wave []float32) bool {
	if m.most == 0 || m.heard {
		return false
	}
	m.heard = slices.ContainsFunc(wave, func(v float32) bool { return v != 0 })
	m.zeros += len(wave)
	return !m.heard && m.zeros >= m.most
}

// queue carries sound from the device's thread, which must not wait, to the
// listener.
type queue struct {
	mu      sync.Mutex
	wave    []float32
	stopped bool
	news    chan struct{}
}

func (q *queue) change(f func()) {
	q.mu.Lock()
	f()
	q.mu.Unlock()
	select {
	case q.news <- struct{}{}:
	default:
	}
}

func (q *queue) push(wave []float32) { q.change(func() { q.wave = append(q.wave, wave...) }) }
func (q *queue) stop()               { q.change(func() { q.stopped = true }) }

// take gives all that came since the last time.
func (q *queue) take() (wave []float32, stopped bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	wave, q.wave = q.wave, nil
	return wave, q.stopped
}

// Level is how loud a block of sound is, in dBFS.
type Level struct {
	RMS  float64 // that of a full-scale sine is -3
	Peak float64
}

// LevelOf measures a block; an empty one is silent.
func LevelOf(wave []float32) Level {
	var power, peak float64
	for _, v := range wave {
		power += float64(v) * float64(v)
		peak = max(peak, math.Abs(float64(v)))
	}
	return Level{RMS: decibel(power / float64(max(len(wave), 1))), Peak: decibel(peak * peak)}
}

func decibel(power float64) float64 { return max(audio.SilenceDB, 10*math.Log10(power)) }
