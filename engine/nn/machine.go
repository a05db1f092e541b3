package nn

import (
	"fmt"
	"strings"

	"gorgonia.org/gorgonia"
)

// machine runs a graph: it is a gorgonia.VM that hands slices from operation to
// operation. gorgonia's own tape machine makes thousands of small objects a
// run and adds up gradients in new memory.
type machine[T Float] struct {
	place  map[*gorgonia.Node]int
	values [][]T // of the nodes, in the order in which they were made
	steps  []step[T]
}

// step is one operation in a machine.
type step[T Float] struct {
	name string
	do   func(in [][]T) ([]T, error)
	add  func(dst, a, b []T) // of a sum that gorgonia put in
	from []int
	in   [][]T
	to   int
	lent **buffer[T] // see operation
	over int
	size [2]int // of the result
}

var _ gorgonia.VM = (*machine[float32])(nil)

// newMachine puts the operations into the order in which they were made, in
// which each comes behind those that it needs.
func newMachine[T Float](g *gorgonia.ExprGraph, add func(dst, a, b []T), learns bool) (*machine[T], error) {
	m := &machine[T]{place: map[*gorgonia.Node]int{}}
	for i, n := range g.AllNodes() {
		m.place[n] = i
		m.values = append(m.values, nil)
		if err := m.lay(g, n, add); err != nil {
			return nil, err
		}
	}
	if learns {
		m.reuse()
	}
	return m, nil
}

// reuse lets a sum lie in one of its terms that nobody reads any more, and
// activations and gradients in the memory of earlier ones of the same size.
func (m *machine[T]) reuse() {
	last, made := map[int]int{}, map[int]bool{} // by place: the last step that reads it; an operation's own memory
	for i, s := range m.steps {
		made[s.to] = true
		for _, from := range s.from {
			last[from] = i
		}
	}
	l := lending[T]{held: map[int]loan[T]{}, free: map[[2]int][]*buffer[T]{}}
	for i := range m.steps {
		s := &m.steps[i]
		if _, read := last[s.to]; read && s.lent != nil {
			l.lend(s, s.over > 0 && last[s.from[s.over-1]] == i)
		}
		if s.add != nil && s.from[0] != s.from[1] {
			for k, from := range s.from {
				if made[from] && last[from] == i {
					s.do = s.into(k)
					l.pass(from, s.to)
					break
				}
			}
		}
		for _, from := range s.from {
			if last[from] == i {
				l.giveBack(from)
			}
		}
	}
}

// lending is which memory is in use, and by whom, at one step.
type lending[T Float] struct {
	held map[int]loan[T] // by place
	free map[[2]int][]*buffer[T]
}

type loan[T Float] struct {
	b    *buffer[T]
	size [2]int
}

// lend gives a step memory of the size of its result: with over that of an
// input which nobody reads any more, where it is lent.
func (l *lending[T]) lend(s *step[T], over bool) {
	if over {
		from := s.from[s.over-1]
		if x, ok := l.held[from]; ok && x.size == s.size {
			*s.lent = x.b
			l.pass(from, s.to)
			return
		}
	}
	if left := l.free[s.size]; len(left) > 0 {
		*s.lent, l.free[s.size] = left[len(left)-1], left[:len(left)-1]
	}
	l.held[s.to] = loan[T]{*s.lent, s.size}
}

// pass hands the memory of one value on to another.
func (l *lending[T]) pass(from, to int) {
	if x, ok := l.held[from]; ok {
		delete(l.held, from)
		l.held[to] = x
	}
}

func (l *lending[T]) giveBack(place int) {
	if x, ok := l.held[place]; ok {
		delete(l.held, place)
		l.free[x.size] = append(l.free[x.size], x.b)
	}
}

// into is the sum of two matrices in the memory of one of them.
func (s *step[T]) into(k int) func(in [][]T) ([]T, error) {
	add := s.add
	return func(in [][]T) ([]T, error) {
		add(in[k], in[0], in[1])
		return in[k], nil
	}
}

// lay adds one node to the end.
func (m *machine[T]) lay(g *gorgonia.ExprGraph, n *gorgonia.Node, add func(dst, a, b []T)) error {
	to := m.place[n]
	op, ours := n.Op().(*operation[T])
	if !ours && n.Value() != nil { // an input, a weight, or gorgonia's 1
		m.values[to] = numbers[T](n.Value())
		return nil
	}
	s := step[T]{to: to}
	for in := g.From(n.ID()); in != nil && in.Next(); {
		from, known := m.place[in.Node().(*gorgonia.Node)]
		if !known {
			return fmt.Errorf("nn: %v is made before what it needs", n)
		}
		s.from = append(s.from, from)
	}
	s.in = make([][]T, len(s.from))
	switch {
	case ours:
		s.name, s.do, s.lent, s.over = op.name, op.do, op.lent, op.over
		if s.lent != nil {
			s.size = [2]int{n.Shape()[0], n.Shape()[1]}
		}
	case n.Op() != nil && strings.HasPrefix(n.Op().String(), "+ ") && len(s.from) == 2: // gradients of what is used twice
		s.name, s.do = "add", sumInto(add)
		if !n.IsScalar() { // parts of a loss are asked for afterwards, gradients are not
			s.add = add
		}
	default:
		return fmt.Errorf("nn: nobody can run %v", n)
	}
	m.steps = append(m.steps, s)
	return nil
}

// sumInto adds two matrices, or numbers, of the same size in memory of its own.
func sumInto[T Float](add func(dst, a, b []T)) func(in [][]T) ([]T, error) {
	var sum buffer[T]
	return func(in [][]T) ([]T, error) {
		out := sum.get(len(in[0]))
		add(out, in[0], in[1])
		return out, nil
	}
}

// numbers are the elements of a matrix or a scalar.
func numbers[T Float](v gorgonia.Value) []T {
	switch x := v.Data().(type) {
	case []T:
		return x
	case T:
		return []T{x}
	}
	return nil
}

// of returns what the last run computed for a node.
func (m *machine[T]) of(n *gorgonia.Node) []T {
	place, known := m.place[n]
	if !known {
		return nil
	}
	return m.values[place]
}

// RunAll implements gorgonia.VM. A panic inside an operation is an error.
func (m *machine[T]) RunAll() (err error) {
	var s *step[T]
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %s: %v", ErrPanic, s.name, r)
		}
	}()
	for i := range m.steps {
		s = &m.steps[i]
		for k, from := range s.from {
			s.in[k] = m.values[from]
		}
		if m.values[s.to], err = s.do(s.in); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// Reset implements gorgonia.VM; every run begins at the beginning.
func (m *machine[T]) Reset() {}

// Close implements gorgonia.VM.
func (m *machine[T]) Close() error {
	m.place, m.values, m.steps = nil, nil, nil
	return nil
}
