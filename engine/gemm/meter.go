package gemm

import (
	"sync/atomic"
	"time"
)

// Meter counts what the products of every workspace take while Measure is on.
type Meter struct{ time, operations atomic.Int64 }

var meter atomic.Pointer[Meter]

// Measure makes m count every later product; nil ends it. The sums may be read
// at any time.
func Measure(m *Meter) { meter.Store(m) }

// Time is how long the counted products took, added over threads. Where the
// system tells, it is the time of the processor.
func (m *Meter) Time() time.Duration { return time.Duration(m.time.Load()) }

// Operations counts the multiplications and additions of the products.
func (m *Meter) Operations() float64 { return float64(m.operations.Load()) }

// add counts a product [m][k] by [k][n], or work for products, that began at a
// moment.
func (t *Meter) add(m, n, k int, began moment) {
	t.time.Add(int64(began.passed(thisMoment())))
	t.operations.Add(2 * int64(m) * int64(n) * int64(k))
}

// moment is a time of day and how long this thread has worked until then.
type moment struct {
	wall   time.Time
	thread time.Duration // 0 where the system does not tell
}

func thisMoment() moment { return moment{time.Now(), threadTime()} }

// passed is the time a thread worked between two moments: other programs on its
// core do not count. Where the goroutine changed its thread in between, or the
// system does not tell, it is what the clock on the wall says.
func (a moment) passed(b moment) time.Duration {
	wall, worked := b.wall.Sub(a.wall), b.thread-a.thread
	if worked <= 0 || worked > wall {
		return wall
	}
	return worked
}
