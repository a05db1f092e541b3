// Package nn builds neural networks on gorgonia's expression graph: its
// symbolic differentiation, its tape machine and its Solver interface, with
// fused operations for what a speech network needs. Batches are ragged: every
// activation is a matrix [rows][channels] in which utterances lie one after
// another with a few zero rows between them (see Layout), so nothing is
// computed for padding. It is the only package that imports gorgonia.
package nn

import (
	"errors"
	"fmt"

	"avagar/engine/gemm"

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
	vm      gorgonia.VM
	err     error
	learns  bool // a loss was given to Compile

	multiply func(transA, transB bool, m, n, k int, a []T, lda int, b []T, ldb int, accumulate bool, c []T, ldc int)
	exp      func(row []T, shift, scale T) T
	scratch  scratch[T]
	// Random is the stream of dropout; Training switches dropout on.
	Random   Stream
	Training bool
}

// scratch is memory that an operation needs only while it runs. Operations of a
// graph run one after another, so they share it.
type scratch[T Float] struct{ dz, flipped, scores buffer[T] }

// NewGraph returns an empty graph over shared weights. Several graphs may share
// them as long as nobody changes the weights while one of them runs.
func NewGraph[T Float](w *Weights[T]) *Graph[T] {
	g := &Graph[T]{g: gorgonia.NewGraph(), weights: w}
	workspace := new(gemm.Workspace)
	switch p := any(g).(type) {
	case *Graph[float32]:
		p.multiply, p.exp = workspace.Sgemm, expSum32
	case *Graph[float64]:
		p.multiply, p.exp = gemm.Dgemm, expSum64
	}
	return g
}

func dtype[T Float]() tensor.Dtype {
	var zero T
	if _, ok := any(zero).(float32); ok {
		return tensor.Float32
	}
	return tensor.Float64
}

func matrix[T Float](data []T, rows, columns int) *tensor.Dense {
	return tensor.New(tensor.WithShape(rows, columns), tensor.WithBacking(data))
}

func data[T Float](v gorgonia.Value) []T { return v.Data().([]T) }

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
	g.vm = gorgonia.NewTapeMachine(g.g)
	return nil
}

// Run computes every node for the inputs and layouts as they are now.
func (g *Graph[T]) Run() error {
	err := g.vm.RunAll()
	g.vm.Reset()
	// gorgonia's own wrapper hides its cause from errors.Is.
	if wrapped, ok := err.(interface{ Err() error }); ok {
		err = wrapped.Err()
	}
	if err != nil {
		return fmt.Errorf("nn: run graph: %w", err)
	}
	return nil
}

// Close frees the graph; nothing may be asked of it afterwards. Operations
// point to their graph, and gorgonia gives its machine a finalizer: while the
// graph pointed to the machine, no garbage collection could free that circle.
func (g *Graph[T]) Close() error {
	if g.vm == nil {
		return nil
	}
	err := g.vm.Close()
	g.vm = nil
	return err
}

// Values returns the rows that the last Run computed for a node. They are
// overwritten by the next Run.
func (g *Graph[T]) Values(n Node) []T { return data[T](n.Value()) }

// Scalar returns the value of a scalar node after Run.
func (g *Graph[T]) Scalar(n Node) float64 {
	switch v := n.Value().Data().(type) {
	case float32:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

// Gradients returns the gradient of every weight after Run, in the order of
// Weights.All; nil for a weight that this graph does not use.
func (g *Graph[T]) Gradients() ([][]T, error) {
	byName := make(map[string][]T, len(g.nodes))
	for i, n := range g.nodes {
		v, err := n.Grad()
		if err != nil || v == nil {
			return nil, fmt.Errorf("nn: gradient of %s: %w", g.used[i].Name, errors.Join(err, ErrShape))
		}
		byName[g.used[i].Name] = data[T](v)
	}
	all := g.weights.All()
	out := make([][]T, len(all))
	for i, w := range all {
		out[i] = byName[w.Name]
	}
	return out, nil
}
