package hubtest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Every fault that answers in the place of the hub does so until it is mended.
func TestAnswersInPlaceOfTheHub(t *testing.T) {
	s := started(t, voiceRepo())
	list, file := s.Endpoint()+"/api/models", s.Endpoint()+model
	for _, c := range []struct {
		name  string
		fault *Fault
		url   string
		want  int
		check func(answer) bool
	}{
		{"503", Status(503), list, 503, func(a answer) bool { return a.Header.Get("X-Error-Code") == "" && a.Header.Get("RateLimit") != "" }},
		{"filter", HTMLForbidden(), list, 403, func(a answer) bool { return strings.HasPrefix(a.body, "<!doctype html>") && foreign(a) }},
		{"portal", Portal(), list, 200, func(a answer) bool { return strings.HasPrefix(a.body, "<!doctype html>") && foreign(a) }},
		{"429", RateLimited(7), list, 429, func(a answer) bool {
			return a.Header.Get("RateLimit") == `"api";r=0;t=7` && a.Header.Get("Retry-After") == ""
		}},
		{"429 after", RetryAfter(9), file, 429, func(a answer) bool {
			return a.Header.Get("RateLimit") == "" && a.Header.Get("Retry-After") == "9"
		}},
		{"gate 401", Gate(401), file, 401, func(a answer) bool { return a.Header.Get("X-Error-Code") == "GatedRepo" }},
		{"gate 403", Gate(403), file, 403, func(a answer) bool { return a.Header.Get("X-Error-Code") == "GatedRepo" }},
		{"mirror", Mirror308(), file, 308, func(a answer) bool {
			return foreign(a) && a.Header.Get("Location") == s.Content()+"/mirrored"+model
		}},
		{"no headers", NoHeaders(), file, 302, func(a answer) bool {
			return a.Header.Get("X-Repo-Commit")+a.Header.Get("X-Linked-ETag")+a.Header.Get("X-Linked-Size")+a.Header.Get("ETag") == ""
		}},
		{"mangled", Mangle(), list, 200, func(a answer) bool { return strings.HasPrefix(a.body, "[") && !strings.HasSuffix(a.body, "]") }},
		{"warning", Warn("Deprecated", "soon gone"), list, 200, func(a answer) bool {
			return a.Header.Get("X-HF-Warning") == "Deprecated; soon gone"
		}},
		{"lying size", LieSize(5), file, 302, func(a answer) bool { return a.Header.Get("X-Linked-Size") == fmt.Sprint(len(weights)+5) }},
	} {
		s.Break(c.fault)
		a := ask(t, http.MethodGet, c.url)
		if a.StatusCode != c.want || !c.check(a) {
			t.Errorf("%s: %d %v %.80q", c.name, a.StatusCode, a.Header, a.body)
		}
		if c.fault.Hits() != 1 {
			t.Errorf("%s: hit %d requests", c.name, c.fault.Hits())
		}
		s.Mend(c.fault)
		if a := ask(t, http.MethodGet, c.url); a.StatusCode != 200 && a.StatusCode != 302 {
			t.Errorf("%s: still %d", c.name, a.StatusCode)
		}
	}
}

// foreign tells whether no header says that a hub answered.
func foreign(a answer) bool {
	return a.Header.Get("RateLimit") == "" && a.Header.Get("X-Request-Id") == "" && a.Header.Get("X-Repo-Commit") == ""
}

func TestMirrorLeadsToFilesAtAnotherHost(t *testing.T) {
	s := started(t, voiceRepo())
	s.Break(Mirror308())
	for path, want := range map[string]string{readme: card, model: string(weights)} {
		url := s.Endpoint() + path
		var a answer
		for range 4 {
			if a = ask(t, http.MethodGet, url); a.StatusCode < 300 {
				break
			}
			url = a.Header.Get("Location")
		}
		if a.body != want {
			t.Errorf("%s: %d bytes", path, len(a.body))
		}
	}
	ask(t, http.MethodGet, s.Content()+"/mirrored"+readme, "Authorization: Bearer x").want(t, 400)
	if len(s.Counters().Tokens) != 1 {
		t.Error("the token was not seen")
	}
}

func TestFaultsAreNarrowed(t *testing.T) {
	other := voiceRepo()
	other.ID = "org/other"
	s := started(t, voiceRepo(), other)
	three := Status(503).On("org/voice").Times(3)
	file := Status(500).On("org/other/fa/model.onnx")
	kind := Status(502).Of(Refs)
	s.Break(three, file, kind)
	for _, c := range []struct {
		path string
		want int
	}{
		{"/api/models/org/voice", 503}, {"/api/models/org/other", 200}, {model, 503}, {readme, 503}, {readme, 307},
		{"/org/other/resolve/main/fa/model.onnx", 500}, {"/org/other/resolve/main/README.md", 307}, {"/api/models/org/other/refs", 502},
	} {
		ask(t, http.MethodHead, s.Endpoint()+c.path).want(t, c.want)
	}
	if three.Hits() != 3 || file.Hits() != 1 || kind.Hits() != 1 {
		t.Error(three.Hits(), file.Hits(), kind.Hits())
	}
	s.Mend()
	ask(t, http.MethodHead, s.Endpoint()+"/api/models/org/other/refs").want(t, 200)
}

func TestListsLie(t *testing.T) {
	s := started(t, voiceRepo())
	s.Break(LieSize(-3).On("fa/model.onnx"), HostileNames(), HostileNames("../one more"))
	tree, _ := all(t, s.Endpoint()+"/api/models/org/voice/tree/main?recursive=true")
	told := map[string]any{}
	for _, i := range tree {
		told[i["path"].(string)] = i["size"]
	}
	if told["fa/model.onnx"] != float64(len(weights)-3) || told["README.md"] != float64(len(card)) {
		t.Errorf("sizes: %v", told)
	}
	for _, name := range HostilePaths() {
		if _, ok := told[name]; !ok {
			t.Errorf("%q is not told", name)
		}
	}
	s.Mend()
	s.Break(ForeignLink("https://elsewhere.test"))
	if link := ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice/tree/main?recursive=true").Header.Get("Link"); !strings.HasPrefix(link, "<https://elsewhere.test/api/") {
		t.Error(link)
	}
}

func TestHostileNamesMayBeInARepository(t *testing.T) {
	var files []File
	for _, name := range HostilePaths() {
		files = append(files, Text(name, name))
	}
	s := started(t, Repo{ID: "org/hostile", Files: files})
	items, _ := all(t, s.Endpoint()+"/api/models/org/hostile/tree/main?recursive=true")
	got := map[any]bool{}
	for _, i := range items {
		got[i["path"]] = true
	}
	for _, name := range HostilePaths() {
		if !got[name] {
			t.Errorf("%q is not told", name)
		}
	}
	to := ask(t, http.MethodGet, s.Endpoint()+"/org/hostile/resolve/main/"+escape("../outside.txt")).want(t, 307).Header.Get("Location")
	if a := ask(t, http.MethodGet, s.Endpoint()+to); a.body != "../outside.txt" {
		t.Errorf("%s: %q", to, a.body)
	}
}

func TestETagChangesAfterTheFirstReply(t *testing.T) {
	s := started(t, voiceRepo())
	s.Break(ChangeETag().On("fa/model.onnx"))
	first := ask(t, http.MethodHead, s.Endpoint()+model)
	second := ask(t, http.MethodGet, s.Endpoint()+model)
	if a, b := first.Header.Get("X-Linked-ETag"), second.Header.Get("X-Linked-ETag"); a != `"`+sha(weights)+`"` || a == b || len(a) != len(b) {
		t.Error(a, b)
	}
	if first.Header.Get("X-Repo-Commit") == second.Header.Get("X-Repo-Commit") {
		t.Error("the same commit")
	}
	s.Break(ChangeStoredETag())
	url := first.Header.Get("Location")
	etag := ask(t, http.MethodHead, url).Header.Get("ETag")
	ask(t, http.MethodGet, url, "Range: bytes=5-", "If-Range: "+etag).want(t, 200)
}

func TestBodiesGoWrong(t *testing.T) {
	s := started(t, voiceRepo())
	url := stored(t, s, model)
	size := int64(len(weights))
	flipped := bytes.Clone(weights)
	flipped[1000] ^= 1
	cut := func(a answer) bool { return errors.Is(a.err, io.ErrUnexpectedEOF) }
	for _, c := range []struct {
		name    string
		fault   *Fault
		headers []string
		check   func(answer) bool
	}{
		{"drop", Drop(150_000), nil, func(a answer) bool { return cut(a) && a.body == string(weights[:150_000]) }},
		{"drop at once", Drop(0), nil, func(a answer) bool { return cut(a) && a.body == "" }},
		{"drop later", Drop(size), nil, func(a answer) bool { return a.err == nil && a.body == string(weights) }},
		{"ignored range", IgnoreRange(), []string{"Range: bytes=9-"}, func(a answer) bool {
			return a.StatusCode == 200 && a.body == string(weights) && a.Header.Get("Content-Range") == ""
		}},
		{"flip", Flip(1000), nil, func(a answer) bool { return a.body == string(flipped) }},
		{"flip from the end", Flip(1000 - size), []string{"Range: bytes=999-1001"}, func(a answer) bool { return a.body == string(flipped[999:1002]) }},
		{"flip elsewhere", Flip(1000), []string{"Range: bytes=1001-"}, func(a answer) bool { return a.body == string(weights[1001:]) }},
		{"longer", WrongLength(7), nil, func(a answer) bool { return cut(a) && a.ContentLength == size+7 && int64(len(a.body)) == size }},
		{"shorter", WrongLength(-7), nil, func(a answer) bool { return a.err == nil && int64(len(a.body)) == size-7 }},
		{"gzip", Gzip(), []string{"Accept-Encoding: gzip", "Range: bytes=5-"}, func(a answer) bool {
			z, err := gzip.NewReader(strings.NewReader(a.body))
			if err != nil {
				return false
			}
			b, err := io.ReadAll(z)
			return err == nil && a.StatusCode == 200 && a.ContentLength == -1 && bytes.Equal(b, weights)
		}},
		{"gzip not asked for", Gzip(), []string{"Accept-Encoding: identity"}, func(a answer) bool { return a.body == string(weights) }},
		{"slow", Slow(100 << 20), nil, func(a answer) bool { return a.body == string(weights) }},
		{"expired", Expired(), nil, func(a answer) bool { return a.StatusCode == 403 && strings.Contains(a.body, "AccessDenied") }},
	} {
		s.Break(c.fault.On("fa/model.onnx"))
		if a := ask(t, http.MethodGet, url, c.headers...); !c.check(a) {
			t.Errorf("%s: %d, %d bytes, %v", c.name, a.StatusCode, len(a.body), a.err)
		}
		s.Mend()
	}
}

func TestCorruptionOnce(t *testing.T) {
	s := started(t, voiceRepo())
	url := stored(t, s, model)
	once := Flip(200_000).Times(1)
	s.Break(once)
	if a := ask(t, http.MethodGet, url, "Range: bytes=0-99"); a.body != string(weights[:100]) || once.Hits() != 0 {
		t.Error("a range without the byte was hit")
	}
	if a := ask(t, http.MethodGet, url); a.body == string(weights) {
		t.Error("nothing turned")
	}
	if a := ask(t, http.MethodGet, url); a.body != string(weights) {
		t.Error("turned twice")
	}
}

func TestStalledBodiesGoOnWhenMended(t *testing.T) {
	s := started(t, voiceRepo())
	stalled := Stall(1000)
	s.Break(stalled)
	reply, err := http.Get(stored(t, s, model))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	begin := make([]byte, 1000)
	if _, err := io.ReadFull(reply.Body, begin); err != nil {
		t.Fatal(err)
	}
	s.Mend(stalled)
	rest, err := io.ReadAll(reply.Body)
	if err != nil || !bytes.Equal(append(begin, rest...), weights) {
		t.Error(len(rest), err)
	}
}

func TestFaultsReachRepliesUnderWay(t *testing.T) {
	s := New(t)
	s.Add(Repo{ID: "org/big", Files: []File{Generated("big.bin", 1, 64<<20)}})
	reply, err := http.Get(stored(t, s, "/org/big/resolve/main/big.bin"))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if _, err := io.ReadFull(reply.Body, make([]byte, 1000)); err != nil {
		t.Fatal(err)
	}
	s.Break(Drop(0))
	if _, err := io.Copy(io.Discard, reply.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

func TestLinesBreak(t *testing.T) {
	s := started(t, voiceRepo())
	s.Break(Reset().Times(1))
	if _, err := try(http.MethodPost, s.Endpoint()+"/api/models"); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
		t.Errorf("reset: %v", err)
	}
	ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 200)
	s.Down()
	if a, err := try(http.MethodPost, s.Endpoint()+"/api/models"); err == nil {
		t.Errorf("down: %d", a.StatusCode)
	}
	s.Up()
	ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 200)
}

func TestHangEndsWithTheClientOrTheServer(t *testing.T) {
	s := started(t, voiceRepo())
	hanging := Hang()
	s.Break(hanging)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Endpoint()+"/api/models", nil)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 2)
	go func() {
		_, err := client.Do(r)
		ended <- err
	}()
	go func() {
		_, err := try(http.MethodPost, s.Endpoint()+"/api/models")
		ended <- err
	}()
	for hanging.Hits() < 2 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	s.Close()
	if err := <-ended; err == nil {
		t.Error("answered")
	}
}

// Run with the race detector: everything at once.
func TestEverythingMayHappenAtOnce(t *testing.T) {
	s := started(t, voiceRepo())
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for range 20 {
				if to := follow(s.Endpoint() + model); to != "" {
					try(http.MethodGet, to, "Range: bytes=100-")
				}
				try(http.MethodGet, s.Endpoint()+"/api/models?full=true")
			}
		})
		all.Go(func() {
			for range 20 {
				r := voiceRepo()
				r.ID = fmt.Sprintf("org/r%d", i)
				s.Add(r)
				s.Tag(r.ID, "v1", "main")
				f := Drop(1000).Times(2)
				s.Break(f, Slow(1<<30), Flip(3))
				s.Counters()
				s.Requests()
				s.ExpireURLs()
				s.Cut()
				s.Mend(f)
				s.Mend()
			}
		})
	}
	all.Wait()
	ask(t, http.MethodGet, stored(t, s, model)).want(t, 200)
}

func follow(url string) string {
	a, err := try(http.MethodGet, url)
	if err != nil {
		return ""
	}
	return a.Header.Get("Location")
}
