package checkpoint

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"maps"
	"slices"
)

// sum is a SHA-256 over the meaning of a file rather than its header's
// spelling: metadata by key, all but the sum itself, then for each tensor in the
// order stored its name, dtype, shape and bytes. Counts go before what varies.
type sum struct{ hash.Hash }

func newSum(metadata map[string]string) sum {
	s := sum{sha256.New()}
	s.number(len(metadata))
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		if key != sumKey {
			s.words(key, metadata[key])
		}
	}
	return s
}

func (s sum) words(words ...string) {
	for _, word := range words {
		s.number(len(word))
		s.Write([]byte(word))
	}
}

func (s sum) number(n int) {
	s.Write(binary.LittleEndian.AppendUint64(nil, uint64(n)))
}

// tensor adds all but the bytes of a tensor, which come next.
func (s sum) tensor(name, dtype string, shape []int) {
	s.words(name, dtype)
	s.number(len(shape))
	for _, n := range shape {
		s.number(n)
	}
}

func (s sum) hex() string { return hex.EncodeToString(s.Sum(nil)) }

func sumOf(metadata map[string]string, tensors []Tensor) (string, error) {
	s := newSum(metadata)
	for _, t := range tensors {
		s.tensor(t.Name, t.dtype().name, t.Shape)
		if err := t.writeData(s); err != nil {
			return "", err
		}
	}
	return s.hex(), nil
}
