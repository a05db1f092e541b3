package hub

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"avagar/engine/hub/hubtest"
)

func TestParseRepo(t *testing.T) {
	for s, want := range map[string]string{
		"gpt2": "gpt2", " rhasspy/piper-voices ": "rhasspy/piper-voices", "datasets/a/b": "datasets/a/b", "datasets/squad": "datasets/squad",
		"models/a/b": "a/b", "spaces/a/b": "spaces/a/b",
		"https://huggingface.co/rhasspy/piper-voices":                        "rhasspy/piper-voices",
		"https://huggingface.co/rhasspy/piper-voices/":                       "rhasspy/piper-voices",
		"https://huggingface.co/rhasspy/piper-voices/tree/main/fa/fa_IR":     "rhasspy/piper-voices",
		"https://huggingface.co/gpt2/resolve/main/config.json?download=true": "gpt2",
		"https://hf-mirror.com/datasets/a/b/blob/main/x#L3":                  "datasets/a/b",
		"https://huggingface.co/api/datasets/a/b/revision/main":              "datasets/a/b",
		"http://127.0.0.1:8080/spaces/a/b/discussions/1":                     "spaces/a/b",
		"https://huggingface.co/a/tree":                                      "a/tree",
	} {
		r, err := ParseRepo(s)
		if err != nil || r.String() != want {
			t.Errorf("%s: %v, %v, want %s", s, r, err, want)
		}
		if again, err := ParseRepo(r.String()); err != nil || again != r {
			t.Errorf("%s: %v, %v", r, again, err)
		}
	}
	for _, s := range []string{"", "/", "a/b/c", "a//b", "../a", "a/..", "a--b/c", "-a/b", "a/b.git", "a/b c", "a/ب", "a/b\x00", "ftp://x/a/b",
		"https://huggingface.co", "https://huggingface.co/a/b/c", "https://[", "a\\b", strings.Repeat("a", 97), "datasets/"} {
		r, err := ParseRepo(s)
		wants(t, s+" is "+r.String(), err, ErrRepoName)
	}
}

func TestHostilePathsAreRefused(t *testing.T) {
	hostile := append(hubtest.HostilePaths(), "a/com1.txt", "COM¹", "NUL .txt", "a/\u202egpj.exe", "x\xff", strings.Repeat("a", 256), strings.Repeat("a/", 1100)+"a", "a?b", "conin$")
	for _, p := range hostile {
		if strings.EqualFold(p, "config.json") {
			continue // only two of them together are hostile
		}
		wants(t, p, CheckPath(p), ErrUnsafePath)
	}
	for _, p := range []string{"a", ".gitattributes", "fa/fa_IR/amir/medium/amir = 1.onnx", "می‌شود/صدا.wav", "com10.txt", "console", "a..b", "...a", strings.Repeat("a", 255)} {
		if err := CheckPath(p); err != nil {
			t.Error(err)
		}
	}
}

func TestFilesThatWouldMeetOnADiskAreRefused(t *testing.T) {
	for _, bad := range [][]string{
		{"config.json", "Config.JSON"}, {"a", "a"}, {"é", "e\u0301"}, {"a", "A/b"}, {"x/straße", "x/STRASSE"}, {"ok", "../no"}, {"d/e/f", "d"},
	} {
		wants(t, strings.Join(bad, ", "), CheckPaths(bad), ErrUnsafePath)
	}
	for _, good := range [][]string{nil, {"a", "b", "a.b", "ab"}, {"Dir/a", "dir/b"}, {"a/b", "a/c", "a.c"}} {
		if err := CheckPaths(good); err != nil {
			t.Error(err)
		}
	}
}

func FuzzParseRepo(f *testing.F) {
	for _, s := range []string{"a/b", "datasets/a/b", "https://huggingface.co/a/b/tree/main", "a--b", "x/y/../z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRepo(s)
		if err != nil {
			return
		}
		again, err := ParseRepo(r.String())
		if err != nil || again != r {
			t.Fatalf("%q is %v, which is %v, %v", s, r, again, err)
		}
		if strings.ContainsAny(r.ID, "\\ :?#%") || strings.Contains(r.ID, "..") || strings.Count(r.ID, "/") > 1 {
			t.Fatalf("%q is %v", s, r)
		}
	})
}

func FuzzCheckPath(f *testing.F) {
	for _, p := range append(hubtest.HostilePaths(), "fa/a = 1.onnx") {
		f.Add(p)
	}
	root, err := os.OpenRoot(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	defer root.Close()
	f.Fuzz(func(t *testing.T, p string) {
		if CheckPath(p) != nil {
			return
		}
		if !fs.ValidPath(p) || !filepath.IsLocal(filepath.FromSlash(p)) || filepath.Clean(p) != p {
			t.Fatalf("%q is not a path below", p)
		}
		if _, err := root.Stat(p); err != nil && !os.IsNotExist(err) {
			t.Fatalf("%q: %v", p, err)
		}
		if u, err := url.Parse("https://x/" + escapePath(p)); err != nil || u.Path != "/"+p {
			t.Fatalf("%q does not survive an address: %v, %v", p, u, err)
		}
	})
}

func FuzzLink(f *testing.F) {
	for _, s := range []string{`<https://hub.example/api/models?cursor=x>; rel="next"`, `<a>; rel=prev, <b>; title="x, <c>; rel=next"; rel="next last"`,
		`<https://huggingface.co/x>;rel=next`, `<//evil.example/x>; rel="next"`, `<http://sara@hub.example/x>; rel="next"`, `<>`, `,,<`} {
		f.Add(s)
	}
	e, err := parseEndpoint("https://hub.example/hf")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := nextPage(e, http.Header{"Link": {s}})
		if err == nil && u != nil && (!e.owns(u) || u.User != nil) {
			t.Fatalf("%q leads to %v", s, u)
		}
	})
}

func TestLinks(t *testing.T) {
	for s, want := range map[string]string{
		`<a>; rel=prev, <b>; title="x, <c>; rel=next"; rel="next last"`: "b",
		`<a>; rel="xet-auth", <b>; rel="xet-reconstruction-info"`:       "",
		`<a?x=1,2>;REL=Next`: "a?x=1,2",
		`junk`:               "",
		`<a`:                 "",
	} {
		if got := nextLink([]string{s}); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func FuzzCard(f *testing.F) {
	for _, s := range []string{amirCard, "---\na: &x [*x]\n---\n", "---\na: &a [1]\nb: [*a,*a]\n---\n", "---\n? [1]\n: 2\n---", "---\n<<: 1\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := ParseCard(data)
		if !utf8.ValidString(c.Body) || strings.Contains(c.Body, "\r") {
			t.Fatalf("%q gives the body %q", data, c.Body)
		}
		c.Text("license")
		c.Texts("language")
	})
}

func FuzzAnswers(f *testing.F) {
	for _, s := range []string{
		`[{"id":"a/b","tags":["fa"],"cardData":{"language":["fa"]},"siblings":[{"rfilename":"a","lfs":{"sha256":"x"}}]}]`,
		`[{"type":"file","path":"a","size":1e99,"oid":"x","lfs":{"oid":"y","size":-1}},{"type":"directory","path":"d"}]`,
		`{"branches":[{"name":"main","targetCommit":"x"}]}`, `{"name":"a","orgs":[1],"auth":{"accessToken":[]}}`, `[[[[`, `null`,
	} {
		f.Add([]byte(s))
	}
	a := &answer{url: &url.URL{Scheme: "https", Host: "x"}}
	f.Fuzz(func(t *testing.T, data []byte) {
		a.body = data
		repos, _ := readList(Model, a)
		for _, r := range repos {
			if r.Check() != nil {
				t.Fatalf("%q has %v", data, r.Repo)
			}
		}
		files, _ := readTree(a)
		for _, file := range files {
			if file.Path == "" || file.Size < -1 || file.SHA256 != "" && len(file.SHA256) != 64 {
				t.Fatalf("%q has %+v", data, file)
			}
		}
		readRefs(fieldsOf(data))
		readWho(fieldsOf(data))
		message(a)
	})
}

func FuzzHeaders(f *testing.F) {
	for _, s := range []string{`"api";r=0;t=55`, `"api"`, `;;=`, "120", "Wed, 21 Oct 2026 07:28:00 GMT", `W/"abc"`, "sha256:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, remaining, reset, ok := parseRateLimit(s)
		if ok && (remaining < 0 || reset < 0 || reset > longestReset) {
			t.Fatalf("%q: r=%d t=%d", s, remaining, reset)
		}
		if d, ok := parseRetryAfter(s, date(2026, 1)); ok && d < 0 {
			t.Fatalf("%q: %v", s, d)
		}
		if sum := etagOf(s); sum != "" && len(sum) != 40 && len(sum) != 64 {
			t.Fatalf("%q: %q", s, sum)
		}
		if lengthOf(s) < -1 {
			t.Fatalf("%q: %d", s, lengthOf(s))
		}
	})
}

func TestRateLimits(t *testing.T) {
	for s, want := range map[string]time.Duration{
		`"api";r=0;t=55`: 56 * time.Second, `"api"; r=0; t=0`: time.Second, `"api";r=1;t=55`: 0, `"api";t=55`: 0, `"api";r=x;t=55`: 0, "": 0,
		`"api";r=0;t=99999999`: (longestReset + 1) * time.Second,
	} {
		if _, got := pauseOf(http.Header{"Ratelimit": {s}}, false, date(2026, 1)); got != want {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
	}
}
