package nn

import (
	"fmt"
	"hash"
	"hash/fnv"
	"sync/atomic"

	"github.com/chewxy/hm"
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// operation is a fused gorgonia operation. Its buffers belong to it and are
// reused by every run, so a steady state allocates no numbers.
type operation[T Float] struct {
	name   string
	id     int64 // unique: gorgonia merges operations whose hashes are equal
	scalar []bool
	result bool // a scalar comes out
	shape  func(in []tensor.Shape) tensor.Shape
	wrt    []bool
	do     func(in [][]T) ([]T, error)
	grad   func(in gorgonia.Nodes, out, grad *gorgonia.Node) (gorgonia.Nodes, error)
	lent   **buffer[T] // where the result lies, for others to use once nobody reads it any more; nil if it stays
	over   int         // 1 + the input in whose memory the result may lie, should nobody else read it; 0 for none
}

var lastID atomic.Int64

func typeOf[T Float](scalar bool) hm.Type {
	if scalar {
		return dtype[T]()
	}
	return gorgonia.TensorType{Dims: 2, Of: dtype[T]()}
}

func (o *operation[T]) Arity() int { return len(o.scalar) }

func (o *operation[T]) Type() hm.Type {
	types := make([]hm.Type, 0, len(o.scalar)+1)
	for _, s := range o.scalar {
		types = append(types, typeOf[T](s))
	}
	return hm.NewFnType(append(types, typeOf[T](o.result))...)
}

func (o *operation[T]) InferShape(sizers ...gorgonia.DimSizer) (tensor.Shape, error) {
	shapes, err := gorgonia.DimSizersToShapes(sizers)
	if err != nil {
		return nil, err
	}
	return o.shape(shapes), nil
}

// Do is what a machine of gorgonia would call; ours calls do.
func (o *operation[T]) Do(...gorgonia.Value) (gorgonia.Value, error) {
	return nil, fmt.Errorf("nn: %s runs in a machine of this package alone", o.name)
}

func (o *operation[T]) ReturnsPtr() bool      { return false }
func (o *operation[T]) CallsExtern() bool     { return false }
func (o *operation[T]) OverwritesInput() int  { return -1 }
func (o *operation[T]) WriteHash(h hash.Hash) { fmt.Fprintf(h, "%s#%d", o.name, o.id) }
func (o *operation[T]) String() string        { return fmt.Sprintf("%s#%d", o.name, o.id) }
func (o *operation[T]) DiffWRT(int) []bool    { return o.wrt }

func (o *operation[T]) Hashcode() uint32 {
	h := fnv.New32a()
	o.WriteHash(h)
	return h.Sum32()
}

func (o *operation[T]) SymDiff(in gorgonia.Nodes, out, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	return o.grad(in, out, grad)
}

// insert puts the operation into the graph. gorgonia merges nodes by a 32-bit
// hash; should two of ours ever collide, another id is tried.
func (o *operation[T]) insert(in ...*gorgonia.Node) (*gorgonia.Node, error) {
	for range 8 {
		o.id = lastID.Add(1)
		n, err := gorgonia.ApplyOp(o, in...)
		if err != nil {
			return nil, fmt.Errorf("nn: add %s: %w", o.name, err)
		}
		if n.Op() == gorgonia.Op(o) {
			return n, nil
		}
	}
	return nil, fmt.Errorf("nn: add %s: every hash is taken", o.name)
}

func (g *Graph[T]) insert(o *operation[T], in ...*gorgonia.Node) Node {
	if g.err != nil {
		return nil
	}
	n, err := o.insert(in...)
	if err != nil {
		g.err = err
	}
	return n
}

// side hands on a further result of a backward operation that has run.
func side[T Float](name string, after *gorgonia.Node, like *gorgonia.Node, result func() []T) (*gorgonia.Node, error) {
	shape := like.Shape()
	o := &operation[T]{name: name, scalar: []bool{false}, shape: func([]tensor.Shape) tensor.Shape { return shape }}
	o.do = func([][]T) ([]T, error) { return result(), nil }
	return o.insert(after)
}

// likeFirst is the shape of an operation whose result has its first input's shape.
func likeFirst(in []tensor.Shape) tensor.Shape { return in[0] }

// buffer is memory that grows to the largest batch and stays.
type buffer[T Float] struct{ memory []T }

func (b *buffer[T]) get(n int) []T {
	if cap(b.memory) < n {
		b.memory = make([]T, n)
	}
	b.memory = b.memory[:n]
	return b.memory
}

func (b *buffer[T]) zero(n int) []T {
	x := b.get(n)
	clear(x)
	return x
}
