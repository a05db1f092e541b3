package download

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// broken is a failure that another try may not meet.
type broken struct{ error }

func (b broken) Unwrap() error { return b.error }

// cause is what ended ctx, if that is why something failed.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// patience counts failures in a row. More of the file than there ever was, by whichever
// segment, makes it new; what a server without ranges sends again and again does not.
type patience struct {
	failed  int
	refused int
	most    int64 // bytes of the file that there were
}

const (
	mostRefused = 2 // new addresses that are refused like the first
	longestWait = 8 * time.Second
)

// bear waits after a failure, or finds another address, and returns nil when it is time
// to try again.
func (t *transfer) bear(ctx context.Context, p *patience, used *aim, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if done, _, _ := t.board.counts(); done > p.most {
		*p = patience{most: done}
	}
	var b broken
	var s *status
	switch {
	case errors.As(err, &b):
	case !errors.As(err, &s):
		return err
	case expired(s.code):
		return t.refused(ctx, p, used, s)
	case !passing(s.code):
		return fmt.Errorf("%w: %w", ErrRefused, s)
	}
	p.failed++
	if p.failed > t.Tries {
		return worn(err)
	}
	wait := min(time.Second<<min(p.failed-1, 10), longestWait)
	if s != nil {
		wait = max(wait, s.after)
	}
	return t.Sleep(ctx, wait)
}

// expired tells the answers of an address that was good for a time.
func expired(code int) bool {
	switch code {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusGone, http.StatusNotFound:
		return true
	}
	return false
}

// passing tells the answers of a server that may answer otherwise soon.
func passing(code int) bool {
	switch code {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return code >= 500
}

// refused asks the source for another address.
func (t *transfer) refused(ctx context.Context, p *patience, used *aim, s *status) error {
	p.refused++
	if p.refused > mostRefused {
		if s.code == http.StatusNotFound || s.code == http.StatusGone {
			return fmt.Errorf("%w: %w", ErrGone, s)
		}
		return fmt.Errorf("%w: %w", ErrRefused, s)
	}
	next, err := t.aims.renew(ctx, used)
	if err != nil {
		return err
	}
	if next.ETag != used.ETag {
		return ErrChanged
	}
	return nil
}

// worn is what is told once patience has ended.
func worn(err error) error {
	var s *status
	switch {
	case errors.Is(err, ErrNotFile):
		return err
	case errors.Is(err, errStall):
		return fmt.Errorf("%w: %w", ErrStalled, err)
	case errors.As(err, &s):
		return fmt.Errorf("%w: %w", ErrServer, err)
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}
