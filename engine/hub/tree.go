package hub

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// mostFiles bounds a tree: a server that never ends must not fill the memory.
const mostFiles = 1_000_000

// Tree lists the files of a revision, or of one folder of it, with those below if recursive, all pages
// of it; an empty revision means main. Paths are as the hub says them: CheckPaths before any becomes a file.
func (c *Client) Tree(ctx context.Context, r Repo, revision, folder string, recursive bool) ([]File, error) {
	k, err := treeCall(r, revision, folder, recursive)
	if err != nil {
		return nil, err
	}
	var files []File
	endpoints := c.health.order(c.endpoints, c.o.Now())
	for seen := map[string]bool{}; ; {
		var page []File
		var next *url.URL
		k.read = func(a *answer) (err error) {
			if page, err = readTree(a); err == nil {
				next, err = nextPage(a.endpoint, a.header)
			}
			return err
		}
		a, err := c.askOf(ctx, endpoints, k)
		if err != nil {
			return nil, err
		}
		files = append(files, page...)
		if next == nil {
			return files, nil
		}
		if seen[next.String()] || len(files) > mostFiles {
			return nil, failure(ErrAnswer, a.url, "a list without an end")
		}
		seen[next.String()] = true
		k.at, endpoints = next, []*endpoint{a.endpoint}
	}
}

func treeCall(r Repo, revision, folder string, recursive bool) (call, error) {
	if revision == "" {
		revision = "main"
	}
	path, err := apiPath(r, "tree", revision)
	if folder = strings.Trim(folder, "/"); err == nil && folder != "" {
		err = CheckPath(folder)
		path += "/" + escapePath(folder)
	}
	query := url.Values{"expand": {"false"}}
	if recursive {
		query.Set("recursive", "true")
	}
	return call{method: http.MethodGet, path: path, query: query, bucket: bucketAPI, most: mostJSON, missing: ErrRepoNotFound}, err
}

func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

func readTree(a *answer) ([]File, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(a.body, &items); err != nil {
		return nil, failure(ErrAnswer, a.url, oneLine(err.Error()))
	}
	var files []File
	for _, item := range items {
		if file, ok := treeFile(item); ok {
			files = append(files, file)
		}
	}
	return files, nil
}

func treeFile(item []byte) (File, bool) {
	f := fieldsOf(item)
	file := File{Path: f.text("path"), Directory: f.text("type") == "directory", Size: f.size("size")}
	if file.Directory {
		file.Size = 0
		return file, file.Path != ""
	}
	file.SHA1 = hexOf(f.text("oid"), 40)
	if lfs := fieldsOf(f["lfs"]); len(lfs) > 0 {
		file.large(lfs)
	}
	return file, file.Path != ""
}
