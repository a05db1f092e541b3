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

// Time is how long the counted products took, added over goroutines.
func (m *Meter) Time() time.Duration { return time.Duration(m.time.Load()) }

// Operations counts the multiplications and additions of the products.
func (m *Meter) Operations() float64 { return float64(m.operations.Load()) }

// add counts a product [m][k] by [k][n] that began at a time.
func (t *Meter) add(m, n, k int, began time.Time) {
	t.time.Add(int64(time.Since(began)))
	t.operations.Add(2 * int64(m) * int64(n) * int64(k))
}
