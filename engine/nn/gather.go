package nn

import (
	"fmt"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// Index says for each row of a layout which row of a source it copies; a
// negative number makes a zero row. The caller fills Rows before Run.
type Index struct{ Rows []int32 }

// Embed looks rows of a table [symbols][c] up: -> [rows][c].
func (g *Graph[T]) Embed(l *Layout, table Node, index *Index) Node {
	if g.err != nil {
		return nil
	}
	symbols := table.Shape()[0]
	return g.gather("embed", l, table, index, func() int { return symbols })
}

// Spread copies rows from one layout to another, such as each phoneme to the
// frames of its duration (the length regulator of arXiv 1905.09263).
//
//	x [rows of from][c] -> [rows of to][c]
func (g *Graph[T]) Spread(from, to *Layout, x Node, index *Index) Node {
	if g.err != nil {
		return nil
	}
	return g.gather("spread", to, x, index, func() int { return from.Rows })
}

func (g *Graph[T]) gather(name string, to *Layout, x Node, index *Index, sources func() int) Node {
	s := &gather[T]{g: g, to: to, index: index, c: x.Shape()[1], sources: sources, y: new(buffer[T]), dx: new(buffer[T])}
	return g.insert(&operation[T]{
		name: name, scalar: make([]bool, 1), wrt: []bool{true},
		shape: func([]tensor.Shape) tensor.Shape { return tensor.Shape{to.Capacity, s.c} },
		do:    s.forward, grad: s.symDiff, lent: &s.y,
	}, x)
}

type gather[T Float] struct {
	g       *Graph[T]
	to      *Layout
	index   *Index
	c       int
	sources func() int
	y, dx   *buffer[T]
}

func (s *gather[T]) forward(v [][]T) ([]T, error) {
	x, c := v[0], s.c
	if len(s.index.Rows) != s.to.Rows {
		return nil, fmt.Errorf("%w: index of %d rows for a layout of %d", ErrShape, len(s.index.Rows), s.to.Rows)
	}
	y := s.y.zero(s.to.Rows * c)
	for r, i := range s.index.Rows {
		if i >= 0 {
			copy(y[r*c:(r+1)*c], x[int(i)*c:])
		}
	}
	return y, nil
}

func (s *gather[T]) backward(v [][]T) ([]T, error) {
	dy, c, n := v[1], s.c, s.sources()
	dx := s.dx.zero(n * c)
	for r, i := range s.index.Rows {
		if i < 0 {
			continue
		}
		to := dx[int(i)*c : (int(i)+1)*c]
		s.g.add(to, to, dy[r*c:(r+1)*c])
	}
	return dx, nil
}

func (s *gather[T]) symDiff(in gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "gather'", scalar: make([]bool, 2), shape: likeFirst, do: s.backward, lent: &s.dx}
	dx, err := back.insert(in[0], grad)
	return gorgonia.Nodes{dx}, err
}

// Sum adds two matrices of one layout: a, b [rows][c] -> [rows][c].
func (g *Graph[T]) Sum(l *Layout, a, b Node) Node {
	if g.err != nil {
		return nil
	}
	c := a.Shape()[1]
	y := new(buffer[T])
	return g.insert(&operation[T]{
		name: "sum", scalar: make([]bool, 2), wrt: []bool{true, true}, shape: likeFirst, lent: &y,
		do: func(v [][]T) ([]T, error) {
			a, b := v[0], v[1]
			sum := y.get(l.Rows * c)
			g.add(sum, a, b)
			return sum, nil
		},
		grad: func(_ gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
			return gorgonia.Nodes{grad, grad}, nil
		},
	}, a, b)
}
