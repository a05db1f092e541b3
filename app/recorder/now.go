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
	Before  *Take // the one that was accepted, where Take waits to take its place

	Recorded int // sentences
	Length   time.Duration
	Coverage Coverage
	Marks    bool   // short sounds mark the ends of a take
	Missing  string // the chosen microphone, where it was not there for the last take and the system's own was heard
}

// Take is what was read of a sentence.
type Take struct {
	Length   time.Duration
	Accepted bool
	Older    bool // one that was accepted stays until this one is
	Problems []Problem
	Loudness float64 // LUFS
	Peak     float64 // dBFS

	wave []float32
	rate int // Hz
}

// Peaks are the lowest and highest samples, in [-1, 1], of count equal parts of the
// take, of fewer where it has not got as many samples.
func (t *Take) Peaks(count int) (low, high []float32) {
	n := min(len(t.wave), count)
	low, high = make([]float32, n), make([]float32, n)
	for i := range n {
		for _, v := range t.wave[i*len(t.wave)/n : (i+1)*len(t.wave)/n] {
			low[i], high[i] = min(low[i], v), max(high[i], v)
		}
	}
	return low, high
}

// Now tells where the recorder stands.
func (r *Recorder) Now() Now {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.set == nil {
		return Now{State: r.state, Missing: r.missing}
	}
	s, p := r.set, r.set.prompts[r.at]
	n := Now{
		Open: true, Set: r.named(), State: r.state, At: r.at, Of: len(s.prompts), Text: p.text,
		Skipped: slices.Contains(s.note.Skipped, p.id), Recorded: len(s.kept), Length: s.length(), Coverage: s.coverage(),
		Marks: !s.note.Silent, Take: r.take.copy(), Before: r.before.copy(), Missing: r.missing,
	}
	return n
}

func (t *Take) copy() *Take {
	if t == nil {
		return nil
	}
	c := *t
	return &c
}

func (r *Recorder) named() Set {
	a := r.set.about
	return Set{Name: a.Name, Speaker: a.Speaker, License: a.License, Dir: r.set.dir}
}

// show turns to a sentence and reads its takes: the one that waits, and the one
// that was accepted.
func (r *Recorder) show(at int) error {
	p := r.set.prompts[at]
	r.at, r.take, r.before = at, r.read(takesFolder, p), r.read(wavsFolder, p)
	if r.before != nil {
		r.before.Accepted = true
	}
	if r.take == nil {
		r.take, r.before = r.before, nil
		return nil
	}
	_, r.take.Older = r.set.kept[p.id]
	return nil
}

// read reads the take of a sentence in a folder. One that cannot be read counts as
// none.
func (r *Recorder) read(folder string, p prompt) *Take {
	clip, err := audio.ReadFile(r.set.wav(folder, p.id))
	if err != nil {
		return nil
	}
	wave, _ := clip.Mono()
	return NewTake(p.text, wave, clip.Rate)
}

// NewTake judges a wave at rate Hz in which a text is read.
func NewTake(text string, wave []float32, rate int) *Take {
	m, problems := check(text, wave, rate)
	return &Take{Length: m.Duration, Problems: problems, Loudness: max(m.LoudnessLUFS, audio.SilenceDB), Peak: m.PeakDB, wave: wave, rate: rate}
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
