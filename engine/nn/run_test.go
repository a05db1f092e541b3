package nn

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"
	"weak"

	"gorgonia.org/gorgonia"
)

// learner is a small network with dropout, trained by two replicas.
type learner struct {
	weights *Weights[float32]
	graphs  []*Graph[float32]
	losses  []Node

	replicas *Replicas[float32]
}

func newLearner(t *testing.T) *learner {
	t.Helper()
	return newLearnerOf(t, 64, []int{9, 20}, []int{10, 20})
}

// newLearnerOf is a learner of sequences of given lengths for each replica.
func newLearnerOf(t *testing.T, capacity int, lengths ...[]int) *learner {
	t.Helper()
	n := &learner{weights: NewWeights[float32](1)}
	total := 0
	for _, n := range slices.Concat(lengths...) {
		total += n
	}
	for i, lengths := range lengths {
		l := NewLayout(2, capacity)
		if err := l.Set(lengths); err != nil {
			t.Fatal(err)
		}
		l.Total = total
		g := NewGraph(n.weights)
		g.Training, g.Random.Seed = true, uint64(i)
		x, memory := g.Input("x", capacity, 16)
		for j := range memory {
			memory[j] = float32(math.Sin(float64(j*(i+3)) * 0.7))
		}
		clearGaps(l, memory, 16)
		w := func(name string, rows, columns int) Node { return g.Weight(name, rows, columns, FanIn(rows)) }
		h := g.Conv(l, x, w("w1", 5*16, 24), w("b1", 1, 24), 5, true)
		h = g.AddNorm(l, x, g.Conv(l, h, w("w2", 3*24, 16), w("b2", 1, 16), 3, false), g.Weight("gain", 1, 16, Constant(1)), w("offset", 1, 16), 0.2)
		h = g.Attention(l, g.Conv(l, h, w("qkv", 16, 48), w("b3", 1, 48), 1, false), 2)
		target, _ := g.Input("target", capacity, 16)
		weight := make([]float64, 16)
		for j := range weight {
			weight[j] = 1
		}
		loss := g.Loss(l, L2, h, target, weight, 1)
		if err := g.Compile(loss.Node); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { g.Close() })
		n.graphs, n.losses = append(n.graphs, g), append(n.losses, loss.Node)
	}
	n.replicas = NewReplicas(n.graphs...)
	return n
}

func (n *learner) learn(t *testing.T, a *Adam, steps int) {
	t.Helper()
	for range steps {
		for _, g := range n.graphs {
			g.Random.Step = uint64(a.Steps)
		}
		gradients, norm, err := n.replicas.Gradients(nil)
		if err != nil {
			t.Fatal(err)
		}
		var values [][]float32
		for _, w := range n.weights.All() {
			values = append(values, w.Data)
		}
		if err := a.Update(values, gradients, norm); err != nil {
			t.Fatal(err)
		}
	}
}

func sameWeights(t *testing.T, a, b *Weights[float32]) {
	t.Helper()
	for i, w := range a.All() {
		for j, v := range w.Data {
			if o := b.All()[i].Data[j]; math.Float32bits(v) != math.Float32bits(o) {
				t.Fatalf("%s[%d] is %v and %v", w.Name, j, v, o)
			}
		}
	}
}

func TestTheNumberOfCoresChangesNothing(t *testing.T) {
	one, all := newLearner(t), newLearner(t)
	old := runtime.GOMAXPROCS(1)
	a := NewAdam()
	a.LearningRate = 1e-2
	one.learn(t, a, 12)
	runtime.GOMAXPROCS(4)
	b := NewAdam()
	b.LearningRate = 1e-2
	all.learn(t, b, 12)
	runtime.GOMAXPROCS(old)
	sameWeights(t, one.weights, all.weights)
}

func TestTrainingGoesOnBitForBitFromItsExportedState(t *testing.T) {
	whole, broken := newLearner(t), newLearner(t)
	a := NewAdam()
	a.LearningRate = 1e-2
	whole.learn(t, a, 10)
	b := NewAdam()
	b.LearningRate = 1e-2
	broken.learn(t, b, 4)
	again := newLearner(t)
	for _, w := range broken.weights.All() {
		to, _ := again.weights.Lookup(w.Name)
		copy(to.Data, w.Data)
	}
	c := NewAdam()
	c.LearningRate, c.Steps, c.M, c.V = 1e-2, b.Steps, b.M, b.V
	again.learn(t, c, 6)
	sameWeights(t, whole.weights, again.weights)
}

func TestTrainingLowersTheLoss(t *testing.T) {
	n := newLearner(t)
	for _, g := range n.graphs {
		g.Training = false
	}
	loss := func() float64 { return n.graphs[0].Scalar(n.losses[0]) + n.graphs[1].Scalar(n.losses[1]) }
	a := NewAdam()
	a.LearningRate = 1e-2
	n.learn(t, a, 1)
	first := loss()
	n.learn(t, a, 100)
	if last := loss(); last > first/10 {
		t.Errorf("loss went from %v to %v", first, last)
	}
}

// Adam against the update of its paper written out for one number.
func TestAdamFollowsItsFormula(t *testing.T) {
	a := &Adam{LearningRate: 0.1, Beta1: 0.9, Beta2: 0.99, Epsilon: 1e-8, Clip: 2}
	w, m, v := 1.0, 0.0, 0.0
	value := []float32{1}
	for step, g := range []float64{0.5, -3, 0.25} {
		clipped := g * math.Min(1, 2/math.Abs(g))
		m, v = 0.9*m+0.1*clipped, 0.99*v+0.01*clipped*clipped
		n := float64(step + 1)
		w -= 0.1 * (m / (1 - math.Pow(0.9, n))) / (math.Sqrt(v/(1-math.Pow(0.99, n))) + 1e-8)
		if err := a.Update([][]float32{value}, [][]float32{{float32(g)}}, math.Abs(g)); err != nil {
			t.Fatal(err)
		}
		if math.Abs(float64(value[0])-w) > 1e-6 {
			t.Errorf("step %d: %v, want %v", step, value[0], w)
		}
		if math.Abs(a.Norm-math.Abs(g)) > 1e-6 {
			t.Errorf("step %d: norm %v, want %v", step, a.Norm, math.Abs(g))
		}
	}
}

// learned is a weight and its gradient as gorgonia's solvers take them.
type learned struct{ value, gradient []float32 }

func (l learned) Value() gorgonia.Value { return matrix(l.value, 1, len(l.value)) }

func (l learned) Grad() (gorgonia.Value, error) { return matrix(l.gradient, 1, len(l.gradient)), nil }

func TestAdamServesAsAGorgoniaSolver(t *testing.T) {
	n := newLearner(t)
	if err := n.graphs[0].Run(); err != nil {
		t.Fatal(err)
	}
	gradients, err := n.graphs[0].Gradients()
	if err != nil {
		t.Fatal(err)
	}
	var model []gorgonia.ValueGrad
	for i, w := range n.weights.All() {
		model = append(model, learned{w.Data, gradients[i]})
	}
	before := append([]float32(nil), n.weights.All()[0].Data...)
	a := NewAdam()
	a.LearningRate = 1e-2
	if err := a.Step(model); err != nil {
		t.Fatal(err)
	}
	if a.Steps != 1 || before[0] == n.weights.All()[0].Data[0] {
		t.Error("a step changed nothing")
	}
}

func TestAPanicInsideAnOperationBecomesAnError(t *testing.T) {
	g := NewGraph(NewWeights[float32](1))
	l := NewLayout(2, 20)
	if err := l.Set([]int{5}); err != nil {
		t.Fatal(err)
	}
	index := &Index{Rows: []int32{-1, -1, 0, 1, 2, 3, 99, -1, -1}} // row 99 does not exist
	g.Embed(l, g.Weight("table", 4, 3, Constant(1)), index)
	if err := g.Compile(nil); err != nil {
		t.Fatal(err)
	}
	if err := g.Run(); !errors.Is(err, ErrPanic) {
		t.Fatalf("error %v, want ErrPanic", err)
	}
	index.Rows[6] = 1
	if err := g.Run(); err != nil {
		t.Errorf("the graph is unusable after an error: %v", err)
	}
}

func TestShapesThatDoNotFitAreErrors(t *testing.T) {
	l := NewLayout(1, 10)
	if err := l.Set([]int{5, 6}); !errors.Is(err, ErrShape) {
		t.Errorf("a batch larger than the layout: %v", err)
	}
	for name, build := range map[string]func(g *Graph[float32], x Node){
		"too many taps for the gap": func(g *Graph[float32], x Node) {
			g.Conv(l, x, g.Weight("w", 15, 4, Constant(0)), g.Weight("b", 1, 4, Constant(0)), 5, false)
		},
		"weight of another shape": func(g *Graph[float32], _ Node) {
			g.Weight("w", 3, 4, Constant(0))
			g.Weight("w", 4, 3, Constant(0))
		},
		"heads that do not divide the width": func(g *Graph[float32], x Node) { g.Attention(l, x, 2) },
		"loss of other columns": func(g *Graph[float32], x Node) {
			g.Loss(l, L1, x, x, []float64{1}, 1)
		},
		"deviations of other columns": func(g *Graph[float32], x Node) {
			g.LivelyLoss(l, L1, x, x, []float64{1, 1, 1}, 1, []float64{1}, 1)
		},
	} {
		g := NewGraph(NewWeights[float32](1))
		x, _ := g.Input("x", 10, 3)
		build(g, x)
		if err := g.Compile(nil); !errors.Is(err, ErrShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGivenWeightsAreTakenInTheOrderOfTheGraphAndNeverDrawn(t *testing.T) {
	given := []Weight[float32]{
		{Name: "b", Rows: 1, Columns: 2, Data: []float32{5, 6}},
		{Name: "unused", Rows: 9, Columns: 9},
		{Name: "a", Rows: 2, Columns: 2, Data: []float32{1, 2, 3, 4}},
		{Name: "short", Rows: 1 << 20, Columns: 1 << 20, Data: []float32{1}},
	}
	w := GivenWeights(given)
	g := NewGraph(w)
	g.Weight("a", 2, 2, Constant(0))
	g.Weight("b", 1, 2, Constant(0))
	if err := g.Compile(nil); err != nil {
		t.Fatal(err)
	}
	all := w.All()
	if len(all) != 2 || all[0].Name != "a" || all[1].Data[1] != 6 {
		t.Fatalf("weights %v", all)
	}
	given[0].Data[1] = 7
	if all[1].Data[1] != 6 {
		t.Error("the values are shared with what was given")
	}
	for name, ask := range map[string]func(g *Graph[float32]){
		"missing":         func(g *Graph[float32]) { g.Weight("c", 1<<30, 1<<30, Constant(0)) },
		"of other shape":  func(g *Graph[float32]) { g.Weight("b", 2, 1, Constant(0)) },
		"without numbers": func(g *Graph[float32]) { g.Weight("short", 1<<20, 1<<20, Constant(0)) },
	} {
		g := NewGraph(GivenWeights(given))
		ask(g)
		if err := g.Compile(nil); !errors.Is(err, ErrShape) {
			t.Errorf("a weight %s: error %v, want ErrShape", name, err)
		}
	}
}

func TestDropoutKeepsTheMeanAndChangesWithTheStep(t *testing.T) {
	a, b := make([]float64, 40000), make([]float64, 40000)
	s := Stream{Seed: 5}
	fillMask(a, 0, len(a), s.at(1), 0.3)
	s.Step++
	fillMask(b, 0, len(b), s.at(1), 0.3)
	sum, same := 0.0, 0
	for i, v := range a {
		sum += v
		if v == b[i] {
			same++
		}
	}
	if mean := sum / 40000; math.Abs(mean-1) > 0.02 {
		t.Errorf("mean of the mask is %v", mean)
	}
	if share := float64(same) / 40000; math.Abs(share-(0.7*0.7+0.3*0.3)) > 0.02 {
		t.Errorf("two steps agree in %v of the mask", share)
	}
}

func TestAClosedGraphIsFreed(t *testing.T) {
	weights := NewWeights[float32](1)
	build := func() weak.Pointer[Graph[float32]] {
		l := NewLayout(2, 32)
		if err := l.Set([]int{20}); err != nil {
			t.Fatal(err)
		}
		g := NewGraph(weights)
		x, _ := g.Input("x", 32, 8)
		g.Conv(l, x, g.Weight("w", 8, 8, FanIn(8)), g.Weight("b", 1, 8, Constant(0)), 1, false)
		if err := g.Compile(nil); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(g.Run(), g.Close(), g.Close()); err != nil {
			t.Fatal(err)
		}
		return weak.Make(g)
	}
	g := build()
	for range 50 { // gorgonia's finalizer needs one collection, what it held another
		if g.Value() == nil {
			return
		}
		runtime.GC()
		runtime.Gosched()
	}
	t.Error("a closed graph stays in memory for good")
}

func TestAttentionKeepsRoomForTheLargestBatchAlone(t *testing.T) {
	l := NewLayout(2, 400)
	for learns, want := range map[bool]int{true: 2 * (100*112 + 5*9*16), false: 100 * 112} {
		a := &attention[float32]{g: &Graph[float32]{learns: learns}, l: l, heads: 2}
		for long := range 6 { // the long sequence of a batch stands in each place once
			lengths := []int{9, 9, 9, 9, 9, 9}
			lengths[long] = 100
			if err := l.Set(lengths); err != nil {
				t.Fatal(err)
			}
			left := a.share.get(a.squares())
			for range 2 {
				for _, n := range l.Length {
					if got := len(a.next(&left, n)); got != n*stepOf(n) {
						t.Fatalf("%d shares for a sequence of %d", got, n)
					}
				}
			}
		}
		if cap(a.share.memory) != want {
			t.Errorf("learns %v: room for %d shares, want %d", learns, cap(a.share.memory), want)
		}
	}
}

func TestDeviationsCountWithinEachSequence(t *testing.T) {
	g := NewGraph(NewWeights[float64](1))
	l := NewLayout(2, 20)
	if err := l.Set([]int{2, 4}); err != nil {
		t.Fatal(err)
	}
	x, p := g.Input("x", 20, 2)
	target, want := g.Input("target", 20, 2)
	// The second column counts: ±1 against ±3 in the first sequence, the same ±2
	// around another mean in the second.
	for i, v := range []float64{-1, 1} {
		p[2*(l.Offset[0]+i)+1], want[2*(l.Offset[0]+i)+1] = v, 3*v
	}
	for i, v := range []float64{-2, 2, -2, 2} {
		p[2*(l.Offset[1]+i)+1], want[2*(l.Offset[1]+i)+1] = v, v+7
	}
	loss := g.LivelyLoss(l, L1, x, target, []float64{1, 1}, 0, []float64{0, 5}, 3)
	if err := g.Compile(nil); err != nil {
		t.Fatal(err)
	}
	if err := g.Run(); err != nil {
		t.Fatal(err)
	}
	exact := 3 * 2 * 4.0 / 6 // heed · length · (1-3)² / rows
	if got := g.Scalar(loss.Node); math.Abs(got-exact) > 0.02 || got != loss.Spread {
		t.Errorf("%v, of it by deviations %v, want about %v", got, loss.Spread, exact)
	}
}

// Gradients of what is used twice are added where one of them lies; the parts
// of a loss stay as they are.
func TestSumsOfLossesLeaveTheirPartsAlone(t *testing.T) {
	g := NewGraph(NewWeights[float32](1))
	l := NewLayout(2, 20)
	if err := l.Set([]int{5}); err != nil {
		t.Fatal(err)
	}
	x := g.Embed(l, g.Weight("table", 5, 2, Normal(1)), &Index{Rows: []int32{-1, -1, 0, 1, 2, 3, 4, -1, -1}})
	target, _ := g.Input("target", 20, 2)
	a, b, c := g.Loss(l, L1, x, target, []float64{1, 1}, 1), g.Loss(l, L2, x, target, []float64{1, 2}, 1), g.Loss(l, L1, x, target, []float64{0, 1}, 2)
	sum := g.Add(a.Node, b.Node, c.Node)
	if err := g.Compile(sum); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := g.Run(); err != nil {
			t.Fatal(err)
		}
		parts := float32(g.Scalar(a.Node)) + float32(g.Scalar(b.Node)) + float32(g.Scalar(c.Node))
		if got := float32(g.Scalar(sum)); got != parts || g.Scalar(a.Node) == 0 {
			t.Fatalf("the sum is %v, its parts make %v", got, parts)
		}
	}
}
