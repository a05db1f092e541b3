package nn

import "gorgonia.org/gorgonia"

// Damp is x itself, but of the gradient only a share goes back through it: what
// is behind learns as ever, and what is before heeds it so much the less.
//
//	x [rows][c] -> y [rows][c]
func (g *Graph[T]) Damp(l *Layout, x Node, share float64) Node {
	if g.err != nil || share == 1 {
		return x
	}
	d := &damp[T]{l: l, c: x.Shape()[1], share: T(share), dx: new(buffer[T])}
	return g.insert(&operation[T]{
		name: "damp", scalar: make([]bool, 1), wrt: []bool{true}, shape: likeFirst, do: d.forward, grad: d.symDiff,
	}, x)
}

type damp[T Float] struct {
	l     *Layout
	c     int
	share T
	y     buffer[T]
	dx    *buffer[T]
}

func (d *damp[T]) forward(v [][]T) ([]T, error) {
	y := d.y.get(d.l.Rows * d.c)
	copy(y, v[0])
	return y, nil
}

func (d *damp[T]) backward(v [][]T) ([]T, error) {
	dx := d.dx.get(d.l.Rows * d.c)
	for i, g := range v[0][:len(dx)] {
		dx[i] = d.share * g
	}
	return dx, nil
}

func (d *damp[T]) symDiff(_ gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "damp'", scalar: make([]bool, 1), shape: likeFirst, do: d.backward, lent: &d.dx}
	dx, err := back.insert(grad)
	return gorgonia.Nodes{dx}, err
}
