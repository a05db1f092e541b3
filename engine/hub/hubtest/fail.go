package hubtest

import (
	"net/http"
)

// fails answers, or does not, where a fault keeps the real answer back.
func (a *asked) fails() bool {
	if f := a.fault(hang); f != nil {
		a.wait(f)
		panic(http.ErrAbortHandler)
	}
	if a.fault(resetting) != nil {
		a.reset()
	}
	if f := a.fault(warning); f != nil {
		a.Header().Set("X-HF-Warning", f.text)
	}
	a.bare = a.fault(bareHeaders) != nil
	if f := a.fault(html); f != nil {
		a.html(int(f.n), f.text)
		return true
	}
	if f := a.fault(status); f != nil {
		a.refuse(int(f.n), "", http.StatusText(int(f.n)))
		return true
	}
	if f := a.fault(rateLimited); f != nil {
		if f.text != "" {
			a.tooMany(-1, f.n)
		} else {
			a.tooMany(f.n, -1)
		}
		return true
	}
	if a.fault(mirror308) != nil {
		clear(a.Header())
		a.Header().Set("Location", a.s.Content()+"/mirrored"+a.r.URL.RequestURI())
		a.WriteHeader(http.StatusPermanentRedirect)
		return true
	}
	return false
}

// wait returns once a fault is mended; if the client leaves or the server ends,
// the reply ends.
func (a *asked) wait(f *Fault) {
	select {
	case <-f.gone:
	case <-a.r.Context().Done():
		panic(http.ErrAbortHandler)
	case <-a.s.closing:
		panic(http.ErrAbortHandler)
	}
}

// reset ends the request with a reset connection.
func (a *asked) reset() {
	if c, _, err := http.NewResponseController(a.ResponseWriter).Hijack(); err == nil {
		reset(c)
	}
	panic(http.ErrAbortHandler)
}
