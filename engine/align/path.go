package align

import (
	"fmt"
	"math"
)

// node is one place in an utterance's chain of phonemes.
type node struct {
	symbol   int
	optional bool // a pause that may be skipped
}

// chain lays out the phonemes with the pauses that may stand between them.
func (m *Model) chain(u Utterance) ([]node, error) {
	if u.Break != nil && len(u.Break) != len(u.Phones)+1 {
		return nil, fmt.Errorf("align: %s: %d breaks for %d phonemes", u.ID, len(u.Break), len(u.Phones))
	}
	var out []node
	for i := range len(u.Phones) + 1 {
		may := i == 0 || i == len(u.Phones)
		if u.Break != nil {
			may = u.Break[i]
		}
		beside := i > 0 && u.Phones[i-1] == Pause || i < len(u.Phones) && u.Phones[i] == Pause
		if may && !beside {
			out = append(out, node{symbol: m.pause, optional: true})
		}
		if i == len(u.Phones) {
			break
		}
		symbol, ok := m.index[u.Phones[i]]
		if !ok {
			return nil, fmt.Errorf("%w: %q in %s", ErrSymbol, u.Phones[i], u.ID)
		}
		out = append(out, node{symbol: symbol})
	}
	return out, nil
}

// pausePrice is what a pause that may be skipped must gain, natural log: the
// silence before a stop is not a pause.
const pausePrice = 12

// How a state is entered: moves of the best path.
const (
	stay uint8 = iota
	next
	skip // over an optional pause
)

// search finds best paths; its buffers grow and are used again. One goroutine
// at a time.
type search struct {
	score, from []float32
	moves       []uint8 // [frames][states]
	cache       []float32
	seen        []int32
	path        []int32 // [frames] state of the chain: node*statesPerPhone + part
}

var never = float32(math.Inf(-1))

// run is the Viterbi search. It fills s.path and gives the path's log
// likelihood. beam prunes states that fall behind the best by more; 0: none.
func (s *search) run(m *Model, chain []node, rows []float32, beam float32) (float64, bool) {
	n, t := len(chain)*statesPerPhone, len(rows)/dimension
	s.reset(n, t, m.mix.states)
	s.from[0] = 0
	if chain[0].optional && len(chain) > 1 {
		s.from[statesPerPhone] = 0
	}
	low, high := 0, 0
	var tops [2]int // how far each of the two score buffers was written
	for f := range t {
		row := rows[f*dimension:]
		moves := s.moves[f*n : (f+1)*n]
		best := never
		top := min(n-1, high+statesPerPhone+1)
		if f == 0 {
			top = min(n-1, statesPerPhone)
		}
		for j := low; j <= top; j++ {
			v, move := s.enter(chain, j, f == 0)
			moves[j] = move
			if v == never {
				s.score[j] = never
				continue
			}
			state := chain[j/statesPerPhone].symbol*statesPerPhone + j%statesPerPhone
			if s.seen[state] != int32(f+1) {
				s.cache[state], _ = m.mix.score(state, row)
				s.seen[state] = int32(f + 1)
			}
			v += s.cache[state]
			s.score[j] = v
			best = max(best, v)
		}
		if best == never {
			return 0, false
		}
		high = top
		low, high = s.prune(low, high, best, beam)
		s.score, s.from = s.from, s.score
		for j := max(0, low-statesPerPhone-1); j < low; j++ {
			s.from[j] = never
		}
		for j := high + 1; j <= max(top, tops[f%2]); j++ {
			s.from[j] = never
		}
		tops[f%2] = top
	}
	return s.trace(chain, n, t)
}

func (s *search) reset(n, t, states int) {
	s.score, s.from = grow(s.score, n), grow(s.from, n)
	s.moves = grow(s.moves, n*t)
	s.path = grow(s.path, t)
	s.cache, s.seen = grow(s.cache, states), grow(s.seen, states)
	clear(s.seen)
	for j := range n {
		s.score[j], s.from[j] = never, never
	}
}

// enter says how state j is best reached. In the first frame s.from holds the
// price of starting there.
func (s *search) enter(chain []node, j int, first bool) (float32, uint8) {
	if first {
		return s.from[j], stay
	}
	best, move := s.from[j], stay
	if j == 0 {
		return best, move
	}
	price := float32(0)
	if at := j / statesPerPhone; j%statesPerPhone == 0 {
		if chain[at].optional {
			price = pausePrice
		}
		if over := j - 1 - statesPerPhone; over >= 0 && chain[at-1].optional && s.from[over] > best {
			best, move = s.from[over], skip
		}
	}
	if v := s.from[j-1] - price; v > best {
		best, move = v, next
	}
	return best, move
}

// prune narrows the range of living states from both ends.
func (s *search) prune(low, high int, best, beam float32) (int, int) {
	limit := never
	if beam > 0 {
		limit = best - beam
	}
	for low < high && (s.score[low] < limit || s.score[low] == never) {
		low++
	}
	for high > low && (s.score[high] < limit || s.score[high] == never) {
		high--
	}
	return low, high
}

func (s *search) trace(chain []node, n, t int) (float64, bool) {
	at := n - 1
	if over := n - 1 - statesPerPhone; chain[len(chain)-1].optional && over >= 0 && s.from[over] > s.from[at] {
		at = over
	}
	total := s.from[at]
	if total == never {
		return 0, false
	}
	for f := t - 1; f >= 0; f-- {
		s.path[f] = int32(at)
		switch s.moves[f*n+at] {
		case next:
			at--
		case skip:
			at -= 1 + statesPerPhone
		}
	}
	return float64(total), true
}

// grow gives a slice of n elements, reusing the storage it has.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
