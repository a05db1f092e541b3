package download

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limit is a number of bytes a second that several downloads share. It may be changed
// while they run.
type Limit struct {
	mu      sync.Mutex
	bucket  *rate.Limiter
	changed chan struct{} // closed by the next Set
}

// NewLimit allows bytesPerSecond; 0 or less sets no limit.
func NewLimit(bytesPerSecond int64) *Limit {
	l := &Limit{bucket: rate.NewLimiter(rate.Inf, 0), changed: make(chan struct{})}
	l.Set(bytesPerSecond)
	return l
}

// perSecond is how often a second the bucket could be emptied, full.
const perSecond = 8

// Set changes the speed from now on, for those who wait too.
func (l *Limit) Set(bytesPerSecond int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if bytesPerSecond <= 0 {
		l.bucket.SetLimit(rate.Inf)
	} else {
		l.bucket.SetLimit(rate.Limit(bytesPerSecond))
		l.bucket.SetBurst(int(min(max(bytesPerSecond/perSecond, 1), 1<<30)))
	}
	close(l.changed)
	l.changed = make(chan struct{})
}

// most is the largest part of n bytes that can be had at once.
func (l *Limit) most(n int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bucket.Limit() == rate.Inf {
		return n
	}
	return min(n, l.bucket.Burst())
}

// wait returns once n bytes are allowed.
func (l *Limit) wait(ctx context.Context, n int) error {
	for n > 0 {
		part := l.most(n)
		taken, err := l.take(ctx, part)
		if err != nil {
			return err
		}
		if taken {
			n -= part
		}
	}
	return ctx.Err()
}

// take waits for n bytes, at most the bucket's size; it gives up when the limit changes.
func (l *Limit) take(ctx context.Context, n int) (taken bool, err error) {
	l.mu.Lock()
	changed := l.changed
	now := time.Now()
	r := l.bucket.ReserveN(now, n)
	l.mu.Unlock()
	if !r.OK() {
		return false, ctx.Err() // the bucket has just become smaller
	}
	wait := r.DelayFrom(now)
	if wait <= 0 {
		return true, nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true, nil
	case <-changed:
		r.Cancel()
		return false, nil
	case <-ctx.Done():
		r.Cancel()
		return false, ctx.Err()
	}
}
