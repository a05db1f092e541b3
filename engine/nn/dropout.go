package nn

import "gorgonia.org/gorgonia"

// Dropout is y = dropout(x), only while Graph.Training is set (Srivastava et
// al., JMLR 15, 2014). At probability 0 it is x itself and names no stream, so
// that the draws of other operations stay.
//
//	x [rows][c] -> y [rows][c]
func (g *Graph[T]) Dropout(l *Layout, x Node, probability float64) Node {
	if g.err != nil || probability == 0 {
		return x
	}
	d := &dropout[T]{g: g, l: l, c: x.Shape()[1], probability: probability, stream: g.Random.next(), dx: new(buffer[T])}
	return g.insert(&operation[T]{
		name: "dropout", scalar: make([]bool, 1), wrt: []bool{true}, shape: likeFirst, do: d.forward, grad: d.symDiff,
	}, x)
}

type dropout[T Float] struct {
	g           *Graph[T]
	l           *Layout
	c           int
	probability float64
	stream      uint64
	y, mask     buffer[T]
	dx          *buffer[T]
}

func (d *dropout[T]) forward(v [][]T) ([]T, error) {
	n := d.l.Rows * d.c
	if d.g.Training {
		fillMask(d.mask.get(n), 0, n, d.g.Random.at(d.stream), d.probability)
	}
	return d.masked(d.y.get(n), v[0]), nil
}

func (d *dropout[T]) backward(v [][]T) ([]T, error) {
	return d.masked(d.dx.get(d.l.Rows*d.c), v[0]), nil
}

// masked is x, or its gradient, under the mask of the present step.
func (d *dropout[T]) masked(out, x []T) []T {
	if d.g.Training {
		d.g.times(out, x, d.mask.memory)
	} else {
		copy(out, x)
	}
	return out
}

func (d *dropout[T]) symDiff(_ gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "dropout'", scalar: make([]bool, 1), shape: likeFirst, do: d.backward, lent: &d.dx}
	dx, err := back.insert(grad)
	return gorgonia.Nodes{dx}, err
}
