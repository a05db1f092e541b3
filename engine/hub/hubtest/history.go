package hubtest

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// refs lists branches, tags and pull requests.
func (a *asked) refs() {
	branches, converts, pulls, tags := []map[string]any{}, []map[string]any{}, []map[string]any{}, []map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(a.repo.branches)) {
		ref := map[string]any{"name": name, "ref": "refs/heads/" + name, "targetCommit": a.repo.branches[name].sha}
		if short, found := strings.CutPrefix(name, "refs/pr/"); found {
			ref["name"], ref["ref"] = short, name
			pulls = append(pulls, ref)
		} else if short, found := strings.CutPrefix(name, "refs/convert/"); found {
			ref["name"], ref["ref"] = short, name
			converts = append(converts, ref)
		} else {
			branches = append(branches, ref)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.repo.tags)) {
		tags = append(tags, map[string]any{"name": name, "ref": "refs/tags/" + name, "targetCommit": a.repo.tags[name].sha})
	}
	answer := map[string]any{"branches": branches, "converts": converts, "tags": tags}
	if q := a.r.URL.Query(); q.Get("include_prs") == "1" || q.Get("include_prs") == "true" {
		answer["pullRequests"] = pulls
	}
	a.reply(answer)
}

// commits lists the history of a revision, newest first.
func (a *asked) commits() {
	all := []map[string]any{}
	for c := a.state; c != nil; c = c.parent {
		all = append(all, map[string]any{"id": c.sha, "title": c.title, "message": "", "date": stamp(c.date),
			"authors": []map[string]any{{"user": a.repo.author(), "avatar": ""}}})
	}
	if page, ok := pageOf(a, all); ok {
		a.Header().Set("X-Total-Count", strconv.Itoa(len(all)))
		a.reply(page)
	}
}
