package nn

import (
	"math"
	"slices"
	"testing"
)

// dropped runs dropout alone over trainable rows and returns both.
func dropped(t *testing.T, training bool, step uint64, probability float64) (x, y []float64) {
	t.Helper()
	l := batch(t)
	g := NewGraph(NewWeights[float64](7))
	g.Training, g.Random.Seed, g.Random.Step = training, 3, step
	in := source(g, l, "x", 4)
	out := g.Dropout(l, in, probability)
	if err := g.Compile(nil); err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := g.Run(); err != nil {
		t.Fatal(err)
	}
	return slices.Clone(g.Values(in)), slices.Clone(g.Values(out))
}

func TestDropoutIsForTrainingAndDrawnByTheStep(t *testing.T) {
	x, y := dropped(t, false, 0, 0.4)
	if !slices.Equal(x, y) {
		t.Error("elements are dropped where nothing is learned")
	}
	x, y = dropped(t, true, 0, 0.4)
	kept := 0
	for i, v := range y {
		if v != 0 && math.Abs(v-x[i]/0.6) > 1e-4*math.Abs(x[i]) {
			t.Fatalf("%v becomes %v", x[i], v)
		}
		if v != 0 {
			kept++
		}
	}
	if all := 13 * 4; kept == 0 || kept == all {
		t.Errorf("%d of %d elements are kept", kept, all)
	}
	if _, again := dropped(t, true, 0, 0.4); !slices.Equal(y, again) {
		t.Error("the same step drops others")
	}
	if _, other := dropped(t, true, 1, 0.4); slices.Equal(y, other) {
		t.Error("the next step drops the same")
	}
}

func TestDropoutOfNothingLeavesTheDrawsOfOthers(t *testing.T) {
	l := batch(t)
	g := NewGraph(NewWeights[float64](7))
	x := source(g, l, "x", 4)
	if g.Dropout(l, x, 0) != x || g.Random.last != 0 {
		t.Error("an operation is built, or a stream is named")
	}
}

func TestDampLetsAShareOfTheGradientThrough(t *testing.T) {
	learn := func(share float64) (before, behind []float64, loss float64) {
		l := batch(t)
		g := NewGraph(NewWeights[float64](7))
		x := g.Damp(l, source(g, l, "x", 3), share)
		node := probe(g, l, g.Conv(l, x, g.Weight("w", 3, 2, Normal(0.5)), g.Weight("b", 1, 2, Normal(0.5)), 1, false))
		if err := g.Compile(node); err != nil {
			t.Fatal(err)
		}
		defer g.Close()
		if err := g.Run(); err != nil {
			t.Fatal(err)
		}
		d, err := g.Gradients()
		if err != nil {
			t.Fatal(err)
		}
		return slices.Clone(d[0]), slices.Clone(d[1]), g.Scalar(node)
	}
	before, behind, loss := learn(1)
	for _, share := range []float64{0, 0.25} {
		less, same, equal := learn(share)
		if equal != loss || !slices.Equal(same, behind) {
			t.Errorf("share %v changes what is behind", share)
		}
		for i, d := range less {
			if math.Abs(d-share*before[i]) > 1e-12 {
				t.Fatalf("share %v: gradient %v of %v", share, d, before[i])
			}
		}
	}
}
