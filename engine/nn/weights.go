package nn

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
)

// Weight is one matrix that training changes.
type Weight[T Float] struct {
	Name          string
	Rows, Columns int
	Data          []T // [Rows][Columns]

	place             int // among all weights
	taps              int // of the convolution it serves, 0 for none
	forward, backward operand[T]
}

// pack lays a weight out for the products of its convolution: part 0 as it is,
// part 1+k the tap k, transposed and in reversed order, so that the gradient of
// what went in is a convolution as well.
func (w *Weight[T]) pack(part int) {
	in, out := w.Rows/w.taps, w.Columns
	if part == 0 {
		w.forward.setRows(0, w.Rows, false, w.Data, out)
		return
	}
	tap := part - 1
	w.backward.setRows((w.taps-1-tap)*out, out, true, w.Data[tap*in*out:], out)
}

// Weights are the shared weights of one network, in the order of their making.
type Weights[T Float] struct {
	Seed   uint64
	list   []*Weight[T]
	byName map[string]*Weight[T]
	given  map[string]Weight[T] // nil where new weights are drawn

	packs []pack[T]
}

// pack is one part of laying weights out.
type pack[T Float] struct {
	weight *Weight[T]
	part   int
}

// pack lays out all weights of convolutions as they are now.
func (w *Weights[T]) pack() {
	w.packs = w.packs[:0]
	for _, x := range w.list {
		if x.taps == 0 {
			continue
		}
		x.forward.shape(x.Columns, x.Rows)
		x.backward.shape(x.Rows/x.taps, x.taps*x.Columns)
		for part := range 1 + x.taps {
			w.packs = append(w.packs, pack[T]{x, part})
		}
	}
	inParts(len(w.packs), func(i int) { w.packs[i].weight.pack(w.packs[i].part) })
}

// NewWeights returns no weights yet; seed decides how they will be initialised.
func NewWeights[T Float](seed uint64) *Weights[T] {
	return &Weights[T]{Seed: seed, byName: map[string]*Weight[T]{}}
}

// GivenWeights returns weights for a network that is loaded: a graph takes the
// values it asks for from given, and one that is not there, or has another
// shape, is ErrShape. Nothing is drawn, so that a description that lies about
// its sizes takes no memory.
func GivenWeights[T Float](given []Weight[T]) *Weights[T] {
	w := NewWeights[T](0)
	w.given = make(map[string]Weight[T], len(given))
	for _, x := range given {
		w.given[x.Name] = x
	}
	return w
}

// All returns the weights in a fixed order.
func (w *Weights[T]) All() []*Weight[T] { return w.list }

// Count is the number of scalars.
func (w *Weights[T]) Count() int {
	n := 0
	for _, x := range w.list {
		n += len(x.Data)
	}
	return n
}

func (w *Weights[T]) add(x *Weight[T]) {
	x.place = len(w.list)
	w.list = append(w.list, x)
	w.byName[x.Name] = x
}

// Lookup finds a weight by name.
func (w *Weights[T]) Lookup(name string) (*Weight[T], bool) {
	x, ok := w.byName[name]
	return x, ok
}

func (w *Weights[T]) get(name string, rows, columns int, init Init) (*Weight[T], error) {
	x, ok := w.byName[name]
	if !ok {
		var err error
		if x, err = w.make(name, rows, columns, init); err != nil {
			return nil, err
		}
		w.add(x)
	}
	if x.Rows != rows || x.Columns != columns {
		return nil, fmt.Errorf("%w: weight %s is [%d][%d], the graph needs [%d][%d]", ErrShape, name, x.Rows, x.Columns, rows, columns)
	}
	return x, nil
}

// make takes a weight from those that are given, or draws it.
func (w *Weights[T]) make(name string, rows, columns int, init Init) (*Weight[T], error) {
	if w.given != nil {
		x, ok := w.given[name]
		if !ok {
			return nil, fmt.Errorf("%w: weight %s is missing", ErrShape, name)
		}
		if x.Rows < 0 || x.Columns < 0 || len(x.Data) != x.Rows*x.Columns {
			return nil, fmt.Errorf("%w: weight %s has %d values for [%d][%d]", ErrShape, name, len(x.Data), x.Rows, x.Columns)
		}
		return &Weight[T]{Name: name, Rows: x.Rows, Columns: x.Columns, Data: slices.Clone(x.Data)}, nil
	}
	x := &Weight[T]{Name: name, Rows: rows, Columns: columns, Data: make([]T, rows*columns)}
	h := fnv.New64a()
	h.Write([]byte(name))
	random := rand.New(rand.NewPCG(w.Seed, h.Sum64())) // by name: the order of building changes nothing
	for i := range x.Data {
		x.Data[i] = T(init(random, i/columns))
	}
	return x, nil
}

// Init draws one value of a new weight for a row of it.
type Init func(random *rand.Rand, row int) float64

// Constant fills a weight with one value.
func Constant(v float64) Init { return func(*rand.Rand, int) float64 { return v } }

// Normal draws from a normal distribution with a standard deviation.
func Normal(deviation float64) Init {
	return func(r *rand.Rand, _ int) float64 { return r.NormFloat64() * deviation }
}

// FanIn is Normal with deviation 1/sqrt(inputs).
func FanIn(inputs int) Init { return Normal(1 / math.Sqrt(float64(inputs))) }

// ByRow draws the rows below split with one deviation and the rest with another.
func ByRow(split int, below, rest float64) Init {
	return func(r *rand.Rand, row int) float64 {
		if row < split {
			return r.NormFloat64() * below
		}
		return r.NormFloat64() * rest
	}
}
