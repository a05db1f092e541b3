package hub

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Gate is whether access to a repository's files must be asked for.
type Gate string

// The gates.
const (
	Open       Gate = ""
	GateAuto   Gate = "auto"   // whoever asks gets in
	GateManual Gate = "manual" // the author decides
)

// Info is what the hub tells of a repository. Where it does not tell, fields are empty.
type Info struct {
	Repo
	SHA       string // the commit that a revision stands for, 40 hex digits
	Author    string
	Task      string
	Library   string
	License   string
	Languages []string
	Tags      []string
	Downloads int64 // of the last 30 days
	Likes     int64
	Storage   int64 // bytes of all revisions together
	Gated     Gate
	Private   bool
	Disabled  bool
	Created   time.Time
	Modified  time.Time
	Files     []File // without their folders; Size is -1 where the hub did not say
	Card      map[string]any
	Rest      map[string]json.RawMessage // what this program does not read
}

// Info asks for one revision of a repository; an empty revision means the newest of its main branch.
func (c *Client) Info(ctx context.Context, r Repo, revision string) (Info, error) {
	path, err := apiPath(r, "revision", revision)
	if err != nil {
		return Info{}, err
	}
	var info Info
	_, err = c.ask(ctx, call{
		method: http.MethodGet, path: path, query: url.Values{"blobs": {"true"}},
		bucket: bucketAPI, most: mostJSON, missing: ErrRepoNotFound,
		read: func(a *answer) error {
			var ok bool
			if info, ok = decodeInfo(r.Kind, a.body); !ok {
				return failure(ErrAnswer, a.url, "not a repository")
			}
			return nil
		},
	})
	return info, err
}

// apiPath is /api/models/owner/name, with /word/revision after it if there is a revision.
func apiPath(r Repo, word, revision string) (string, error) {
	if err := r.Check(); err != nil {
		return "", err
	}
	path := "/api/" + r.Kind.Plural() + "/" + r.ID
	if revision == "" {
		return path, nil
	}
	escaped, err := escapeRevision(revision)
	return path + "/" + word + "/" + escaped, err
}

// escapeRevision makes one part of a path of a branch, tag or commit.
func escapeRevision(revision string) (string, error) {
	const most = 255 // bytes
	if strings.Trim(revision, ".") == "" || len(revision) > most || strings.ContainsFunc(revision, forbidden) {
		return "", &Error{Kind: ErrRevisionNotFound, Message: oneLine(revision)}
	}
	return url.PathEscape(revision), nil
}

// decodeInfo reads what it can: a field of another type than usual is as good as none. It
// fails if there is no name.
func decodeInfo(kind Kind, data []byte) (Info, bool) {
	if kind == "" {
		kind = Model
	}
	f := fieldsOf(data)
	info := Info{Repo: Repo{kind, f.text("id")}}
	if info.ID == "" {
		info.ID = f.text("modelId")
	}
	if info.Check() != nil {
		return Info{}, false
	}
	f.text("_id")
	f.text("modelId")
	info.SHA = commitOf(f.text("sha"))
	info.Author, info.Task, info.Library = f.text("author"), f.text("pipeline_tag"), f.text("library_name")
	info.Tags = f.texts("tags")
	info.Downloads, info.Likes, info.Storage = f.number("downloads"), f.number("likes"), f.number("usedStorage")
	info.Private, info.Disabled = f.truth("private"), f.truth("disabled")
	info.Gated = f.gate("gated")
	info.Created, info.Modified = f.time("createdAt"), f.time("lastModified")
	info.Files = siblings(f.list("siblings"))
	info.Card = f.object("cardData")
	info.Rest = f
	info.complete()
	return info, true
}

// complete reads out of the card and the tags what the hub did not say by itself.
func (i *Info) complete() {
	if owner, _, ok := strings.Cut(i.ID, "/"); ok && i.Author == "" {
		i.Author = owner
	}
	i.License = firstText(i.Card["license"])
	i.Languages = textsOf(i.Card["language"])
	if i.Task == "" {
		i.Task = firstText(i.Card["pipeline_tag"])
	}
	if i.Library == "" {
		i.Library = firstText(i.Card["library_name"])
	}
	named := len(i.Languages) > 0
	for _, tag := range i.Tags {
		prefix, value, ok := strings.Cut(tag, ":")
		switch {
		case ok && prefix == "license" && i.License == "":
			i.License = value
		case ok && prefix == "language" && !named:
			i.Languages = append(i.Languages, value)
		case ok && prefix == "task_categories" && i.Task == "":
			i.Task = value
		case !ok && !named && isLanguage(tag):
			i.Languages = append(i.Languages, tag)
		}
	}
}

// isLanguage knows codes of two letters alone: of those of three, some are names of libraries.
func isLanguage(tag string) bool {
	if len(tag) != 2 || tag != strings.ToLower(tag) {
		return false
	}
	_, err := language.ParseBase(tag)
	return err == nil
}

func siblings(items []json.RawMessage) []File {
	var files []File
	for _, item := range items {
		f := fieldsOf(item)
		file := File{Path: f.text("rfilename"), Size: f.size("size"), SHA1: hexOf(f.text("blobId"), 40)}
		if lfs := fieldsOf(f["lfs"]); len(lfs) > 0 {
			file.large(lfs)
		}
		if file.Path != "" {
			files = append(files, file)
		}
	}
	return files
}

// large fills in what the hub says of a file outside of git: the key of the sum is oid in trees and
// sha256 in lists.
func (f *File) large(lfs fields) {
	if f.SHA256 = hexOf(lfs.text("oid"), 64); f.SHA256 == "" {
		f.SHA256 = hexOf(lfs.text("sha256"), 64)
	}
	if size := lfs.size("size"); size >= 0 {
		f.Size = size
	}
}
