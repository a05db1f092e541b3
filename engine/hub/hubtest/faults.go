package hubtest

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Fault is something that goes wrong. One is made by a function such as Drop,
// narrowed by On, Of and Times, and switched on by Server.Break. Replies under
// way feel faults of their body too.
type Fault struct {
	what  what
	n     int64
	text  string
	kinds []Kind // nil is all
	on    string
	times int // left; below zero: no end
	names []string

	hits atomic.Int64
	told map[string]bool // files whose first reply was right
	used map[int64]int64 // requests by the number of a signed URL
	gone chan struct{}   // closed once it is mended
}

type what int

const (
	hang what = iota
	resetting
	status
	html
	rateLimited
	gated
	mirror308
	bareHeaders
	changedETag
	changedStoredETag
	expiredURL
	usedURL
	foreignLink
	mangled
	warning
	lyingSize
	hostileNames
	noRanges
	wrongLength
	zipped
	drop
	stall
	slow
	flip
)

func fault(w what, n int64, kinds ...Kind) *Fault {
	return &Fault{what: w, n: n, kinds: kinds, times: -1}
}

// On narrows a fault to a repository ("org/name"), a file of every repository
// ("model.onnx") or a file of one ("org/name/model.onnx").
func (f *Fault) On(name string) *Fault {
	f.on = name
	return f
}

// Of narrows or widens a fault to other kinds of request than usual.
func (f *Fault) Of(kinds ...Kind) *Fault {
	f.kinds = kinds
	return f
}

// Times ends a fault after it hit that many requests.
func (f *Fault) Times(n int) *Fault {
	f.times = n
	return f
}

// Hits is how many requests felt the fault.
func (f *Fault) Hits() int { return int(f.hits.Load()) }

// faults are those switched on.
type faults struct {
	mu sync.Mutex
	on []*Fault
}

// Break switches faults on. One belongs to one server.
func (s *Server) Break(faults ...*Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	for _, f := range faults {
		f.gone, f.told, f.used = make(chan struct{}), map[string]bool{}, map[int64]int64{}
		s.faults.on = append(s.faults.on, f)
	}
}

// Mend switches faults off, all of them if none is named; what stalls goes on.
func (s *Server) Mend(faults ...*Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.on = slices.DeleteFunc(s.faults.on, func(f *Fault) bool {
		mended := len(faults) == 0 || slices.Contains(faults, f)
		if mended {
			close(f.gone)
		}
		return mended
	})
}

func (f *Fault) meets(a *asked) bool {
	if f.kinds != nil && !slices.Contains(f.kinds, a.at.kind) {
		return false
	}
	if f.what == lyingSize && a.at.kind != Resolve {
		return true // a list's items are looked at one by one
	}
	return f.on == "" || namesFile(f.on, a.at.name(), a.at.path)
}

// namesFile tells whether name means the file, or all files, of a repository.
func namesFile(name, repo, path string) bool {
	return name == repo || name == path && path != "" || name == repo+"/"+path ||
		strings.HasSuffix(name, "/") && strings.HasPrefix(repo+"/"+path, name)
}

// fault returns the first fault of a kind that this request feels, and counts
// it once a request.
func (a *asked) fault(w what) *Fault { return a.faultIf(w, nil) }

func (a *asked) faultIf(w what, when func(*Fault) bool) *Fault {
	for _, f := range a.faultsOf(w) {
		if (when == nil || when(f)) && a.feel(f) {
			return f
		}
	}
	return nil
}

// faultsOf returns what could hit this request, without counting it.
func (a *asked) faultsOf(w what) (found []*Fault) {
	a.s.faults.mu.Lock()
	defer a.s.faults.mu.Unlock()
	for _, f := range a.s.faults.on {
		if f.what == w && (a.had[f] || f.times != 0) && f.meets(a) {
			found = append(found, f)
		}
	}
	return found
}

// feel tells whether the fault still hits this request.
func (a *asked) feel(f *Fault) bool {
	a.s.faults.mu.Lock()
	defer a.s.faults.mu.Unlock()
	if a.had[f] {
		return true
	}
	if f.times == 0 || !slices.Contains(a.s.faults.on, f) {
		return false
	}
	if f.times > 0 {
		f.times--
	}
	a.had[f] = true
	f.hits.Add(1)
	return true
}

// second tells whether a file was asked for before while the fault is on.
func (f *Fault) second(a *asked) bool {
	a.s.faults.mu.Lock()
	defer a.s.faults.mu.Unlock()
	before := f.told[a.at.file()]
	f.told[a.at.file()] = true
	return before
}

// uses counts a request for a signed URL.
func (f *Fault) uses(a *asked, number int64) int64 {
	a.s.faults.mu.Lock()
	defer a.s.faults.mu.Unlock()
	f.used[number]++
	return f.used[number]
}
