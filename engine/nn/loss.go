package nn

import (
	"fmt"
	"math"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// LossKind is how a loss measures a difference.
type LossKind int

const (
	L1 LossKind = iota // |prediction - target|
	L2                 // (prediction - target)²
)

// Loss is a scalar of the graph and what its columns contributed.
type Loss struct {
	Node Node
	// Columns holds, after Run, the sum of |prediction - target| over the rows
	// for each column, without weights.
	Columns []float64
	// Spread is, after Run, the part that deviations have in it.
	Spread float64
}

// Loss compares prediction and target [rows][c], real rows only, as
// Σ weight[column]·kind(difference) / (Layout.Total · Σ weight), times scale.
func (g *Graph[T]) Loss(l *Layout, kind LossKind, prediction, target Node, weight []float64, scale float64) *Loss {
	return g.loss(l, kind, prediction, target, weight, scale, nil)
}

// LivelyLoss is Loss and beside it how far the standard deviations σ of columns
// within each sequence are apart: Σ length·lively[column]·(σ of prediction - σ of
// target)² / (Layout.Total · Σ lively), times heed. Least errors alone are means,
// and those move less than what they are means of.
func (g *Graph[T]) LivelyLoss(l *Layout, kind LossKind, prediction, target Node, weight []float64, scale float64, lively []float64, heed float64) *Loss {
	if heed == 0 {
		return g.Loss(l, kind, prediction, target, weight, scale)
	}
	return g.loss(l, kind, prediction, target, weight, scale, newDeviations(l, lively, heed))
}

func (g *Graph[T]) loss(l *Layout, kind LossKind, prediction, target Node, weight []float64, scale float64, lively *deviations) *Loss {
	loss := &Loss{Columns: make([]float64, len(weight))}
	if g.err != nil {
		return loss
	}
	if c := prediction.Shape()[1]; c != len(weight) || target.Shape()[1] != c {
		g.err = fmt.Errorf("%w: loss over %d columns with %d weights", ErrShape, c, len(weight))
		return loss
	}
	if lively != nil && len(lively.weight) != len(weight) {
		g.err = fmt.Errorf("%w: deviations of %d columns in a loss of %d", ErrShape, len(lively.weight), len(weight))
		return loss
	}
	x := &lossOf[T]{l: l, kind: kind, out: loss, scale: scale, d: new(buffer[T]), lively: lively}
	for _, w := range weight {
		x.weight = append(x.weight, T(w))
		x.sum += w
	}
	loss.Node = g.insert(&operation[T]{
		name: "loss", scalar: make([]bool, 2), result: true, wrt: []bool{true, false},
		shape: func([]tensor.Shape) tensor.Shape { return tensor.ScalarShape() },
		do:    x.forward, grad: x.symDiff,
	}, prediction, target)
	return loss
}

type lossOf[T Float] struct {
	l      *Layout
	kind   LossKind
	weight []T
	sum    float64
	scale  float64
	out    *Loss
	lively *deviations // nil: they do not count
	d      *buffer[T]
	value  [1]T
}

// factor is what one unit of weighted difference adds to the loss.
func (x *lossOf[T]) factor() float64 { return x.scale / (math.Max(1, float64(x.l.Total)) * x.sum) }

func (x *lossOf[T]) forward(v [][]T) ([]T, error) {
	p, t, c := v[0], v[1], len(x.weight)
	columns := x.out.Columns
	clear(columns)
	total := 0.0
	for i, first := range x.l.Offset {
		for r := first; r < first+x.l.Length[i]; r++ {
			row, want := p[r*c:(r+1)*c], t[r*c:(r+1)*c]
			for j := range columns {
				d := math.Abs(float64(row[j] - want[j]))
				columns[j] += d
				if x.kind == L2 {
					total += d * d * float64(x.weight[j])
				}
			}
		}
	}
	if x.kind == L1 {
		for j, sum := range columns {
			total += sum * float64(x.weight[j])
		}
	}
	total *= x.factor()
	if x.lively != nil {
		x.out.Spread = measure(x.lively, p, t)
		total += x.out.Spread
	}
	x.value[0] = T(total)
	return x.value[:], nil
}

// backward: inputs prediction, target, gradient of the loss; result
// dprediction, which may lie where the prediction does.
func (x *lossOf[T]) backward(v [][]T) ([]T, error) {
	p, t, c := v[0], v[1], len(x.weight)
	unit := v[2][0] * T(x.factor())
	d := x.d.get(x.l.Rows * c)
	for i, first := range x.l.Offset {
		for r := first; r < first+x.l.Length[i]; r++ {
			row := p[r*c : (r+1)*c]
			if x.lively != nil { // before d, which may lie where p does
				pull(x.lively, i, row, float64(v[2][0]))
			}
			x.slope(d[r*c:(r+1)*c], row, t[r*c:(r+1)*c], unit)
		}
	}
	clearGaps(x.l, d, c)
	return d, nil
}

// slope is the gradient of one row.
func (x *lossOf[T]) slope(out, p, t []T, unit T) {
	for j, w := range x.weight {
		d := p[j] - t[j]
		switch {
		case x.kind == L2:
			d *= 2
		case d != 0:
			d = T(math.Copysign(1, float64(d))) // without a branch to guess wrongly
		}
		out[j] = unit * w * d
	}
	if x.lively != nil {
		for j, v := range x.lively.row { // zeros where it does not count
			out[j] += T(v)
		}
	}
}

func (x *lossOf[T]) symDiff(in gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	back := &operation[T]{name: "loss'", scalar: []bool{false, false, true}, shape: likeFirst, do: x.backward, lent: &x.d, over: 1}
	d, err := back.insert(in[0], in[1], grad)
	return gorgonia.Nodes{d, nil}, err
}
