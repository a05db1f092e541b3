package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// network builds a graph over weights and returns a loss; the gradients of
// every weight are then compared with finite differences.
type network func(g *Graph[float64]) Node

const (
	difference = 1e-5
	tolerance  = 1e-6
)

// checkGradients compares the gradient of each weight with central differences.
func checkGradients(t *testing.T, build network) {
	t.Helper()
	weights := NewWeights[float64](7)
	g := NewGraph(weights)
	loss := build(g)
	if err := g.Compile(loss); err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	run := func() float64 {
		t.Helper()
		if err := g.Run(); err != nil {
			t.Fatal(err)
		}
		return g.Scalar(loss)
	}
	first := run()
	gradients, err := g.Gradients()
	if err != nil {
		t.Fatal(err)
	}
	copies := make([][]float64, len(gradients))
	for i := range gradients {
		copies[i] = append([]float64(nil), gradients[i]...)
	}
	if again := run(); again != first {
		t.Fatalf("a second run gives %v, the first gave %v", again, first)
	}
	for i, w := range weights.All() {
		largest, worst := 0.0, 0.0
		for j := range w.Data {
			old := w.Data[j]
			w.Data[j] = old + difference
			up := run()
			w.Data[j] = old - difference
			down := run()
			w.Data[j] = old
			want := (up - down) / (2 * difference)
			largest = max(largest, math.Abs(want))
			worst = max(worst, math.Abs(want-copies[i][j]))
		}
		if largest == 0 {
			t.Errorf("%s has no influence on the loss", w.Name)
		}
		if worst > tolerance*(1+largest) {
			t.Errorf("%s: gradient is off by %.2g, largest %.2g", w.Name, worst, largest)
		}
	}
}

// batch is a layout with three sequences, one of a single row.
func batch(t *testing.T) *Layout {
	t.Helper()
	l := NewLayout(2, 40)
	if err := l.Set([]int{5, 1, 7}); err != nil {
		t.Fatal(err)
	}
	return l
}

func fill(x []float64, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range x {
		x[i] = r.NormFloat64()
	}
}

// probe is a loss whose gradient is generic: the squared distance of x from
// fixed random numbers, columns weighted differently.
func probe(g *Graph[float64], l *Layout, x Node) Node {
	if g.err != nil {
		return nil
	}
	columns := x.Shape()[1]
	target, memory := g.Input("target", l.Capacity, columns)
	fill(memory, 99)
	weight := make([]float64, columns)
	for j := range weight {
		weight[j] = 1 + float64(j%3)
	}
	return g.Loss(l, L2, x, target, weight, 1.7).Node
}

// source is a trainable matrix laid out over the rows of l.
func source(g *Graph[float64], l *Layout, name string, columns int) Node {
	index := &Index{Rows: make([]int32, l.Rows)}
	n := int32(0)
	for i := range index.Rows {
		index.Rows[i] = -1
	}
	for i, first := range l.Offset {
		for r := first; r < first+l.Length[i]; r++ {
			index.Rows[r] = n
			n++
		}
	}
	return g.Embed(l, g.Weight(name, int(n), columns, Normal(1)), index)
}

func TestGradientsOfFusedOperationsEqualFiniteDifferences(t *testing.T) {
	for _, taps := range []int{1, 3, 5} {
		for _, relu := range []bool{false, true} {
			t.Run(fmt.Sprintf("convolution of %d taps relu %v", taps, relu), func(t *testing.T) {
				l := batch(t)
				checkGradients(t, func(g *Graph[float64]) Node {
					x := source(g, l, "x", 3)
					return probe(g, l, g.Conv(l, x, g.Weight("w", taps*3, 4, Normal(0.5)), g.Weight("b", 1, 4, Normal(0.5)), taps, relu))
				})
			})
		}
	}
	for _, dropout := range []float64{0, 0.3} {
		t.Run(fmt.Sprintf("residual and layer norm, dropout %v", dropout), func(t *testing.T) {
			l := batch(t)
			checkGradients(t, func(g *Graph[float64]) Node {
				g.Training, g.Random.Seed = true, 3
				return probe(g, l, g.AddNorm(l, source(g, l, "x", 4), source(g, l, "r", 4),
					g.Weight("gain", 1, 4, Normal(1)), g.Weight("offset", 1, 4, Normal(1)), dropout))
			})
		})
	}
	t.Run("dropout between two layers", func(t *testing.T) {
		l := batch(t)
		checkGradients(t, func(g *Graph[float64]) Node {
			g.Training, g.Random.Seed = true, 4
			x := g.Conv(l, source(g, l, "x", 3), g.Weight("w", 3*3, 4, Normal(0.5)), g.Weight("b", 1, 4, Normal(0.5)), 3, true)
			return probe(g, l, g.Conv(l, g.Dropout(l, x, 0.4), g.Weight("v", 4, 2, Normal(0.5)), g.Weight("c", 1, 2, Normal(0.5)), 1, false))
		})
	})
	for _, heads := range []int{1, 2} {
		t.Run(fmt.Sprintf("attention of %d heads", heads), func(t *testing.T) {
			l := batch(t)
			checkGradients(t, func(g *Graph[float64]) Node { return probe(g, l, g.Attention(l, source(g, l, "qkv", 12), heads)) })
		})
	}
	t.Run("embedding with a symbol used twice and one never", func(t *testing.T) {
		l := NewLayout(2, 20)
		if err := l.Set([]int{3, 2}); err != nil {
			t.Fatal(err)
		}
		index := &Index{Rows: []int32{-1, -1, 0, 1, 0, -1, -1, 2, 1, -1, -1}}
		checkGradients(t, func(g *Graph[float64]) Node {
			return probe(g, l, g.Embed(l, g.Weight("table", 3, 4, Normal(1)), index))
		})
	})
	t.Run("length regulator", func(t *testing.T) {
		from, to := batch(t), NewLayout(2, 60)
		if err := to.Set([]int{9, 2, 11}); err != nil {
			t.Fatal(err)
		}
		index := &Index{Rows: make([]int32, to.Rows)}
		for i := range index.Rows {
			index.Rows[i] = -1
		}
		for i, first := range to.Offset {
			for k := range to.Length[i] {
				index.Rows[first+k] = int32(from.Offset[i] + k*from.Length[i]/to.Length[i])
			}
		}
		checkGradients(t, func(g *Graph[float64]) Node {
			return probe(g, to, g.Spread(from, to, source(g, from, "x", 3), index))
		})
	})
	t.Run("sum of one node with itself and another", func(t *testing.T) {
		l := batch(t)
		checkGradients(t, func(g *Graph[float64]) Node {
			x, y := source(g, l, "x", 3), source(g, l, "y", 3)
			return probe(g, l, g.Sum(l, g.Sum(l, x, y), x))
		})
	})
	t.Run("L1 loss and a sum of losses", func(t *testing.T) {
		l := batch(t)
		checkGradients(t, func(g *Graph[float64]) Node {
			x := source(g, l, "x", 2)
			target, memory := g.Input("other target", l.Capacity, 2)
			fill(memory, 5)
			return g.Add(g.Loss(l, L1, x, target, []float64{1, 3}, 0.5).Node, probe(g, l, x))
		})
	})
	t.Run("loss with deviations", func(t *testing.T) {
		l := batch(t)
		checkGradients(t, func(g *Graph[float64]) Node {
			x := source(g, l, "x", 3)
			target, memory := g.Input("other target", l.Capacity, 3)
			fill(memory, 5)
			return g.LivelyLoss(l, L2, x, target, []float64{1, 3, 2}, 0.5, []float64{0, 1, 2}, 0.7).Node
		})
	})
}

// block is one feed-forward transformer block as the acoustic model uses it.
func block(g *Graph[float64], l *Layout, x Node, name string) Node {
	conv := func(part string, x Node, in, out, taps int, relu bool) Node {
		return g.Conv(l, x, g.Weight(name+part+".w", taps*in, out, FanIn(taps*in)), g.Weight(name+part+".b", 1, out, Normal(0.1)), taps, relu)
	}
	norm := func(part string, x, r Node) Node {
		return g.AddNorm(l, x, r, g.Weight(name+part+".gain", 1, 4, Normal(1)), g.Weight(name+part+".offset", 1, 4, Normal(0.2)), 0.2)
	}
	x = norm("n1", x, conv("o", g.Attention(l, conv("qkv", x, 4, 12, 1, false), 2), 4, 4, 1, false))
	return norm("n2", x, conv("c2", conv("c1", x, 4, 6, 5, true), 6, 4, 3, false))
}

func TestGradientsOfAWholeNetworkEqualFiniteDifferences(t *testing.T) {
	l := batch(t)
	checkGradients(t, func(g *Graph[float64]) Node {
		g.Training = true
		return probe(g, l, block(g, l, block(g, l, source(g, l, "x", 4), "a"), "b"))
	})
}

func TestAWeightThatIsUsedTwiceGetsBothGradients(t *testing.T) {
	l := batch(t)
	checkGradients(t, func(g *Graph[float64]) Node {
		x := source(g, l, "x", 3)
		for range 2 {
			x = g.Conv(l, x, g.Weight("w", 3*3, 3, Normal(0.5)), g.Weight("b", 1, 3, Normal(0.5)), 3, false)
		}
		return probe(g, l, x)
	})
}
