package download

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// Source says where a file can be fetched from. With again it says so anew: the address
// it gave before was refused, has expired or gave wrong bytes.
type Source func(ctx context.Context, again bool) (Target, error)

// Target is an address of a file.
type Target struct {
	URL    string
	Header http.Header // sent to the host of URL alone, also when it sends the request elsewhere
	Size   int64       // bytes; -1 when not known
	ETag   string      // identity of the content, whatever the address; "" when not known
}

// aim is a target in use.
type aim struct {
	Target
	object string // names the address without its query, which may be a signature
}

func newAim(t Target) (*aim, error) {
	u, err := url.Parse(t.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("download: address of scheme %q: %w", schemeOf(u), ErrRefused)
	}
	sum := sha256.Sum256([]byte(origin(u) + u.EscapedPath()))
	return &aim{t, hex.EncodeToString(sum[:])}, nil
}

func schemeOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Scheme
}

// origin is what a token may not leave.
func origin(u *url.URL) string { return strings.ToLower(u.Scheme + "://" + u.Host) }

// aims is the address the segments use at the moment.
type aims struct {
	source Source
	size   int64 // what every target must agree to; -1 when not known

	mu  sync.Mutex
	now *aim
}

func (a *aims) current() *aim {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now
}

// renew asks the source for another address than used, unless another segment has done so.
func (a *aims) renew(ctx context.Context, used *aim) (*aim, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.now != used {
		return a.now, nil
	}
	target, err := a.source(ctx, used != nil)
	if err != nil {
		return nil, err
	}
	next, err := newAim(target)
	if err != nil {
		return nil, err
	}
	if a.size >= 0 && next.Size >= 0 && next.Size != a.size {
		return nil, fmt.Errorf("%w: %d bytes instead of %d", ErrSize, next.Size, a.size)
	}
	a.now = next
	return next, nil
}
