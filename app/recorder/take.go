package recorder

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"time"

	"avagar/engine/audio"
)

// errFull ends a take that is as long as one may be.
var errFull = errors.New("recorder: the take is full")

// Record records a take of the sentence at hand until Stop, or ctx ends, or 30
// seconds have passed; it is on the disk when Record returns, and waits for
// Accept. What was heard before an error is kept too. Errors: ErrNoSet, ErrBusy,
// ErrNothing, those of capture.Listen and of writing.
func (r *Recorder) Record(ctx context.Context) error {
	within, p, err := r.begin(ctx)
	if err != nil {
		return err
	}
	if r.marks() {
		r.mark(within, beginMark) // heard before the microphone is open
	}
	wave, rate, err := r.hear(within)
	if len(wave) == 0 && err == nil {
		err = ErrNothing
	}
	var t *Take
	if len(wave) > 0 {
		t = newTake(p.text, wave, rate)
		if e := r.keep(p, t); e != nil {
			t, err = nil, errors.Join(err, e)
		}
	}
	r.end(p, t)
	if r.marks() {
		r.mark(ctx, endMark)
	}
	return err
}

// begin takes the recorder for a take; within ends with it.
func (r *Recorder) begin(ctx context.Context) (within context.Context, p prompt, err error) {
	err = r.change(func() error {
		if r.set == nil {
			return ErrNoSet
		}
		p = r.set.prompts[r.at]
		within, r.stop = context.WithCancel(ctx)
		r.state = Opening
		return nil
	})
	return within, p, err
}

// Stop ends the take that is recorded, if one is.
func (r *Recorder) Stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stop != nil {
		r.stop()
	}
}

func (r *Recorder) hear(ctx context.Context) (wave []float32, rate int, err error) {
	var e *ear
	err = r.listen(ctx, func(hz int) {
		rate, e = hz, newEar(hz)
		r.turn(Recording)
	}, func(block []float32) error {
		wave = append(wave, block...)
		r.Level.Publish(e.hear(block))
		if e.time() >= longest {
			return errFull
		}
		return nil
	})
	r.turn(Saving)
	if errors.Is(err, errFull) {
		err = nil
	}
	return wave, rate, err
}

func (r *Recorder) turn(to State) {
	r.mu.Lock()
	r.state = to
	r.mu.Unlock()
	r.Changed.Publish(struct{}{})
}

// keep writes a take. It is whole on the disk, or not there at all.
func (r *Recorder) keep(p prompt, t *Take) error {
	if err := os.MkdirAll(r.set.path(takesFolder), 0o700); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	if err := audio.WriteWAVFile(r.set.wav(takesFolder, p.id), t.wave, t.rate); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return nil
}

// end shows the take and leaves the recorder free.
func (r *Recorder) end(p prompt, t *Take) {
	r.mu.Lock()
	if t != nil {
		_, t.Older = r.set.kept[p.id]
		r.take = t
	}
	r.stop()
	r.stop, r.state = nil, Idle
	r.mu.Unlock()
	r.Changed.Publish(struct{}{})
}

// Accept makes the take that waits the one that counts, and turns to what is to
// be done next. Errors: ErrNoSet, ErrNoTake, ErrBusy.
func (r *Recorder) Accept(ctx context.Context) error {
	var first bool
	var s Set
	err := r.change(func() error {
		switch {
		case r.set == nil:
			return ErrNoSet
		case r.take == nil:
			return ErrNoTake
		}
		if !r.take.Accepted {
			if err := r.set.accept(r.set.prompts[r.at]); err != nil {
				return err
			}
			first, s = len(r.set.kept) == 1, r.named()
		}
		return r.show(r.set.next(r.at + 1))
	})
	if err == nil && first && r.Added != nil {
		err = r.Added(ctx, s)
	}
	return err
}

// Play plays the take of the sentence at hand to its end, or until ctx ends.
// Errors: ErrNoTake, ErrBusy, audio.ErrNoDevice.
func (r *Recorder) Play(ctx context.Context) error {
	r.mu.Lock()
	t, busy := r.take, r.state != Idle
	r.mu.Unlock()
	switch {
	case busy:
		return ErrBusy
	case t == nil:
		return ErrNoTake
	}
	return r.play(ctx, t.wave, t.rate)
}

func play(ctx context.Context, wave []float32, rate int) error {
	if err := audio.PlayClip(ctx, wave, rate); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return nil
}

func (r *Recorder) marks() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.set.note.Silent
}

// mark plays a short sound. Where nothing can be played it is missed: the same is
// told by text.
func (r *Recorder) mark(ctx context.Context, hertz float64) {
	_ = r.play(ctx, tone(hertz), markRate)
}

// Marks of the ends of a take: their pitch in Hz, rate in Hz and length.
const (
	beginMark = 880.
	endMark   = 440.
	markRate  = 48000
	markTime  = 70 * time.Millisecond
)

// tone is a soft beep.
func tone(hertz float64) []float32 {
	wave := make([]float32, markRate*int(markTime/time.Millisecond)/1000)
	for i := range wave {
		swell := math.Sin(math.Pi * float64(i) / float64(len(wave)))
		wave[i] = float32(0.25 * swell * math.Sin(2*math.Pi*hertz*float64(i)/markRate))
	}
	return wave
}
