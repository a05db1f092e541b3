package hubtest

import (
	"net"
	"net/http"
	"sync"
	"sync/atomic"
)

// sendBuffer is what the kernel may hold of a reply, in bytes. The counters
// count what was handed to the kernel, so a large buffer would count bytes
// that never arrived.
const sendBuffer = 128 << 10

// host is one listener and its open connections.
type host struct {
	url    string
	server *http.Server
	down   atomic.Bool
	mu     sync.Mutex
	open   map[net.Conn]bool
	ended  chan struct{}
}

func listen(address string, handler http.HandlerFunc) (*host, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	h := &host{url: "http://" + l.Addr().String(), open: map[net.Conn]bool{}, ended: make(chan struct{})}
	h.server = &http.Server{Handler: handler, ConnState: h.state}
	go func() {
		defer close(h.ended)
		h.server.Serve(&line{Listener: l, host: h}) // ends when close is called
	}()
	return h, nil
}

// line is a listener that resets connections while its host is down.
type line struct {
	net.Listener
	host *host
}

func (l *line) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.host.down.Load() {
			reset(c)
			continue
		}
		if tcp, ok := c.(*net.TCPConn); ok {
			tcp.SetWriteBuffer(sendBuffer)
		}
		return c, nil
	}
}

func (h *host) state(c net.Conn, state http.ConnState) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch state {
	case http.StateNew:
		h.open[c] = true
	case http.StateClosed, http.StateHijacked:
		delete(h.open, c)
	}
}

func (h *host) cut() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.open {
		reset(c)
	}
}

func (h *host) close() {
	h.server.Close()
	<-h.ended
}

// reset closes a connection so that its other end sees "connection reset".
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.Close()
}
