package nn

import (
	"math"

	"gorgonia.org/gorgonia"
)

// normEpsilon keeps the variance of a layer norm away from zero.
const normEpsilon = 1e-5

// AddNorm is y = LayerNorm(x + dropout(r))·gain + offset, row by row
// (arXiv 1607.06450), with dropout only while Graph.Training is set.
//
//	x, r [rows][c], gain, offset [1][c] -> y [rows][c]
func (g *Graph[T]) AddNorm(l *Layout, x, r, gain, offset Node, dropout float64) Node {
	if g.err != nil {
		return nil
	}
	n := &addNorm[T]{g: g, l: l, c: x.Shape()[1], dropout: dropout, stream: g.Random.next()}
	return g.insert(&operation[T]{
		name: "addnorm", scalar: make([]bool, 4), wrt: []bool{true, true, true, true},
		shape: likeFirst, do: n.forward, grad: n.symDiff,
	}, x, r, gain, offset)
}

type addNorm[T Float] struct {
	g       *Graph[T]
	l       *Layout
	c       int
	dropout float64
	stream  uint64

	y, unit, inverse, mask buffer[T]
	dx, dr, dgain, doffset buffer[T]
}

func (n *addNorm[T]) drops() bool { return n.dropout > 0 && n.g.Training }

func (n *addNorm[T]) forward(v []gorgonia.Value) (gorgonia.Value, error) {
	x, r, gain, offset := data[T](v[0]), data[T](v[1]), data[T](v[2]), data[T](v[3])
	rows, c := n.l.Rows, n.c
	y, unit, inverse := n.y.get(rows*c), n.unit.get(rows*c), n.inverse.get(rows)
	if n.drops() {
		fillMask(n.mask.get(rows*c), n.g.Random.at(n.stream), n.dropout)
	}
	for row := range rows {
		a, b := x[row*c:(row+1)*c], r[row*c:(row+1)*c]
		u := unit[row*c : (row+1)*c]
		if n.drops() {
			for j, m := range n.mask.memory[row*c : (row+1)*c] {
				u[j] = a[j] + b[j]*m
			}
		} else {
			for j := range u {
				u[j] = a[j] + b[j]
			}
		}
		inverse[row] = standardise(u)
		d := y[row*c : (row+1)*c]
		for j, h := range u {
			d[j] = h*gain[j] + offset[j]
		}
	}
	clearGaps(n.l, y, c)
	return matrix(y, rows, c), nil
}

// standardise makes a row zero mean and unit variance and returns the inverse
// of the deviation it had.
func standardise[T Float](u []T) T {
	var sum, square T
	for _, v := range u {
		sum += v
	}
	mean := sum / T(len(u))
	for j, v := range u {
		v -= mean
		u[j] = v
		square += v * v
	}
	inverse := T(1 / math.Sqrt(float64(square/T(len(u)))+normEpsilon))
	for j := range u {
		u[j] *= inverse
	}
	return inverse
}

// backward: inputs x, gain, dy; result dx, and dr where dropout made it differ.
func (n *addNorm[T]) backward(v []gorgonia.Value) (gorgonia.Value, error) {
	gain, dy := data[T](v[1]), data[T](v[2])
	rows, c := n.l.Rows, n.c
	dx, dgain, doffset := n.dx.zero(rows*c), n.dgain.zero(c), n.doffset.zero(c)
	for i, first := range n.l.Offset {
		for row := first; row < first+n.l.Length[i]; row++ {
			h, d := n.unit.memory[row*c:(row+1)*c], dy[row*c:(row+1)*c]
			var mean, along T
			for j, q := range d {
				doffset[j] += q
				dgain[j] += q * h[j]
				q *= gain[j]
				mean += q
				along += q * h[j]
			}
			mean, along = mean/T(c), along/T(c)
			inverse, out := n.inverse.memory[row], dx[row*c:(row+1)*c]
			for j, q := range d {
				out[j] = inverse * (q*gain[j] - mean - h[j]*along)
			}
		}
	}
	return matrix(dx, rows, c), nil
}

// residual is the gradient of r: that of x under the mask of dropout.
func (n *addNorm[T]) residual([]gorgonia.Value) (gorgonia.Value, error) {
	rows, c := n.l.Rows, n.c
	dr := n.dr.get(rows * c)
	copy(dr, n.dx.memory)
	if n.drops() {
		for i, m := range n.mask.memory {
			dr[i] *= m
		}
	}
	return matrix(dr, rows, c), nil
}

func (n *addNorm[T]) symDiff(in gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "addnorm'", scalar: make([]bool, 3), shape: likeFirst, do: n.backward}
	dx, err := back.insert(in[0], in[2], grad)
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
