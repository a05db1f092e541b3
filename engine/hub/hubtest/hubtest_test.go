package hubtest

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const card = "---\nlicense: mit\n---\n# A voice\n"

var weights = bytes.Repeat([]byte("weights "), 50_000)

// voiceRepo is a repository with a folder, a small file and a large one.
func voiceRepo() Repo {
	return Repo{ID: "org/voice", Task: "text-to-speech", Library: "onnx", License: "mit", Languages: []string{"fa"},
		Tags: []string{"piper"}, Downloads: 70, Likes: 7,
		Files: []File{Text("README.md", card), Text("fa/config.json", "{}"), Text("fa/x/deep=1 2.txt", "deep"),
			Binary("fa/model.onnx", weights)}}
}

func started(t *testing.T, repos ...Repo) *Server {
	t.Helper()
	s := New(t)
	for _, r := range repos {
		s.Add(r)
	}
	return s
}

// client follows no redirect, like every client that keeps its token to itself.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Transport: &http.Transport{DisableCompression: true}}

type answer struct {
	*http.Response
	body string
	err  error // of the body
}

// ask sends a request with headers given as "Name: value".
func ask(t *testing.T, method, url string, headers ...string) answer {
	t.Helper()
	a, err := try(method, url, headers...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func try(method, url string, headers ...string) (answer, error) {
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		return answer{}, err
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	reply, err := client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer reply.Body.Close()
	b, err := io.ReadAll(reply.Body)
	return answer{reply, string(b), err}, nil
}

func read(t *testing.T, reply *http.Response) answer {
	t.Helper()
	defer reply.Body.Close()
	b, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{Response: reply, body: string(b)}
}

func (a answer) want(t *testing.T, status int, headers ...string) answer {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s: %d %q, want %d", a.Request.URL, a.StatusCode, a.body, status)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if got := a.Header.Get(name); got != value {
			t.Errorf("%s: %s is %q, want %q", a.Request.URL, name, got, value)
		}
	}
	return a
}

// decode reads JSON.
func decode[T any](t *testing.T, a answer) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.want(t, http.StatusOK).body), &v); err != nil {
		t.Fatalf("%s: %v in %q", a.Request.URL, err, a.body)
	}
	return v
}

// all follows the pages of a list and says how many there were.
func all(t *testing.T, url string, headers ...string) (items []map[string]any, pages int) {
	t.Helper()
	for url != "" {
		a := ask(t, http.MethodGet, url, headers...)
		items = append(items, decode[[]map[string]any](t, a)...)
		pages++
		url = ""
		if link := a.Header.Get("Link"); link != "" {
			rest, _ := strings.CutPrefix(link, "<")
			next, rel, _ := strings.Cut(rest, ">; ")
			if rel != `rel="next"` {
				t.Fatalf("Link: %s", link)
			}
			url = next
		}
	}
	return items, pages
}

func gitSHA1(text string) string {
	sum := sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(text), text))
	return hex.EncodeToString(sum[:])
}

func sha(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// stored returns a signed URL.
func stored(t *testing.T, s *Server, path string, headers ...string) string {
	t.Helper()
	return ask(t, http.MethodGet, s.Endpoint()+path, headers...).want(t, http.StatusFound).Header.Get("Location")
}

func TestLargeFilesAreAtTheContentHost(t *testing.T) {
	s := New(t)
	commit := s.Add(voiceRepo())
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		a := ask(t, method, s.Endpoint()+"/org/voice/resolve/main/fa/model.onnx").want(t, http.StatusFound,
			"X-Repo-Commit: "+commit, "X-Linked-Size: "+fmt.Sprint(len(weights)), `X-Linked-ETag: "`+sha(weights)+`"`, "Accept-Ranges: bytes")
		if hash := a.Header.Get("X-Xet-Hash"); len(hash) != 64 || hash == sha(weights) {
			t.Errorf("X-Xet-Hash: %q", hash)
		}
		to := a.Header.Get("Location")
		if !strings.HasPrefix(to, s.Content()+"/") {
			t.Fatalf("leads to %s", to)
		}
		got := ask(t, http.MethodGet, to).want(t, http.StatusOK, "Accept-Ranges: bytes")
		if got.body != string(weights) || got.ContentLength != int64(len(weights)) {
			t.Error("other bytes")
		}
		etag := strings.Trim(got.Header.Get("ETag"), `"`)
		if len(etag) != 64 || etag == sha(weights) {
			t.Errorf("the content host's ETag is %q", etag)
		}
	}
}

func TestSmallFilesAreInGit(t *testing.T) {
	s := New(t)
	commit := s.Add(voiceRepo())
	a := ask(t, http.MethodHead, s.Endpoint()+"/org/voice/resolve/main/README.md").want(t, http.StatusTemporaryRedirect)
	to := a.Header.Get("Location")
	path, query, _ := strings.Cut(to, "?")
	if path != "/api/resolve-cache/models/org/voice/"+commit+"/README.md" || !strings.Contains(query, "etag=") {
		t.Fatalf("leads to %s", to)
	}
	for _, to := range []string{to, path} { // some clients drop the query
		for _, method := range []string{http.MethodHead, http.MethodGet} {
			got := ask(t, method, s.Endpoint()+to).want(t, http.StatusOK, `ETag: "`+gitSHA1(card)+`"`, "X-Repo-Commit: "+commit,
				"Content-Length: "+fmt.Sprint(len(card)))
			if method == http.MethodGet && got.body != card {
				t.Errorf("got %q", got.body)
			}
		}
	}
}

func TestNamesAreEscapedASegmentAtATime(t *testing.T) {
	s := New(t)
	pull := voiceRepo()
	pull.Revision = "refs/pr/1"
	pull.Files = append(pull.Files, Text("new.txt", "new"))
	s.Add(voiceRepo())
	commit := s.Add(pull)
	for _, path := range []string{"refs%2Fpr%2F1/new.txt", "refs/pr/1/new.txt", commit + "/new.txt"} {
		ask(t, http.MethodHead, s.Endpoint()+"/org/voice/resolve/"+path).want(t, http.StatusTemporaryRedirect)
	}
	to := ask(t, http.MethodGet, s.Endpoint()+"/org/voice/resolve/HEAD/fa/x/"+url.PathEscape("deep=1 2.txt")).
		want(t, http.StatusTemporaryRedirect).Header.Get("Location")
	if got := ask(t, http.MethodGet, s.Endpoint()+to).want(t, http.StatusOK); got.body != "deep" {
		t.Errorf("got %q", got.body)
	}
}

func TestContentHostRefusesTokens(t *testing.T) {
	s := started(t, voiceRepo())
	s.AddUser(User{Name: "sara", Token: "hf_sara"})
	to := stored(t, s, "/org/voice/resolve/main/fa/model.onnx", "Authorization: Bearer hf_sara")
	ask(t, http.MethodGet, to, "Authorization: Bearer hf_sara").want(t, http.StatusBadRequest)
	if got := s.Counters().Tokens; len(got) != 1 || got[0] != "Bearer hf_sara" {
		t.Errorf("tokens: %q", got)
	}
}

func TestGeneratedFilesAreTheSameFromEveryOffset(t *testing.T) {
	const size = 3*blockSize + 12345
	f := Generated("big.bin", 7, size)
	whole := make([]byte, size)
	if n, err := f.Content.ReadAt(whole, 0); n != size || err != nil {
		t.Fatal(n, err)
	}
	if sha(whole) != f.SHA256 {
		t.Error("the sum is of something else")
	}
	for _, offset := range []int64{0, 1, 7, 8, 4095, 4096, 4099, blockSize - 3, 2*blockSize + 5, size - 1} {
		part := make([]byte, 5000)
		n, err := f.Content.ReadAt(part, offset)
		if (err == io.EOF) != (n < len(part)) || !bytes.Equal(part[:n], whole[offset:offset+int64(n)]) {
			t.Errorf("at %d: %d bytes, %v", offset, n, err)
		}
	}
	if other := Generated("big.bin", 8, size); other.SHA256 == f.SHA256 {
		t.Error("another seed, the same bytes")
	}
}
