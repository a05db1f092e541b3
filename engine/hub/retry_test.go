package hub

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"avagar/engine/hub/hubtest"
)

func TestAServerInTroubleIsAskedAgainWithGrowingPauses(t *testing.T) {
	s := stocked(t)
	s.Break(hubtest.Status(503).Times(5))
	c, p := newClient(t, at(s.Endpoint()))
	if _, err := c.Info(t.Context(), amir, ""); err != nil {
		t.Fatal(err)
	}
	most := []time.Duration{1, 2, 4, 8, 8}
	if len(p.seen()) != len(most) {
		t.Fatalf("pauses %v", p.seen())
	}
	for i, d := range p.seen() {
		if top := most[i] * time.Second; d < top/2 || d > top {
			t.Errorf("pause %d is %v, want at most %v and at least half of it", i, d, top)
		}
	}
}

func TestTryingEnds(t *testing.T) {
	s := stocked(t)
	for tries, want := range map[int]int{0: 6, 2: 3, -1: 1} {
		fault := hubtest.Status(500)
		s.Break(fault)
		o := at(s.Endpoint())
		o.Tries = tries
		c, _ := newClient(t, o)
		_, err := c.Info(t.Context(), amir, "")
		wants(t, "info", err, ErrServer)
		if fault.Hits() != want {
			t.Errorf("%d tries: %d requests, want %d", tries, fault.Hits(), want)
		}
		s.Mend(fault)
	}
}

func TestARefusalIsNotAskedAgain(t *testing.T) {
	s := stocked(t)
	c, p := newClient(t, at(s.Endpoint()))
	c.Info(t.Context(), Repo{Model, "lab/missing"}, "")
	if n := len(s.Requests()); n != 1 || len(p.seen()) > 0 {
		t.Errorf("%d requests, pauses %v", n, p.seen())
	}
}

func TestALineThatDropsComesBack(t *testing.T) {
	s := stocked(t)
	s.Down()
	var c *Client
	o := at(s.Endpoint())
	var once sync.Once
	o.Waiting = func(_ time.Duration, err error) {
		wants(t, "the reason to wait", err, ErrUnreachable)
		once.Do(s.Up)
	}
	c, _ = newClient(t, o)
	if _, err := c.Info(t.Context(), amir, ""); err != nil {
		t.Error(err)
	}
}

func TestTheRateLimitIsWaitedFor(t *testing.T) {
	for name, x := range map[string]struct {
		fault *hubtest.Fault
		want  time.Duration
	}{
		"its own header": {hubtest.RateLimited(55).Times(1), 56 * time.Second},
		"Retry-After":    {hubtest.RetryAfter(7).Times(1), 7 * time.Second},
	} {
		s := stocked(t)
		s.Break(x.fault)
		now := date(2026, 1)
		p := &pauses{}
		o := at(s.Endpoint())
		o.Now, o.Sleep = func() time.Time { return now }, p.sleep
		c, _ := newClient(t, o)
		if _, err := c.Info(t.Context(), amir, ""); err != nil {
			t.Fatal(name, err)
		}
		if !slices.Equal(p.seen(), []time.Duration{x.want}) {
			t.Errorf("%s: pauses %v, want %v", name, p.seen(), x.want)
		}
	}
}

func TestALimitThatIsUsedUpIsNotRunInto(t *testing.T) {
	s := stocked(t)
	s.SetQuota("api", 2, 5*time.Minute)
	var now atomic.Pointer[time.Time]
	begin := date(2026, 1)
	now.Store(&begin)
	o := at(s.Endpoint())
	o.Now = func() time.Time { return *now.Load() }
	p := &pauses{}
	c, err := New(Options{Endpoints: o.Endpoints, Now: o.Now, Sleep: p.sleep})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := c.Info(t.Context(), amir, ""); err != nil {
			t.Fatal(err)
		}
	}
	s.Advance(6 * time.Minute)
	if _, err := c.Info(t.Context(), amir, ""); err != nil {
		t.Fatal(err)
	}
	waited := p.seen()
	if len(waited) != 1 || waited[0] < 4*time.Minute || waited[0] > 5*time.Minute+time.Second {
		t.Errorf("pauses %v, want one until the window ends", waited)
	}
	for _, r := range s.Requests() {
		if r.Status == http.StatusTooManyRequests {
			t.Error("the limit was run into")
		}
	}
	if _, err := c.Resolve(t.Context(), amir, "", "README.md"); err != nil || len(p.seen()) != 1 {
		t.Errorf("files have a limit of their own: %v, pauses %v", err, p.seen())
	}
}

func TestPatienceEnds(t *testing.T) {
	s := stocked(t)
	s.Break(hubtest.RateLimited(3600))
	c, p := newClient(t, at(s.Endpoint()))
	_, err := c.Info(t.Context(), amir, "")
	wants(t, "an hour", err, ErrRateLimited)
	if e, ok := err.(*Error); !ok || e.RetryAfter < 59*time.Minute || len(p.seen()) > 0 {
		t.Errorf("%+v, pauses %v", err, p.seen())
	}
}

func TestTheNextMirrorIsAskedWithoutAPause(t *testing.T) {
	good := stocked(t)
	for name, fault := range map[string]*hubtest.Fault{
		"down": hubtest.Reset(), "filtered": hubtest.HTMLForbidden(), "a portal": hubtest.Portal(), "in trouble": hubtest.Status(502),
		"talking nonsense": hubtest.Mangle(),
	} {
		bad := stocked(t)
		bad.Break(fault)
		c, p := newClient(t, at(bad.Endpoint(), good.Endpoint()))
		for range 3 {
			if _, err := c.Info(t.Context(), amir, ""); err != nil {
				t.Error(name, err)
			}
		}
		if len(p.seen()) > 0 || fault.Hits() != 1 {
			t.Errorf("%s: pauses %v; the bad one was asked %d times, want once", name, p.seen(), fault.Hits())
		}
	}
	bad := stocked(t)
	bad.Break(hubtest.NoHeaders())
	c, _ := newClient(t, at(bad.Endpoint(), good.Endpoint()))
	if l, err := c.Resolve(t.Context(), amir, "", amirFile); err != nil || l.Endpoint != good.Endpoint() {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestAMirrorSeesTheTokenOnlyIfTrusted(t *testing.T) {
	for _, trust := range []bool{false, true} {
		var seen string
		mirror := serve(t, func(w http.ResponseWriter, r *http.Request) {
			seen = r.Header.Get("Authorization")
			w.Write([]byte(`{"id":"a/b"}`))
		})
		o := withToken(at("http://127.0.0.1:1", mirror), "hf_good")
		o.TrustMirrors = trust
		c, _ := newClient(t, o)
		if _, err := c.Info(t.Context(), Repo{Model, "a/b"}, ""); err != nil || (seen != "") != trust {
			t.Errorf("trusted %v: it saw %q, %v", trust, seen, err)
		}
	}
}

func TestAllMirrorsDownIsToldAfterAllRounds(t *testing.T) {
	filtered, broken := stocked(t), stocked(t)
	filtered.Break(hubtest.HTMLForbidden())
	fault := hubtest.Status(500)
	broken.Break(fault)
	c, p := newClient(t, at(filtered.Endpoint(), broken.Endpoint()))
	_, err := c.Info(t.Context(), amir, "")
	wants(t, "both", err, ErrServer)
	if len(p.seen()) != 5 || fault.Hits() != 6 {
		t.Errorf("%d rounds, pauses %v", fault.Hits(), p.seen())
	}
}

func TestAPageGoesOnWhereItBegan(t *testing.T) {
	one, two := stocked(t), stocked(t)
	c, _ := newClient(t, at(one.Endpoint(), two.Endpoint()))
	page, err := c.Search(t.Context(), Query{})
	if err != nil || !page.More {
		t.Fatal(page, err)
	}
	one.Break(hubtest.Status(500))
	_, err = c.Next(t.Context(), page)
	wants(t, "the next page", err, ErrServer)
	if n := len(two.Requests()); n > 0 {
		t.Errorf("the other mirror got a cursor it does not know, %d times", n)
	}
}

func TestProbeTellsGoodMirrorsFromBad(t *testing.T) {
	for name, x := range map[string]struct {
		fault                *hubtest.Fault
		api, headers, ranges bool
		reason               error
	}{
		"good":          {nil, true, true, true, nil},
		"no headers":    {hubtest.NoHeaders(), true, false, false, ErrNotHub},
		"a redirect":    {hubtest.Mirror308(), true, false, false, ErrNotHub},
		"filtered":      {hubtest.HTMLForbidden(), false, false, false, ErrFiltered},
		"down":          {hubtest.Reset(), false, false, false, ErrUnreachable},
		"without range": {hubtest.IgnoreRange(), true, true, false, ErrNotHub},
	} {
		s := stocked(t)
		if x.fault != nil {
			s.Break(x.fault)
		}
		c, _ := newClient(t, withToken(at("http://127.0.0.1:1"), "hf_good"))
		p, err := c.Probe(t.Context(), s.Endpoint()+"/")
		if err != nil || p.API != x.api || p.Headers != x.headers || p.Ranges != x.ranges || p.Good() != (x.api && x.headers) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
		if x.reason != nil {
			wants(t, name, p.Reason, x.reason)
		} else if p.Reason != nil {
			t.Error(name, p.Reason)
		}
		for _, r := range s.Requests() {
			if r.Header.Get("Authorization") != "" {
				t.Errorf("%s: a stranger saw the token", name)
			}
		}
	}
	c, _ := newClient(t, Options{})
	_, err := c.Probe(t.Context(), "http://example.com")
	wants(t, "plain http", err, ErrEndpoint)
}

func TestProbeOfWhatListsModelsAsPlainText(t *testing.T) {
	c, _ := newClient(t, Options{})
	p, err := c.Probe(t.Context(), serve(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(strings.Repeat("ok", 3))) }))
	if err != nil || p.API {
		t.Errorf("%+v, %v", p, err)
	}
	wants(t, "the reason", p.Reason, ErrAnswer)
}
