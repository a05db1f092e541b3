package acoustic

import (
	"errors"
	"fmt"

	"avagar/engine/checkpoint"
)

// Metadata that describes the network of a voice or of a checkpoint.
const (
	ConfigKey = "avagar.config"
	StatsKey  = "avagar.stats"
	SpreadKey = "avagar.spread" // absent where it was not measured
)

// File puts a model into a file of some kind, which others may add to. The
// data of its tensors is the model's own.
func (m *Model) File(kind string) (checkpoint.File, error) {
	f := checkpoint.File{Metadata: map[string]string{checkpoint.KindKey: kind}, Tensors: m.Tensors()}
	err := errors.Join(f.Put(ConfigKey, m.Config), f.Put(StatsKey, m.Stats))
	if len(m.Spreads) > 0 {
		err = errors.Join(err, f.Put(SpreadKey, m.Spreads))
	}
	return f, err
}

// FromFile reads the model that File stored. Whatever is wrong with it is
// checkpoint.ErrCorrupt, with the reason behind it.
func FromFile(f checkpoint.File) (*Model, error) {
	var c Config
	var s Stats
	if err := errors.Join(f.Get(ConfigKey, &c), f.Get(StatsKey, &s)); err != nil {
		return nil, err
	}
	m, err := FromTensors(c, s, f.Tensors)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", checkpoint.ErrCorrupt, err)
	}
	if _, ok := f.Metadata[SpreadKey]; !ok {
		return m, nil
	}
	if err := f.Get(SpreadKey, &m.Spreads); err != nil {
		return nil, err
	}
	for _, s := range m.Spreads {
		if err := s.check(c.Params); len(s.Mean) > 0 && err != nil {
			return nil, fmt.Errorf("%w: %w", checkpoint.ErrCorrupt, err)
		}
	}
	return m, nil
}
