package hub

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"
)

// DefaultEndpoint is the hub itself.
const DefaultEndpoint = "https://huggingface.co"

// Options say which hub is asked, and how. The zero Options ask the hub itself, without a token.
type Options struct {
	Endpoints    []string      // tried in order, the next when one cannot answer; empty means DefaultEndpoint
	Token        func() string // asked anew for every request, so a new one counts at once; may be nil
	TrustMirrors bool          // the token is shown to all Endpoints, not to the first alone
	Proxy        string        // http://, https://, socks5:// or host:port; empty means none
	NoProxy      string        // hosts to reach without it, as in NO_PROXY
	Offline      bool          // every request is ErrOffline
	Agent        string        // the program, as avagar/1.2

	Timeout  time.Duration // until the first byte of an answer, and between bytes; 0 means 30 s
	Tries    int           // after the first, while the network or the server fails; 0 means 5, below 0 none
	Patience time.Duration // the longest wait for a rate limit; 0 means 6 minutes, more than the hub's window

	// Waiting hears that a request waits this long, and for what (ErrRateLimited, or what will be tried
	// again). Warn hears what the hub wants people told (X-HF-Warning), once each, and ErrBadToken when a
	// question was asked again without the token. Both may be called from several goroutines; both may be nil.
	Waiting func(time.Duration, error)
	Warn    func(Warning)

	Now   func() time.Time                                 // nil means time.Now
	Sleep func(ctx context.Context, d time.Duration) error // nil means a timer that hears ctx

	roots *x509.CertPool // authorities of certificates; nil means the system's
}

// Warning is what a person should be told although the request succeeded.
type Warning struct {
	Topic, Text string // in the hub's words
	Err         error  // ErrBadToken, or nil
}

// Client asks a hub. It may be used by several goroutines.
type Client struct {
	o         Options
	endpoints []*endpoint
	http      *http.Client
	limits    limits
	health    health
	warnings  warnings
	who       whoCache
}

// endpoint is a hub or a mirror of it.
type endpoint struct {
	base    *url.URL // without a slash at its end
	trusted bool     // may see the token
}

// New returns a client. Errors: ErrEndpoint, ErrProxy.
func New(o Options) (*Client, error) {
	c := &Client{o: withDefaults(o)}
	for i, s := range c.o.Endpoints {
		e, err := parseEndpoint(s)
		if err != nil {
			return nil, err
		}
		e.trusted = i == 0 || o.TrustMirrors
		c.endpoints = append(c.endpoints, e)
	}
	transport, err := newTransport(c.o)
	if err != nil {
		return nil, err
	}
	c.http = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return c, nil
}

func withDefaults(o Options) Options {
	if len(o.Endpoints) == 0 {
		o.Endpoints = []string{DefaultEndpoint}
	}
	if o.Token == nil {
		o.Token = func() string { return "" }
	}
	if o.Agent == "" {
		o.Agent = "avagar"
	}
	o.Agent += "; go/" + strings.TrimPrefix(runtime.Version(), "go")
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Tries == 0 {
		o.Tries = 5
	}
	if o.Patience == 0 {
		o.Patience = 6 * time.Minute
	}
	if o.Waiting == nil {
		o.Waiting = func(time.Duration, error) {}
	}
	if o.Warn == nil {
		o.Warn = func(Warning) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// CheckEndpoint returns ErrEndpoint unless s can be the address of a hub: https, or http on
// this computer itself.
func CheckEndpoint(s string) error {
	_, err := parseEndpoint(s)
	return err
}

func parseEndpoint(s string) (*endpoint, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(s), "/"))
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || !private(u) {
		return nil, fmt.Errorf("%w: %q", ErrEndpoint, shorten(withoutUser(s)))
	}
	return &endpoint{base: u}, nil
}

// withoutUser keeps a password that was typed into an address out of errors.
func withoutUser(s string) string {
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		return s[i+1:]
	}
	return s
}

// private reports whether nobody on the way can read or change what is said to u.
func private(u *url.URL) bool {
	return u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// join is the URL of something below the endpoint; path is escaped and begins with a slash.
func (e *endpoint) join(path string, query url.Values) *url.URL {
	s := e.base.String() + path
	if len(query) > 0 {
		s += "?" + query.Encode()
	}
	u, err := url.Parse(s)
	if err != nil {
		panic("hub: path was not escaped: " + path)
	}
	return u
}

func (e *endpoint) owns(u *url.URL) bool { return origin(u) == origin(e.base) }

// origin is what a token belongs to: scheme, host and port.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

// Endpoints are the addresses that are asked, the first first.
func (c *Client) Endpoints() []string {
	var s []string
	for _, e := range c.endpoints {
		s = append(s, e.base.String())
	}
	return s
}

// HTTP is for downloading from a Location: it knows the proxy, bounds how long it waits for
// an answer to begin, speaks HTTP/1.1 so that segments have a connection each, and follows no redirect.
func (c *Client) HTTP() *http.Client { return c.http }

// Page is the address at which a person sees the repository and can ask for access.
func (c *Client) Page(r Repo) string { return c.endpoints[0].base.String() + "/" + r.String() }
