package nn

import (
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"testing"
)

// Whoever is idle takes parts, each part is done once, and share returns when
// all of them are done.
func TestACrewDoesEachPartOnce(t *testing.T) {
	c := newCrew[float32](2)
	c.begin(2)
	var wait sync.WaitGroup
	own := []*worker[float32]{newWorker[float32](), newWorker[float32]()}
	for i := range 2 {
		wait.Go(func() {
			for round := range 200 {
				done := make([]atomic.Int64, round%7+1)
				c.share(i, len(done), own[i], func(part int, _ *worker[float32]) { done[part].Add(1) })
				for part := range done {
					if n := done[part].Load(); n != 1 {
						t.Errorf("part %d of %d was done %d times", part, len(done), n)
					}
				}
			}
			c.end()
			c.help(own[i])
		})
	}
	for range 3 {
		w := newWorker[float32]()
		wait.Go(func() { c.help(w) })
	}
	wait.Wait()
}

// Two parts that wait for each other are done only if somebody else takes one.
func TestAnIdleGoroutineTakesAPart(t *testing.T) {
	c := newCrew[float32](1)
	c.begin(1)
	var wait sync.WaitGroup
	wait.Go(func() { c.help(newWorker[float32]()) })
	meet := make(chan int)
	c.share(0, 2, newWorker[float32](), func(part int, _ *worker[float32]) {
		if part == 0 {
			meet <- part
		} else {
			<-meet
		}
	})
	c.end()
	wait.Wait()
}

func TestAPanicInAPartReachesWhoShares(t *testing.T) {
	c := newCrew[float64](1)
	c.begin(1)
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() { c.help(newWorker[float64]()) })
	}
	for round := range 50 {
		got := try(func() {
			c.share(0, 8, newWorker[float64](), func(part int, _ *worker[float64]) {
				if part == round%8 {
					panic("broken")
				}
			})
		})
		if got != "broken" {
			t.Fatalf("round %d: recovered %v", round, got)
		}
	}
	c.end()
	wait.Wait()
}

// long is a learner whose sequences have many stretches, one replica far more
// than the other, with so many idle goroutines beside them.
func long(t *testing.T, idle int) *learner {
	t.Helper()
	n := newLearnerOf(t, 600, []int{300, 150}, []int{130})
	n.replicas.extra = nil
	for range idle {
		n.replicas.extra = append(n.replicas.extra, newWorker[float32]())
	}
	return n
}

func TestIdleGoroutinesChangeNoBit(t *testing.T) {
	var first *learner
	for _, idle := range []int{0, 1, 5} {
		n := long(t, idle)
		a := NewAdam()
		a.LearningRate = 1e-2
		n.learn(t, a, 3)
		if first == nil {
			first = n
		}
		sameWeights(t, first.weights, n.weights)
	}
}

// The gradients of packed weights, in parts, in single precision agree with
// those of whole ones in double precision.
func TestSinglePrecisionAgreesWithDouble(t *testing.T) {
	l := NewLayout(2, 400)
	if err := l.Set([]int{230, 1, 120}); err != nil {
		t.Fatal(err)
	}
	w32, w64 := NewWeights[float32](3), NewWeights[float64](3)
	a, b := gradientsOf(t, w32, l), gradientsOf(t, w64, l)
	for i, w := range w64.All() {
		largest, worst := 0.0, 0.0
		for j, v := range b[i] {
			largest = max(largest, math.Abs(v))
			worst = max(worst, math.Abs(v-float64(a[i][j])))
		}
		if largest == 0 || worst > 1e-4*largest {
			t.Errorf("%s: off by %g, largest %g", w.Name, worst, largest)
		}
	}
}

func gradientsOf[T Float](t *testing.T, weights *Weights[T], l *Layout) [][]T {
	t.Helper()
	g := NewGraph(weights)
	t.Cleanup(func() { g.Close() })
	g.Training = true
	x, memory := g.Input("x", l.Capacity, 32)
	for j := range memory {
		memory[j] = T(float32(math.Sin(float64(j) * 0.7)))
	}
	clearGaps(l, memory, 32)
	h := Node(x)
	for i := range 2 {
		name := func(part string) string { return fmt.Sprint(part, i) }
		conv := func(part string, x Node, in, out, taps int, relu bool) Node {
			return g.Conv(l, x, g.Weight(name(part)+".w", taps*in, out, FanIn(taps*in)), g.Weight(name(part)+".b", 1, out, Normal(0.1)), taps, relu)
		}
		h = g.AddNorm(l, h, conv("o", g.Attention(l, conv("qkv", h, 32, 96, 1, false), 2), 32, 32, 1, false),
			g.Weight(name("gain"), 1, 32, Constant(1)), g.Weight(name("offset"), 1, 32, Normal(0.1)), 0.1)
		h = conv("c2", conv("c1", h, 32, 40, 5, true), 40, 32, 3, false)
	}
	target, _ := g.Input("target", l.Capacity, 32)
	weight := make([]float64, 32)
	for j := range weight {
		weight[j] = 1
	}
	if err := g.Compile(g.Loss(l, L2, h, target, weight, 1).Node); err != nil {
		t.Fatal(err)
	}
	if err := g.Run(); err != nil {
		t.Fatal(err)
	}
	out, err := g.Gradients()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAWeightOfTwoKindsOfConvolutionIsRefused(t *testing.T) {
	g := NewGraph(NewWeights[float32](1))
	l := NewLayout(2, 20)
	x, _ := g.Input("x", 20, 3)
	y, _ := g.Input("y", 20, 9)
	w, b := g.Weight("w", 9, 4, Constant(0)), g.Weight("b", 1, 4, Constant(0))
	g.Conv(l, x, w, b, 3, false)
	g.Conv(l, y, w, b, 1, false)
	if err := g.Compile(nil); !errors.Is(err, ErrShape) {
		t.Errorf("error %v, want ErrShape", err)
	}
}
