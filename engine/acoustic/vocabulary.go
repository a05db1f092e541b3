package acoustic

import (
	"slices"

	"avagar/engine/phoneme"
)

// vocabulary finds symbols in an inventory; one that is not there is spoken as
// the nearest that is, and as a pause where nobody knows it. It does not
// change, so that several goroutines may share it.
type vocabulary struct {
	symbols []string
	pause   int32
	ids     map[string]int32
	vectors [][]float32 // articulatory features of each symbol; nil where nobody knows it
}

func newVocabulary(symbols []string) *vocabulary {
	v := &vocabulary{symbols: symbols, pause: int32(slices.Index(symbols, phoneme.Pause)), ids: map[string]int32{}}
	for i, s := range symbols {
		v.ids[s] = int32(i)
		features, _ := phoneme.Features(s)
		v.vectors = append(v.vectors, features)
	}
	return v
}

func (v *vocabulary) id(symbol string) int32 {
	if id, ok := v.ids[symbol]; ok {
		return id
	}
	if id, ok := v.ids[phoneme.Nearest(symbol, v.symbols)]; ok {
		return id
	}
	return v.pause
}
