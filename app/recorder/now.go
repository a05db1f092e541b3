package recorder

import (
	"fmt"
	"os"
	"slices"
	"time"

	"avagar/engine/audio"
)

// Now is what the recorder shows.
type Now struct {
	Open  bool // a set is; without one the rest is empty
	Set   Set
	State State

	At, Of  int // the sentence at hand, from 0, and how many there are
	Text    string
	Skipped bool
	Take    *Take // nil: none yet

	Recorded int // sentences
	Length   time.Duration
	Coverage Coverage
	Marks    bool // short sounds mark the ends of a take
}

// Take is what was read of a sentence.
type Take struct {
	Length   time.Duration
	Accepted bool
	Older    bool // one that was accepted stays until this one is
	Problems []Problem

	wave []float32
	rate int // Hz
}

// Now tells where the recorder stands.
func (r *Recorder) Now() Now {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.set == nil {
		return Now{State: r.state}
	}
	s, p := r.set, r.set.prompts[r.at]
	n := Now{
		Open: true, Set: r.named(), State: r.state, At: r.at, Of: len(s.prompts), Text: p.text,
		Skipped: slices.Contains(s.note.Skipped, p.id), Recorded: len(s.kept), Length: s.length(), Coverage: s.coverage(),
		Marks: !s.note.Silent,
	}
	if r.take != nil {
		t := *r.take
		n.Take = &t
	}
	return n
}

func (r *Recorder) named() Set {
	a := r.set.about
	return Set{Name: a.Name, Speaker: a.Speaker, License: a.License, Dir: r.set.dir}
}

// show turns to a sentence and reads its take: the one that waits, else the one
// that was accepted. One that cannot be read counts as none.
func (r *Recorder) show(at int) error {
	p := r.set.prompts[at]
	r.at, r.take = at, nil
	_, kept := r.set.kept[p.id]
	for _, folder := range []string{takesFolder, wavsFolder} {
		clip, err := audio.ReadFile(r.set.wav(folder, p.id))
		if err != nil {
			continue
		}
		wave, _ := clip.Mono()
		r.take = newTake(p.text, wave, clip.Rate)
		r.take.Accepted, r.take.Older = folder == wavsFolder, kept && folder == takesFolder
		return nil
	}
	return nil
}

func newTake(text string, wave []float32, rate int) *Take {
	return &Take{Length: audio.Clip{Rate: rate, Channels: [][]float32{wave}}.Duration(), Problems: check(text, wave, rate), wave: wave, rate: rate}
}

// Move turns to a sentence before or behind the one at hand. Errors: ErrNoSet,
// ErrBusy.
func (r *Recorder) Move(by int) error {
	return r.change(func() error {
		if r.set == nil {
			return ErrNoSet
		}
		return r.show(min(max(r.at+by, 0), len(r.set.prompts)-1))
	})
}

// Skip notes that the sentence at hand is not to be read, and turns to what is
// to be done next. Errors: ErrNoSet, ErrBusy.
func (r *Recorder) Skip() error {
	return r.change(func() error {
		if r.set == nil {
			return ErrNoSet
		}
		if err := r.set.skip(r.set.prompts[r.at], true); err != nil {
			return err
		}
		return r.show(r.set.next(r.at + 1))
	})
}

// Discard throws the take away that waits; one that was accepted before counts
// again. Errors: ErrNoSet, ErrNoTake, ErrBusy.
func (r *Recorder) Discard() error {
	return r.change(func() error {
		switch {
		case r.set == nil:
			return ErrNoSet
		case r.take == nil || r.take.Accepted:
			return ErrNoTake
		}
		if err := os.Remove(r.set.wav(takesFolder, r.set.prompts[r.at].id)); err != nil {
			return fmt.Errorf("recorder: %w", err)
		}
		return r.show(r.at)
	})
}

// SetMarks says whether short sounds mark the ends of a take.
func (r *Recorder) SetMarks(on bool) error {
	return r.change(func() error {
		if r.set == nil {
			return ErrNoSet
		}
		r.set.note.Silent = !on
		return r.set.writeJSON(noteFile, r.set.note)
	})
}
