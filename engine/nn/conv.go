package nn

import (
	"fmt"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// Conv is y = act(Σ_k x[r+k-taps/2]·W_k + b) over each sequence of a layout,
// with zeros past the edges; taps = 1 makes it a linear layer.
//
//	x [rows][in], w [taps*in][out], b [1][out] -> y [rows][out]
//
// Rows that follow one another are contiguous, so the window of a row is one
// stretch of taps*in numbers and the whole layer is a single matrix product
// whose left operand has overlapping rows.
func (g *Graph[T]) Conv(l *Layout, x, w, b Node, taps int, relu bool) Node {
	if g.err != nil {
		return nil
	}
	in, out := x.Shape()[1], w.Shape()[1]
	if taps%2 == 0 || taps/2 > l.Gap || w.Shape()[0] != taps*in {
		g.err = fmt.Errorf("%w: convolution of %d taps, weight %v, %d channels, gap %d", ErrShape, taps, w.Shape(), in, l.Gap)
		return nil
	}
	c := &conv[T]{g: g, l: l, taps: taps, in: in, out: out, relu: relu}
	return g.insert(&operation[T]{
		name: "conv", scalar: make([]bool, 3), wrt: []bool{true, true, true},
		shape: func(s []tensor.Shape) tensor.Shape { return tensor.Shape{s[0][0], out} },
		do:    c.forward, grad: c.symDiff,
	}, x, w, b)
}

type conv[T Float] struct {
	g             *Graph[T]
	l             *Layout
	taps, in, out int
	relu          bool
	y, dx, dw, db buffer[T]
}

// span is the rows that lie between the outer gaps; none without a sequence.
func (c *conv[T]) span() (first, rows int) { return c.l.Gap, max(0, c.l.Rows-2*c.l.Gap) }

func (c *conv[T]) forward(v []gorgonia.Value) (gorgonia.Value, error) {
	x, w, b := data[T](v[0]), data[T](v[1]), data[T](v[2])
	first, rows := c.span()
	y := c.y.get(c.l.Rows * c.out)
	c.g.multiply(false, false, rows, c.out, c.taps*c.in, x[(first-c.taps/2)*c.in:], c.in, w, c.out, false, y[first*c.out:], c.out)
	for r := first; r < first+rows; r++ {
		row := y[r*c.out : (r+1)*c.out]
		if c.relu {
			for j, bias := range b {
				row[j] = max(row[j]+bias, 0)
			}
			continue
		}
		for j, bias := range b {
			row[j] += bias
		}
	}
	clearGaps(c.l, y, c.out)
	return matrix(y, c.l.Rows, c.out), nil
}

// backward: inputs x, w, y, dy; result dx. dw and db are handed on by side.
func (c *conv[T]) backward(v []gorgonia.Value) (gorgonia.Value, error) {
	x, w, y, dy := data[T](v[0]), data[T](v[1]), data[T](v[2]), data[T](v[3])
	first, rows := c.span()
	dz := c.g.scratch.dz.get(c.l.Rows * c.out)
	copy(dz, dy[:len(dz)])
	if c.relu {
		for i, v := range y[:len(dz)] {
			if v <= 0 {
				dz[i] = 0
			}
		}
	}
	clearGaps(c.l, dz, c.out)
	dx := c.dx.get(c.l.Rows * c.in)
	c.g.multiply(false, false, rows, c.in, c.taps*c.out, dz[(first-c.taps/2)*c.out:], c.out, c.flip(w), c.in, false, dx[first*c.in:], c.in)
	clearGaps(c.l, dx, c.in)
	dw := c.dw.get(c.taps * c.in * c.out)
	c.g.multiply(true, false, c.taps*c.in, c.out, rows, x[(first-c.taps/2)*c.in:], c.in, dz[first*c.out:], c.out, false, dw, c.out)
	db := c.db.zero(c.out)
	for r := range c.l.Rows {
		for j, d := range dz[r*c.out : (r+1)*c.out] {
			db[j] += d
		}
	}
	return matrix(dx, c.l.Rows, c.in), nil
}

// flip returns the weight with its taps reversed and each tap transposed,
// [taps*out][in], so that the gradient of x is a convolution as well.
func (c *conv[T]) flip(w []T) []T {
	f := c.g.scratch.flipped.get(len(w))
	for k := range c.taps {
		from, to := w[k*c.in*c.out:], f[(c.taps-1-k)*c.out*c.in:]
		for i := range c.in {
			for j, v := range from[i*c.out : (i+1)*c.out] {
				to[j*c.in+i] = v
			}
		}
	}
	return f
}

func (c *conv[T]) symDiff(in gorgonia.Nodes, out, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "conv'", scalar: make([]bool, 4), shape: likeFirst, do: c.backward}
	dx, err := back.insert(in[0], in[1], out, grad)
	if err != nil {
		return nil, err
	}
	dw, err := side("conv' weight", dx, in[1], func() []T { return c.dw.memory })
	if err != nil {
		return nil, err
	}
	db, err := side("conv' bias", dx, in[2], func() []T { return c.db.memory })
	return gorgonia.Nodes{dx, dw, db}, err
}
