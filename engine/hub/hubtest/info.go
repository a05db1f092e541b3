package hubtest

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// earliest is what the hub tells of everything that is older.
var earliest = time.Date(2022, 3, 2, 23, 29, 4, 0, time.UTC)

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func (a *asked) info() {
	q := a.r.URL.Query()
	about := a.repo.about(a.state)
	about["siblings"] = a.siblings(q.Get("blobs") == "true")
	if q.Get("securityStatus") == "true" {
		about["securityRepoStatus"] = map[string]any{"scansDone": true, "filesWithIssues": []string{}}
	}
	if props := expanded(q); len(props) > 0 {
		about = pick(about, append(props, "_id", "id"))
	}
	a.reply(about)
}

// expanded are the only properties that a query wants told.
func expanded(q url.Values) []string { return slices.Concat(q["expand"], q["expand[]"]) }

func pick(all map[string]any, names []string) map[string]any {
	picked := map[string]any{}
	for _, name := range names {
		if v, ok := all[name]; ok {
			picked[name] = v
		}
	}
	return picked
}

// plainProps are told of a repository in a list that was asked for nothing more.
var plainProps = []string{"_id", "id", "modelId", "likes", "trendingScore", "private", "downloads", "tags", "pipeline_tag",
	"library_name", "createdAt"}

// listed is a repository as an item of a list.
func (r *repository) listed(q url.Values) map[string]any {
	c := r.at("main")
	about := r.about(c)
	siblings := []map[string]any{}
	for _, b := range c.sorted() {
		siblings = append(siblings, map[string]any{"rfilename": b.Path})
	}
	about["siblings"] = siblings
	if props := expanded(q); len(props) > 0 {
		return pick(about, append(props, "_id", "id"))
	}
	props := slices.Clone(plainProps)
	if r.kind() == "dataset" {
		props = append(props, "description", "gated", "disabled", "author", "sha", "lastModified")
	}
	if q.Get("full") == "true" {
		props = append(props, "author", "sha", "lastModified", "gated", "disabled", "siblings")
	}
	for _, more := range []string{"cardData", "config"} {
		if q.Get(more) == "true" {
			props = append(props, more)
		}
	}
	return pick(about, props)
}

// about is all that is known of a repository; what is not known is left out.
func (r *repository) about(c *commit) map[string]any {
	created := r.Created
	if created.Before(earliest) {
		created = earliest
	}
	about := map[string]any{
		"_id": shortID(r.Name()), "id": r.ID, "author": r.author(), "sha": c.sha,
		"likes": r.Likes, "downloads": r.Downloads, "downloadsAllTime": r.Downloads * 12, "trendingScore": r.Trending,
		"private": r.Private, "disabled": r.Disabled, "gated": false, "tags": r.tagList(),
		"createdAt": stamp(created), "lastModified": stamp(r.Modified), "usedStorage": c.size(),
	}
	if r.Gated != "" {
		about["gated"] = r.Gated
	}
	if card := r.card(); len(card) > 0 {
		about["cardData"] = card
	}
	r.aboutKind(about, c)
	return about
}

func (r *repository) aboutKind(about map[string]any, c *commit) {
	if r.kind() == "dataset" {
		about["description"], about["mainSize"] = r.Title, c.size()
		return
	}
	about["modelId"], about["spaces"], about["config"] = r.ID, []string{}, map[string]any{}
	if r.Task != "" {
		about["pipeline_tag"] = r.Task
	}
	if r.Library != "" {
		about["library_name"] = r.Library
	}
	if r.Parameters > 0 {
		about["safetensors"] = map[string]any{"parameters": map[string]any{"F32": r.Parameters}, "total": r.Parameters}
	}
	if r.Inference != "" {
		about["inference"] = r.Inference
	}
}

// card is the front matter of the README as the hub read it.
func (r *repository) card() map[string]any {
	card := maps.Clone(r.Card)
	if card == nil {
		card = map[string]any{}
	}
	if r.License != "" {
		card["license"] = r.License
	}
	if len(r.Languages) > 0 {
		card["language"] = r.Languages
	}
	return card
}

// tagList are all tags, those that follow from other properties too.
func (r *repository) tagList() []string {
	tags := []string{}
	prefix := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				tags = append(tags, name+v)
			}
		}
	}
	if r.kind() == "dataset" {
		prefix("task_categories:", r.Task)
		prefix("language:", r.Languages...)
		prefix("library:", r.Library)
	} else {
		prefix("", r.Library, r.Task)
		prefix("", r.Languages...)
	}
	prefix("", r.Tags...)
	prefix("license:", r.License)
	return unique(append(tags, "region:us"))
}

func unique(tags []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(tags, func(tag string) bool {
		before := seen[tag]
		seen[tag] = true
		return before
	})
}

// siblings are all files of a commit; sizes and sums only if asked for.
func (a *asked) siblings(sums bool) []map[string]any {
	list := []map[string]any{}
	for _, i := range a.items() {
		if i["type"] != "file" {
			continue
		}
		s := map[string]any{"rfilename": i["path"]}
		if sums {
			s["size"], s["blobId"] = i["size"], i["oid"]
			if lfs, ok := i["lfs"].(map[string]any); ok {
				s["lfs"] = map[string]any{"sha256": lfs["oid"], "size": lfs["size"], "pointerSize": lfs["pointerSize"]}
			}
		}
		list = append(list, s)
	}
	return list
}

// tagList tells which tags there are, by their sort.
func (a *asked) tagList() {
	if a.wrongToken() {
		a.refuse(http.StatusUnauthorized, "", badToken)
		return
	}
	lists := map[string][]map[string]string{}
	seen := map[string]bool{}
	add := func(sort, id string) {
		if id == "" || seen[sort+id] {
			return
		}
		seen[sort+id] = true
		_, label, found := strings.Cut(id, ":")
		if !found {
			label = id
		}
		lists[sort] = append(lists[sort], map[string]string{"type": sort, "id": id, "label": label})
	}
	for _, r := range a.found(nil) {
		add("pipeline_tag", r.Task)
		add("library", r.Library)
		for _, language := range r.Languages {
			add("language", language)
		}
		if r.License != "" {
			add("license", "license:"+r.License)
		}
		for _, tag := range r.Tags {
			add("other", tag)
		}
	}
	a.reply(lists)
}
