package recorder

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"time"

	"avagar/engine/audio"
	"avagar/engine/capture"
)

// errFull ends a take that is as long as one may be.
var errFull = errors.New("recorder: the take is full")

// Record records a take of the sentence at hand until Stop, or ctx ends, or 30
// seconds have passed; it is on the disk when Record returns, and waits for
// Accept. What was heard before an error is kept too. A mark sounds before the
// microphone is open, another one in the end: a higher one of a good take, two low
// ones of one with problems and of none. Errors: ErrNoSet, ErrBusy, ErrNothing, those
// of capture.Listen, of the settings and of writing.
func (r *Recorder) Record(ctx context.Context) error {
	within, p, err := r.begin(ctx)
	if err != nil {
		return err
	}
	if r.marks() {
		r.mark(within, beginMark)
	}
	wave, rate, err := r.hear(within)
	if len(wave) == 0 && err == nil {
		err = ErrNothing
	}
	var t *Take
	if len(wave) > 0 {
		t = NewTake(p.text, wave, rate)
		if e := r.keep(p, t); e != nil {
			t, err = nil, errors.Join(err, e)
		}
	}
	r.end(p, t)
	if r.marks() {
		r.mark(ctx, endMark(t, err)...)
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
	name, err := r.chosen(ctx)
	if err != nil {
		return nil, 0, err
	}
	var e *ear
	err = r.listen(ctx, name, func(o capture.Opened) {
		rate, e = o.Rate, newEar(o.Rate)
		if !o.Missing {
			name = ""
		}
		r.miss(name)
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
		if r.take != nil && r.take.Accepted {
			r.before = r.take
		}
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
	var id string // of what is accepted now
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
			id, s = r.set.prompts[r.at].id, r.named()
		}
		return r.show(r.set.next(r.at + 1))
	})
	if err == nil && id != "" && r.Added != nil {
		err = r.Added(ctx, s, id)
	}
	return err
}

// Play plays the take of the sentence at hand, or the one before that it is to
// take the place of, from a share of it to its end, or until ctx ends; at is told
// how much was heard. Errors: ErrNoTake, ErrBusy, audio.ErrNoDevice.
func (r *Recorder) Play(ctx context.Context, before bool, from float64, at func(share float64)) error {
	r.mu.Lock()
	t, busy := r.take, r.state != Idle
	if before {
		t = r.before
	}
	r.mu.Unlock()
	switch {
	case busy:
		return ErrBusy
	case t == nil:
		return ErrNoTake
	}
	return r.play(ctx, t.wave, t.rate, from, at)
}

func play(ctx context.Context, wave []float32, rate int, from float64, at func(share float64)) error {
	if err := audio.FollowClip(ctx, wave, rate, from, at); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return nil
}

func (r *Recorder) marks() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.set.note.Silent
}

// mark plays short sounds. Where nothing can be played they are missed: the same is
// told by text.
func (r *Recorder) mark(ctx context.Context, hertz ...float64) {
	var wave []float32
	for _, h := range hertz {
		wave = append(wave, tone(h)...)
	}
	_ = r.play(ctx, wave, markRate, 0, func(float64) {})
}

// Marks of the ends of a take: their pitch in Hz, rate in Hz and length.
const (
	beginMark = 880.
	goodMark  = 660.
	badMark   = 330.
	markRate  = 48000
	markTime  = 70 * time.Millisecond
)

// endMark tells by ear how a take came out.
func endMark(t *Take, err error) []float64 {
	if t == nil || err != nil || len(t.Problems) > 0 {
		return []float64{badMark, badMark}
	}
	return []float64{goodMark}
}

// tone is a soft beep.
func tone(hertz float64) []float32 {
	wave := make([]float32, markRate*int(markTime/time.Millisecond)/1000)
	for i := range wave {
		swell := math.Sin(math.Pi * float64(i) / float64(len(wave)))
		wave[i] = float32(0.25 * swell * math.Sin(2*math.Pi*hertz*float64(i)/markRate))
	}
	return wave
}
