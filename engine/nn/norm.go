package nn

import "gorgonia.org/gorgonia"

// AddNorm is y = LayerNorm(x + dropout(r))·gain + offset, row by row
// (arXiv 1607.06450), with dropout only while Graph.Training is set.
//
//	x, r [rows][c], gain, offset [1][c] -> y [rows][c]
func (g *Graph[T]) AddNorm(l *Layout, x, r, gain, offset Node, dropout float64) Node {
	if g.err != nil {
		return nil
	}
	n := &addNorm[T]{g: g, l: l, c: x.Shape()[1], dropout: dropout, stream: g.Random.next(), y: new(buffer[T])}
	n.onForward, n.onResidual = n.forwardRows, n.residualRows
	return g.insert(&operation[T]{
		name: "addnorm", scalar: make([]bool, 4), wrt: []bool{true, true, true, true},
		shape: likeFirst, do: n.forward, grad: n.symDiff, lent: &n.y,
	}, x, r, gain, offset)
}

type addNorm[T Float] struct {
	g       *Graph[T]
	l       *Layout
	c       int
	dropout float64
	stream  uint64

	y                   *buffer[T]
	unit, inverse, mask buffer[T]
	dgain, doffset      buffer[T]

	given      normed[T]
	onForward  func(part int, w *worker[T])
	onResidual func(part int, w *worker[T])
}

// normed is what the parts of a run work on.
type normed[T Float] struct {
	x, r, gain, offset []T
	dx                 []T
	key                uint64 // of the mask of dropout
}

func (n *addNorm[T]) drops() bool { return n.dropout > 0 && n.g.Training }

func (n *addNorm[T]) forward(v [][]T) ([]T, error) {
	rows, c := n.l.Rows, n.c
	y := n.y.get(rows * c)
	n.unit.get(rows * c)
	n.inverse.get(rows)
	n.given = normed[T]{x: v[0], r: v[1], gain: v[2], offset: v[3]}
	if n.drops() {
		n.mask.get(rows * c)
		n.given.key = n.g.Random.at(n.stream)
	}
	n.g.share(stretches(rows), n.onForward)
	clearGaps(n.l, y, c)
	return y, nil
}

func (n *addNorm[T]) forwardRows(part int, _ *worker[T]) {
	from, to := stretchOf(part, n.l.Rows)
	c, g := n.c, &n.given
	var mask []T
	if n.drops() {
		fillMask(n.mask.memory, from*c, to*c, g.key, n.dropout)
	}
	for row := from; row < to; row++ {
		at, end := row*c, (row+1)*c
		if n.drops() {
			mask = n.mask.memory[at:end]
		}
		n.inverse.memory[row] = n.g.normalise(n.y.memory[at:end], n.unit.memory[at:end], g.x[at:end], g.r[at:end], mask, g.gain, g.offset)
	}
}

// backward: inputs dy, gain; result dx, written over unit. What is left of dx in
// r is residual's where dropout made it differ.
func (n *addNorm[T]) backward(v [][]T) ([]T, error) {
	dy, gain := v[0], v[1]
	rows, c := n.l.Rows, n.c
	dx, dgain, doffset := n.unit.get(rows*c), n.dgain.zero(c), n.doffset.zero(c)
	for i, first := range n.l.Offset {
		for row := first; row < first+n.l.Length[i]; row++ {
			at, end := row*c, (row+1)*c
			n.g.normaliseGradient(dx[at:end], dy[at:end], dx[at:end], n.inverse.memory[row], gain, dgain, doffset)
		}
	}
	clearGaps(n.l, dx, c)
	return dx, nil
}

// residual is the gradient of r: that of x under the mask of dropout, written
// over the mask.
func (n *addNorm[T]) residual(v [][]T) ([]T, error) {
	rows, c := n.l.Rows, n.c
	dr := n.mask.get(rows * c)
	if !n.drops() {
		copy(dr, v[0])
		return dr, nil
	}
	n.given.dx = v[0]
	n.g.share(stretches(rows), n.onResidual)
	return dr, nil
}

func (n *addNorm[T]) residualRows(part int, _ *worker[T]) {
	from, to := stretchOf(part, n.l.Rows)
	at, end := from*n.c, to*n.c
	mask := n.mask.memory[at:end]
	n.g.times(mask, n.given.dx[at:end], mask)
}

func (n *addNorm[T]) symDiff(in gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "addnorm'", scalar: make([]bool, 2), shape: likeFirst, do: n.backward}
	dx, err := back.insert(grad, in[2])
	if err != nil {
		return nil, err
	}
	dr := dx
	if n.dropout > 0 {
		o := &operation[T]{name: "addnorm' residual", scalar: make([]bool, 1), shape: likeFirst, do: n.residual}
		if dr, err = o.insert(dx); err != nil {
			return nil, err
		}
	}
	dgain, err := side("addnorm' gain", dx, in[2], func() []T { return n.dgain.memory })
	if err != nil {
		return nil, err
	}
	doffset, err := side("addnorm' offset", dx, in[3], func() []T { return n.doffset.memory })
	return gorgonia.Nodes{dx, dr, dgain, doffset}, err
}
