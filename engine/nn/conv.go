package nn

import (
	"fmt"
	"math"

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
	c := &conv[T]{g: g, l: l, taps: taps, in: in, out: out, floor: T(math.Inf(-1)), weight: g.weightOf(w), first: x.Op() == nil, y: new(buffer[T]), dx: new(buffer[T])}
	if relu {
		c.relu, c.floor = true, 0
	}
	if c.weight != nil {
		if c.weight.taps != 0 && c.weight.taps != taps {
			g.err = fmt.Errorf("%w: weight %s serves convolutions of %d and %d taps", ErrShape, c.weight.Name, c.weight.taps, taps)
			return nil
		}
		if c.weight.taps == 0 { // written once: those who only speak build graphs at the same time
			c.weight.taps = taps
		}
	}
	c.onForward, c.onMasked, c.onBackward = c.forwardRows, c.maskedRows, c.backwardPart
	return g.insert(&operation[T]{
		name: "conv", scalar: make([]bool, 3), wrt: []bool{true, true, true},
		shape: func(s []tensor.Shape) tensor.Shape { return tensor.Shape{s[0][0], out} },
		do:    c.forward, grad: c.symDiff, lent: &c.y,
	}, x, w, b)
}

type conv[T Float] struct {
	g             *Graph[T]
	l             *Layout
	taps, in, out int
	relu          bool
	floor         T          // of the result
	weight        *Weight[T] // nil where w is no weight
	first         bool       // x is an input, of which no gradient is wanted
	dw, db        buffer[T]
	y, dx         *buffer[T]

	given      conved[T]
	onForward  func(part int, w *worker[T])
	onMasked   func(part int, w *worker[T])
	onBackward func(part int, w *worker[T])
}

// conved is what the parts of a run work on.
type conved[T Float] struct{ x, w, b, y, dy, dz []T }

// span is the rows that lie between the outer gaps; none without a sequence.
func (c *conv[T]) span() (first, rows int) { return c.l.Gap, max(0, c.l.Rows-2*c.l.Gap) }

// window returns x or a gradient like it from where the first window begins.
func (c *conv[T]) window(x []T, channels int) []T {
	return x[(c.l.Gap-c.taps/2)*channels:]
}

func (c *conv[T]) forward(v [][]T) ([]T, error) {
	y := c.y.get(c.l.Rows * c.out)
	c.given = conved[T]{x: v[0], w: v[1], b: v[2], y: y}
	_, rows := c.span()
	c.g.share(stretches(rows), c.onForward)
	clearGaps(c.l, y, c.out)
	return y, nil
}

func (c *conv[T]) forwardRows(part int, w *worker[T]) {
	first, rows := c.span()
	from, to := stretchOf(part, rows)
	x, y := c.window(c.given.x, c.in)[from*c.in:], c.given.y[(first+from)*c.out:(first+to)*c.out]
	if c.g.learns && c.weight != nil {
		w.product(false, to-from, x, c.in, &c.weight.forward, y, c.out)
	} else {
		w.multiply(false, false, to-from, c.out, c.taps*c.in, x, c.in, c.given.w, c.out, false, y, c.out)
	}
	c.g.addBias(y, c.given.b, c.floor)
}

// backward: inputs x, w, y, dy; result dx. dw and db are handed on by side.
// Gradients are zero between sequences as activations are. A rectifier's are
// written over y, which has no other reader left: each has given its part of dy.
func (c *conv[T]) backward(v [][]T) ([]T, error) {
	x, w, y, dy := v[0], v[1], v[2], v[3]
	dx, dz := c.dx.get(c.l.Rows*c.in), dy
	c.dw.get(c.taps * c.in * c.out)
	c.db.get(c.out)
	_, rows := c.span()
	if rows == 0 { // a replica that has no utterance in this step
		clear(dx)
		clear(c.dw.memory)
		clear(c.db.memory)
		return dx, nil
	}
	if c.relu {
		dz = y
	}
	c.given = conved[T]{x: x, w: w, y: y, dy: dy, dz: dz}
	c.g.scratch.left.shape(c.out, rows)
	c.g.share(stretches(rows), c.onMasked)
	if c.weight == nil && !c.first {
		c.flip(w)
	}
	c.g.share(stretches(rows)+stretches(c.taps*c.in)+1, c.onBackward)
	clearGaps(c.l, dx, c.in)
	return dx, nil
}

// maskedRows readies some rows of dz.
func (c *conv[T]) maskedRows(part int, _ *worker[T]) {
	first, rows := c.span()
	from, to := stretchOf(part, rows)
	at, end := (first+from)*c.out, (first+to)*c.out
	if c.relu {
		c.g.positive(c.given.dz[at:end], c.given.dy[at:end], c.given.y[at:end])
	}
	c.g.scratch.left.setRows(from, to-from, false, c.given.dz[at:end], c.out)
}

// backwardPart computes some rows of dx, some of dw, or db.
func (c *conv[T]) backwardPart(part int, w *worker[T]) {
	first, rows := c.span()
	given := &c.given
	if n := stretches(rows); part >= n {
		c.backwardWeight(part-n, w)
		return
	}
	if c.first {
		return
	}
	from, to := stretchOf(part, rows)
	dz, dx := c.window(given.dz, c.out)[from*c.out:], c.dx.memory[(first+from)*c.in:]
	if c.weight != nil {
		w.product(false, to-from, dz, c.out, &c.weight.backward, dx, c.in)
		return
	}
	w.multiply(false, false, to-from, c.in, c.taps*c.out, dz, c.out, c.g.scratch.flipped.memory, c.in, false, dx, c.in)
}

func (c *conv[T]) backwardWeight(part int, w *worker[T]) {
	if part == stretches(c.taps*c.in) {
		c.g.columnSums(c.db.memory, c.given.dz[:c.l.Rows*c.out])
		return
	}
	from, to := stretchOf(part, c.taps*c.in)
	w.product(true, to-from, c.window(c.given.x, c.in)[from:], c.in, &c.g.scratch.left, c.dw.memory[from*c.out:], c.out)
}

// flip lays the weight out with its taps reversed and each tap transposed,
// [taps*out][in], so that the gradient of x is a convolution as well.
func (c *conv[T]) flip(w []T) {
	f := c.g.scratch.flipped.get(len(w))
	for k := range c.taps {
		from, to := w[k*c.in*c.out:], f[(c.taps-1-k)*c.out*c.in:]
		for i := range c.in {
			for j, v := range from[i*c.out : (i+1)*c.out] {
				to[j*c.in+i] = v
			}
		}
	}
}

func (c *conv[T]) symDiff(in gorgonia.Nodes, out, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "conv'", scalar: make([]bool, 4), shape: likeFirst, do: c.backward, lent: &c.dx}
	if !c.relu {
		out = grad // y is not needed, and so need not be kept
	}
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
