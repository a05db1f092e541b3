package hubtest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// logLength is how many requests Requests remembers.
const logLength = 4096

// Request is one that was answered.
type Request struct {
	Kind   Kind
	Method string
	URL    string // path and query
	Name   string // of the file or repository, as On takes it
	Header http.Header
	Status int   // 0 if there was no answer
	Sent   int64 // bytes of a file
}

// Counters are what a server has counted since it began or since Forget.
type Counters struct {
	Bytes    int64            // of files, handed to the network
	Files    map[string]int64 // the same by "org/name/path"
	Requests map[Kind]int
	Ranges   map[string][]string // what Range headers asked, by file
	Tokens   []string            // Authorization headers that reached the content host
}

type counters struct {
	mu   sync.Mutex
	all  Counters
	log  []Request
	next int
}

// Counters returns a copy.
func (s *Server) Counters() Counters {
	s.count.mu.Lock()
	defer s.count.mu.Unlock()
	c := s.count.all
	c.Files, c.Requests, c.Ranges = maps.Clone(c.Files), maps.Clone(c.Requests), maps.Clone(c.Ranges)
	for name, ranges := range c.Ranges {
		c.Ranges[name] = slices.Clone(ranges)
	}
	c.Tokens = slices.Clone(c.Tokens)
	return c
}

// Served is how many bytes of files were handed to the network, of those that
// name means as in Fault.On; "" means all.
func (s *Server) Served(name string) int64 {
	s.count.mu.Lock()
	defer s.count.mu.Unlock()
	if name == "" {
		return s.count.all.Bytes
	}
	var n int64
	for file, bytes := range s.count.all.Files {
		if file == name || strings.HasSuffix(file, "/"+name) || strings.HasPrefix(file, strings.TrimSuffix(name, "/")+"/") {
			n += bytes
		}
	}
	return n
}

// Requests returns the last few thousand requests, oldest first.
func (s *Server) Requests() []Request {
	s.count.mu.Lock()
	defer s.count.mu.Unlock()
	return slices.Clone(s.count.log)
}

// Forget sets all counters to zero.
func (s *Server) Forget() { s.count.forget() }

func (c *counters) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = Counters{Files: map[string]int64{}, Requests: map[Kind]int{}, Ranges: map[string][]string{}}
	c.log = nil
}

func (c *counters) requestID() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next++
	return fmt.Sprintf("Root=1-%08x-%024x", time.Now().Unix(), c.next)
}

// came counts a request before it is answered.
func (a *asked) came() {
	c := &a.s.count
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all.Requests[a.at.kind]++
	if asked := a.r.Header.Get("Range"); asked != "" && a.at.path != "" {
		c.all.Ranges[a.at.file()] = append(c.all.Ranges[a.at.file()], asked)
	}
	if token := a.r.Header.Get("Authorization"); token != "" && (a.at.kind == Stored || a.at.kind == Mirrored) {
		c.all.Tokens = append(c.all.Tokens, token)
	}
}

// gave counts bytes of a file as they go.
func (a *asked) gave(n int) {
	a.sent += int64(n)
	c := &a.s.count
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all.Bytes += int64(n)
	c.all.Files[a.at.file()] += int64(n)
}

// done writes the request down.
func (a *asked) done() {
	name := a.at.name()
	if a.at.path != "" {
		name = a.at.file()
	}
	c := &a.s.count
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.log) == logLength {
		c.log = slices.Delete(c.log, 0, logLength/4)
	}
	c.log = append(c.log, Request{Kind: a.at.kind, Method: a.r.Method, URL: a.r.URL.RequestURI(), Name: name,
		Header: a.r.Header.Clone(), Status: a.status, Sent: a.sent})
}
