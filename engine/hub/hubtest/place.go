package hubtest

import (
	"net/url"
	"strings"
)

// Kind is what a request asks for.
type Kind string

// The kinds of request. All but Stored and Mirrored come to the hub.
const (
	Search    Kind = "search"
	TagList   Kind = "tags-by-type"
	Info      Kind = "info"
	Tree      Kind = "tree"
	PathsInfo Kind = "paths-info"
	Refs      Kind = "refs"
	Commits   Kind = "commits"
	WhoAmI    Kind = "whoami"
	Resolve   Kind = "resolve"       // where a file is
	InGit     Kind = "resolve-cache" // a file's bytes from the hub itself
	Raw       Kind = "raw"           // a file as git has it
	Page      Kind = "page"          // for a browser
	Stored    Kind = "stored"        // a file's bytes from the content host
	Mirrored  Kind = "mirrored"      // where Mirror308 leads
)

// place is a request's path, taken apart.
type place struct {
	kind     Kind
	repoKind string // "model", "dataset", "space"
	id       string
	revision string
	path     string // of a file or folder
}

// name is Repo.Name of what is asked for.
func (p place) name() string { return Repo{Kind: p.repoKind, ID: p.id}.Name() }

// file is the name of a file in counters: repository and path.
func (p place) file() string { return p.name() + "/" + p.path }

// marks end the id of a repository in the path of an API request.
var marks = []struct {
	text string
	kind Kind
}{
	{"/revision/", Info}, {"/tree/", Tree}, {"/paths-info/", PathsInfo}, {"/refs", Refs}, {"/commits/", Commits},
}

// locate takes an escaped path apart; ok is false if the hub has no such page.
func locate(escaped string) (p place, ok bool) {
	if api, found := strings.CutPrefix(escaped, "/api/"); found {
		return locateAPI(api)
	}
	rest := strings.TrimPrefix(escaped, "/")
	p.repoKind = "model"
	for _, kind := range []string{"dataset", "space"} {
		if after, found := strings.CutPrefix(rest, kind+"s/"); found {
			p.repoKind, rest = kind, after
		}
	}
	if kind, mark := fileMark(rest); mark != "" {
		id, after, _ := strings.Cut(rest, mark)
		p.kind, p.id = kind, id
		p.revision, p.path = cutRevision(after)
		return p, p.path != ""
	}
	p.kind, p.id = Page, rest
	return p, true
}

// fileMark finds what ends the id of a repository in the path of a file. A
// folder may be called the same, so the first one counts.
func fileMark(rest string) (kind Kind, mark string) {
	resolve, raw := strings.Index(rest, "/resolve/"), strings.Index(rest, "/raw/")
	switch {
	case resolve >= 0 && (raw < 0 || resolve < raw):
		return Resolve, "/resolve/"
	case raw >= 0:
		return Raw, "/raw/"
	}
	return "", ""
}

func locateAPI(rest string) (p place, ok bool) {
	if rest == "whoami-v2" {
		return place{kind: WhoAmI}, true
	}
	if after, found := strings.CutPrefix(rest, "resolve-cache/"); found {
		return locateInGit(after)
	}
	for _, kind := range []string{"model", "dataset", "space"} {
		p.repoKind = kind
		switch after, found := strings.CutPrefix(rest, kind+"s"); {
		case !found:
		case after == "":
			p.kind = Search
			return p, true
		case after == "-tags-by-type":
			p.kind = TagList
			return p, true
		case after[0] == '/':
			return locateRepo(p, after[1:])
		}
	}
	return place{}, false
}

func locateRepo(p place, rest string) (place, bool) {
	p.kind, p.id = Info, rest
	at := len(rest)
	after, mark := "", ""
	for _, m := range marks {
		if i := strings.Index(rest, m.text); i >= 0 && i < at {
			p.kind, at, after, mark = m.kind, i, rest[i+len(m.text):], m.text
		}
	}
	p.id = rest[:at]
	if mark == "/refs" {
		return p, after == "" && p.id != ""
	}
	p.revision, p.path = cutRevision(after)
	return p, p.id != "" && (mark == "" || p.revision != "")
}

// locateInGit reads KINDs/ID/SHA/PATH: the SHA-1 ends the id.
func locateInGit(rest string) (p place, ok bool) {
	kinds, rest, _ := strings.Cut(rest, "/")
	p = place{kind: InGit, repoKind: strings.TrimSuffix(kinds, "s")}
	parts := strings.Split(rest, "/")
	for i, part := range parts {
		if i > 0 && len(part) == 40 {
			p.id, p.revision, p.path = strings.Join(parts[:i], "/"), part, plain(strings.Join(parts[i+1:], "/"))
			return p, p.path != ""
		}
	}
	return p, false
}

// cutRevision splits an escaped "revision/path". A slash in a revision is
// escaped by those who follow the rules; refs/… is known without.
func cutRevision(s string) (revision, path string) {
	if strings.HasPrefix(s, "refs/") {
		parts := strings.SplitN(s, "/", 4)
		if len(parts) == 4 {
			path = parts[3]
			parts = parts[:3]
		}
		return plain(strings.Join(parts, "/")), plain(path)
	}
	revision, path, _ = strings.Cut(s, "/")
	return plain(revision), plain(path)
}

func plain(escaped string) string {
	s, err := url.PathUnescape(escaped)
	if err != nil {
		return escaped
	}
	return s
}

// escape is the reverse of plain, a segment at a time.
func escape(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

// renamed is the path that asks the same of another repository.
func renamed(escaped string, p place, name string) string {
	old := p.name()
	if api, found := strings.CutPrefix(escaped, "/api/"); found {
		kinds, id := p.repoKind+"s/", name
		id = strings.TrimPrefix(id, kinds)
		return "/api/" + strings.Replace(api, kinds+p.id, kinds+id, 1)
	}
	return strings.Replace(escaped, old, name, 1)
}
