package training

import (
	"testing"

	"avagar/engine/train"
)

func TestItPaysToGoOnWhileTheLossOrPhoneErrorsFall(t *testing.T) {
	var o Overview
	for i, e := range []struct {
		loss, phones float64 // 0 where nobody listened
		stale        int
	}{
		{loss: 4}, {loss: 2}, {loss: 3, stale: 1}, {loss: 3, phones: 0.3}, {loss: 3, stale: 1},
		{loss: 3, phones: 0.2}, {loss: 3, phones: 0.25, stale: 1}, {loss: 1},
	} {
		m := train.Metric{Step: i + 1, HeldOut: true, Frames: e.loss}
		if e.phones > 0 {
			m.PhoneErrors, m.Phones = &e.phones, 400
		}
		o.Add(&m)
		if got := o.Stale(); got != e.stale {
			t.Errorf("after evaluation %d nothing has got better for %d, want %d", i+1, got, e.stale)
		}
	}
}
