package hub

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"avagar/engine/hub/hubtest"
)

func ids(repos []Info) (all []string) {
	for _, r := range repos {
		all = append(all, r.ID)
	}
	return all
}

func TestSearchTurnsEveryPageOnce(t *testing.T) {
	c, _ := newClient(t, at(stocked(t).Endpoint()))
	page, err := c.Search(t.Context(), Query{Task: "text-to-speech", Language: "fa"})
	pages, found := 1, ids(page.Repos)
	for err == nil && page.More {
		page, err = c.Next(t.Context(), page)
		found = append(found, ids(page.Repos)...)
		pages++
	}
	want := []string{amir.ID, "lab/persian-tts-d", "lab/persian-tts-c", "lab/persian-tts-b", "lab/persian-tts-a"}
	if err != nil || pages < 2 || !slices.Equal(found, want) {
		t.Errorf("found %v on %d pages (%v), want %v", found, pages, err, want)
	}
	if page, err = c.Next(t.Context(), page); err != nil || len(page.Repos) > 0 || page.More {
		t.Errorf("after the last page came %v, %v", page, err)
	}
}

func TestSearchNarrowsByEveryField(t *testing.T) {
	c, _ := newClient(t, at(stocked(t).Endpoint()))
	for _, q := range []Query{
		{Text: "piper"}, {Author: "rhasspy"}, {Library: "piper"}, {License: "mit"}, {Filters: []string{"onnx", "fa"}},
		{Task: "text-to-speech", Language: "en"}, {Limit: 1},
	} {
		page, err := c.Search(t.Context(), q)
		if err != nil || !slices.Equal(ids(page.Repos), []string{amir.ID}) {
			t.Errorf("%+v finds %v, %v", q, ids(page.Repos), err)
		}
	}
	page, err := c.Search(t.Context(), Query{Kind: Dataset, Language: "fa", Task: "text-to-speech", License: "cc0-1.0"})
	if err != nil || len(page.Repos) != 1 || page.Repos[0].Repo != (Repo{Dataset, "lab/recordings"}) {
		t.Errorf("datasets: %v, %v", page.Repos, err)
	}
}

func TestAResultSaysWhatAListShows(t *testing.T) {
	c, _ := newClient(t, at(stocked(t).Endpoint()))
	page, err := c.Search(t.Context(), Query{Text: "piper"})
	if err != nil || len(page.Repos) != 1 {
		t.Fatal(page, err)
	}
	r := page.Repos[0]
	if r.Task != "text-to-speech" || r.License != "mit" || r.Downloads != 900 || r.Likes != 12 || r.Library != "piper" ||
		!slices.Equal(r.Languages, []string{"fa", "en"}) || !r.Modified.Equal(date(2025, 6)) || len(r.SHA) != 40 || r.Author != "rhasspy" ||
		len(r.Files) != 5 || r.Files[0].Size != -1 || r.Storage <= 0 {
		t.Errorf("got %+v", r)
	}
}

func TestSearchSkipsWhatIsNoRepositoryAndKeepsWhatItDoesNotKnow(t *testing.T) {
	c, _ := newClient(t, at(serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(`[{"id":"../../etc"},7,null,{"likes":3},{"modelId":"old/name","downloads":"12","likes":1e3,"tags":"onnx",
			"gated":true,"createdAt":"yesterday","private":"no","siblings":[{"rfilename":7},{"rfilename":"a"},5],"cardData":"x","spaces":["s"],
			"pipeline_tag":{"a":1}},{"id":"b/b","tags":["fa","tts","jax","license:mit",3]}]`))
	})))
	page, err := c.Search(t.Context(), Query{})
	if err != nil || !slices.Equal(ids(page.Repos), []string{"old/name", "b/b"}) {
		t.Fatal(page.Repos, err)
	}
	old, b := page.Repos[0], page.Repos[1]
	if old.Downloads != 12 || old.Likes != 1000 || !slices.Equal(old.Tags, []string{"onnx"}) || old.Gated != GateAuto ||
		!old.Created.IsZero() || len(old.Files) != 1 || string(old.Rest["spaces"]) != `["s"]` || old.Task != "" || old.Author != "old" {
		t.Errorf("got %+v", old)
	}
	if b.License != "mit" || !slices.Equal(b.Languages, []string{"fa"}) {
		t.Errorf("got %+v", b)
	}
}

func TestTheNextPageIsNeverOnAnotherServer(t *testing.T) {
	s := stocked(t)
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("a foreign server was asked, with %q", r.Header.Get("Authorization"))
	})
	s.Break(hubtest.ForeignLink(other))
	c, _ := newClient(t, withToken(at(s.Endpoint()), "hf_good"))
	_, err := c.Search(t.Context(), Query{})
	wants(t, "search", err, ErrForeignLink)
	_, err = c.Tree(t.Context(), amir, "", "", true)
	wants(t, "tree", err, ErrForeignLink)
}

func TestAMirrorThatPassesTheHubsLinksOnIsAskedItself(t *testing.T) {
	var asked []string
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		if len(asked) == 1 {
			w.Header().Set("Link", `<https://huggingface.co/api/models?cursor=a%2Fb&limit=1>; rel="next"`)
		}
		w.Write([]byte(`[{"id":"a/b"}]`))
	})
	c, _ := newClient(t, at(url+"/hf/"))
	page, err := c.Search(t.Context(), Query{})
	if err == nil {
		_, err = c.Next(t.Context(), page)
	}
	if err != nil || len(asked) != 2 || asked[1] != "/hf/api/models?cursor=a%2Fb&limit=1" || !strings.HasPrefix(asked[0], "/hf/api/models?") {
		t.Errorf("asked %q: %v", asked, err)
	}
}
