package train

import (
	"math"
	"slices"
	"testing"

	"avagar/engine/dataset"
)

func examples(n int) []dataset.Example {
	out := make([]dataset.Example, n)
	for i := range out {
		out[i].Frames = 50 + (i*37)%400
	}
	return out
}

func TestEveryEpochUsesEveryUtteranceOnce(t *testing.T) {
	p := DefaultPlan()
	p.BatchFrames = 700
	o := newOrder(p, examples(101))
	step := 0
	for epoch := range 3 {
		var seen []int
		for len(seen) < 101 {
			for _, part := range o.batch(step) {
				seen = append(seen, part...)
			}
			step++
		}
		slices.Sort(seen)
		for i, id := range seen {
			if i != id {
				t.Fatalf("epoch %d uses %v", epoch, seen)
			}
		}
	}
}

func TestBatchesStayUnderTheirFramesAndAreShared(t *testing.T) {
	p := DefaultPlan()
	p.BatchFrames = 700
	all := examples(300)
	o := newOrder(p, all)
	for step := range 100 {
		total, largest := 0, 0
		parts := o.batch(step)
		for _, part := range parts {
			n := 0
			for _, id := range part {
				n += all[id].Frames
			}
			total, largest = total+n, max(largest, n)
		}
		if total > 700 || len(parts) != p.Replicas || largest == 0 {
			t.Fatalf("step %d: %d frames in %d parts", step, total, len(parts))
		}
	}
}

func TestTheOrderIsAFunctionOfTheSeedAlone(t *testing.T) {
	all := examples(60)
	p := DefaultPlan()
	a, b := newOrder(p, all), newOrder(p, all)
	for step := range 90 {
		a.batch(step)
	}
	for i, part := range a.batch(90) {
		if !slices.Equal(part, b.batch(90)[i]) {
			t.Fatal("a resumed order differs")
		}
	}
	p.Seed++
	other, same := newOrder(p, all), true
	first := newOrder(DefaultPlan(), all)
	for step := range 5 {
		for i, part := range other.batch(step) {
			same = same && slices.Equal(part, first.batch(step)[i])
		}
	}
	if same {
		t.Error("another seed gives the same order")
	}
}

func TestTheRateRisesStaysAndFalls(t *testing.T) {
	p := DefaultPlan()
	p.Steps, p.WarmUp, p.LearningRate = 100, 10, 1
	for _, c := range []struct {
		step int
		want float64
	}{{0, 0.1}, {9, 1}, {30, 1}, {50, 1}, {75, math.Sqrt(finalRate)}, {100, finalRate}} {
		if got := p.Rate(c.step); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("rate of step %d is %v, want %v", c.step, got, c.want)
		}
	}
}
