package acoustic

import (
	"errors"
	"fmt"
	"slices"

	"avagar/engine/checkpoint"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// ErrWeight says that a weight which was stored is not a finite number.
var ErrWeight = errors.New("acoustic: a weight is not a number")

// Model is a network with its weights, trained or not.
type Model struct {
	Config Config
	Stats  Stats
	// Spreads are by speaker; where there is none, frames stay as predicted and
	// the vocoder sharpens them.
	Spreads []Spread
	words   *vocabulary
	w       *nn.Weights[float32]
}

// New returns an untrained network.
func New(c Config, s Stats, seed uint64) (*Model, error) {
	return build(c, s, nn.NewWeights[float32](seed))
}

// build makes the network that a description calls for out of weights.
func build(c Config, s Stats, w *nn.Weights[float32]) (*Model, error) {
	if err := checkBoth(c, s); err != nil {
		return nil, err
	}
	m := &Model{Config: c, Stats: s, words: newVocabulary(c.Symbols), w: w}
	// Building a graph asks for the weights; this one is not run.
	b := layers[float32]{nn.NewGraph(m.w), c}
	e := b.encode(gap)
	b.decode(e.layout, e.hidden, gap)
	if err := b.Compile(nil); err != nil {
		return nil, err
	}
	return m, b.Close()
}

// largestStatistic is far beyond what any logarithm of an amplitude can be, and
// near enough that no prediction overflows.
const largestStatistic = 1e4

func checkBoth(c Config, s Stats) error {
	if err := c.Check(); err != nil {
		return err
	}
	if w := columnsOf(c.Params).width; len(s.Mean) != w || len(s.Scale) != w {
		return fmt.Errorf("%w: statistics of %d and %d columns, frames have %d", ErrConfig, len(s.Mean), len(s.Scale), w)
	}
	for j, v := range s.Scale {
		if mean := s.Mean[j]; !(v > 0 && v < largestStatistic && mean > -largestStatistic && mean < largestStatistic) {
			return fmt.Errorf("%w: mean %g and scale %g of column %d", ErrConfig, mean, v, j)
		}
	}
	return nil
}

// spread is that of a speaker, if it was measured.
func (m *Model) spread(speaker int) (Spread, bool) {
	if speaker >= len(m.Spreads) || len(m.Spreads[speaker].Mean) == 0 {
		return Spread{}, false
	}
	return m.Spreads[speaker], true
}

// sharpness undoes some of the smoothing that averaging in training does.
const sharpness = 0.2

// Sharpness is how far a vocoder's postfilter is to raise the formants of a
// speaker: not at all where the model itself gives frames their spread.
func (m *Model) Sharpness(speaker int) float64 {
	if _, ok := m.spread(speaker); ok {
		return 0
	}
	return sharpness
}

// Weights counts the scalars that training changes.
func (m *Model) Weights() int { return m.w.Count() }

// Tensors returns the weights in a fixed order. Their data is the model's own.
func (m *Model) Tensors() []checkpoint.Tensor {
	var out []checkpoint.Tensor
	for _, w := range m.w.All() {
		out = append(out, checkpoint.Tensor{Name: w.Name, Shape: []int{w.Rows, w.Columns}, Data: w.Data})
	}
	return out
}

// FromTensors returns a network with the weights that Tensors gave. Tensors of
// other names are left alone; a missing one or a wrong shape is nn.ErrShape, a
// value that is not finite ErrWeight.
func FromTensors(c Config, s Stats, tensors []checkpoint.Tensor) (*Model, error) {
	var given []nn.Weight[float32]
	for _, t := range tensors {
		if len(t.Shape) == 2 {
			given = append(given, nn.Weight[float32]{Name: t.Name, Rows: t.Shape[0], Columns: t.Shape[1], Data: t.Data})
		}
	}
	m, err := build(c, s, nn.GivenWeights(given))
	if err != nil {
		return nil, err
	}
	for _, w := range m.w.All() {
		if !finiteAll([][]float32{w.Data}) {
			return nil, fmt.Errorf("weight %s: %w", w.Name, ErrWeight)
		}
	}
	return m, nil
}

// Adapt returns a network for another corpus that begins with what this one
// has learned. Symbols that are new begin as the nearest known ones; the size
// and the frames stay, predictors learn as a new network's do, and the
// cepstra to move.
func (m *Model) Adapt(symbols []string, speakers int, s Stats, seed uint64) (*Model, error) {
	c := m.Config
	c.Symbols, c.Speakers, c.Predictors, c.Liveliness = symbols, speakers, predictors, Liveliness
	out, err := New(c, s, seed)
	if err != nil {
		return nil, err
	}
	for _, w := range m.w.All() {
		to, ok := out.w.Lookup(w.Name)
		switch {
		case !ok:
			return nil, fmt.Errorf("%w: weight %s", nn.ErrShape, w.Name)
		case w.Name == symbolTable:
			m.copySymbols(w, to, symbols)
		case w.Name == speakerTable:
			for i := range to.Rows {
				copy(to.Data[i*to.Columns:], w.Data[:w.Columns])
			}
		default:
			copy(to.Data, w.Data)
		}
	}
	return out, nil
}

func (m *Model) copySymbols(from, to *nn.Weight[float32], symbols []string) {
	for i, s := range symbols {
		k := slices.Index(m.Config.Symbols, s)
		if k < 0 {
			k = slices.Index(m.Config.Symbols, phoneme.Nearest(s, m.Config.Symbols))
		}
		if k >= 0 {
			copy(to.Data[i*to.Columns:(i+1)*to.Columns], from.Data[k*from.Columns:])
		}
	}
}
