package download

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// findSize makes the size known: the request says it, or the source, or the server.
func (t *transfer) findSize(ctx context.Context) error {
	a := t.aims.current()
	t.size = max(t.Size, a.Target.Size)
	var patience patience
	for t.size < 0 {
		size, err := t.askSize(ctx, a)
		if err == nil {
			t.size = size
			break
		}
		if err := t.bear(ctx, &patience, a, err); err != nil {
			return err
		}
		a = t.aims.current()
	}
	return nil
}

// askSize asks for the first byte, since servers say the size of the whole with it.
func (t *transfer) askSize(ctx context.Context, a *aim) (int64, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	watch := time.AfterFunc(t.StallAfter, func() { stop(errStall) })
	defer watch.Stop()
	res, err := ask(ctx, t.client, a, "", 0, 1)
	if err != nil {
		return 0, broken{cause(ctx, err)}
	}
	defer res.Body.Close()
	size := int64(-1)
	switch res.StatusCode {
	case http.StatusPartialContent, http.StatusRequestedRangeNotSatisfiable:
		if r, err := parseContentRange(res.Header.Get("Content-Range")); err == nil {
			size = r.total
		}
	case http.StatusOK:
		size = res.ContentLength
	default:
		return 0, refusal(res)
	}
	switch {
	case html(res), encoded(res):
		return 0, broken{fmt.Errorf("%w: a page, or encoded", ErrNotFile)}
	case size < 0:
		return 0, fmt.Errorf("%w: the server does not say it", ErrSize)
	}
	return size, nil
}
