package align

import "fmt"

// Align finds where each phoneme of the utterance lies and which of the
// possible pauses are there. Segments cover the whole recording.
func (m *Model) Align(u Utterance) (Alignment, error) {
	f, err := m.force(u)
	if err != nil {
		return Alignment{}, err
	}
	return Alignment{
		Segments:      m.segments(f.chain, f.path, f.samples),
		LogLikelihood: f.total / float64(len(f.path)),
		Shortfall:     m.shortfall(f.chain, f.path, f.rows),
	}, nil
}

// forced is the best path of an utterance through its phonemes.
type forced struct {
	chain   []node
	rows    []float32 // [frames][dimension]
	path    []int32   // [frames] state of the chain
	total   float64   // log likelihood
	samples int
}

func (m *Model) force(u Utterance) (forced, error) {
	chain, err := m.chain(u)
	if err != nil {
		return forced{}, err
	}
	wave, err := u.wave()
	if err != nil {
		return forced{}, fmt.Errorf("align: reading %s: %w", u.ID, err)
	}
	rows, _ := newFront(m.rate).features(wave)
	if !fits(chain, rows) {
		return forced{}, fmt.Errorf("%w: %s: %d phonemes in %d ms", ErrTooShort, u.ID, len(u.Phones), 1000*len(wave)/m.rate)
	}
	s := new(search)
	total, ok := s.run(m, chain, rows, beam)
	if !ok {
		if total, ok = s.run(m, chain, rows, 0); !ok {
			return forced{}, fmt.Errorf("%w: %s", ErrTooShort, u.ID)
		}
	}
	return forced{chain, rows, s.path, total, len(wave)}, nil
}

// shortfallStep is the share of frames that shortfall looks at: one in so
// many tells as much as all.
const shortfallStep = 3

// shortfall compares the states of a path with the best ones of all.
func (m *Model) shortfall(chain []node, path []int32, rows []float32) float64 {
	sum, n := 0., 0
	for f := 0; f < len(path); f += shortfallStep {
		at, row := path[f], rows[f*dimension:]
		state := chain[at/statesPerPhone].symbol*statesPerPhone + int(at%statesPerPhone)
		taken, _ := m.mix.score(state, row)
		best := taken
		for other := range m.mix.states {
			v, _ := m.mix.score(other, row)
			best = max(best, v)
		}
		sum += float64(best - taken)
		n++
	}
	return sum / float64(n)
}

func (m *Model) segments(chain []node, path []int32, samples int) []Segment {
	var out []Segment
	last := int32(-1)
	for f, at := range path {
		if at/statesPerPhone == last {
			continue
		}
		last = at / statesPerPhone
		start := f * m.rate / framesPerSecond
		if len(out) > 0 {
			out[len(out)-1].End = start
		}
		out = append(out, Segment{Symbol: m.symbols[chain[last].symbol], Start: start, End: samples})
	}
	return out
}
