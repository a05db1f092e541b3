package hub

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
)

// Query is a search. Empty fields ask for nothing.
type Query struct {
	Kind     Kind
	Text     string   // part of the name
	Author   string   // a person or an organisation
	Task     string   // text-to-speech, automatic-speech-recognition
	Language string   // fa
	Library  string   // onnx, piper
	License  string   // mit, cc0-1.0
	Filters  []string // further tags, all of which must be there
	Sort     string   // downloads, likes, createdAt, lastModified, trendingScore; empty means downloads
	Limit    int      // repositories of a page; 0 means 20, at most 500
}

// Page is a part of a search's results.
type Page struct {
	Repos []Info
	More  bool // Next has further ones

	kind Kind
	next *url.URL
	from *endpoint
}

const (
	usualPage = 20
	mostPage  = 500
)

// expansions are what a result should carry; datasets have too many files to list them all.
var expansions = map[Kind][]string{
	Model: {"author", "cardData", "createdAt", "disabled", "downloads", "gated", "lastModified", "library_name", "likes",
		"pipeline_tag", "private", "sha", "siblings", "tags", "usedStorage"},
	Dataset: {"author", "cardData", "createdAt", "description", "disabled", "downloads", "gated", "lastModified", "likes",
		"private", "sha", "tags", "usedStorage"},
}

// Search finds repositories, the best first. Results come without file sizes.
func (c *Client) Search(ctx context.Context, q Query) (Page, error) {
	return c.page(ctx, q.Kind, call{path: "/api/" + q.Kind.Plural(), query: q.values()}, c.ask)
}

// Next is the part after p. It is empty after the last one.
func (c *Client) Next(ctx context.Context, p Page) (Page, error) {
	if p.next == nil {
		return Page{kind: p.kind}, nil
	}
	return c.page(ctx, p.kind, call{at: p.next}, func(ctx context.Context, k call) (*answer, error) {
		return c.askOf(ctx, []*endpoint{p.from}, k) // a cursor means nothing to another mirror
	})
}

func (c *Client) page(ctx context.Context, kind Kind, k call, ask func(context.Context, call) (*answer, error)) (Page, error) {
	p := Page{kind: kind}
	k.method, k.bucket, k.most, k.missing = http.MethodGet, bucketAPI, mostJSON, ErrNotHub
	k.read = func(a *answer) (err error) {
		if p.Repos, err = readList(kind, a); err != nil {
			return err
		}
		p.next, err = nextPage(a.endpoint, a.header)
		p.More, p.from = p.next != nil, a.endpoint
		return err
	}
	if _, err := ask(ctx, k); err != nil {
		return Page{}, err
	}
	return p, nil
}

func readList(kind Kind, a *answer) ([]Info, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(a.body, &items); err != nil {
		return nil, failure(ErrAnswer, a.url, oneLine(err.Error()))
	}
	var found []Info
	for _, item := range items {
		if info, ok := decodeInfo(kind, item); ok {
			found = append(found, info)
		}
	}
	return found, nil
}

func (q Query) values() url.Values {
	v := url.Values{}
	set := func(key, value string) {
		if value != "" {
			v.Add(key, value)
		}
	}
	set("search", q.Text)
	set("author", q.Author)
	for _, tag := range q.tags() {
		v.Add("filter", tag)
	}
	if q.Kind != Dataset {
		set("pipeline_tag", q.Task)
	}
	v.Set("sort", q.Sort)
	if q.Sort == "" {
		v.Set("sort", "downloads")
	}
	limit := q.Limit
	if limit <= 0 {
		limit = usualPage
	}
	v.Set("limit", strconv.Itoa(min(limit, mostPage)))
	return expanded(v, q.Kind)
}

// tags are what the hub filters by. Those of datasets say what kind of tag they are.
func (q Query) tags() []string {
	var tags []string
	add := func(prefix, value string) {
		if value != "" {
			tags = append(tags, prefix+value)
		}
	}
	if q.Kind == Dataset {
		add("language:", q.Language)
		add("task_categories:", q.Task)
		add("library:", q.Library)
	} else {
		add("", q.Language)
		add("", q.Library)
	}
	add("license:", q.License)
	return append(tags, q.Filters...)
}

func expanded(v url.Values, kind Kind) url.Values {
	if kind == "" {
		kind = Model
	}
	for _, name := range expansions[kind] {
		v.Add("expand", name)
	}
	if len(expansions[kind]) == 0 {
		v.Set("full", "true")
	}
	return v
}
