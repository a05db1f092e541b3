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
	a := &attention[T]{g: g, l: l, d: d, heads: heads, width: d / heads, scale: T(1 / math.Sqrt(float64(d/heads)))}
	return g.insert(&operation[T]{
		name: "attention", scalar: make([]bool, 1), wrt: []bool{true},
		shape: func(s []tensor.Shape) tensor.Shape { return tensor.Shape{s[0][0], d} },
		do:    a.forward, grad: a.symDiff,
	}, qkv)
}

type attention[T Float] struct {
	g               *Graph[T]
	l               *Layout
	d, heads, width int
	scale           T
	share           buffer[T] // an [n][n] for each sequence and head: how much a row looks at each other row
	y, dqkv         buffer[T]
}

// squares is the room that the shares of a batch need. They lie behind one
// another: a buffer for each sequence would grow to the longest ever seen in
// its place, and all of them together to many times the largest batch. What is
// not differentiated need not be kept: a long phrase is spoken in the memory of
// one head.
func (a *attention[T]) squares() int {
	sum, most := 0, 0
	for _, n := range a.l.Length {
		sum += a.heads * n * n
		most = max(most, n*n)
	}
	if a.g.learns {
		return sum
	}
	return most
}

// next takes the shares of one head off those that are left.
func (a *attention[T]) next(left *[]T, n int) []T {
	p := (*left)[:n*n]
	if a.g.learns {
		*left = (*left)[n*n:]
	}
	return p
}

func (a *attention[T]) forward(v []gorgonia.Value) (gorgonia.Value, error) {
	qkv, d := data[T](v[0]), a.d
	y, left := a.y.get(a.l.Rows*d), a.share.get(a.squares())
	for i, first := range a.l.Offset {
		n := a.l.Length[i]
		for h := range a.heads {
			q := qkv[first*3*d+h*a.width:]
			p := a.next(&left, n)
			a.g.multiply(false, true, n, n, a.width, q, 3*d, q[d:], 3*d, false, p, n)
			for t := range n {
				softmax(p[t*n:(t+1)*n], a.scale, a.g.exp)
			}
			a.g.multiply(false, false, n, a.width, n, p, n, q[2*d:], 3*d, false, y[first*d+h*a.width:], d)
		}
	}
	clearGaps(a.l, y, d)
	return matrix(y, a.l.Rows, d), nil
}

// softmax makes a row of scores positive with sum 1, in place.
func softmax[T Float](row []T, scale T, exp func([]T, T, T) T) {
	if len(row) == 0 {
		return
	}
	top := row[0]
	for _, v := range row {
		top = max(top, v)
	}
	inverse := 1 / exp(row, top, scale)
	for j := range row {
		row[j] *= inverse
	}
}

// backward: inputs qkv, dy; result dqkv.
func (a *attention[T]) backward(v []gorgonia.Value) (gorgonia.Value, error) {
	qkv, dy, d := data[T](v[0]), data[T](v[1]), a.d
	dqkv, left := a.dqkv.get(a.l.Rows*3*d), a.share.memory
	for i, first := range a.l.Offset {
		n := a.l.Length[i]
		for h := range a.heads {
			at := first*3*d + h*a.width
			q, dq, out := qkv[at:], dqkv[at:], dy[first*d+h*a.width:]
			p, ds := a.next(&left, n), a.g.scratch.scores.get(n*n)
			a.g.multiply(true, false, n, a.width, n, p, n, out, d, false, dq[2*d:], 3*d)
			a.g.multiply(false, true, n, n, a.width, out, d, q[2*d:], 3*d, false, ds, n)
			for t := range n {
				softmaxGradient(ds[t*n:(t+1)*n], p[t*n:(t+1)*n], a.scale)
			}
			a.g.multiply(false, false, n, a.width, n, ds, n, q[d:], 3*d, false, dq, 3*d)
			a.g.multiply(true, false, n, a.width, n, ds, n, q, 3*d, false, dq[d:], 3*d)
		}
	}
	clearGaps(a.l, dqkv, 3*d)
	return matrix(dqkv, a.l.Rows, 3*d), nil
}

// softmaxGradient turns the gradient of the shares p into that of the scores.
func softmaxGradient[T Float](dp, p []T, scale T) {
	var dot T
	for j, v := range dp {
		dot += v * p[j]
	}
	for j, v := range dp {
		dp[j] = p[j] * (v - dot) * scale
	}
}

func (a *attention[T]) symDiff(in gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "attention'", scalar: make([]bool, 2), shape: likeFirst, do: a.backward}
	dqkv, err := back.insert(in[0], grad)
	return gorgonia.Nodes{dqkv}, err
}

// expSum64 replaces each value v by exp((v-shift)*scale) and returns their sum.
func expSum64(row []float64, shift, scale float64) float64 {
	sum := 0.0
	for j, v := range row {
		e := math.Exp((v - shift) * scale)
		row[j] = e
		sum += e
	}
	return sum
}

// expSum32 is expSum64 in single precision for arguments at or below zero, with
// a relative error below 3e-7: range reduction by ln 2 in two parts and the
// minimax polynomial of Cephes' expf.
func expSum32(row []float32, shift, scale float32) float32 {
	var sum float32
	for j, v := range row {
		x := max((v-shift)*scale, -87)
		k := float32(int32(x*1.44269504 - 0.5))
		f := x - k*0.693359375 + k*2.12194440e-4
		p := ((((1.9875691500e-4*f+1.3981999507e-3)*f+8.3334519073e-3)*f+4.1665795894e-2)*f+1.6666665459e-1)*f + 5.0000001201e-1
		e := (p*f*f + f + 1) * math.Float32frombits(uint32(int32(k)+127)<<23)
		row[j] = e
		sum += e
	}
	return sum
}
