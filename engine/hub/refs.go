package hub

import (
	"context"
	"net/http"
)

// RefKind is what a name of a commit is.
type RefKind string

// The kinds of names.
const (
	Branch      RefKind = "branch"
	Tag         RefKind = "tag"
	Conversion  RefKind = "conversion"   // what a program of the hub's made of the files
	PullRequest RefKind = "pull request" // what somebody proposes
)

// Ref is a name of a commit: a revision that can be asked for.
type Ref struct {
	Kind   RefKind
	Name   string // main, v1.0
	Ref    string // refs/heads/main, refs/pr/1
	Commit string // 40 hex digits
}

// Refs lists the branches and tags of a repository.
func (c *Client) Refs(ctx context.Context, r Repo) ([]Ref, error) {
	path, err := apiPath(r, "", "")
	if err != nil {
		return nil, err
	}
	var refs []Ref
	_, err = c.ask(ctx, call{
		method: http.MethodGet, path: path + "/refs", bucket: bucketAPI, most: mostJSON, missing: ErrRepoNotFound,
		read: func(a *answer) error {
			f := fieldsOf(a.body)
			if len(f) == 0 {
				return failure(ErrAnswer, a.url, "not a list of revisions")
			}
			refs = readRefs(f)
			return nil
		},
	})
	return refs, err
}

func readRefs(f fields) []Ref {
	var refs []Ref
	for _, group := range []struct {
		name string
		kind RefKind
	}{{"branches", Branch}, {"tags", Tag}, {"converts", Conversion}, {"pullRequests", PullRequest}} {
		for _, item := range f.list(group.name) {
			one := fieldsOf(item)
			ref := Ref{group.kind, one.text("name"), one.text("ref"), commitOf(one.text("targetCommit"))}
			if ref.Name != "" && ref.Commit != "" {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}
