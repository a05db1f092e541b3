package hubtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestInfoTellsOfARevision(t *testing.T) {
	s := New(t)
	first := s.Add(voiceRepo())
	second := voiceRepo()
	second.Files = second.Files[:1]
	now := s.Add(second)
	s.Tag("org/voice", "v1", first)
	for path, want := range map[string]string{"": now, "/revision/HEAD": now, "/revision/main": now, "/revision/v1": first,
		"/revision/" + first: first, "/revision/refs%2Fheads%2Fmain": now} {
		info := decode[map[string]any](t, ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice"+path))
		if info["sha"] != want || info["id"] != "org/voice" {
			t.Errorf("%s: %v", path, info)
		}
	}
	info := decode[map[string]any](t, ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice/revision/v1?blobs=true&securityStatus=true"))
	siblings := info["siblings"].([]any)
	model := siblings[2].(map[string]any)
	lfs := model["lfs"].(map[string]any)
	if len(siblings) != 4 || model["rfilename"] != "fa/model.onnx" || lfs["sha256"] != sha(weights) || lfs["size"] != float64(len(weights)) ||
		lfs["oid"] != nil || info["securityRepoStatus"] == nil {
		t.Errorf("siblings: %v", siblings)
	}
	bare := decode[map[string]any](t, ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice"))["siblings"].([]any)
	if got := bare[0].(map[string]any); len(got) != 1 {
		t.Errorf("without blobs: %v", got)
	}
}

func TestTreeListsAFolderOrAllBelow(t *testing.T) {
	s := New(t)
	commit := s.Add(voiceRepo())
	for path, want := range map[string]string{
		"main":                          "README.md fa",
		"main?recursive=true":           "README.md fa fa/config.json fa/model.onnx fa/x fa/x/deep=1 2.txt",
		"main/fa?recursive=false":       "fa/config.json fa/model.onnx fa/x",
		commit + "/fa/x?recursive=true": "fa/x/deep=1 2.txt",
	} {
		items, _ := all(t, s.Endpoint()+"/api/models/org/voice/tree/"+path)
		var paths []string
		for _, i := range items {
			paths = append(paths, fmt.Sprint(i["path"]))
		}
		if got := strings.Join(paths, " "); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
	items, pages := all(t, s.Endpoint()+"/api/models/org/voice/tree/main?recursive=true&expand=true")
	if pages != 2 || items[0]["oid"] != gitSHA1(card) || items[0]["lastCommit"].(map[string]any)["id"] != commit ||
		items[1]["type"] != "directory" || items[1]["size"] != 0.0 || items[3]["lfs"].(map[string]any)["oid"] != sha(weights) ||
		items[3]["xetHash"] == nil || items[0]["lfs"] != nil {
		t.Errorf("%d pages: %v", pages, items)
	}
	ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice/tree/main/none").want(t, http.StatusNotFound, "X-Error-Code: EntryNotFound")
}

// The sums are those of git itself: git hash-object, git write-tree.
func TestTreesHaveGitsOwnSums(t *testing.T) {
	s := started(t, Repo{ID: "org/git", Files: []File{Text("a.txt", "hello\n"), Text("d/b.txt", "hello\n"), Text("d.txt", "")}})
	items, _ := all(t, s.Endpoint()+"/api/models/org/git/tree/main")
	want := map[string]string{"a.txt": "ce013625030ba8dba906f756967f9e9ca394464a", "d.txt": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
		"d": "dd5a3627ad3d4a1eaa9b180972bab37891a5e101"}
	for _, i := range items {
		if i["oid"] != want[i["path"].(string)] {
			t.Errorf("%v", i)
		}
	}
	if tree := s.repos["org/git"].at("main").tree; tree != "ca7bca2bf9ac452a271847b1fd08c8bd50be71f2" {
		t.Errorf("tree: %s", tree)
	}
}

func TestPathsInfoTakesBothBodies(t *testing.T) {
	s := started(t, voiceRepo())
	for kind, body := range map[string]string{
		"application/json":                  `{"paths":["README.md","fa","none","fa/model.onnx"],"expand":true}`,
		"application/x-www-form-urlencoded": "paths=README.md&paths=fa&paths=none&paths=fa%2Fmodel.onnx&expand=true",
	} {
		r, err := client.Post(s.Endpoint()+"/api/models/org/voice/paths-info/main", kind, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		items := decode[[]map[string]any](t, read(t, r))
		var paths []string
		for _, i := range items {
			paths = append(paths, fmt.Sprint(i["path"], i["lastCommit"] != nil))
		}
		if want := []string{"README.mdtrue", "fatrue", "fa/model.onnxtrue"}; !slices.Equal(paths, want) {
			t.Errorf("%s: %q", kind, paths)
		}
	}
	ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice/paths-info/main").want(t, http.StatusBadRequest)
}

func TestHistoryIsTold(t *testing.T) {
	s := New(t)
	var commits []string
	for i := range 5 {
		r := voiceRepo()
		r.Title = fmt.Sprint("Change ", i)
		r.Files = append(r.Files, Text("new.txt", r.Title))
		commits = append(commits, s.Add(r))
	}
	pull := voiceRepo()
	pull.Revision = "refs/pr/1"
	s.Add(pull)
	s.Tag("org/voice", "v1", commits[0])
	items, pages := all(t, s.Endpoint()+"/api/models/org/voice/commits/main")
	if len(items) != 5 || pages != 2 || items[0]["id"] != commits[4] || items[4]["title"] != "Change 0" {
		t.Errorf("%d pages: %v", pages, items)
	}
	refs := decode[map[string][]map[string]string](t, ask(t, http.MethodGet, s.Endpoint()+"/api/models/org/voice/refs?include_prs=1"))
	if b := refs["branches"]; len(b) != 1 || b[0]["name"] != "main" || b[0]["ref"] != "refs/heads/main" || b[0]["targetCommit"] != commits[4] {
		t.Errorf("branches: %v", b)
	}
	if tags := refs["tags"]; len(tags) != 1 || tags[0]["targetCommit"] != commits[0] || tags[0]["ref"] != "refs/tags/v1" {
		t.Errorf("tags: %v", tags)
	}
	if pulls := refs["pullRequests"]; len(pulls) != 1 || pulls[0]["ref"] != "refs/pr/1" {
		t.Errorf("pull requests: %v", pulls)
	}
	tree, _ := all(t, s.Endpoint()+"/api/models/org/voice/tree/main?expand=true")
	for _, i := range tree {
		want := commits[0]
		if i["path"] == "new.txt" {
			want = commits[4]
		}
		if i["type"] == "file" && i["lastCommit"].(map[string]any)["id"] != want {
			t.Errorf("%s was last changed by %v", i["path"], i["lastCommit"])
		}
	}
}

func TestErrorsAreTheHubs(t *testing.T) {
	s := started(t, voiceRepo(), Repo{ID: "org/gated", Gated: "manual", Readers: []string{"sara"}, Files: []File{Text("a", "a"), Binary("b", nil)}},
		Repo{ID: "org/private", Private: true, Readers: []string{"sara"}, Files: []File{Text("a", "a")}},
		Repo{ID: "org/disabled", Disabled: true}, Repo{Kind: "dataset", ID: "org/set", Files: []File{Text("a", "a")}})
	s.AddUser(User{Name: "sara", Token: "hf_sara"})
	s.AddUser(User{Name: "omid", Token: "hf_omid"})
	for _, c := range []struct {
		path, token string
		status      int
		code        string
	}{
		{"/org/none/resolve/main/a", "", 401, "RepoNotFound"},
		{"/org/none/resolve/main/a", "hf_omid", 404, "RepoNotFound"},
		{"/api/models/org/none", "", 401, "RepoNotFound"},
		{"/api/models/org/set", "hf_omid", 404, "RepoNotFound"},
		{"/org/voice/resolve/none/README.md", "", 404, "RevisionNotFound"},
		{"/org/voice/resolve/main/none", "", 404, "EntryNotFound"},
		{"/api/models/org/voice/tree/none", "", 404, "RevisionNotFound"},
		{"/org/voice/resolve/main/README.md", "hf_wrong", 401, ""},
		{"/api/models", "hf_wrong", 401, ""},
		{"/api/whoami-v2", "hf_wrong", 401, ""},
		{"/api/whoami-v2", "", 401, ""},
		{"/org/gated/resolve/main/a", "", 401, "GatedRepo"},
		{"/org/gated/resolve/main/a", "hf_wrong", 401, "GatedRepo"},
		{"/org/gated/resolve/main/a", "hf_omid", 403, "GatedRepo"},
		{"/org/gated/resolve/main/a", "hf_sara", 307, ""},
		{"/org/gated/resolve/main/b", "hf_sara", 302, ""},
		{"/api/models/org/gated", "", 200, ""},
		{"/api/models/org/gated/tree/main", "", 200, ""},
		{"/org/private/resolve/main/a", "", 401, "RepoNotFound"},
		{"/api/models/org/private", "hf_omid", 404, "RepoNotFound"},
		{"/api/models/org/private", "hf_sara", 200, ""},
		{"/api/models/org/disabled", "", 403, ""},
		{"/datasets/org/set/resolve/main/a", "", 307, ""},
		{"/api/nothing", "", 404, ""},
		{"/org/voice", "", 200, ""},
		{"/api/whoami-v2", "hf_sara", 200, ""},
	} {
		var headers []string
		if c.token != "" {
			headers = append(headers, "Authorization: Bearer "+c.token)
		}
		a := ask(t, http.MethodGet, s.Endpoint()+c.path, headers...)
		if a.StatusCode != c.status || a.Header.Get("X-Error-Code") != c.code {
			t.Errorf("%s for %q: %d %s, want %d %s", c.path, c.token, a.StatusCode, a.Header.Get("X-Error-Code"), c.status, c.code)
		}
		if bad := a.Header.Get("X-Error-Message") == badToken; bad != (c.status == 401 && c.code == "") {
			t.Errorf("%s for %q: %s", c.path, c.token, a.Header.Get("X-Error-Message"))
		}
		if a.Header.Get("X-Request-Id") == "" || a.Header.Get("RateLimit") == "" || a.Header.Get("RateLimit-Policy") == "" {
			t.Errorf("%s: headers %v", c.path, a.Header)
		}
	}
	if a := ask(t, http.MethodHead, s.Endpoint()+"/org/voice/resolve/main/none"); a.Header.Get("X-Repo-Commit") == "" {
		t.Error("no commit with EntryNotFound")
	}
}

func TestRenamedRepositoriesRedirectWithinTheHost(t *testing.T) {
	s := New(t)
	s.Add(voiceRepo())
	s.Rename("org/voice", "new/name")
	for from, want := range map[string]string{
		"/org/voice/resolve/main/README.md":                   "/new/name/resolve/main/README.md",
		"/api/models/org/voice/tree/main/fa?recursive=true":   "/api/models/new/name/tree/main/fa?recursive=true",
		"/api/models/org/voice/revision/HEAD?expand=pipeline": "/api/models/new/name/revision/HEAD?expand=pipeline",
		"/org/voice": "/new/name",
	} {
		ask(t, http.MethodGet, s.Endpoint()+from).want(t, http.StatusTemporaryRedirect, "Location: "+want)
		ask(t, http.MethodGet, s.Endpoint()+want)
	}
	s.Remove("new/name")
	ask(t, http.MethodGet, s.Endpoint()+"/api/models/new/name").want(t, http.StatusUnauthorized)
}

func TestQuotasAreToldAndEnforced(t *testing.T) {
	s := started(t, voiceRepo())
	ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 200, `RateLimit-Policy: "fixed window";"api";q=500;w=300`)
	s.SetQuota("api", 2, 60e9)
	ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 200, `RateLimit: "api";r=1;t=60`)
	ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 200)
	if a := ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 429); !strings.HasPrefix(a.Header.Get("RateLimit"), `"api";r=0;t=`) {
		t.Error(a.Header.Get("RateLimit"))
	}
	ask(t, http.MethodHead, s.Endpoint()+"/org/voice/resolve/main/README.md").want(t, 307)
	s.Advance(60e9)
	ask(t, http.MethodGet, s.Endpoint()+"/api/models").want(t, 200)
}
