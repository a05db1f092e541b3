package hub

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"avagar/engine/hub/hubtest"
)

const amirFile = "fa/fa_IR/amir/medium/amir = 1.onnx"

func fetch(t *testing.T, c *Client, l Location) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = l.Header
	resp, err := c.HTTP().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %v", resp.Status, err)
	}
	return string(b)
}

func TestALargeFileIsAtTheContentHostWithoutTheToken(t *testing.T) {
	s := stocked(t)
	c, _ := newClient(t, withToken(at(s.Endpoint()), "hf_good"))
	l, err := c.Resolve(t.Context(), amir, "", amirFile)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("the network of amir"))
	if l.ETag != hex.EncodeToString(sum[:]) || l.Size != 19 || len(l.Commit) != 40 || l.Endpoint != s.Endpoint() ||
		!strings.HasPrefix(l.URL, s.Content()) || l.Header.Get("Authorization") != "" {
		t.Errorf("%+v", l)
	}
	if got := fetch(t, c, l); got != "the network of amir" {
		t.Errorf("its bytes are %q", got)
	}
	if tokens := s.Counters().Tokens; len(tokens) > 0 {
		t.Errorf("the content host saw %q", tokens)
	}
}

func TestASmallFileIsAtTheHubWithTheToken(t *testing.T) {
	s := stocked(t)
	c, _ := newClient(t, withToken(at(s.Endpoint()), "hf_good"))
	l, err := c.Resolve(t.Context(), Repo{Model, "lab/private"}, "main", "README.md")
	if err != nil || len(l.ETag) != 40 || l.Size != 6 || !strings.HasPrefix(l.URL, s.Endpoint()) {
		t.Fatalf("%+v, %v", l, err)
	}
	if l.Header.Get("Authorization") != "Bearer hf_good" || fetch(t, c, l) != "secret" {
		t.Errorf("%+v", l)
	}
}

func TestResolveAsksForNothingUnsafe(t *testing.T) {
	c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("asked", r.URL) })))
	for _, p := range hubtest.HostilePaths()[:12] {
		_, err := c.Resolve(t.Context(), amir, "", p)
		wants(t, p, err, ErrUnsafePath)
	}
	_, err := c.Resolve(t.Context(), Repo{Model, "../x"}, "", "a")
	wants(t, "a repository", err, ErrRepoName)
	_, err = c.Resolve(t.Context(), amir, "..", "a")
	wants(t, "a revision", err, ErrRevisionNotFound)
}

func TestTheContentHostsOwnETagIsNotBelieved(t *testing.T) {
	commit, sum := strings.Repeat("c", 40), strings.Repeat("A", 64)
	for _, x := range []struct {
		name            string
		commit, linked  string
		etag, size, url string
		want            error
	}{
		{"whole", commit, `W/"` + sum + `"`, "", "7", "", nil},
		{"as KohakuHub writes it", commit, `"sha256:` + sum + `"`, "", "7", "", nil},
		{"an ETag of the redirect", commit, "", `"` + sum + `"`, "7", "", nil},
		{"no commit", "", sum, "", "7", "", ErrNotHub},
		{"no sum", commit, "", `"5f3-abc"`, "7", "", ErrNotHub},
		{"no size", commit, sum, "", "", "", ErrNotHub},
		{"a negative size", commit, sum, "", "-7", "", ErrNotHub},
		{"a commit that is a path", "../../../../../../../../../../../../etc/pa", sum, "", "7", "", ErrNotHub},
		{"plain http to a stranger", commit, sum, "", "7", "http://10.10.34.34/x", ErrFiltered},
		{"another scheme", commit, sum, "", "7", "file:///etc/passwd", ErrFiltered},
	} {
		c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("X-Repo-Commit", x.commit)
			h.Set("X-Linked-Etag", x.linked)
			h.Set("ETag", x.etag)
			h.Set("X-Linked-Size", x.size)
			h.Set("Location", "https://cdn.example/x?Signature=secret")
			if x.url != "" {
				h.Set("Location", x.url)
			}
			w.WriteHeader(http.StatusFound)
		})))
		l, err := c.Resolve(t.Context(), amir, "", "a.onnx")
		silent(t, err, "secret")
		if x.want != nil {
			wants(t, x.name, err, x.want)
		} else if err != nil || l.ETag != strings.ToLower(sum) || l.Commit != commit || l.Size != 7 {
			t.Errorf("%s: %+v, %v", x.name, l, err)
		}
	}
}

func TestAnAddressIsEscapedAPartAtATime(t *testing.T) {
	var asked string
	c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) { asked = r.URL.EscapedPath() })))
	c.Resolve(t.Context(), Repo{Dataset, "a/b"}, "refs/pr/1", "x y/#1%2F+=.txt")
	if want := "/datasets/a/b/resolve/refs%2Fpr%2F1/x%20y/%231%252F+=.txt"; asked != want {
		t.Errorf("asked %s, want %s", asked, want)
	}
	if u, err := url.PathUnescape(asked); err != nil || !strings.HasSuffix(u, "/x y/#1%2F+=.txt") {
		t.Error(u, err)
	}
}
