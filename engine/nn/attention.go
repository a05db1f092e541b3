package nn

import (
	"fmt"
	"math"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// Attention is scaled dot-product self-attention of several heads within each
// sequence (arXiv 1706.03762).
//
//	qkv [rows][3*d]: queries, keys and values side by side -> [rows][d]
func (g *Graph[T]) Attention(l *Layout, qkv Node, heads int) Node {
	if g.err != nil {
		return nil
	}
	d := qkv.Shape()[1] / 3
	if d*3 != qkv.Shape()[1] || d%heads != 0 {
		g.err = fmt.Errorf("%w: attention of %d heads over %d channels", ErrShape, heads, qkv.Shape()[1])
		return nil
	}
	a := &attention[T]{g: g, l: l, d: d, heads: heads, width: d / heads, scale: T(1 / math.Sqrt(float64(d/heads))), y: new(buffer[T]), dqkv: new(buffer[T])}
	a.onForward, a.onScores, a.onBackward = a.forwardRows, a.scoresRows, a.backwardRows
	return g.insert(&operation[T]{
		name: "attention", scalar: make([]bool, 1), wrt: []bool{true},
		shape: func(s []tensor.Shape) tensor.Shape { return tensor.Shape{s[0][0], d} },
		do:    a.forward, grad: a.symDiff, lent: &a.y,
	}, qkv)
}

type attention[T Float] struct {
	g               *Graph[T]
	l               *Layout
	d, heads, width int
	scale           T
	share           buffer[T] // an [n][step] for each sequence and head: how much a row looks at each other row
	y, dqkv         *buffer[T]

	given      head[T]
	onForward  func(part int, w *worker[T])
	onScores   func(part int, w *worker[T])
	onBackward func(part int, w *worker[T])
}

// head is one head of one sequence: n rows of each matrix from where it begins.
// Rows of q, k and v are 3*d apart, rows of y d.
type head[T Float] struct {
	n, step    int // rows; elements from one row of shares to the next
	q, k, v    []T
	p          []T // shares
	y, dy      []T
	dq, dk, dv []T
}

// stepOf is a row of shares: it begins where a vector may.
func stepOf(n int) int { return (n + 15) / 16 * 16 }

// squares is the room that the shares of a batch need. They lie behind one
// another: a buffer for each sequence would grow to the longest ever seen in
// its place, and all of them together to many times the largest batch. What is
// not differentiated need not be kept: a long phrase is spoken in the memory of
// one head.
func (a *attention[T]) squares() int {
	sum, most := 0, 0
	for _, n := range a.l.Length {
		sum += a.heads * n * stepOf(n)
		most = max(most, n*stepOf(n))
	}
	if a.g.learns {
		return sum
	}
	return most
}

// next takes the shares of one head off those that are left.
func (a *attention[T]) next(left *[]T, n int) []T {
	p := (*left)[:n*stepOf(n)]
	if a.g.learns {
		*left = (*left)[n*stepOf(n):]
	}
	return p
}

// at sets the head h of a sequence of n rows from row first on.
func (a *attention[T]) at(first, n, h int, qkv, p []T) {
	q := qkv[first*3*a.d+h*a.width:]
	a.given = head[T]{n: n, step: stepOf(n), q: q, k: q[a.d:], v: q[2*a.d:], p: p}
}

func (a *attention[T]) forward(v [][]T) ([]T, error) {
	qkv, d := v[0], a.d
	y, left := a.y.get(a.l.Rows*d), a.share.get(a.squares())
	for i, first := range a.l.Offset {
		n := a.l.Length[i]
		for h := range a.heads {
			a.at(first, n, h, qkv, a.next(&left, n))
			a.given.y = y[first*d+h*a.width:]
			a.g.scratch.keys.set(n, a.width, true, a.given.k, 3*d)
			a.g.scratch.values.set(a.width, n, false, a.given.v, 3*d)
			a.g.share(stretches(n), a.onForward)
		}
	}
	clearGaps(a.l, y, d)
	return y, nil
}

func (a *attention[T]) forwardRows(part int, w *worker[T]) {
	h := &a.given
	from, to := stretchOf(part, h.n)
	p := h.p[from*h.step : to*h.step]
	w.product(false, to-from, h.q[from*3*a.d:], 3*a.d, &a.g.scratch.keys, p, h.step)
	for t := range to - from {
		a.g.softmax(p[t*h.step:t*h.step+h.n], a.scale)
	}
	w.product(false, to-from, p, h.step, &a.g.scratch.values, h.y[from*a.d:], a.d)
}

// backward: inputs qkv, dy; result dqkv, which may lie where qkv does: what is
// read of a head is laid out before anything of it is written.
func (a *attention[T]) backward(v [][]T) ([]T, error) {
	qkv, dy, d, s := v[0], v[1], a.d, &a.g.scratch
	dqkv, left := a.dqkv.get(a.l.Rows*3*d), a.share.memory
	for i, first := range a.l.Offset {
		n := a.l.Length[i]
		for h := range a.heads {
			a.at(first, n, h, qkv, a.next(&left, n))
			x := &a.given
			x.dq, x.dy = dqkv[first*3*d+h*a.width:], dy[first*d+h*a.width:]
			x.dk, x.dv = x.dq[d:], x.dq[2*d:]
			s.scores.get(n * x.step)
			s.values.set(n, a.width, true, x.v, 3*d)
			s.keys.set(a.width, n, false, x.k, 3*d)
			s.queries.set(a.width, n, false, x.q, 3*d)
			s.shares.set(a.width, n, false, x.dy, d)
			a.g.share(stretches(n), a.onScores)
			a.g.share(2*stretches(n), a.onBackward)
		}
	}
	clearGaps(a.l, dqkv, 3*d)
	return dqkv, nil
}

// scoresRows computes the gradient of some rows of scores and of their queries.
func (a *attention[T]) scoresRows(part int, w *worker[T]) {
	h, s := &a.given, &a.g.scratch
	from, to := stretchOf(part, h.n)
	ds := s.scores.memory[from*h.step : to*h.step]
	w.product(false, to-from, h.dy[from*a.d:], a.d, &s.values, ds, h.step)
	for t := range to - from {
		a.g.softmaxGradient(ds[t*h.step:t*h.step+h.n], h.p[(from+t)*h.step:(from+t)*h.step+h.n], a.scale)
	}
	w.product(false, to-from, ds, h.step, &s.keys, h.dq[from*3*a.d:], 3*a.d)
}

// backwardRows computes some rows of dv or of dk.
func (a *attention[T]) backwardRows(part int, w *worker[T]) {
	h, s := &a.given, &a.g.scratch
	parts := stretches(h.n)
	from, to := stretchOf(part%parts, h.n)
	if part < parts {
		w.product(true, to-from, h.p[from:], h.step, &s.shares, h.dv[from*3*a.d:], 3*a.d)
		return
	}
	w.product(true, to-from, s.scores.memory[from:], h.step, &s.queries, h.dk[from*3*a.d:], 3*a.d)
}

func (a *attention[T]) symDiff(in gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "attention'", scalar: make([]bool, 2), shape: likeFirst, do: a.backward, lent: &a.dqkv, over: 1}
	dqkv, err := back.insert(in[0], grad)
	return gorgonia.Nodes{dqkv}, err
}
