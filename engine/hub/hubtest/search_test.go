package hubtest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// shelf are repositories that differ in everything that a query asks for.
func shelf() []Repo {
	return []Repo{
		{ID: "anna/fa-tts-small", Task: "text-to-speech", Library: "onnx", Languages: []string{"fa"}, License: "mit", Tags: []string{"piper"},
			Downloads: 10, Likes: 5, Trending: 1, Parameters: 5e6, Created: date(2021), Apps: []string{"lmstudio"}},
		{ID: "anna/en-tts", Task: "text-to-speech", Library: "onnx", Languages: []string{"en"}, License: "apache-2.0",
			Downloads: 900, Likes: 3, Trending: 2, Parameters: 7e9, Created: date(2024), Inference: "warm", Providers: []string{"novita"}},
		{ID: "babak/FA-asr", Task: "automatic-speech-recognition", Library: "transformers", Languages: []string{"fa", "en"}, License: "mit",
			Downloads: 50, Likes: 9, Trending: 3, Parameters: 3e8, Created: date(2025), Gated: "auto"},
		{ID: "gpt2", Library: "transformers", Downloads: 5000, Likes: 8, Created: date(2023), Modified: date(2030)},
		{ID: "babak/secret", Private: true, Created: date(2026)},
		{Kind: "dataset", ID: "anna/speech", Languages: []string{"fa"}, Task: "text-to-speech", License: "cc0-1.0",
			Tags: []string{"size_categories:1K<n<10K", "benchmark:official"}},
		{Kind: "space", ID: "anna/demo"},
	}
}

func date(year int) time.Time { return time.Date(year, 5, 6, 7, 8, 9, 0, time.UTC) }

func names(t *testing.T, s *Server, list string, headers ...string) string {
	t.Helper()
	items, _ := all(t, s.Endpoint()+"/api/"+list, headers...)
	var names []string
	for _, i := range items {
		names = append(names, fmt.Sprint(i["id"]))
	}
	return strings.Join(names, " ")
}

func TestSearchMeetsEveryCondition(t *testing.T) {
	s := started(t, shelf()...)
	s.AddUser(User{Name: "babak", Token: "hf_babak"})
	for query, want := range map[string]string{
		"models":                                  "babak/FA-asr anna/en-tts anna/fa-tts-small gpt2",
		"models?search=fa-":                       "babak/FA-asr anna/fa-tts-small",
		"models?search=fa&search=tts":             "anna/fa-tts-small",
		"models?author=anna":                      "anna/en-tts anna/fa-tts-small",
		"models?filter=onnx&filter=fa":            "anna/fa-tts-small",
		"models?filter=onnx,fa":                   "anna/fa-tts-small",
		"models?filter=license:mit":               "babak/FA-asr anna/fa-tts-small",
		"models?filter=region:us&filter=piper":    "anna/fa-tts-small",
		"models?pipeline_tag=text-to-speech":      "anna/en-tts anna/fa-tts-small",
		"models?library=transformers&language=fa": "babak/FA-asr",
		"models?tags=piper":                       "anna/fa-tts-small",
		"models?gated=true":                       "babak/FA-asr",
		"models?gated=false&author=babak":         "",
		"models?num_parameters=min:6B,max:128B":   "anna/en-tts",
		"models?num_parameters=min:1M,max:0.5B":   "babak/FA-asr anna/fa-tts-small",
		"models?apps=lmstudio,ollama":             "anna/fa-tts-small",
		"models?inference=warm":                   "anna/en-tts",
		"models?inference_provider=all":           "anna/en-tts",
		"models?sort=downloads":                   "gpt2 anna/en-tts babak/FA-asr anna/fa-tts-small",
		"models?sort=likes&direction=-1":          "babak/FA-asr gpt2 anna/fa-tts-small anna/en-tts",
		"models?sort=createdAt":                   "babak/FA-asr anna/en-tts gpt2 anna/fa-tts-small",
		"models?sort=lastModified&search=gpt":     "gpt2",
		"models?sort=num_parameters&author=anna":  "anna/en-tts anna/fa-tts-small",
		"models?sort=id":                          "gpt2 babak/FA-asr anna/fa-tts-small anna/en-tts",
		"models?skip=3":                           "gpt2",
		"datasets?filter=language:fa":             "anna/speech",
		"datasets?filter=task_categories:text-to-speech&filter=size_categories:" + url.QueryEscape("1K<n<10K"): "anna/speech",
		"datasets?filter=fa": "",
		"spaces":             "anna/demo",
	} {
		if got := names(t, s, query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	if got := names(t, s, "models?author=babak", "Authorization: Bearer hf_babak"); got != "babak/FA-asr babak/secret" {
		t.Errorf("the owner finds %q", got)
	}
}

func TestListsComeInPages(t *testing.T) {
	s := New(t)
	for i := range 8 {
		s.Add(Repo{ID: fmt.Sprintf("org/m%d", i), Downloads: int64(i)})
	}
	for query, want := range map[string]int{"": 3, "?limit=500": 3, "?limit=2": 4, "?limit=1": 8} {
		items, pages := all(t, s.Endpoint()+"/api/models"+query)
		if len(items) != 8 || pages != want {
			t.Errorf("%q: %d in %d pages, want %d", query, len(items), pages, want)
		}
	}
	link := ask(t, http.MethodGet, s.Endpoint()+"/api/models?sort=downloads&filter=region:us").Header.Get("Link")
	if !strings.HasPrefix(link, "<"+s.Endpoint()+"/api/models?") || !strings.HasSuffix(link, `>; rel="next"`) ||
		!strings.Contains(link, "sort=downloads") || !strings.Contains(link, "cursor=") {
		t.Errorf("Link: %s", link)
	}
	s.SetPage(100)
	if _, pages := all(t, s.Endpoint()+"/api/models"); pages != 1 {
		t.Errorf("%d pages of a hundred", pages)
	}
	for _, query := range []string{"?cursor=moon", "?limit=many", "?limit=0", "?sort=beauty"} {
		ask(t, http.MethodGet, s.Endpoint()+"/api/models"+query).want(t, http.StatusBadRequest)
	}
}

func TestItemsTellWhatWasAskedFor(t *testing.T) {
	s := started(t, shelf()...)
	for query, want := range map[string]string{
		"models?search=small": "_id createdAt downloads id library_name likes modelId pipeline_tag private tags trendingScore",
		"models?search=small&full=true": "_id author createdAt disabled downloads gated id lastModified library_name likes modelId " +
			"pipeline_tag private sha siblings tags trendingScore",
		"models?search=small&expand=sha&expand[]=gated": "_id gated id sha",
		"models?search=gpt2&expand=pipeline_tag":        "_id id",
	} {
		items, _ := all(t, s.Endpoint()+"/api/"+query)
		if got := strings.Join(keys(items[0]), " "); got != want {
			t.Errorf("%s: %s", query, got)
		}
	}
	items, _ := all(t, s.Endpoint()+"/api/models?search=small&cardData=true")
	if items[0]["createdAt"] != "2022-03-02T23:29:04.000Z" {
		t.Errorf("createdAt: %v", items[0]["createdAt"])
	}
	if c, ok := items[0]["cardData"].(map[string]any); !ok || c["license"] != "mit" {
		t.Errorf("cardData: %v", items[0]["cardData"])
	}
	items, _ = all(t, s.Endpoint()+"/api/datasets")
	if items[0]["modelId"] != nil || items[0]["gated"] != false {
		t.Errorf("dataset: %v", items[0])
	}
	lists := decode[map[string][]map[string]string](t, ask(t, http.MethodGet, s.Endpoint()+"/api/models-tags-by-type"))
	if len(lists["library"]) != 2 || len(lists["language"]) != 2 {
		t.Errorf("tags: %v", lists)
	}
}

func keys(m map[string]any) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
