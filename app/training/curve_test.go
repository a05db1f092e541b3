package training

import (
	"testing"

	"avagar/engine/train"
)

func TestCurvesAreMeansOfEqualParts(t *testing.T) {
	d := Detail{}
	for step := 1; step <= 10; step++ {
		d.Metrics = append(d.Metrics, train.Metric{Step: step, Frames: float64(step)})
		if step%5 == 0 {
			d.Metrics = append(d.Metrics, train.Metric{Step: step, HeldOut: true, Frames: 100 - float64(step)})
		}
	}
	training, heldOut := d.Curves(4) // parts of three, and one left over
	if want := []float64{2, 5, 8, 10}; len(training.Loss) != 4 || training.Loss[1] != want[1] || training.Steps[3] != want[3] {
		t.Errorf("%v", training)
	}
	if len(heldOut.Loss) != 2 || heldOut.Steps[1] != 10 || heldOut.Loss[1] != 90 {
		t.Errorf("%v", heldOut)
	}
	d.BestStep = 5
	if n := d.Stale(); n != 1 {
		t.Errorf("stale for %d", n)
	}
	if m, ok := d.Judged(); !ok || m.Step != 10 {
		t.Errorf("%+v", m)
	}
	if a, b := (Detail{}).Curves(10); len(a.Loss)+len(b.Loss) != 0 {
		t.Error("nothing measured, and a curve")
	}
}

func TestSmoothingKeepsTheBeginningAndTheMean(t *testing.T) {
	var c Curve
	for i := range 400 {
		c.add(float64(i), float64(i%2))
	}
	s := c.Smooth()
	if s.Loss[0] != 0 || s.Loss[200] < 0.4 || s.Loss[200] > 0.6 {
		t.Errorf("%v, %v", s.Loss[0], s.Loss[200])
	}
}
