package dataset

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"avagar/engine/align"
)

const (
	refinements  = 4       // rounds of moving the borders, at most
	windowLines  = 8       // sentences that are aligned together
	snapSeconds  = .5      // from where a sentence ends to the pause that is cut
	learnAtMost  = 15 * 60 // seconds that the aligner learns from
	leastRight   = .75     // of the pieces have to sound more as their own text than as another's
	mostWindowed = 90.     // seconds that are aligned together
)

// refine learns how the speaker sounds, and moves the borders to where the
// sentences are heard to end, until they stay.
func (c *cutter) refine(ctx context.Context) error {
	for round := range refinements {
		if err := c.learn(ctx, round); err != nil {
			return err
		}
		moved, err := c.move(ctx, round)
		if err != nil {
			return err
		}
		if !moved && round > 0 {
			break
		}
	}
	if c.Progress != nil {
		c.Progress(StageLearn, refinements, refinements)
	}
	return nil
}

// learn trains the aligner on the pieces as they are now.
func (c *cutter) learn(ctx context.Context, round int) error {
	o := align.Options{Mixtures: 2, Rounds: 3}
	if round > 0 {
		o.Mixtures = 4
	}
	if c.Progress != nil {
		c.Progress(StageLearn, round, refinements)
	}
	m, err := c.train(ctx, c.pieces, o)
	c.model = m
	return err
}

// train learns from some of the pieces, the surest first.
func (c *cutter) train(ctx context.Context, pieces []piece, o align.Options) (*align.Model, error) {
	order := slices.Clone(pieces)
	slices.SortStableFunc(order, func(a, b piece) int { return cmp.Compare(a.last-a.first, b.last-b.first) })
	var utts []align.Utterance
	seconds := 0.
	for _, p := range order {
		if seconds > learnAtMost {
			break
		}
		seconds += c.speech(p.to) - c.speech(p.from)
		utts = append(utts, c.utterance(p))
	}
	utts = append(utts, c.unheard(utts)...)
	m, err := align.Train(ctx, cutRate, utts, o)
	if err != nil {
		return nil, fmt.Errorf("dataset: learning to align: %w", err)
	}
	return m, nil
}

// unheard are pieces with sounds that the others lack.
func (c *cutter) unheard(utts []align.Utterance) (more []align.Utterance) {
	heard := map[string]bool{}
	for _, u := range utts {
		for _, s := range u.Phones {
			heard[s] = true
		}
	}
	for _, p := range c.pieces {
		u := c.utterance(p)
		if slices.ContainsFunc(u.Phones, func(s string) bool { return !heard[s] }) {
			more = append(more, u)
			for _, s := range u.Phones {
				heard[s] = true
			}
		}
	}
	return more
}

// window is some pieces that are aligned together.
type window struct {
	pieces []piece
	cut    []piece // what they become
}

// windows parts the pieces; every other round at other places.
func (c *cutter) windows(round int) (out []window) {
	lines, seconds := 0, 0.
	most := windowLines
	if round%2 == 1 {
		most = windowLines / 2 // the first one alone: then all borders are others
	}
	var w window
	for _, p := range c.pieces {
		length := c.speech(p.to) - c.speech(p.from)
		if n := p.last - p.first; len(w.pieces) > 0 && (lines+n > most || seconds+length > mostWindowed) {
			out = append(out, w)
			w, lines, seconds, most = window{}, 0, 0, windowLines
		}
		w.pieces = append(w.pieces, p)
		lines, seconds = lines+p.last-p.first, seconds+length
	}
	return append(out, w)
}

// move aligns all windows and puts the borders anew.
func (c *cutter) move(ctx context.Context, round int) (moved bool, err error) {
	all := c.windows(round)
	err = each(ctx, len(all), runtime.GOMAXPROCS(0), func() func(int) error {
		return func(i int) error {
			cut, err := c.recut(all[i].pieces)
			all[i].cut = cut
			return err
		}
	})
	if err != nil {
		return false, err
	}
	before := c.pieces
	c.pieces = nil
	for _, w := range all {
		c.pieces = append(c.pieces, w.cut...)
	}
	return !slices.Equal(before, c.pieces), nil
}

// recut finds where the sentences of a window end. Those that end at no pause
// stay with the next one.
func (c *cutter) recut(pieces []piece) ([]piece, error) {
	whole := piece{pieces[0].first, pieces[len(pieces)-1].last, pieces[0].from, pieces[len(pieces)-1].to}
	if whole.last-whole.first == 1 {
		return pieces, nil
	}
	a, err := c.model.Align(c.utterance(whole))
	if errors.Is(err, align.ErrTooShort) {
		return pieces, nil
	}
	if err != nil {
		return nil, err
	}
	start, _ := c.bounds(whole)
	ends := c.ends(whole, a.Segments, start)
	var out []piece
	at := piece{first: whole.first, from: whole.from}
	for i, end := range ends {
		at.last = whole.first + i + 1
		if i == len(ends)-1 {
			at.to = whole.to
			return append(out, at), nil
		}
		if to, ok := c.pauseNear(end, at.from, whole.to); ok {
			at.to = to
			out = append(out, at)
			at = piece{first: at.last, from: to}
		}
	}
	return out, nil
}

// ends are the samples at which the lines of a window end: the middle of the
// pause behind, where there is one.
func (c *cutter) ends(whole piece, segments []align.Segment, start int) []int {
	var out []int
	line, left := whole.first, len(c.lines[whole.first].script.phones)
	for i, s := range segments {
		if isPause(s.Symbol) {
			continue
		}
		if left--; left > 0 {
			continue
		}
		end := s.End
		if i+1 < len(segments) && isPause(segments[i+1].Symbol) {
			end = (segments[i+1].Start + segments[i+1].End) / 2
		}
		out = append(out, start+end)
		if line++; line < whole.last {
			left = len(c.lines[line].script.phones)
		}
	}
	return out
}

// pauseNear is the pause between two others that lies nearest to a sample, the
// longer one of those that are about as near.
func (c *cutter) pauseNear(at, after, before int) (best int, ok bool) {
	least := snapSeconds
	for i := after + 1; i < before; i++ {
		p := c.pauses[i]
		far := float64(max(p.start-at, at-p.end, 0)) / cutRate
		if far -= .3 * min(p.seconds(), fullPause); far < least {
			best, least, ok = i, far, true
		}
	}
	return best, ok
}

// judge keeps the pieces that sound more as their own text than as that of
// another piece of like length. Each half of them is judged by an aligner that
// has learned from the other half, since one that has learned a wrong text
// hears it.
func (c *cutter) judge(ctx context.Context) ([]piece, error) {
	right := make([]bool, len(c.pieces))
	done := counter(func(done, total int) {
		if c.Progress != nil {
			c.Progress(StageAlign, done, total)
		}
	}, len(right))
	for half := range 2 {
		own, others := c.half(half)
		m, err := c.train(ctx, others, align.Options{Mixtures: 2, Rounds: 3})
		if err != nil {
			return nil, err
		}
		err = each(ctx, len(own), runtime.GOMAXPROCS(0), func() func(int) error {
			return func(i int) (err error) {
				defer done()
				right[own[i]], err = c.soundsRight(m, own[i])
				return err
			}
		})
		if err != nil {
			return nil, err
		}
	}
	var kept []piece
	for i, p := range c.pieces {
		if right[i] {
			kept = append(kept, p)
		}
	}
	if float64(len(kept)) < leastRight*float64(len(right)) {
		return nil, fmt.Errorf("%w: %d of %d parts sound as their text", ErrNothingFits, len(kept), len(right))
	}
	return kept, nil
}

// half is every other piece, and the pieces between; where there is only one,
// it is both.
func (c *cutter) half(half int) (own []int, others []piece) {
	for i, p := range c.pieces {
		if i%2 == half {
			own = append(own, i)
		} else {
			others = append(others, p)
		}
	}
	if len(others) == 0 {
		others = c.pieces
	}
	return own, others
}

// soundsRight compares a piece's own text with that of others.
func (c *cutter) soundsRight(m *align.Model, i int) (bool, error) {
	own := c.utterance(c.pieces[i])
	a, err := m.Align(own)
	if errors.Is(err, align.ErrTooShort) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, k := range c.alike(i) {
		u := own
		other := c.join(c.pieces[k].first, c.pieces[k].last)
		u.Phones, u.Break = other.phones, other.breaks
		b, err := m.Align(u)
		if errors.Is(err, align.ErrTooShort) {
			continue
		}
		if err != nil {
			return false, err
		}
		if b.LogLikelihood >= a.LogLikelihood {
			return false, nil
		}
	}
	return true, nil
}

// alike are two pieces whose texts are about as long as that of piece i.
func (c *cutter) alike(i int) []int {
	length := func(p piece) (n int) {
		for _, l := range c.lines[p.first:p.last] {
			n += len(l.script.phones)
		}
		return n
	}
	own := length(c.pieces[i])
	var others []int
	for k := range c.pieces {
		if k != i {
			others = append(others, k)
		}
	}
	slices.SortStableFunc(others, func(a, b int) int {
		return cmp.Compare(max(length(c.pieces[a])-own, own-length(c.pieces[a])), max(length(c.pieces[b])-own, own-length(c.pieces[b])))
	})
	return others[:min(2, len(others))]
}
