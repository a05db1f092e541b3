package dataset

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"avagar/engine/align"
	"avagar/engine/phoneme"
)

const (
	learnSeconds = 20 * 60 // of speech are enough for the aligner
	tuneShare    = 10      // one in so many recordings tunes the recogniser
	mostTuning   = 20      // recordings
)

// time finds where the phonemes lie, or remembers it from last time.
func (p *preparation) time(ctx context.Context) error {
	path := p.alignmentPath()
	if p.recall(path) {
		return nil
	}
	before := make([]int, len(p.items))
	for i := range p.items {
		before[i] = len(p.items[i].findings)
	}
	if err := p.learn(ctx); err != nil {
		return err
	}
	if err := p.align(ctx); err != nil {
		return err
	}
	var err error
	if p.across, err = p.hearAcross(ctx); err != nil {
		return fmt.Errorf("dataset: judging the texts: %w", err)
	}
	return p.remember(path, before)
}

// learn trains the aligner on a fixed choice of what is not held out.
func (p *preparation) learn(ctx context.Context) error {
	train, tune := p.chooseLearners()
	utts := make([]align.Utterance, len(train))
	for i, it := range train {
		utts[i] = p.alignable(it)
	}
	var err error
	p.model, err = align.Train(ctx, p.Params.SampleRate, utts, align.Options{Progress: func(done, total int) {
		if p.Progress != nil {
			p.Progress(StageLearn, done, total)
		}
	}})
	if err != nil {
		return fmt.Errorf("dataset: learning to align: %w", err)
	}
	development := make([]align.Utterance, len(tune))
	for i, it := range tune {
		development[i] = p.alignable(it)
	}
	_, err = p.model.Tune(ctx, development)
	return err
}

// chooseLearners takes utterances in the order of their hashes until there is
// enough speech, and any others that hold a sound not heard yet. Some of a
// larger corpus are kept for tuning the recogniser.
func (p *preparation) chooseLearners() (train, tune []*item) {
	var order []*item
	for i := range p.items {
		if p.items[i].ok() {
			order = append(order, &p.items[i])
		}
	}
	slices.SortFunc(order, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.apart(), b.apart()), cmp.Compare(hashShare(a.ID), hashShare(b.ID)))
	})
	heard := map[string]bool{}
	seconds := 0.
	for i, it := range order {
		fresh := slices.ContainsFunc(it.script.phones, func(s string) bool { return !heard[s] })
		spare := len(order) >= 3*tuneShare && i%tuneShare == tuneShare-1 && len(tune) < mostTuning
		switch {
		case !fresh && (it.held || seconds > learnSeconds):
			continue
		case !fresh && spare:
			tune = append(tune, it)
			continue
		}
		for _, s := range it.script.phones {
			heard[s] = true
		}
		seconds += float64(it.end-it.start) / float64(p.Params.SampleRate)
		train = append(train, it)
	}
	if len(train) == 0 { // all is held out
		train = order
	}
	return train, tune
}

func (p *preparation) alignable(it *item) align.Utterance {
	return align.Utterance{
		ID: it.ID, Phones: it.script.phones, Break: it.script.breaks,
		Read: func() ([]float32, error) { return it.sound().read(p.root, p.Params.SampleRate) },
	}
}

func (p *preparation) align(ctx context.Context) error {
	done := p.counter(StageAlign, len(p.items))
	return each(ctx, len(p.items), p.Workers, func() func(int) error {
		return func(i int) error {
			defer done()
			it := &p.items[i]
			switch {
			case !it.ok():
				return nil
			case it.times != nil:
				it.segments = p.timed(it)
				return nil
			}
			a, fit, err := p.model.Compare(p.alignable(it))
			if errors.Is(err, align.ErrTooShort) {
				it.findings = append(it.findings, found(it.ID, TooShort, Error, 0, "%v", err))
				return nil
			}
			it.segments, it.likelihood, it.fit = a.Segments, a.LogLikelihood, fit
			return err
		}
	})
}

// timed turns exact times into segments that cover what is kept.
func (p *preparation) timed(it *item) []align.Segment {
	length := it.end - it.start
	var out []align.Segment
	at := 0
	for _, t := range it.times {
		start := min(max(p.rescale(it, t.Start)-it.start, at), length)
		end := min(max(p.rescale(it, t.End)-it.start, start), length)
		if start > at {
			out = append(out, align.Segment{Symbol: phoneme.Pause, Start: at, End: start})
		}
		if end > start || !isPause(t.Symbol) {
			out = append(out, align.Segment{Symbol: t.Symbol, Start: start, End: end})
		}
		at = end
	}
	if at < length {
		out = append(out, align.Segment{Symbol: phoneme.Pause, Start: at, End: length})
	}
	return out
}

// corpus gathers the examples.
func (p *preparation) corpus() (*Corpus, error) {
	c := &Corpus{Params: p.Params, Language: p.Language, Speakers: []string{p.Name}, Aligner: p.model}
	symbols := map[string]bool{phoneme.Pause: true}
	for i := range p.items {
		it := &p.items[i]
		if it.ok() {
			p.example(c, it, symbols)
		}
		for _, f := range it.findings {
			if f.Severity == Error || f.Code == BadTranscript {
				c.Excluded = append(c.Excluded, f)
			}
		}
	}
	for s := range symbols {
		c.Symbols = append(c.Symbols, s)
	}
	slices.Sort(c.Symbols)
	if len(c.Train) == 0 {
		return nil, fmt.Errorf("%s: %w: nothing is left to train on", p.Dir, ErrNoUtterances)
	}
	return c, nil
}

func (p *preparation) example(c *Corpus, it *item, symbols map[string]bool) {
	segments := mergePauses(it.segments, p.Params.SampleRate)
	tokens, durations, ok := it.script.layOut(segments, it.frames, p.Params.HopLength)
	if !ok {
		it.findings = append(it.findings, found(it.ID, TooShort, Error, 0, "%d frames for %d phonemes", it.frames, len(it.script.phones)))
		return
	}
	for _, t := range tokens {
		symbols[t.Symbol] = true
	}
	e := Example{
		ID: it.ID, Text: it.Text, Tokens: tokens, Durations: durations, Frames: it.frames,
		LogLikelihood: it.likelihood, folder: p.Dir, sound: it.sound(), cache: it.cache, params: p.Params,
	}
	switch {
	case it.Test:
		c.Test = append(c.Test, e)
	case it.held:
		c.HeldOut = append(c.HeldOut, e)
	default:
		c.Train = append(c.Train, e)
	}
}
