package align

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"avagar/engine/checkpoint"
)

// modelKind is the metadata that tells an aligner from other safetensors.
const modelKind = "avagar.align.1"

// Encode writes the model as safetensors.
func (m *Model) Encode(w io.Writer) error {
	symbols, err := json.Marshal(m.symbols)
	if err != nil {
		return fmt.Errorf("align: writing the model: %w", err)
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	n, s, k := len(m.symbols), m.mix.states, m.mix.size
	return checkpoint.Encode(w, checkpoint.File{
		Metadata: map[string]string{
			"kind": modelKind, "rate_hz": strconv.Itoa(m.rate), "symbols": string(symbols),
			"language_scale": number(m.lmScale), "insertion_price": number(m.insertion),
		},
		Tensors: []checkpoint.Tensor{
			{Name: "mean", Shape: []int{s, k, dimension}, Data: m.mix.mean},
			{Name: "half_precision", Shape: []int{s, k, dimension}, Data: m.mix.half},
			{Name: "constant", Shape: []int{s, k}, Data: m.mix.constant},
			{Name: "bigram", Shape: []int{n + 1, n + 1}, Data: m.bigram},
		},
	})
}

// Decode reads what Encode wrote. Anything else is ErrModel or an error of
// the checkpoint package.
func Decode(r io.ReaderAt, size int64) (*Model, error) {
	file, err := checkpoint.Decode(r, size)
	if err != nil {
		return nil, fmt.Errorf("align: reading a model: %w", err)
	}
	m, err := fromMetadata(file.Metadata)
	if err != nil {
		return nil, err
	}
	return m, m.fill(file.Tensors)
}

func fromMetadata(meta map[string]string) (*Model, error) {
	if meta["kind"] != modelKind {
		return nil, fmt.Errorf("%w: kind %q", ErrModel, meta["kind"])
	}
	rate, err := strconv.Atoi(meta["rate_hz"])
	if err != nil || rate < leastRate || rate > greatestRate {
		return nil, fmt.Errorf("%w: rate %q Hz", ErrModel, meta["rate_hz"])
	}
	var symbols []string
	if err := json.Unmarshal([]byte(meta["symbols"]), &symbols); err != nil {
		return nil, fmt.Errorf("%w: symbols: %w", ErrModel, err)
	}
	sorted := slices.IsSorted(symbols) && len(slices.Compact(slices.Clone(symbols))) == len(symbols)
	if !sorted || !slices.Contains(symbols, Pause) {
		return nil, fmt.Errorf("%w: symbols %q", ErrModel, symbols)
	}
	m := newModel(rate, symbols)
	for name, to := range map[string]*float64{"language_scale": &m.lmScale, "insertion_price": &m.insertion} {
		if *to, err = strconv.ParseFloat(meta[name], 64); err != nil || math.Abs(*to) > 1e6 || math.IsNaN(*to) {
			return nil, fmt.Errorf("%w: %s %q", ErrModel, name, meta[name])
		}
	}
	return m, nil
}

func (m *Model) fill(tensors []checkpoint.Tensor) error {
	states := len(m.symbols) * statesPerPhone
	m.mix = mixtures{states: states}
	parts := map[string]*[]float32{
		"mean": &m.mix.mean, "half_precision": &m.mix.half, "constant": &m.mix.constant, "bigram": &m.bigram,
	}
	for _, t := range tensors {
		if to := parts[t.Name]; to != nil {
			*to = t.Data
		}
	}
	m.mix.size = len(m.mix.constant) / states
	ends := len(m.symbols) + 1
	switch {
	case m.mix.size < 1 || m.mix.size > 256 || len(m.mix.constant) != states*m.mix.size:
	case len(m.mix.mean) != states*m.mix.size*dimension || len(m.mix.half) != len(m.mix.mean):
	case len(m.bigram) != ends*ends:
	case slices.ContainsFunc(m.mix.mean, bad) || slices.ContainsFunc(m.mix.half, bad) ||
		slices.ContainsFunc(m.mix.constant, bad) || slices.ContainsFunc(m.bigram, bad):
	default:
		return nil
	}
	return fmt.Errorf("%w: tensors do not fit %d phonemes", ErrModel, len(m.symbols))
}

func bad(v float32) bool { return math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) }
