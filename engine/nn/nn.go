// Package nn builds neural networks on gorgonia's expression graph: its
// symbolic differentiation and its interfaces of machines and solvers, with
// fused operations for what a speech network needs. Batches are ragged: every
// activation is a matrix [rows][channels] in which utterances lie one after
// another with a few zero rows between them (see Layout), so nothing is
// computed for padding. It is the only package that imports gorgonia.
package nn

import (
	"errors"
	"fmt"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// Float is what a network computes in: float32 to train and to speak, float64
// to check gradients against finite differences.
type Float interface{ float32 | float64 }

// Node is one matrix of the graph.
type Node = *gorgonia.Node

var (
	// ErrPanic says that an operation of the graph panicked while it ran.
	ErrPanic = errors.New("nn: an operation failed")
	// ErrShape says that a weight or an input has another shape than the graph needs.
	ErrShape = errors.New("nn: shapes do not fit")
)

// Graph is one network over one batch at a time. Building methods remember the
// first error, which Compile returns, so that a network reads as a formula.
type Graph[T Float] struct {
	g       *gorgonia.ExprGraph
	weights *Weights[T]
	used    []*Weight[T]
	nodes   gorgonia.Nodes // of used
	machine *machine[T]
	err     error
	learns  bool // a loss was given to Compile

	*arithmetic[T]
	own     *worker[T]
	crew    *crew[T] // nil while the graph runs alone
	place   int      // in the crew
	scratch scratch[T]
	// Random is the stream of dropout; Training switches dropout on.
	Random   Stream
	Training bool
}

// scratch is memory that an operation needs only while it runs. Operations of a
// graph run one after another, so they share it.
type scratch[T Float] struct {
	flipped, scores buffer[T]
	left            operand[T] // of what a product sums over rows
	keys, values    operand[T]
	queries, shares operand[T]
}

// NewGraph returns an empty graph over shared weights. Several graphs may share
// them as long as nobody changes the weights while one of them runs.
func NewGraph[T Float](w *Weights[T]) *Graph[T] {
	return &Graph[T]{g: gorgonia.NewGraph(), weights: w, arithmetic: arithmeticOf[T](), own: newWorker[T]()}
}

// single is the precision that trains and speaks.
var single = tensor.Float32

func dtype[T Float]() tensor.Dtype {
	var zero T
	if _, ok := any(zero).(float32); ok {
		return single
	}
	return tensor.Float64
}

// share does all parts of an operation, which write to different memory, with
// the help of goroutines that have nothing to do.
func (g *Graph[T]) share(parts int, do func(part int, w *worker[T])) {
	if g.crew != nil && parts > 1 {
		g.crew.share(g.place, parts, g.own, do)
		return
	}
	for i := range parts {
		do(i, g.own)
	}
}

// stretch is how many rows a part of an operation has: whole tiles of every
// kernel of products, and well under a millisecond of work.
const stretch = 112

// stretches is the number of parts that rows make.
func stretches(rows int) int { return (rows + stretch - 1) / stretch }

// stretchOf is the rows of one part.
func stretchOf(part, rows int) (from, to int) {
	return part * stretch, min((part+1)*stretch, rows)
}

func matrix[T Float](data []T, rows, columns int) *tensor.Dense {
	return tensor.New(tensor.WithShape(rows, columns), tensor.WithBacking(data))
}

// Weight returns the named matrix [rows][columns] of the shared weights,
// made by init when it does not exist yet.
func (g *Graph[T]) Weight(name string, rows, columns int, init Init) Node {
	if g.err != nil {
		return nil
	}
	w, err := g.weights.get(name, rows, columns, init)
	if err != nil {
		g.err = err
		return nil
	}
	n := gorgonia.NewMatrix(g.g, dtype[T](), gorgonia.WithShape(rows, columns),
		gorgonia.WithName(name), gorgonia.WithValue(matrix(w.Data, rows, columns)))
	g.used, g.nodes = append(g.used, w), append(g.nodes, n)
	return n
}

// weightOf returns the weight behind a node, nil for a node that is none.
func (g *Graph[T]) weightOf(n Node) *Weight[T] {
	for i, w := range g.nodes {
		if w == n {
			return g.used[i]
		}
	}
	return nil
}

// Input returns a matrix that the caller fills before Run, and its memory,
// [capacity][columns].
func (g *Graph[T]) Input(name string, capacity, columns int) (Node, []T) {
	if g.err != nil {
		return nil, nil
	}
	memory := make([]T, capacity*columns)
	n := gorgonia.NewMatrix(g.g, dtype[T](), gorgonia.WithShape(capacity, columns),
		gorgonia.WithName(name), gorgonia.WithValue(matrix(memory, capacity, columns)))
	return n, memory
}

// Add is the sum of scalars, such as the parts of a loss.
func (g *Graph[T]) Add(terms ...Node) Node {
	if g.err != nil {
		return nil
	}
	sum := terms[0]
	for _, t := range terms[1:] {
		if sum, g.err = gorgonia.Add(sum, t); g.err != nil {
			return nil
		}
	}
	return sum
}

// Compile readies the graph for Run. With a loss, Run computes the gradient of
// that loss for every weight as well.
func (g *Graph[T]) Compile(loss Node) error {
	if g.err != nil {
		return fmt.Errorf("nn: build graph: %w", g.err)
	}
	g.learns = loss != nil
	if g.learns {
		if _, err := gorgonia.Grad(loss, g.nodes...); err != nil {
			return fmt.Errorf("nn: differentiate: %w", err)
		}
	}
	var err error
	if g.machine, err = newMachine(g.g, g.add, g.learns); err != nil {
		return err
	}
	return nil
}

// Run computes every node for the inputs and layouts as they are now.
func (g *Graph[T]) Run() error {
	if g.learns {
		g.weights.pack()
	}
	return g.run()
}

// run is Run with weights that are packed.
func (g *Graph[T]) run() error {
	if err := g.machine.RunAll(); err != nil {
		return fmt.Errorf("nn: run graph: %w", err)
	}
	return nil
}

// Close frees the graph; nothing may be asked of it afterwards.
func (g *Graph[T]) Close() error {
	if g.machine == nil {
		return nil
	}
	err := g.machine.Close()
	g.machine = nil
	return err
}

// Values returns the rows that the last Run computed for a node. They are
// overwritten by the next Run, and in a graph that was compiled with a loss by
// that Run itself unless the node is a scalar.
func (g *Graph[T]) Values(n Node) []T { return g.machine.of(n) }

// Scalar returns the value of a scalar node after Run.
func (g *Graph[T]) Scalar(n Node) float64 { return float64(g.machine.of(n)[0]) }

// Gradients returns the gradient of every weight after Run, in the order of
// Weights.All; nil for a weight that this graph does not use.
func (g *Graph[T]) Gradients() ([][]T, error) { return g.gradients(nil) }

// gradients is Gradients in memory that an earlier call returned.
func (g *Graph[T]) gradients(out [][]T) ([][]T, error) {
	all := g.weights.All()
	if len(out) != len(all) {
		out = make([][]T, len(all))
	}
	for i, n := range g.nodes {
		v := g.machine.of(n.Deriv())
		if v == nil {
			return nil, fmt.Errorf("nn: gradient of %s: %w", g.used[i].Name, ErrShape)
		}
		out[g.used[i].place] = v
	}
	return out, nil
}
