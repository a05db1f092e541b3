package hub

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	mostJSON    = 32 << 20 // bytes of a page of an answer, unpacked
	mostCard    = 4 << 20  // bytes of a model card
	mostRefusal = 64 << 10 // bytes read of an error's body
	mostHops    = 10       // redirects of one request
	longest     = 5 * time.Minute
)

// call is a question to a hub.
type call struct {
	method string
	path   string // escaped, below the endpoint
	query  url.Values
	at     *url.URL // where a page goes on, instead of path and query
	header http.Header
	bucket string // of the hub's rate limits
	most   int64  // bytes of the answer's body
	// missing is what a 404 without a code means.
	missing error
	// personal questions make no sense without the token.
	personal bool
	// stops ends the chain of redirects where it leaves the endpoint, with that redirect as the answer.
	stops bool
	// read takes the answer in, or says why another mirror should be asked.
	read func(*answer) error
}

// The hub's buckets of requests.
const (
	bucketAPI   = "api"
	bucketFiles = "resolvers"
)

// answer is the end of a chain of redirects.
type answer struct {
	status   int
	url      *url.URL
	header   http.Header
	hops     []http.Header // of every reply on the endpoint's own origin, the last included
	length   int64         // Content-Length, -1 if not said
	body     []byte
	endpoint *endpoint
	token    string // shown to the last address; empty if none was
}

// send asks once and follows redirects by hand: the token stays behind where they leave the endpoint's
// origin, and for good.
func (c *Client) send(ctx context.Context, e *endpoint, k call, token string) (*answer, error) {
	u := k.at
	if u == nil {
		u = e.join(k.path, k.query)
	}
	var hops []http.Header
	for range mostHops {
		a, err := c.exchange(ctx, k, u, token)
		if err != nil {
			return nil, err
		}
		if e.owns(u) {
			hops = append(hops, a.header)
		}
		a.endpoint, a.hops = e, hops
		next, err := redirect(a)
		if err != nil || next == nil {
			return a, err
		}
		if !e.owns(next) {
			if k.stops {
				return a, nil
			}
			token = ""
		}
		u = next
	}
	return nil, failure(ErrNotHub, u, "too many redirects")
}

// redirect is where an answer sends us, nil if nowhere.
func redirect(a *answer) (*url.URL, error) {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	next, err := a.url.Parse(a.header.Get("Location"))
	if err != nil || a.header.Get("Location") == "" {
		return nil, failure(ErrNotHub, a.url, "a redirect to nowhere")
	}
	next.Fragment, next.User = "", nil
	if !private(next) || next.Host == "" {
		return nil, failure(ErrFiltered, a.url, "a redirect to "+shorten(next.Scheme+"://"+next.Host))
	}
	return next, nil
}

// exchange is one request and its answer. The token is shown to u, whoever that is.
func (c *Client) exchange(ctx context.Context, k call, u *url.URL, token string) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, k.method, u.String(), nil)
	if err != nil {
		return nil, failure(ErrAnswer, u, "an address that cannot be asked")
	}
	r.Header = c.header(token)
	for name, values := range k.header {
		r.Header[name] = values
	}
	resp, err := c.http.Transport.RoundTrip(r) // http.Client reads Location too, and puts it into errors
	if err != nil {
		return nil, failure(networkKind(err), u, oneLine(err.Error()))
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, url: u, header: resp.Header, length: resp.ContentLength, token: token}
	if resp.StatusCode/100 == 3 || k.method == http.MethodHead {
		return a, nil
	}
	most := k.most
	if resp.StatusCode >= 400 {
		most = mostRefusal
	}
	if a.body, err = c.drink(resp.Body, most, cancel); err != nil && resp.StatusCode < 400 {
		return nil, bodyFailure(err, u)
	}
	return a, nil
}

// header is what every request carries.
func (c *Client) header(token string) http.Header {
	h := http.Header{"User-Agent": {c.o.Agent}}
	if token != "" {
		h.Set("Authorization", "Bearer "+token)
	}
	return h
}

var errTooMuch = errors.New("larger than this program accepts")

// drink reads a body of at most so many bytes and calls stop where none come for too long.
func (c *Client) drink(body io.Reader, most int64, stop func()) ([]byte, error) {
	stalled := time.AfterFunc(c.o.Timeout, stop)
	defer stalled.Stop()
	b, err := io.ReadAll(io.LimitReader(lively{body, stalled, c.o.Timeout}, most+1))
	if err == nil && int64(len(b)) > most {
		err = errTooMuch
	}
	return b, err
}

// lively puts an alarm off whenever bytes come.
type lively struct {
	r     io.Reader
	alarm *time.Timer
	after time.Duration
}

func (l lively) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if n > 0 {
		l.alarm.Reset(l.after)
	}
	return n, err
}

func bodyFailure(err error, u *url.URL) error {
	if errors.Is(err, errTooMuch) {
		return failure(ErrAnswer, u, err.Error())
	}
	return failure(ErrUnreachable, u, "the answer broke off: "+oneLine(err.Error()))
}

func failure(kind error, u *url.URL, cause string) *Error {
	return &Error{Kind: kind, URL: bare(u), cause: cause}
}

// bare is a URL without what may be secret.
func bare(u *url.URL) string {
	b := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return b.String()
}

// oneLine makes a text of the server's fit for a log.
func oneLine(s string) string {
	const most = 300 // bytes
	s = strings.ToValidUTF8(s, "")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || forbidden(r) && r > '~' }), " ")
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
