package download

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// What makes a segment stop or ask differently.
var (
	errNoRanges = errors.New("the server sends the whole file instead of a part")
	errOther    = errors.New("the address has other content than before")
	errStall    = errors.New("no byte arrived in time")
	errShort    = errors.New("the answer ended early")
)

// status is an answer without content.
type status struct {
	code  int
	after time.Duration // the server asks for this much patience
}

func (s *status) Error() string {
	return fmt.Sprintf("answered %d %s", s.code, http.StatusText(s.code))
}

const redirects = 5

// ask sends a request for the bytes from at to to, and follows redirects by hand: what
// belongs to one host goes to no other. The body of the reply is the caller's to close.
func ask(ctx context.Context, client *http.Client, a *aim, validator string, at, to int64) (*http.Response, error) {
	address, err := url.Parse(a.URL)
	if err != nil {
		return nil, bare(err)
	}
	header := a.Header.Clone()
	for range redirects + 1 {
		res, err := client.Do(request(ctx, address, header, validator, at, to))
		if err != nil {
			return nil, bare(err)
		}
		next := redirect(res)
		if next == nil {
			return res, nil
		}
		res.Body.Close()
		if address.Scheme == "https" && next.Scheme != "https" {
			return nil, fmt.Errorf("%w: sent from https to %s", ErrNotFile, next.Scheme)
		}
		if origin(next) != origin(address) {
			header = http.Header{"User-Agent": header["User-Agent"]}
		}
		address = next
	}
	return nil, fmt.Errorf("%w: sent on and on", ErrNotFile)
}

func request(ctx context.Context, address *url.URL, header http.Header, validator string, at, to int64) *http.Request {
	r := (&http.Request{Method: http.MethodGet, URL: address, Host: address.Host, Header: http.Header{}}).WithContext(ctx)
	for name, values := range header {
		if len(values) > 0 {
			r.Header[name] = values
		}
	}
	r.Header.Set("Accept-Encoding", "identity") // ranges of a compressed body are of no use
	if to > 0 {
		r.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", at, to-1))
	}
	if to > 0 && validator != "" {
		r.Header.Set("If-Range", validator)
	}
	return r
}

func redirect(res *http.Response) *url.URL {
	switch res.StatusCode {
	case 301, 302, 303, 307, 308:
		if next, err := res.Location(); err == nil && next.Host != "" {
			return next
		}
	}
	return nil
}

// strong is an answer's ETag if it vouches for every byte.
func strong(h http.Header) string {
	tag := h.Get("ETag")
	if len(tag) < 3 || tag[0] != '"' || tag[len(tag)-1] != '"' {
		return ""
	}
	return tag
}

// judge tells whether the reply to a request for some bytes is one that can be used: 206
// with those bytes, or 200 with all of them. asked is empty where all were asked for.
func judge(res *http.Response, validator string, asked span, size int64) error {
	switch res.StatusCode {
	case http.StatusOK, http.StatusPartialContent:
	case http.StatusRequestedRangeNotSatisfiable:
		return unsatisfied(res, size)
	default:
		return refusal(res)
	}
	if encoded(res) {
		return fmt.Errorf("%w: encoded as %q", ErrNotFile, res.Header.Get("Content-Encoding"))
	}
	if res.StatusCode == http.StatusPartialContent {
		return part(res, validator, asked, size)
	}
	if res.ContentLength != size && html(res) {
		return fmt.Errorf("%w: a page", ErrNotFile)
	}
	if other(res, validator) {
		return errOther
	}
	if res.ContentLength >= 0 && res.ContentLength != size {
		return fmt.Errorf("%w: %d bytes instead of %d", ErrSize, res.ContentLength, size)
	}
	return nil
}

// encoded tells whether a body is not the file's own bytes.
func encoded(res *http.Response) bool {
	code := res.Header.Get("Content-Encoding")
	return code != "" && !strings.EqualFold(code, "identity")
}

// other tells whether an address has other content than the validator is of.
func other(res *http.Response, validator string) bool {
	tag := strong(res.Header)
	return validator != "" && tag != "" && tag != validator
}

func html(res *http.Response) bool {
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml"
}

// part checks that a 206 is the part that was asked for, or its beginning.
func part(res *http.Response, validator string, asked span, size int64) error {
	r, err := parseContentRange(res.Header.Get("Content-Range"))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotFile, err)
	}
	if other(res, validator) {
		return errOther
	}
	if r.total >= 0 && r.total != size {
		return fmt.Errorf("%w: %d bytes instead of %d", ErrSize, r.total, size)
	}
	if r.from != asked.from || r.to > asked.to || r.to <= r.from {
		return fmt.Errorf("%w: bytes %d to %d instead of %d to %d", ErrNotFile, r.from, r.to, asked.from, asked.to)
	}
	return nil
}

// unsatisfied reads a 416: nobody asks for bytes behind the end, so the size is another.
func unsatisfied(res *http.Response, size int64) error {
	r, err := parseContentRange(res.Header.Get("Content-Range"))
	if err == nil && r.total >= 0 && r.total != size {
		return fmt.Errorf("%w: %d bytes instead of %d", ErrSize, r.total, size)
	}
	return errNoRanges
}

func refusal(res *http.Response) error {
	s := &status{code: res.StatusCode}
	if seconds, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && seconds > 0 {
		s.after = time.Duration(min(seconds, 3600)) * time.Second
	}
	if res.StatusCode == http.StatusForbidden && html(res) {
		return fmt.Errorf("%w: a page: %w", ErrNotFile, s)
	}
	return s
}

// contentRange is the bytes from ≤ i < to of total, which is -1 where it is not told; a
// 416 tells the total alone.
type contentRange struct{ from, to, total int64 }

var errContentRange = errors.New("no Content-Range")

// parseContentRange reads "bytes 0-99/1000", "bytes 0-99/*" and "bytes */1000".
func parseContentRange(text string) (contentRange, error) {
	unit, rest, _ := strings.Cut(text, " ")
	ranged, size, found := strings.Cut(rest, "/")
	if !strings.EqualFold(unit, "bytes") || !found {
		return contentRange{}, fmt.Errorf("%w: %q", errContentRange, text)
	}
	total, ok := digits(size)
	if size == "*" {
		total, ok = -1, ranged != "*"
	}
	if ranged == "*" && ok {
		return contentRange{0, 0, total}, nil
	}
	first, last, _ := strings.Cut(ranged, "-")
	from, ok1 := digits(first)
	to, ok2 := digits(last)
	if !ok || !ok1 || !ok2 || to < from || total >= 0 && to >= total {
		return contentRange{}, fmt.Errorf("%w: %q", errContentRange, text)
	}
	return contentRange{from, to + 1, total}, nil
}

// digits reads a number that leaves room for one more.
func digits(s string) (int64, bool) {
	n, err := strconv.ParseUint(s, 10, 62)
	return int64(n), err == nil
}
