package gemm

import (
	"runtime"
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

// start is the moment at which work begins. Until add the goroutine keeps its
// thread, so that the thread's time is its own.
func (t *Meter) start() moment {
	runtime.LockOSThread()
	return moment{time.Now(), threadTime()}
}

// add counts a product [m][k] by [k][n], or work for products, that began at a
// moment.
func (t *Meter) add(m, n, k int, began moment) {
	t.time.Add(int64(began.passed(moment{time.Now(), threadTime()})))
	runtime.UnlockOSThread()
	t.operations.Add(2 * int64(m) * int64(n) * int64(k))
}

// moment is a time of day and how long this thread has worked until then.
type moment struct {
	wall   time.Time
	thread time.Duration // 0 where the system does not tell
}

// passed is the time a thread worked between two moments: other programs on its
// core do not count. Where the system does not tell, it is what the clock on the
// wall says.
func (a moment) passed(b moment) time.Duration {
	if worked := b.thread - a.thread; worked > 0 {
		return worked
	}
	return b.wall.Sub(a.wall)
}
