// Package align finds which samples of a recording belong to which phoneme,
// and which phonemes a recording holds: hidden Markov models of single
// phonemes with Gaussian mixtures, trained from nothing but recordings and
// their phonemes (Rabiner 1989, "A tutorial on hidden Markov models").
package align

import (
	"errors"
	"slices"
)

// Pause is the symbol of silence in segments (as phoneme.Pause).
const Pause = "_"

var (
	// ErrNoData says that no utterance can be trained on.
	ErrNoData = errors.New("align: no utterance to learn from")
	// ErrTooShort says that a recording is shorter than its phonemes can be.
	ErrTooShort = errors.New("align: recording too short for its phonemes")
	// ErrSymbol names a phoneme the model has never heard.
	ErrSymbol = errors.New("align: unknown phoneme")
	// ErrModel says that a stored model cannot be used.
	ErrModel = errors.New("align: not a usable model")
)

const (
	statesPerPhone  = 3
	framesPerSecond = 200

	leastRate, greatestRate = 8000, 192000 // Hz
)

// Utterance is a recording and its phonemes.
type Utterance struct {
	ID     string
	Wave   []float32                 // mono; where nil, Read is called
	Read   func() ([]float32, error) // gives the wave each time it is asked, so that hours need no memory
	Phones []string                  // pauses that are surely there may be among them
	Break  []bool                    // [len(Phones)+1] or nil: whether a pause may stand before phone i, last: at the end; nil: at both ends only
}

func (u Utterance) wave() ([]float32, error) {
	if u.Wave == nil && u.Read != nil {
		return u.Read()
	}
	return u.Wave, nil
}

// Segment is what one phoneme or pause takes of a recording.
type Segment struct {
	Symbol     string
	Start, End int // samples
}

// Alignment covers a recording from its first sample to its last.
type Alignment struct {
	Segments      []Segment
	LogLikelihood float64 // per frame of 5 ms, natural log
	Shortfall     float64 // by how much a frame is likelier under whatever phoneme fits it best, on average; at least 0. It tells wrong transcripts better than LogLikelihood, which also follows the recording's sound
}

// Model is a trained set of phoneme models. It is safe for concurrent use
// once trained and tuned.
type Model struct {
	rate    int
	symbols []string // sorted, Pause included
	index   map[string]int
	pause   int // index of Pause
	mix     mixtures
	bigram  []float32 // [symbols+1][symbols+1] log probability of the second after the first; the last row and column are the ends

	lmScale, insertion float64 // of the recogniser
}

// Rate is the sample rate the model listens at, in Hz.
func (m *Model) Rate() int { return m.rate }

// Symbols are the phonemes the model knows, sorted, Pause among them.
func (m *Model) Symbols() []string { return slices.Clone(m.symbols) }

func newModel(rate int, symbols []string) *Model {
	m := &Model{rate: rate, symbols: symbols, index: make(map[string]int, len(symbols)), lmScale: 8, insertion: 8}
	for i, s := range symbols {
		m.index[s] = i
	}
	m.pause = m.index[Pause]
	return m
}

// inventory collects the symbols of the utterances.
func inventory(utts []Utterance) []string {
	seen := map[string]bool{Pause: true}
	for _, u := range utts {
		for _, p := range u.Phones {
			seen[p] = true
		}
	}
	out := make([]string, 0, len(seen))
	for s := range seen {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
