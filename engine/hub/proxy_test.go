package hub

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// tlsHub is a hub that can only be reached through a proxy: example.com is in its certificate,
// and no name server leads to it.
func tlsHub(t *testing.T) (*httptest.Server, *x509.CertPool) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string]string{"id": "a/b", "sha": strings.Repeat("a", 40)})
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return s, pool
}

// join copies both ways until one side ends.
func join(a, b net.Conn) {
	go func() {
		io.Copy(a, b)
		a.Close()
		b.Close()
	}()
	io.Copy(b, a)
}

// connectProxy takes every CONNECT to one address.
func connectProxy(to string, asked *atomic.Int64) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.Method != http.MethodConnect || r.Host != "example.com:443" {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		far, err := net.Dial("tcp", to)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		near, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			far.Close()
			return
		}
		io.WriteString(near, "HTTP/1.1 200 OK\r\n\r\n")
		join(near, far)
	}
}

// socksProxy speaks SOCKS5 without a password, as far as one CONNECT needs.
func socksProxy(t *testing.T, to string, asked *atomic.Int64) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer near.Close()
				if !greet(near) {
					return
				}
				asked.Add(1)
				far, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				near.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
				join(near, far)
			}()
		}
	}()
	return "socks5://" + l.Addr().String()
}

// greet reads the beginning of a SOCKS5 connection to example.com:443; source: RFC 1928.
func greet(c net.Conn) bool {
	head := make([]byte, 2)
	if _, err := io.ReadFull(c, head); err != nil {
		return false
	}
	io.ReadFull(c, make([]byte, head[1]))
	c.Write([]byte{5, 0})
	request := make([]byte, 5)
	if _, err := io.ReadFull(c, request); err != nil || request[3] != 3 {
		return false
	}
	rest := make([]byte, int(request[4])+2)
	io.ReadFull(c, rest)
	return string(rest[:len(rest)-2]) == "example.com" && binary.BigEndian.Uint16(rest[len(rest)-2:]) == 443
}

func TestEveryKindOfProxyLeadsToTheHub(t *testing.T) {
	hub, pool := tlsHub(t)
	to := hub.Listener.Addr().String()
	var asked atomic.Int64
	plain := httptest.NewServer(connectProxy(to, &asked))
	defer plain.Close()
	secure := httptest.NewTLSServer(connectProxy(to, &asked))
	defer secure.Close()
	bare := strings.TrimPrefix(plain.URL, "http://")
	socks := socksProxy(t, to, &asked)
	for i, proxy := range []string{plain.URL, bare, secure.URL, socks, strings.Replace(socks, "socks5", "socks5h", 1)} {
		o := at("https://example.com")
		o.Proxy, o.roots, o.Tries = proxy, pool, -1
		c, _ := newClient(t, o)
		if info, err := c.Info(t.Context(), Repo{Model, "a/b"}, ""); err != nil || info.ID != "a/b" {
			t.Errorf("%s: %v", proxy, err)
		}
		if asked.Load() != int64(i+1) {
			t.Errorf("%s was asked %d times", proxy, asked.Load())
		}
	}
}

func TestAProxyIsNotAskedForThisComputer(t *testing.T) {
	var asked atomic.Int64
	proxy := serve(t, connectProxy("", &asked))
	o := at(stocked(t).Endpoint())
	o.Proxy = proxy
	c, _ := newClient(t, o)
	if _, err := c.Info(t.Context(), amir, ""); err != nil || asked.Load() > 0 {
		t.Errorf("asked %d times, %v", asked.Load(), err)
	}
}

func TestAProxyThatFailsIsNamed(t *testing.T) {
	refuse := func(status int) string {
		return serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
	}
	for name, x := range map[string]struct {
		proxy string
		want  error
	}{
		"down":             {"http://sara:pass@127.0.0.1:1", ErrProxy},
		"SOCKS down":       {"socks5://sara:pass@127.0.0.1:1", ErrProxy},
		"wants a password": {refuse(407), ErrProxy},
		"forbids":          {refuse(403), ErrProxy},
		"cannot reach it":  {refuse(502), ErrUnreachable},
	} {
		o := at("https://example.com")
		o.Proxy, o.Tries = x.proxy, -1
		c, _ := newClient(t, o)
		_, err := c.Info(t.Context(), amir, "")
		wants(t, name, err, x.want)
		silent(t, err, "pass")
	}
	for _, proxy := range []string{"ftp://sara:pass@x", "socks4://x", "http://", "::", "http://sara:pa ss@[x"} {
		_, err := New(Options{Proxy: proxy})
		wants(t, proxy, err, ErrProxy)
		silent(t, err, "pass", "pa ss")
	}
}

func TestWhoeverCannotShowTheHubsCertificateIsNotTheHub(t *testing.T) {
	impostor, _ := tlsHub(t)
	plain := serve(t, http.NotFound)
	for name, url := range map[string]string{
		"its own certificate": impostor.URL, "no TLS at all": strings.Replace(plain, "http", "https", 1),
	} {
		o := at(url)
		o.Tries = -1
		c, _ := newClient(t, o)
		_, err := c.Info(t.Context(), amir, "")
		wants(t, name, err, ErrFiltered)
	}
}

func TestAnExpiredCertificateMayBeTheClocksFault(t *testing.T) {
	err := &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired}}
	if networkKind(err) != ErrClock {
		t.Error(networkKind(err))
	}
}

func TestEndpoints(t *testing.T) {
	for s, good := range map[string]bool{
		"https://huggingface.co/": true, "https://mirror.example/hf": true, " http://localhost:8080": true, "http://[::1]:80": true,
		"http://127.8.9.1": true, "http://huggingface.co": false, "huggingface.co": false, "": false, "https://": false,
		"https://sara:pass@huggingface.co": false, "https://x.example/?a=b": false, "file:///etc": false, "http://127.0.0.1.evil.example": false,
	} {
		err := CheckEndpoint(s)
		if (err == nil) != good {
			t.Errorf("%s: %v", strconv.Quote(s), err)
		}
		silent(t, err, "pass")
	}
}
