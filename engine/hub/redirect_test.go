package hub

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// maze is a few servers that send each request on by a route of its own.
type maze struct {
	mu      sync.Mutex
	origins []string // scheme, host and port
	route   []string // Location of each hop
	visits  []visit
}

type visit struct{ host, token string }

func (m *maze) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.visits = append(m.visits, visit{r.Host, r.Header.Get("Authorization")})
	hop := len(m.visits) - 1
	h := w.Header()
	h.Set("X-Repo-Commit", strings.Repeat("c", 40))
	h.Set("X-Linked-Etag", strings.Repeat("e", 64))
	h.Set("X-Linked-Size", "5")
	if hop < len(m.route) {
		h.Set("Location", m.route[hop])
		w.WriteHeader([]int{301, 302, 303, 307, 308}[hop%5])
		return
	}
	fmt.Fprint(w, `{"id":"a/b"}`)
}

func newMaze(t *testing.T) *maze {
	m := &maze{}
	for range 2 {
		s := httptest.NewServer(m)
		t.Cleanup(s.Close)
		port := s.URL[strings.LastIndexByte(s.URL, ':'):]
		m.origins = append(m.origins, "http://127.0.0.1"+port, "http://localhost"+port)
	}
	return m
}

// lay makes a route and says after which visit the endpoint's origin was first left.
func (m *maze) lay(random *rand.Rand) (leaves int) {
	m.route, m.visits = nil, nil
	here, leaves := m.origins[0], 1<<30
	for i := range random.IntN(mostHops - 1) {
		next := m.origins[random.IntN(len(m.origins))]
		path := "/" + strconv.Itoa(i) + "?to=" + url.QueryEscape(next)
		switch {
		case next == here && random.IntN(2) == 0:
			m.route = append(m.route, path)
		case random.IntN(4) == 0:
			m.route = append(m.route, strings.TrimPrefix(next, "http:")+path)
		default:
			m.route = append(m.route, next+path)
		}
		if here = next; here != m.origins[0] && leaves > i {
			leaves = i
		}
	}
	return leaves
}

func TestTheTokenStaysWithItsOriginOnEveryRoute(t *testing.T) {
	m := newMaze(t)
	c, _ := newClient(t, withToken(at(m.origins[0]), "hf_good"))
	own := strings.TrimPrefix(m.origins[0], "http://")
	for seed := range uint64(300) {
		leaves := m.lay(rand.New(rand.NewPCG(seed, 7)))
		if _, err := c.Info(t.Context(), Repo{Model, "a/b"}, ""); err != nil {
			t.Fatalf("%q: %v", m.route, err)
		}
		if len(m.visits) != len(m.route)+1 {
			t.Fatalf("%q: %d visits", m.route, len(m.visits))
		}
		for i, v := range m.visits {
			if want := i <= leaves; (v.token != "") != want || v.token != "" && v.host != own {
				t.Fatalf("%q: visit %d at %s saw %q", m.route, i, v.host, v.token)
			}
		}

		m.visits = nil
		l, err := c.Resolve(t.Context(), Repo{Model, "a/b"}, "", "a.onnx")
		if err != nil {
			t.Fatalf("%q: %v", m.route, err)
		}
		if slices.ContainsFunc(m.visits, func(v visit) bool { return v.host != own }) {
			t.Fatalf("%q: resolving went on to a stranger: %v", m.route, m.visits)
		}
		u, _ := url.Parse(l.URL)
		if (l.Header.Get("Authorization") != "") != (u.Host == own) {
			t.Fatalf("%q: the token goes along to %s: %v", m.route, u.Host, l.Header)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	})))
	for what, ask := range questions(c, amir) {
		wants(t, what, ask(t.Context()), ErrNotHub)
	}
}

func TestARedirectToNowhereOrInTheClearIsNotFollowed(t *testing.T) {
	for to, want := range map[string]error{
		"": ErrNotHub, "http://[::1": ErrNotHub, "http://10.10.34.34/": ErrFiltered, "ftp://127.0.0.1/": ErrFiltered, "https:///x": ErrFiltered,
	} {
		c, _ := newClient(t, withToken(at(serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		})), "hf_good"))
		for what, ask := range questions(c, amir) {
			wants(t, what+" to "+to, ask(t.Context()), want)
		}
	}
}

func TestOriginsAreComparedWhole(t *testing.T) {
	for _, x := range []struct {
		a, b string
		same bool
	}{
		{"https://huggingface.co", "https://HuggingFace.co:443/x?y", true},
		{"https://huggingface.co", "http://huggingface.co", false},
		{"https://huggingface.co", "https://huggingface.co:8443", false},
		{"https://huggingface.co", "https://cdn.huggingface.co", false},
		{"https://huggingface.co", "https://huggingface.co.evil.example", false},
		{"http://127.0.0.1:80", "http://127.0.0.1", true},
	} {
		a, _ := url.Parse(x.a)
		b, _ := url.Parse(x.b)
		if (origin(a) == origin(b)) != x.same {
			t.Errorf("%s and %s: %v", x.a, x.b, !x.same)
		}
	}
}
