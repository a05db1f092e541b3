package hubtest

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// maxLimit is the largest page a client may ask for.
const maxLimit = 1000

func (a *asked) search() {
	if a.wrongToken() {
		a.refuse(http.StatusUnauthorized, "", badToken)
		return
	}
	q := a.r.URL.Query()
	found := a.found(q)
	if order := orders[q.Get("sort")]; order != nil {
		slices.SortFunc(found, func(x, y *repository) int {
			return cmp.Or(order(y, x), cmp.Compare(x.ID, y.ID))
		})
	} else {
		a.refuse(http.StatusBadRequest, "", `Invalid sort: "`+q.Get("sort")+`"`)
		return
	}
	page, ok := pageOf(a, found)
	if !ok {
		return
	}
	items := make([]map[string]any, 0, len(page))
	for _, r := range page {
		items = append(items, r.listed(q))
	}
	a.reply(items)
}

// orders compare upwards; lists go downwards.
var orders = map[string]func(x, y *repository) int{
	"":              func(x, y *repository) int { return cmp.Compare(x.Trending, y.Trending) },
	"trendingScore": func(x, y *repository) int { return cmp.Compare(x.Trending, y.Trending) },
	"downloads":     func(x, y *repository) int { return cmp.Compare(x.Downloads, y.Downloads) },
	"likes":         func(x, y *repository) int { return cmp.Compare(x.Likes, y.Likes) },
	"likes30d":      func(x, y *repository) int { return cmp.Compare(x.Likes, y.Likes) },
	"createdAt":     func(x, y *repository) int { return x.Created.Compare(y.Created) },
	"lastModified":  func(x, y *repository) int { return x.Modified.Compare(y.Modified) },
	"num_parameters": func(x, y *repository) int {
		return cmp.Compare(x.Parameters, y.Parameters)
	},
	"mainSize": func(x, y *repository) int { return cmp.Compare(x.at("main").size(), y.at("main").size()) },
	"id":       func(x, y *repository) int { return cmp.Compare(x.ID, y.ID) },
}

// found are the repositories that meet every condition and that the client may
// know of.
func (a *asked) found(q url.Values) (found []*repository) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	for _, r := range a.s.repos {
		mine := &asked{user: a.user, repo: r}
		if r.kind() == a.at.repoKind && (!r.Private || mine.reader()) && r.meets(q) {
			found = append(found, r)
		}
	}
	return found
}

// meets tells whether a repository meets every condition of a query.
func (r *repository) meets(q url.Values) bool {
	for _, word := range q["search"] {
		if !strings.Contains(strings.ToLower(r.ID), strings.ToLower(word)) {
			return false
		}
	}
	for _, tag := range wanted(q) {
		if !slices.Contains(r.tagList(), tag) {
			return false
		}
	}
	return r.isBy(q["author"]) && r.runsOn(q) && r.measures(q.Get("num_parameters")) &&
		(!q.Has("gated") || (q.Get("gated") == "true") == (r.Gated != ""))
}

// wanted are the tags that a query asks for under all their names.
func wanted(q url.Values) (tags []string) {
	for _, name := range []string{"filter", "pipeline_tag", "library", "tags", "language"} {
		for _, list := range q[name] {
			tags = append(tags, strings.Split(list, ",")...)
		}
	}
	for _, license := range q["license"] {
		tags = append(tags, "license:"+strings.TrimPrefix(license, "license:"))
	}
	return slices.DeleteFunc(tags, func(tag string) bool { return tag == "" })
}

func (r *repository) isBy(authors []string) bool {
	for _, author := range authors {
		if !strings.EqualFold(author, r.author()) {
			return false
		}
	}
	return true
}

// runsOn tells whether one of the apps and one of the providers asked for runs
// the network.
func (r *repository) runsOn(q url.Values) bool {
	return common(q.Get("apps"), r.Apps) && common(q.Get("inference_provider"), r.Providers) &&
		(q.Get("inference") == "" || q.Get("inference") == r.Inference)
}

func common(list string, have []string) bool {
	if list == "" {
		return true
	}
	for one := range strings.SplitSeq(list, ",") {
		if one == "all" && len(have) > 0 || slices.Contains(have, one) {
			return true
		}
	}
	return false
}

// measures reads "min:6B,max:128B".
func (r *repository) measures(limits string) bool {
	for limit := range strings.SplitSeq(limits, ",") {
		side, text, _ := strings.Cut(limit, ":")
		n, ok := parameters(text)
		if ok && (side == "min" && r.Parameters < n || side == "max" && r.Parameters > n) {
			return false
		}
	}
	return true
}

func parameters(text string) (n int64, ok bool) {
	factor := 1.0
	for unit, f := range map[string]float64{"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12} {
		if before, found := strings.CutSuffix(text, unit); found {
			text, factor = before, f
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	return int64(v * factor), err == nil
}

// pageOf cuts the page that the cursor asks for out of a list and tells where
// the next one is. On a cursor or limit that is none it answers and returns
// false.
func pageOf[T any](a *asked, all []T) (page []T, ok bool) {
	q := a.r.URL.Query()
	a.s.mu.Lock()
	size := a.s.page
	a.s.mu.Unlock()
	if text := q.Get("limit"); text != "" {
		limit, err := strconv.Atoi(text)
		if err != nil || limit < 1 {
			a.refuse(http.StatusBadRequest, "", `Invalid limit: "`+text+`"`)
			return nil, false
		}
		size = min(size, limit, maxLimit)
	}
	from, ok := readCursor(q.Get("cursor"))
	if skip, err := strconv.Atoi(q.Get("skip")); ok && err == nil && from == 0 {
		from = max(skip, 0)
	}
	if !ok {
		a.refuse(http.StatusBadRequest, "", "Invalid cursor")
		return nil, false
	}
	from = min(from, len(all))
	to := min(from+size, len(all))
	if to < len(all) {
		a.link(base64.URLEncoding.EncodeToString([]byte("from:" + strconv.Itoa(to))))
	}
	return all[from:to], true
}

func readCursor(cursor string) (from int, ok bool) {
	if cursor == "" {
		return 0, true
	}
	b, err := base64.URLEncoding.DecodeString(cursor)
	text, found := strings.CutPrefix(string(b), "from:")
	from, err2 := strconv.Atoi(text)
	return from, err == nil && err2 == nil && found && from >= 0
}
