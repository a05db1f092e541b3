package hub

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const (
	dialTimeout   = 15 * time.Second
	mostHeader    = 256 << 10 // bytes of an answer's header
	idleHosts     = 16        // connections kept to one host: as many as a download has segments
	idleFor       = 60 * time.Second
	keepAliveFrom = 15 * time.Second // a line that died silently is noticed after a few of these
)

func newTransport(o Options) (http.RoundTripper, error) {
	if o.Offline {
		return offline{}, nil
	}
	proxy, err := proxyFunc(o)
	if err != nil {
		return nil, err
	}
	t := &http.Transport{
		Proxy:                  proxy,
		DialContext:            (&net.Dialer{Timeout: dialTimeout, KeepAlive: keepAliveFrom}).DialContext,
		TLSHandshakeTimeout:    dialTimeout,
		ResponseHeaderTimeout:  o.Timeout,
		MaxResponseHeaderBytes: mostHeader,
		MaxIdleConnsPerHost:    idleHosts,
		IdleConnTimeout:        idleFor,
		Protocols:              new(http.Protocols),
		TLSClientConfig:        &tls.Config{RootCAs: o.roots},
		OnProxyConnectResponse: proxyRefusal,
	}
	t.Protocols.SetHTTP1(true)
	return t, nil
}

// offline is the network of a client that must not use any.
type offline struct{}

func (offline) RoundTrip(*http.Request) (*http.Response, error) { return nil, ErrOffline }

func proxyFunc(o Options) (func(*http.Request) (*url.URL, error), error) {
	if err := CheckProxy(o.Proxy); err != nil {
		return nil, err
	}
	config := httpproxy.Config{HTTPProxy: strings.TrimSpace(o.Proxy), HTTPSProxy: strings.TrimSpace(o.Proxy), NoProxy: o.NoProxy}
	choose := config.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return choose(r.URL) }, nil
}

// proxyRefusal tells a proxy that will not pass us on from one that could not reach the hub.
func proxyRefusal(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode >= 400 && answer.StatusCode < 500 {
		return fmt.Errorf("%w: %s", ErrProxy, http.StatusText(answer.StatusCode))
	}
	return nil
}

// CheckProxy returns ErrProxy unless s is empty or the address of a proxy that can be used.
func CheckProxy(s string) error {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	whole := s
	if !strings.Contains(s, "://") {
		whole = "http://" + s
	}
	u, err := url.Parse(whole)
	if err == nil && u.Hostname() != "" {
		switch u.Scheme {
		case "http", "https", "socks5", "socks5h":
			return nil
		}
	}
	return fmt.Errorf("%w: %q is not its address", ErrProxy, shorten(withoutUser(s)))
}

// networkKind tells why there was no answer.
func networkKind(err error) error {
	var op *net.OpError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.Is(err, ErrOffline):
		return ErrOffline
	case errors.Is(err, ErrProxy), errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect"):
		return ErrProxy
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return ErrClock
	case impostor(err):
		return ErrFiltered
	}
	return ErrUnreachable
}

// impostor reports whether whoever answered could not show the hub's certificate.
func impostor(err error) bool {
	var wrong *tls.CertificateVerificationError
	var plain tls.RecordHeaderError
	return errors.As(err, &wrong) || errors.As(err, &plain) || errors.Is(err, http.ErrSchemeMismatch)
}
