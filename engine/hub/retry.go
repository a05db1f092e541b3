package hub

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	firstPause = time.Second     // before the second try; doubled from then on
	mostPause  = 8 * time.Second // source: huggingface_hub utils/_http.py
	downFor    = 2 * time.Minute // how long a mirror that failed is asked last
	rateTries  = 4               // requests of one question while the hub answers 429
)

// ask puts a question to the endpoints in order until one answers it. One that is down, filtered
// or not a hub leaves it to the next at once; only when none is left is there a pause and another round.
func (c *Client) ask(ctx context.Context, k call) (*answer, error) {
	return c.askOf(ctx, c.health.order(c.endpoints, c.o.Now()), k)
}

// askOf is ask for some of the endpoints.
func (c *Client) askOf(ctx context.Context, endpoints []*endpoint, k call) (*answer, error) {
	for round := 0; ; round++ {
		a, err := c.round(ctx, endpoints, k)
		if err == nil || ctx.Err() != nil || !transient(err) || round >= c.o.Tries {
			return a, err
		}
		pause := backoff(round)
		c.o.Waiting(pause, err)
		if err := c.o.Sleep(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// round asks each endpoint once. Its error is the first one's, or one that a pause may heal.
func (c *Client) round(ctx context.Context, endpoints []*endpoint, k call) (*answer, error) {
	var failed error
	for _, e := range endpoints {
		a, err := c.askEndpoint(ctx, e, k)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !elsewhere(err) {
			c.health.up(e)
			return a, err
		}
		if len(c.endpoints) > 1 {
			c.health.down(e, c.o.Now())
		}
		if failed == nil || transient(err) && !transient(failed) {
			failed = err
		}
	}
	return nil, failed
}

// askEndpoint asks one endpoint, waits as long as its rate limit wants, and asks again without a
// token that it does not know.
func (c *Client) askEndpoint(ctx context.Context, e *endpoint, k call) (*answer, error) {
	if c.o.Offline {
		return nil, failure(ErrOffline, e.base, "")
	}
	token, err := c.token(e, k)
	if err != nil {
		return nil, err
	}
	for try := 0; ; try++ {
		if err := c.limits.wait(ctx, c, e, k.bucket); err != nil {
			return nil, err
		}
		a, err := c.attempt(ctx, e, k, token)
		switch {
		case errors.Is(err, ErrRateLimited) && try+1 < rateTries:
		case errors.Is(err, ErrBadToken) && token != "" && !k.personal:
			return c.askNobody(ctx, e, k, err)
		default:
			return a, err
		}
	}
}

// askNobody asks again without the token, since a public repository needs none.
func (c *Client) askNobody(ctx context.Context, e *endpoint, k call, refused error) (*answer, error) {
	a, err := c.attempt(ctx, e, k, "")
	if err == nil {
		c.warn(Warning{Topic: "token", Err: ErrBadToken})
		return a, nil
	}
	if errors.Is(err, ErrRepoNotFound) || errors.Is(err, ErrGated) || errors.Is(err, ErrBadToken) {
		return nil, refused // with a sound token it might be there
	}
	return nil, err
}

// attempt is one request with its redirects, judged and read.
func (c *Client) attempt(ctx context.Context, e *endpoint, k call, token string) (*answer, error) {
	a, err := c.send(ctx, e, k, token)
	if err != nil {
		return nil, concealed(err, token)
	}
	c.heed(a)
	pause := c.limits.note(c, e, k.bucket, a)
	if err := refusal(a, k); err != nil {
		var failed *Error
		if errors.As(err, &failed) && failed.Kind == ErrRateLimited {
			failed.RetryAfter = pause
		}
		return nil, concealed(err, token)
	}
	if k.read != nil {
		if err := k.read(a); err != nil {
			return nil, concealed(err, token)
		}
	}
	return a, nil
}

// concealed is an error without the token, wherever a server may have put it.
func concealed(err error, token string) error {
	var e *Error
	if errors.As(err, &e) {
		e.Message, e.URL, e.cause = hide(e.Message, token), hide(e.URL, token), hide(e.cause, token)
	}
	return err
}

// token is what may be shown to an endpoint: nothing to a mirror that is not trusted.
func (c *Client) token(e *endpoint, k call) (string, error) {
	if !e.trusted {
		return "", nil
	}
	token := cleanToken(c.o.Token())
	if !sendable(token) || token == "" && k.personal {
		return "", failure(ErrBadToken, e.base, "no token, or one with strange letters")
	}
	return token, nil
}

// backoff is the pause before a further round, with jitter so that many clients do not return at once.
func backoff(round int) time.Duration {
	pause := mostPause
	if round < 3 {
		pause = firstPause << round
	}
	return pause/2 + rand.N(pause/2+1)
}

// health remembers which endpoints failed lately.
type health struct {
	mu    sync.Mutex
	until map[*endpoint]time.Time
}

func (h *health) up(e *endpoint) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.until, e)
}

func (h *health) down(e *endpoint, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.until == nil {
		h.until = map[*endpoint]time.Time{}
	}
	h.until[e] = now.Add(downFor)
}

// order puts those that failed lately last.
func (h *health) order(all []*endpoint, now time.Time) []*endpoint {
	h.mu.Lock()
	defer h.mu.Unlock()
	var sound, failed []*endpoint
	for _, e := range all {
		if until, ok := h.until[e]; ok && now.Before(until) && until.Sub(now) <= downFor {
			failed = append(failed, e)
		} else {
			sound = append(sound, e)
		}
	}
	return append(sound, failed...)
}
