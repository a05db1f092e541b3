package hubtest

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// quota is one of the hub's rate limits: a fixed window.
type quota struct {
	requests int
	window   time.Duration
	enforced bool
	began    time.Time
	used     int
}

// The buckets of the hub's rate limits, with what an anonymous client has.
func standardQuotas() map[string]*quota {
	return map[string]*quota{
		"api":       {requests: 500, window: 5 * time.Minute},
		"resolvers": {requests: 3000, window: 5 * time.Minute},
		"pages":     {requests: 100, window: 5 * time.Minute},
	}
}

// SetQuota limits the bucket "api", "resolvers" or "pages" to that many
// requests in a window and enforces it; until then a limit is only told.
func (s *Server) SetQuota(bucket string, requests int, window time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quotas[bucket] = &quota{requests: requests, window: window, enforced: true}
}

func (p place) bucket() string {
	switch p.kind {
	case Resolve, InGit, Raw:
		return "resolvers"
	case Page:
		return "pages"
	}
	return "api"
}

// limits counts the request and sets the headers that every reply has.
func (a *asked) limits() {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	bucket := a.at.bucket()
	q, now := a.s.quotas[bucket], a.s.now()
	if now.Sub(q.began) >= q.window {
		q.began, q.used = now, 0
	}
	q.used++
	left := max(q.requests-q.used, 0)
	if !q.enforced {
		left = max(left, 1)
	}
	a.tellLimit(bucket, left, int(q.began.Add(q.window).Sub(now).Seconds()), q)
}

func (a *asked) tellLimit(bucket string, left, seconds int, q *quota) {
	h := a.Header()
	h.Set("RateLimit", fmt.Sprintf("%q;r=%d;t=%d", bucket, left, seconds))
	h.Set("RateLimit-Policy", fmt.Sprintf("\"fixed window\";%q;q=%d;w=%d", bucket, q.requests, int(q.window.Seconds())))
	h.Set("X-Request-Id", a.s.count.requestID())
}

// overLimit answers 429 if the quota is used up.
func (a *asked) overLimit() bool {
	a.s.mu.Lock()
	q := a.s.quotas[a.at.bucket()]
	over := q.enforced && q.used > q.requests
	a.s.mu.Unlock()
	if over {
		a.refuse(http.StatusTooManyRequests, "", "We had to rate limit you. Please slow down.")
	}
	return over
}

// tooMany is the 429 of a fault; seconds below zero leave the bucket's state
// out.
func (a *asked) tooMany(rate, after int64) {
	bucket := a.at.bucket()
	if rate >= 0 {
		a.s.mu.Lock()
		a.tellLimit(bucket, 0, int(rate), a.s.quotas[bucket])
		a.s.mu.Unlock()
	} else {
		a.Header().Del("RateLimit")
	}
	if after >= 0 {
		a.Header().Set("Retry-After", strconv.FormatInt(after, 10))
	}
	a.refuse(http.StatusTooManyRequests, "", "We had to rate limit you. Please slow down.")
}
