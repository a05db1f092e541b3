// Package hubtest imitates the Hugging Face Hub on loopback, for tests and for
// a demonstration: a hub and a content host, two listeners, as the official
// clients expect them. Everything that can go wrong on the way is a switch.
package hubtest

import (
	"crypto/rand"
	"fmt"
	"sync"
	"testing"
	"time"
)

// pageSize is how many items a page of a list holds unless SetPage says
// otherwise: so few that every client has to turn pages.
const pageSize = 3

// Server is an imitation of the hub. All its methods may be called at any time
// from any goroutine.
type Server struct {
	hub, content *host
	secret       []byte // signs URLs of the content host
	closing      chan struct{}
	closed       sync.Once

	mu      sync.Mutex
	repos   map[string]*repository // by name
	moved   map[string]string      // old name to new
	users   map[string]User        // by token
	objects map[string]*blob       // by the key in a signed URL
	page    int
	life    time.Duration // of a signed URL
	skew    time.Duration // the clock runs ahead by that much
	signed  int64         // number of the last signed URL
	revoked int64         // signed URLs up to that number are refused
	quotas  map[string]*quota

	faults faults
	count  counters
}

// Start opens both listeners on free loopback ports.
func Start() (*Server, error) { return StartAt("127.0.0.1:0") }

// StartAt opens the hub at a loopback address such as "127.0.0.1:8099", and the
// content host on a free port.
func StartAt(address string) (*Server, error) {
	s := &Server{
		secret:  make([]byte, 32),
		closing: make(chan struct{}),
		repos:   map[string]*repository{},
		moved:   map[string]string{},
		users:   map[string]User{},
		objects: map[string]*blob{},
		page:    pageSize,
		life:    time.Hour,
		quotas:  standardQuotas(),
	}
	s.count.forget()
	rand.Read(s.secret)
	var err error
	if s.hub, err = listen(address, s.serveHub); err != nil {
		return nil, fmt.Errorf("hub at %s: %w", address, err)
	}
	if s.content, err = listen("127.0.0.1:0", s.serveContent); err != nil {
		s.hub.close()
		return nil, fmt.Errorf("content host: %w", err)
	}
	return s, nil
}

// New starts a server that ends with the test.
func New(tb testing.TB) *Server {
	tb.Helper()
	s, err := Start()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.Close)
	return s
}

// Close ends both hosts and every reply that is under way.
func (s *Server) Close() {
	s.closed.Do(func() {
		close(s.closing)
		s.hub.close()
		s.content.close()
	})
}

// Endpoint is the hub's URL without a slash at its end, for HF_ENDPOINT.
func (s *Server) Endpoint() string { return s.hub.url }

// Content is the content host's URL without a slash at its end.
func (s *Server) Content() string { return s.content.url }

// Cut resets every open connection to both hosts, as when a line drops.
func (s *Server) Cut() {
	s.hub.cut()
	s.content.cut()
}

// Down cuts the line and resets every new connection until Up.
func (s *Server) Down() {
	s.hub.down.Store(true)
	s.content.down.Store(true)
	s.Cut()
}

// Up ends what Down began.
func (s *Server) Up() {
	s.hub.down.Store(false)
	s.content.down.Store(false)
}

// SetPage makes pages of lists n items long; n below 1 means the usual 3.
func (s *Server) SetPage(n int) {
	if n < 1 {
		n = pageSize
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.page = n
}

// Advance moves the clock that signed URLs and rate limits are measured by.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew += d
}

// now needs the lock.
func (s *Server) now() time.Time { return time.Now().Add(s.skew) }
