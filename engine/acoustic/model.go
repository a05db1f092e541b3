package acoustic

import (
	"fmt"
	"slices"

	"avagar/engine/checkpoint"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// Model is a network with its weights, trained or not.
type Model struct {
	Config Config
	Stats  Stats
	words  *vocabulary
	w      *nn.Weights[float32]
}

// New returns an untrained network.
func New(c Config, s Stats, seed uint64) (*Model, error) {
	if err := checkBoth(c, s); err != nil {
		return nil, err
	}
	m := &Model{Config: c, Stats: s, words: newVocabulary(c.Symbols), w: nn.NewWeights[float32](seed)}
	// Building a graph makes the weights; this one is not run.
	b := layers[float32]{nn.NewGraph(m.w), c}
	e := b.encode(gap)
	b.decode(e.layout, e.hidden, gap)
	if err := b.Compile(nil); err != nil {
		return nil, err
	}
	return m, b.Close()
}

func checkBoth(c Config, s Stats) error {
	if err := c.Check(); err != nil {
		return err
	}
	if w := columnsOf(c.Params).width; len(s.Mean) != w || len(s.Scale) != w {
		return fmt.Errorf("%w: statistics of %d and %d columns, frames have %d", ErrConfig, len(s.Mean), len(s.Scale), w)
	}
	for j, v := range s.Scale {
		if !(v > 0) {
			return fmt.Errorf("%w: scale %g of column %d", ErrConfig, v, j)
		}
	}
	return nil
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
// other names are left alone; a missing one or a wrong shape is nn.ErrShape.
func FromTensors(c Config, s Stats, tensors []checkpoint.Tensor) (*Model, error) {
	m, err := New(c, s, 0)
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for _, t := range tensors {
		if _, ours := m.w.Lookup(t.Name); !ours || len(t.Shape) != 2 {
			continue
		}
		if err := m.w.Set(t.Name, t.Shape[0], t.Shape[1], t.Data); err != nil {
			return nil, err
		}
		found[t.Name] = true
	}
	for _, w := range m.w.All() {
		if !found[w.Name] {
			return nil, fmt.Errorf("%w: weight %s is missing", nn.ErrShape, w.Name)
		}
	}
	return m, nil
}

// Adapt returns a network for another corpus that begins with what this one
// has learned. Symbols that are new begin as the nearest known ones; the size
// and the frames stay.
func (m *Model) Adapt(symbols []string, speakers int, s Stats, seed uint64) (*Model, error) {
	c := m.Config
	c.Symbols, c.Speakers = symbols, speakers
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
