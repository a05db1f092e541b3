package hub

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const defaultPause = 5 * time.Second // after a 429 that does not say how long

// limits remembers until when an endpoint wants to hear nothing more, a bucket at a time, so that
// requests that run side by side all wait.
type limits struct {
	mu    sync.Mutex
	until map[limit]time.Time
}

type limit struct {
	e      *endpoint
	bucket string
}

// wait returns when the endpoint may be asked again, or ErrRateLimited if that is too far off.
func (l *limits) wait(ctx context.Context, c *Client, e *endpoint, bucket string) error {
	l.mu.Lock()
	pause := l.until[limit{e, bucket}].Sub(c.o.Now())
	l.mu.Unlock()
	if pause <= 0 {
		return nil
	}
	failed := failure(ErrRateLimited, e.base, "")
	failed.RetryAfter = pause
	if pause > c.o.Patience {
		return failed
	}
	c.o.Waiting(pause, failed)
	return c.o.Sleep(ctx, pause)
}

// note reads an answer's limits. It returns how long the endpoint wants to be left alone.
func (l *limits) note(c *Client, e *endpoint, bucket string, a *answer) time.Duration {
	named, pause := pauseOf(a.header, a.status == http.StatusTooManyRequests, c.o.Now())
	if pause <= 0 {
		return 0
	}
	if named == "" || a.status == http.StatusTooManyRequests {
		named = bucket
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.until == nil {
		l.until = map[limit]time.Time{}
	}
	l.until[limit{e, named}] = c.o.Now().Add(pause)
	return pause
}

// pauseOf is the pause that headers ask for and the bucket they name: a second more than t where
// nothing remains of the limit, else Retry-After and the default if the request was refused.
func pauseOf(h http.Header, refused bool, now time.Time) (string, time.Duration) {
	bucket, remaining, reset, ok := parseRateLimit(h.Get("RateLimit"))
	if ok && remaining == 0 {
		return bucket, time.Duration(reset+1) * time.Second
	}
	if !refused {
		return "", 0
	}
	if pause, ok := parseRetryAfter(h.Get("Retry-After"), now); ok {
		return bucket, pause
	}
	return bucket, defaultPause
}

const longestReset = 24 * 60 * 60 // seconds; a server that asks for more is not waited for anyway

// parseRateLimit reads `"api";r=0;t=55`: the bucket, requests that remain, seconds until the next window.
func parseRateLimit(s string) (bucket string, remaining, reset int, ok bool) {
	remaining, reset = -1, -1
	first, _, _ := strings.Cut(s, ",")
	for i, part := range strings.Split(first, ";") {
		key, value, found := strings.Cut(strings.TrimSpace(part), "=")
		if i == 0 && !found {
			bucket = strings.Trim(key, `"`)
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 {
			continue
		}
		switch strings.TrimSpace(key) {
		case "r":
			remaining = n
		case "t":
			reset = min(n, longestReset)
		}
	}
	return bucket, remaining, reset, remaining >= 0 && reset >= 0
}

// parseRetryAfter reads seconds or a date.
func parseRetryAfter(s string, now time.Time) (time.Duration, bool) {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 {
		return time.Duration(min(n, longestReset)) * time.Second, true
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}

// heed passes on what the hub wants people told.
func (c *Client) heed(a *answer) {
	for _, s := range a.header.Values("X-HF-Warning") {
		topic, text, found := strings.Cut(s, ";")
		if !found {
			topic, text = "", s
		}
		c.warn(Warning{Topic: oneLine(topic), Text: oneLine(text)})
	}
}

// warnings are those that were told. A server with ever new ones is not listened to for ever.
type warnings struct {
	mu   sync.Mutex
	told map[Warning]bool
}

const mostWarnings = 50

func (w *warnings) first(one Warning) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.told[one] || len(w.told) >= mostWarnings {
		return false
	}
	if w.told == nil {
		w.told = map[Warning]bool{}
	}
	w.told[one] = true
	return true
}

func (c *Client) warn(w Warning) {
	if c.warnings.first(w) {
		c.o.Warn(w)
	}
}
