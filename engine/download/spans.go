package download

import (
	"encoding/json"
	"errors"
	"slices"
	"sort"
)

// span is the bytes from ≤ i < to of a file.
type span struct{ from, to int64 }

func (s span) len() int64 { return s.to - s.from }

// spans are in order and neither overlap nor touch.
type spans []span

// add puts n in its place and joins it with what it touches.
func (s spans) add(n span) spans {
	if n.len() <= 0 {
		return s
	}
	first := sort.Search(len(s), func(i int) bool { return s[i].to >= n.from })
	last := first
	for ; last < len(s) && s[last].from <= n.to; last++ {
		n.from, n.to = min(n.from, s[last].from), max(n.to, s[last].to)
	}
	return slices.Replace(s, first, last, n)
}

// prefix is where the bytes from the first one on end.
func (s spans) prefix() int64 {
	if len(s) == 0 || s[0].from > 0 {
		return 0
	}
	return s[0].to
}

// sum is the number of bytes.
func (s spans) sum() (n int64) {
	for _, one := range s {
		n += one.len()
	}
	return n
}

// gap is the first part of size bytes that is missing; it has no length where nothing is.
func (s spans) gap(size int64) span {
	from := s.prefix()
	for _, one := range s {
		if one.from > from {
			return span{from, one.from}
		}
	}
	return span{from, size}
}

// MarshalJSON writes [[from, to], ...].
func (s spans) MarshalJSON() ([]byte, error) {
	pairs := make([][2]int64, len(s))
	for i, one := range s {
		pairs[i] = [2]int64{one.from, one.to}
	}
	return json.Marshal(pairs)
}

var errSpans = errors.New("spans out of order")

// UnmarshalJSON accepts what MarshalJSON writes and nothing else.
func (s *spans) UnmarshalJSON(text []byte) error {
	var pairs [][]int64
	if err := json.Unmarshal(text, &pairs); err != nil {
		return err
	}
	*s = nil
	end := int64(-1)
	for _, p := range pairs {
		if len(p) != 2 || p[0] <= end || p[1] <= p[0] {
			return errSpans
		}
		*s, end = append(*s, span{p[0], p[1]}), p[1]
	}
	return nil
}
