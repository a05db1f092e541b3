package hub

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"avagar/engine/hub/hubtest"
)

func paths(files []File) (all []string) {
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}

func TestInfoSaysSizesAndSums(t *testing.T) {
	c, _ := newClient(t, at(stocked(t).Endpoint()))
	for _, revision := range []string{"", "main", "HEAD"} {
		info, err := c.Info(t.Context(), amir, revision)
		if err != nil || info.Repo != amir || len(info.SHA) != 40 || len(info.Files) != 5 {
			t.Fatalf("%q: %+v, %v", revision, info, err)
		}
		for _, f := range info.Files {
			if f.Size <= 0 || len(f.SHA1) != 40 || strings.HasSuffix(f.Path, ".onnx") != (len(f.ETag()) == 64) {
				t.Errorf("%q: %+v", revision, f)
			}
		}
	}
}

func TestTreeIsWholeOverItsPages(t *testing.T) {
	s := stocked(t)
	c, _ := newClient(t, at(s.Endpoint()))
	files, err := c.Tree(t.Context(), amir, "", "", true)
	if err != nil {
		t.Fatal(err)
	}
	large, folders := 0, 0
	for _, f := range files {
		if f.Directory {
			folders++
		}
		if f.SHA256 != "" {
			large++
		}
	}
	if large != 2 || folders < 4 || len(files) != 5+folders || s.Counters().Requests[hubtest.Tree] < 3 {
		t.Errorf("%d files, %d large, %d folders in %d requests", len(files), large, folders, s.Counters().Requests[hubtest.Tree])
	}
	below, err := c.Tree(t.Context(), amir, "main", "fa/fa_IR/amir", true)
	if err != nil || !slices.Contains(paths(below), "fa/fa_IR/amir/medium/amir = 1.onnx") || slices.Contains(paths(below), "README.md") {
		t.Errorf("below: %v, %v", paths(below), err)
	}
	top, err := c.Tree(t.Context(), amir, "", "", false)
	if got := paths(top); err != nil || len(got) != 2 || !slices.Contains(got, "fa") {
		t.Errorf("top: %v, %v", got, err)
	}
}

func TestATreeThatDropsGoesOnAtItsPage(t *testing.T) {
	s := stocked(t)
	c, p := newClient(t, at(s.Endpoint()))
	s.Break(hubtest.Status(503).Of(hubtest.Tree).Times(2))
	files, err := c.Tree(t.Context(), amir, "", "", true)
	if err != nil || len(files) < 9 || len(p.seen()) != 2 {
		t.Errorf("%d files, pauses %v: %v", len(files), p.seen(), err)
	}
}

func TestATreeWithoutAnEndEnds(t *testing.T) {
	c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", `</api/models/a/b/tree/main?cursor=1>; rel="next"`)
		w.Write([]byte(`[{"type":"file","path":"a","size":1,"oid":"x"}]`))
	})))
	_, err := c.Tree(t.Context(), Repo{Model, "a/b"}, "", "", true)
	wants(t, "the same page for ever", err, ErrAnswer)
}

func TestHostileNamesAreToldFromGood(t *testing.T) {
	s := stocked(t)
	s.Break(hubtest.HostileNames())
	c, _ := newClient(t, at(s.Endpoint()))
	files, err := c.Tree(t.Context(), Repo{Model, "lab/persian-tts-a"}, "", "", true)
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	wants(t, "all of them", CheckPaths(paths(files)), ErrUnsafePath)
}

func TestRefs(t *testing.T) {
	s := stocked(t)
	s.Add(hubtest.Repo{ID: "lab/persian-tts-a", Revision: "refs/pr/1", Files: []hubtest.File{hubtest.Text("new.txt", "new")}})
	c, _ := newClient(t, at(s.Endpoint()))
	refs, err := c.Refs(t.Context(), Repo{Model, "lab/persian-tts-a"})
	if err != nil || len(refs) == 0 || refs[0].Kind != Branch || refs[0].Name != "main" || len(refs[0].Commit) != 40 {
		t.Errorf("%+v, %v", refs, err)
	}
	files, err := c.Tree(t.Context(), Repo{Model, "lab/persian-tts-a"}, "refs/pr/1", "", false)
	if err != nil || !slices.Contains(paths(files), "new.txt") {
		t.Errorf("the pull request has %v, %v", paths(files), err)
	}
}

func TestCards(t *testing.T) {
	s := stocked(t)
	c, _ := newClient(t, at(s.Endpoint()))
	card, err := c.Card(t.Context(), amir, "")
	if err != nil || card.Text("license") != "mit" || !slices.Equal(card.Texts("language"), []string{"fa", "en"}) ||
		card.Body != "# صداها\n\nمتن\n" || len(card.Commit) != 40 {
		t.Errorf("%+v, %v", card, err)
	}
	card, err = c.Card(t.Context(), Repo{Dataset, "lab/recordings"}, "main")
	if err != nil || card.Front != nil || card.Broken || card.Body != "no front matter" {
		t.Errorf("%+v, %v", card, err)
	}
	_, err = c.Card(t.Context(), Repo{Model, "gpt2"}, "")
	wants(t, "without a card", err, ErrEntryNotFound)
}

func TestParseCardShowsSomethingWhateverItReads(t *testing.T) {
	for _, x := range []struct {
		name, text, body string
		broken, front    bool
	}{
		{"empty", "", "", false, false},
		{"CRLF and a mark", "\ufeff---\r\na: 1\r\n---\r\nb\r\n", "b\n", false, true},
		{"front alone", "---\na: 1\n---", "", false, true},
		{"no end", "---\na: 1\n", "---\na: 1\n", false, false},
		{"a rule below", "text\n\n---\na\n---\n", "text\n\n---\na\n---\n", false, false},
		{"not YAML", "---\n{a: [\n---\nb", "b", true, false},
		{"a list", "---\n- a\n---\nb", "b", true, false},
		{"an empty block", "---\n---\nb", "b", false, false},
		{"not UTF-8", "a\xffb\x00c", "a�bc", false, false},
		{"keys of other kinds", "---\na: {1: x, no: y}\nd: 2020-01-02\n---\nb", "b", false, true},
	} {
		c := ParseCard([]byte(x.text))
		if c.Body != x.body || c.Broken != x.broken || (c.Front != nil) != x.front {
			t.Errorf("%s: %+v", x.name, c)
		}
	}
	c := ParseCard([]byte("---\na: {1: x}\nd: 2020-01-02\nlanguage: no\n---\n"))
	if c.Front["a"].(map[string]any)["1"] != "x" || c.Text("d") != "2020-01-02" || c.Text("language") != "no" {
		t.Errorf("%+v", c)
	}
}

func TestWhoAmIIsAskedOnceAnHour(t *testing.T) {
	s := stocked(t)
	now := date(2026, 1)
	token := "hf_good\n"
	c, _ := newClient(t, Options{Endpoints: []string{s.Endpoint()}, Token: func() string { return token }, Now: func() time.Time { return now }})
	for range 3 {
		who, err := c.WhoAmI(t.Context())
		if err != nil || who.Name != "sara" || who.Role != "read" || !slices.Equal(who.Organisations, []string{"lab"}) {
			t.Fatalf("%+v, %v", who, err)
		}
	}
	token = "hf_other"
	if who, err := c.WhoAmI(t.Context()); err != nil || who.Name != "reza" {
		t.Errorf("another token is %+v, %v", who, err)
	}
	now = now.Add(2 * time.Hour)
	c.WhoAmI(t.Context())
	if n := s.Counters().Requests[hubtest.WhoAmI]; n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
	for _, token = range []string{"hf_wrong", "", "hf_\u200fgood"} {
		_, err := c.WhoAmI(t.Context())
		wants(t, strconv.Quote(token), err, ErrBadToken)
	}
}

func TestARenamedRepositoryIsFollowedWithTheToken(t *testing.T) {
	s := stocked(t)
	s.Rename("lab/private", "lab/moved")
	c, _ := newClient(t, withToken(at(s.Endpoint()), "hf_good"))
	info, err := c.Info(t.Context(), Repo{Model, "lab/private"}, "")
	if err != nil || info.ID != "lab/moved" {
		t.Errorf("%v, %v", info.ID, err)
	}
	if _, err := c.Resolve(t.Context(), Repo{Model, "lab/private"}, "", "README.md"); err != nil {
		t.Error(err)
	}
}
