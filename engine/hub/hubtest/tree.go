package hubtest

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
)

// sorted are the files by path.
func (c *commit) sorted() []*blob {
	return slices.SortedFunc(maps.Values(c.files), func(x, y *blob) int { return cmp.Compare(x.Path, y.Path) })
}

// size is the size of all files in bytes.
func (c *commit) size() (n int64) {
	for _, b := range c.files {
		n += b.Size
	}
	return n
}

// tree lists a folder, or all below it.
func (a *asked) tree() {
	q := a.r.URL.Query()
	folder := a.at.path
	if folder != "" && a.state.folders[folder] == "" {
		a.Header().Set("X-Repo-Commit", a.state.sha)
		a.refuse(http.StatusNotFound, "EntryNotFound", folder+` does not exist on "`+a.at.revision+`"`)
		return
	}
	all := slices.DeleteFunc(a.items(), func(i map[string]any) bool {
		return !within(i["path"].(string), folder, q.Get("recursive") == "true")
	})
	page, ok := pageOf(a, all)
	if !ok {
		return
	}
	a.Header().Set("X-Repo-Commit", a.state.sha)
	a.reply(a.expand(page, q.Get("expand") == "true"))
}

// within tells whether a path is in a folder, or anywhere below it. Hostile
// paths are in the uppermost folder.
func within(p, folder string, below bool) bool {
	if !tidy(p) {
		return folder == ""
	}
	rest := p
	if folder != "" {
		var found bool
		if rest, found = strings.CutPrefix(p, folder+"/"); !found {
			return false
		}
	}
	return below || !strings.Contains(rest, "/")
}

// items are all files and folders of the commit by path, as the tree tells
// them.
func (a *asked) items() []map[string]any {
	all := []map[string]any{}
	for folder, oid := range a.state.folders {
		all = append(all, map[string]any{"type": "directory", "path": folder, "oid": oid, "size": 0})
	}
	for _, b := range a.state.sorted() {
		all = append(all, a.item(b))
	}
	if f := a.fault(hostileNames); f != nil {
		for _, name := range f.names {
			oid := shortID(name) + "0000000000000000"
			all = append(all, map[string]any{"type": "file", "path": name, "oid": oid, "size": 4})
		}
	}
	slices.SortStableFunc(all, func(x, y map[string]any) int { return cmp.Compare(x["path"].(string), y["path"].(string)) })
	return all
}

func (a *asked) item(b *blob) map[string]any {
	size := b.Size
	if f := a.faultIf(lyingSize, func(f *Fault) bool { return f.on == "" || namesFile(f.on, a.at.name(), b.Path) }); f != nil {
		size += f.n
	}
	i := map[string]any{"type": "file", "path": b.Path, "oid": b.oid, "size": size}
	if b.LFS {
		i["lfs"] = map[string]any{"oid": b.sha256, "size": size, "pointerSize": len(b.pointer)}
		i["xetHash"] = turned(b.sha256)
	}
	return i
}

// expand adds what is slow to find out.
func (a *asked) expand(items []map[string]any, more bool) []map[string]any {
	for _, i := range items {
		if !more {
			break
		}
		last := a.state
		if b := a.state.files[i["path"].(string)]; b != nil {
			last = b.last
		}
		i["lastCommit"] = map[string]any{"id": last.sha, "title": last.title, "date": stamp(last.date)}
		if i["type"] == "file" {
			i["securityFileStatus"] = map[string]any{"status": "safe"}
		}
	}
	return items
}

// wish is the body of a request for some paths.
type wish struct {
	Paths  []string `json:"paths"`
	Expand bool     `json:"expand"`
}

func (a *asked) wish() (w wish, err error) {
	if strings.HasPrefix(a.r.Header.Get("Content-Type"), "application/json") {
		err = json.NewDecoder(http.MaxBytesReader(a, a.r.Body, 1<<20)).Decode(&w)
		return w, err
	}
	err = a.r.ParseForm()
	return wish{Paths: a.r.PostForm["paths"], Expand: strings.EqualFold(a.r.PostForm.Get("expand"), "true")}, err
}

// pathsInfo tells of those paths that are there.
func (a *asked) pathsInfo() {
	w, err := a.wish()
	if a.r.Method != http.MethodPost || err != nil {
		a.refuse(http.StatusBadRequest, "", "paths expected")
		return
	}
	chosen := slices.DeleteFunc(a.items(), func(i map[string]any) bool {
		return !slices.ContainsFunc(w.Paths, func(p string) bool { return p == i["path"] || path.Clean(p) == i["path"] })
	})
	a.reply(a.expand(chosen, w.Expand))
}
