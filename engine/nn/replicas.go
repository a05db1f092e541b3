package nn

import (
	"errors"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// Replicas are graphs over the same weights that learn from parts of one batch
// at the same time.
type Replicas[T Float] struct {
	graphs  []*Graph[T]
	crew    *crew[T]
	extra   []*worker[T] // of cores that have no graph
	all     [][][]T      // gradients of each graph
	pieces  []piece
	squares []float64 // of the sum, by pieces
}

// NewReplicas returns replicas of graphs that were compiled with a loss.
func NewReplicas[T Float](graphs ...*Graph[T]) *Replicas[T] {
	r := &Replicas[T]{graphs: graphs, crew: newCrew[T](len(graphs)), all: make([][][]T, len(graphs))}
	for i, g := range graphs {
		g.crew, g.place = r.crew, i
	}
	for range cores() - len(graphs) {
		r.extra = append(r.extra, newWorker[T]())
	}
	return r
}

// cores is how many goroutines can compute at once; a program may ask for more
// turns than there are cores.
func cores() int { return min(runtime.NumCPU(), runtime.GOMAXPROCS(0)) }

// Gradients runs the graphs at the same time and sums their gradients in the
// order of the graphs into the first one's memory: one slice a weight. It also
// returns the norm of them all, which is not finite where one of them is not.
// Each graph is readied by ready, on the goroutine that runs it.
//
// Given layouts whose Total counts the whole batch, the sum is the gradient of
// the batch. The number of graphs decides the order of additions and with it
// the last bits; the number of cores does not, although those that have nothing
// else to do take parts of a graph's operations.
func (r *Replicas[T]) Gradients(ready func(i int) error) (gradients [][]T, norm float64, err error) {
	r.graphs[0].weights.pack()
	if err := r.run(ready); err != nil {
		return nil, 0, err
	}
	for i, g := range r.graphs {
		if r.all[i], err = g.gradients(r.all[i]); err != nil {
			return nil, 0, err
		}
	}
	if r.pieces == nil {
		r.pieces = piecesOf(r.all[0])
		r.squares = make([]float64, len(r.pieces))
	}
	inParts(len(r.pieces), r.sum)
	for _, s := range r.squares {
		norm += s
	}
	return r.all[0], math.Sqrt(norm), nil
}

// run runs all graphs and waits for them.
func (r *Replicas[T]) run(ready func(i int) error) error {
	errs := make([]error, len(r.graphs))
	var wait sync.WaitGroup
	r.crew.begin(len(r.graphs))
	for i, g := range r.graphs {
		wait.Go(func() {
			if ready != nil {
				errs[i] = ready(i)
			}
			if errs[i] == nil {
				errs[i] = g.run()
			}
			r.crew.end()
			r.crew.help(g.own)
		})
	}
	for _, w := range r.extra {
		wait.Go(func() { r.crew.help(w) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// sum adds one piece of the gradients of all graphs.
func (r *Replicas[T]) sum(k int) {
	p, a := r.pieces[k], r.graphs[0].arithmetic
	sum := r.all[0][p.slice][p.from:p.to]
	for _, other := range r.all[1:] {
		a.add(sum, sum, other[p.slice][p.from:p.to])
	}
	r.squares[k] = a.squareSum(sum)
}

// piece is a stretch of one of several slices.
type piece struct{ slice, from, to int }

// longest is how long a piece may be: some ten microseconds of work.
const longest = 1 << 14

// piecesOf cuts slices into pieces of which goroutines take one after another.
func piecesOf[T Float](slices [][]T) []piece {
	var out []piece
	for i, s := range slices {
		for from := 0; from < len(s); from += longest {
			out = append(out, piece{i, from, min(from+longest, len(s))})
		}
	}
	return out
}

// inParts calls do for every index below n, on all cores; results do not depend
// on how many there are, because each index is one goroutine's.
func inParts(n int, do func(i int)) {
	var wait sync.WaitGroup
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i)
		}
	}
	for range min(cores(), n) - 1 {
		wait.Go(work)
	}
	work()
	wait.Wait()
}
