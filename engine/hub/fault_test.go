package hub

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"avagar/engine/hub/hubtest"
)

// questions are all that a client can ask about a repository.
func questions(c *Client, r Repo) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"search":  func(ctx context.Context) error { _, err := c.Search(ctx, Query{}); return err },
		"info":    func(ctx context.Context) error { _, err := c.Info(ctx, r, ""); return err },
		"tree":    func(ctx context.Context) error { _, err := c.Tree(ctx, r, "", "", true); return err },
		"card":    func(ctx context.Context) error { _, err := c.Card(ctx, r, ""); return err },
		"refs":    func(ctx context.Context) error { _, err := c.Refs(ctx, r); return err },
		"resolve": func(ctx context.Context) error { _, err := c.Resolve(ctx, r, "", "README.md"); return err },
	}
}

func TestEveryFaultIsToldByItsName(t *testing.T) {
	everything := []string{"search", "info", "tree", "card", "refs", "resolve"}
	reading := []string{"search", "info", "tree", "refs"}
	for name, x := range map[string]struct {
		fault *hubtest.Fault
		of    []string
		want  error
	}{
		"a filter":                  {hubtest.HTMLForbidden(), everything, ErrFiltered},
		"a portal":                  {hubtest.Portal(), append(slices.Clone(reading), "resolve"), ErrFiltered},
		"a reset":                   {hubtest.Reset(), everything, ErrUnreachable},
		"408":                       {hubtest.Status(408), everything, ErrServer},
		"500":                       {hubtest.Status(500), everything, ErrServer},
		"503":                       {hubtest.Status(503), everything, ErrServer},
		"403":                       {hubtest.Status(403), everything, ErrForbidden},
		"451":                       {hubtest.Status(451), everything, ErrDisabled},
		"511":                       {hubtest.Status(511), everything, ErrFiltered},
		"418":                       {hubtest.Status(418), everything, ErrAnswer},
		"broken JSON":               {hubtest.Mangle(), reading, ErrAnswer},
		"a mirror's redirect":       {hubtest.Mirror308(), []string{"resolve"}, ErrNotHub},
		"a mirror's headers":        {hubtest.NoHeaders(), []string{"resolve"}, ErrNotHub},
		"limits that never end":     {hubtest.RateLimited(30), everything, ErrRateLimited},
		"limits told by their date": {hubtest.RetryAfter(30), everything, ErrRateLimited},
		"a gate before the token":   {hubtest.Gate(401), []string{"card", "resolve"}, ErrGated},
		"a gate behind the token":   {hubtest.Gate(403), []string{"card", "resolve"}, ErrGatedDenied},
		"an answer that breaks off": {hubtest.Drop(3), []string{"card"}, ErrUnreachable},
	} {
		t.Run(name, func(t *testing.T) {
			s := stocked(t)
			s.Break(x.fault)
			c, _ := newClient(t, withToken(at(s.Endpoint()), "hf_good"))
			for what, ask := range questions(c, amir) {
				if slices.Contains(x.of, what) {
					err := ask(t.Context())
					wants(t, what, err, x.want)
					silent(t, err, "hf_good")
				}
			}
		})
	}
}

func TestWhoIsLetIn(t *testing.T) {
	s := stocked(t)
	for _, x := range []struct {
		token, repo string
		want        error
	}{
		{"", "lab/gated", ErrGated}, {"hf_other", "lab/gated", ErrGatedDenied}, {"hf_good", "lab/gated", nil},
		{"", "lab/private", ErrRepoNotFound}, {"hf_other", "lab/private", ErrRepoNotFound}, {"hf_good", "lab/private", nil},
		{"", "lab/missing", ErrRepoNotFound}, {"hf_good", "lab/missing", ErrRepoNotFound}, {"", "lab/closed", ErrDisabled},
		{"hf_expired", "lab/private", ErrBadToken}, {"hf_expired", "rhasspy/piper-voices", nil},
	} {
		c, _ := newClient(t, withToken(at(s.Endpoint()), x.token))
		file := map[string]string{"lab/gated": "model.onnx"}[x.repo]
		if file == "" {
			file = "README.md"
		}
		if _, err := c.Resolve(t.Context(), Repo{Model, x.repo}, "", file); !errors.Is(err, x.want) {
			t.Errorf("%s with %q: got %v, want %v", x.repo, x.token, err, x.want)
		}
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	s := stocked(t)
	c, _ := newClient(t, at(s.Endpoint()))
	_, err := c.Resolve(t.Context(), amir, "", "nothing.txt")
	wants(t, "a file", err, ErrEntryNotFound)
	var e *Error
	if !errors.As(err, &e) || len(e.Commit) != 40 || e.Status != 404 || e.RequestID == "" {
		t.Errorf("%+v", e)
	}
	_, err = c.Resolve(t.Context(), amir, "v9", "README.md")
	wants(t, "a revision", err, ErrRevisionNotFound)
	_, err = c.Tree(t.Context(), amir, "v9", "", true)
	wants(t, "a tree's revision", err, ErrRevisionNotFound)
	_, err = c.Info(t.Context(), Repo{Dataset, amir.ID}, "")
	wants(t, "a dataset of a model's name", err, ErrRepoNotFound)
}

func TestABadTokenIsToldOnceWhereAPublicRepositoryNeedsNone(t *testing.T) {
	s := stocked(t)
	var told []Warning
	o := withToken(at(s.Endpoint()), "hf_expired")
	o.Warn = func(w Warning) { told = append(told, w) }
	c, _ := newClient(t, o)
	for range 3 {
		if _, err := c.Info(t.Context(), amir, ""); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) != 1 || !errors.Is(told[0].Err, ErrBadToken) {
		t.Errorf("told %+v", told)
	}
}

func TestTheHubsWarningsAreToldOnce(t *testing.T) {
	s := stocked(t)
	s.Break(hubtest.Warn("token", "it expires\tsoon"))
	var told []Warning
	o := at(s.Endpoint())
	o.Warn = func(w Warning) { told = append(told, w) }
	c, _ := newClient(t, o)
	for range 3 {
		c.Info(t.Context(), amir, "")
	}
	if len(told) != 1 || told[0].Topic != "token" || told[0].Text != "it expires soon" {
		t.Errorf("told %+v", told)
	}
}

func TestNoErrorHoldsWhatAServerRepeats(t *testing.T) {
	c, _ := newClient(t, withToken(at(serve(t, func(w http.ResponseWriter, r *http.Request) {
		said := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if r.URL.Query().Get("sig") == "" {
			w.Header().Set("Location", "/"+said+"/x?sig=secret")
			w.WriteHeader(http.StatusFound)
			return
		}
		w.Header().Set("X-Error-Message", strings.Repeat("x", 290)+said)
		w.Header().Set("X-Request-Id", "1\u202e2")
		w.WriteHeader(http.StatusTeapot)
	})), "hf_verysecrettoken"))
	_, err := c.Info(t.Context(), amir, "")
	wants(t, "info", err, ErrAnswer)
	silent(t, err, "hf_very", "secret", "sig=", "\u202e")
}

func TestAnAnswerMayNotFillTheMemory(t *testing.T) {
	var sent atomic.Int64
	c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) {
		block := []byte(strings.Repeat(" ", 1<<20))
		for {
			n, err := w.Write(block)
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	})))
	for what, ask := range questions(c, amir) {
		if what != "resolve" {
			wants(t, what, ask(t.Context()), ErrAnswer)
		}
	}
	if most := int64(5 * (mostJSON + 16<<20)); sent.Load() > most {
		t.Errorf("%d bytes were taken", sent.Load())
	}
}

func TestAnAnswerThatStallsIsLeft(t *testing.T) {
	s := stocked(t)
	s.Break(hubtest.Hang())
	o := at(s.Endpoint())
	o.Timeout, o.Tries = 20*time.Millisecond, 1
	c, p := newClient(t, o)
	_, err := c.Info(t.Context(), amir, "")
	wants(t, "no answer", err, ErrUnreachable)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || len(p.seen()) != 1 {
		t.Errorf("%v after pauses %v: the person did not end it", err, p.seen())
	}

	stop := make(chan struct{})
	defer close(stop)
	o.Endpoints = []string{serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("["))
		w.(http.Flusher).Flush()
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	})}
	c, _ = newClient(t, o)
	_, err = c.Search(t.Context(), Query{})
	wants(t, "a body that stops", err, ErrUnreachable)
}

func TestCancellingIsHeardEverywhere(t *testing.T) {
	for name, fault := range map[string]*hubtest.Fault{"in a pause": hubtest.Status(503), "in a limit": hubtest.RateLimited(100)} {
		s := stocked(t)
		s.Break(fault)
		ctx, cancel := context.WithCancel(t.Context())
		o := at(s.Endpoint())
		o.Sleep, o.Waiting = sleep, func(time.Duration, error) { cancel() }
		c, _ := newClient(t, o)
		_, err := c.Info(ctx, amir, "")
		wants(t, name, err, context.Canceled)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c, p := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})))
	_, err := c.Info(ctx, amir, "")
	wants(t, "in a request", err, context.Canceled)
	if len(p.seen()) > 0 {
		t.Errorf("it paused %v for nobody", p.seen())
	}
}

func TestWithoutTheNetworkNothingIsAsked(t *testing.T) {
	s := stocked(t)
	o := at(s.Endpoint())
	o.Offline = true
	c, _ := newClient(t, o)
	for what, ask := range questions(c, amir) {
		wants(t, what, ask(t.Context()), ErrOffline)
	}
	_, err := c.HTTP().Get(s.Endpoint())
	wants(t, "downloads", err, ErrOffline)
	_, err = c.WhoAmI(t.Context())
	wants(t, "who", err, ErrOffline)
	if n := len(s.Requests()); n > 0 {
		t.Errorf("%d requests came", n)
	}
}
