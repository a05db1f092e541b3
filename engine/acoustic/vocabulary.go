package acoustic

import "avagar/engine/phoneme"

// vocabulary finds symbols in an inventory; one that is not there is spoken as
// the nearest that is.
type vocabulary struct {
	symbols []string
	ids     map[string]int32
	vectors map[string][]float32
}

func newVocabulary(symbols []string) *vocabulary {
	v := &vocabulary{symbols: symbols, ids: map[string]int32{}, vectors: map[string][]float32{}}
	for i, s := range symbols {
		v.ids[s] = int32(i)
	}
	return v
}

func (v *vocabulary) id(symbol string) int32 {
	id, ok := v.ids[symbol]
	if !ok {
		id = v.ids[phoneme.Nearest(symbol, v.symbols)]
		v.ids[symbol] = id
	}
	return id
}

// features are those of the symbol that is spoken, so that an unknown one and
// its stand-in are the same to the network.
func (v *vocabulary) features(symbol string) []float32 {
	f, ok := v.vectors[symbol]
	if !ok {
		f, _ = phoneme.Features(v.symbols[v.id(symbol)])
		v.vectors[symbol] = f
	}
	return f
}
