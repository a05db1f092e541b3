package training

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"avagar/engine/train"
)

func TestATrainingRestsAsLongAsAStepTookWhileThePersonWorks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		works := false
		y := yield{works: func() bool { return works }}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		after := func(step time.Duration) time.Duration {
			time.Sleep(step)
			began := time.Now()
			y.rest(ctx)
			return time.Since(began)
		}
		for _, c := range []struct {
			works      bool
			step, want time.Duration
		}{
			{true, 80 * time.Millisecond, 0}, // nobody knows how long the first one took
			{false, 80 * time.Millisecond, 0},
			{true, 80 * time.Millisecond, 80 * time.Millisecond},
			{true, 30 * time.Millisecond, 30 * time.Millisecond}, // the rest does not count
			{true, time.Minute, longestRest},
			{false, time.Minute, 0},
		} {
			works = c.works
			if got := after(c.step); got != c.want {
				t.Errorf("after %v it rested %v, want %v", c.step, got, c.want)
			}
		}
		cancel()
		works = true
		if got := after(time.Second); got != 0 {
			t.Errorf("a pause waited %v for the rest", got)
		}
	})
}

func TestATrainingThatGaveWayEndsInTheSameBytes(t *testing.T) {
	s := storedStudio(t)
	folder := recordings(t, "sara")
	var asked atomic.Int64
	s.Works = func() bool { return asked.Add(1)%2 == 0 }
	must(t, s.Begin(short(folder)))
	s.until(t, "it is done", func(p Progress) bool { return !p.Active && p.Run == "sara-1" })
	d, err := s.Show("sara-1")
	must(t, err)
	if d.State != train.StateDone || asked.Load() < 5 {
		t.Errorf("it is %s and looked %d times", d.State, asked.Load())
	}
	same(t, s.Service, d.Summary, uncut(t, s.Service, short(folder)))
}
