package hubtest

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// resolve tells where a file is: at the content host, or here under another
// path.
func (a *asked) resolve() {
	b := a.file()
	if b == nil {
		return
	}
	etag, sha := a.identity(b)
	if matches(a.r.Header.Get("If-None-Match"), etag) {
		a.Header().Set("ETag", quote(etag))
		a.Header().Set("X-Repo-Commit", sha)
		a.WriteHeader(http.StatusNotModified)
		return
	}
	if b.LFS {
		a.toContent(b, etag, sha)
		return
	}
	if a.at.kind == Mirrored { // there is no other path here
		a.inGit()
		return
	}
	a.toGit(etag)
}

// file finds what the path names, or answers that nothing is there.
func (a *asked) file() *blob {
	if b := a.state.files[a.at.path]; b != nil {
		return b
	}
	a.Header().Set("X-Repo-Commit", a.state.sha)
	a.refuse(http.StatusNotFound, "EntryNotFound", "Entry not found")
	return nil
}

// identity is the ETag and the commit, or others if a fault says so.
func (a *asked) identity(b *blob) (etag, sha string) {
	etag, sha = b.etag(), a.state.sha
	if a.faultIf(changedETag, func(f *Fault) bool { return f.second(a) }) != nil {
		etag, sha = turned(etag), turned(sha)
	}
	return etag, sha
}

// turned is another sum of the same length.
func turned(hex string) string {
	const digits = "0123456789abcdef"
	return strings.Map(func(r rune) rune { return rune(digits[(strings.IndexRune(digits, r)+1)%16]) }, hex)
}

func (a *asked) toContent(b *blob, etag, sha string) {
	size := b.Size
	if f := a.fault(lyingSize); f != nil {
		size += f.n
	}
	h := a.Header()
	h.Set("X-Repo-Commit", sha)
	h.Set("X-Linked-Size", strconv.FormatInt(size, 10))
	h.Set("X-Linked-ETag", quote(etag))
	h.Set("Accept-Ranges", "bytes")
	xet := a.s.Endpoint() + "/api/" + a.repo.kind() + "s/" + a.repo.ID + "/xet-read-token/" + sha
	h.Set("X-Xet-Hash", turned(b.sha256))
	h.Set("Link", fmt.Sprintf(`<%s>; rel="xet-auth", <%s/v1/reconstructions/%s>; rel="xet-reconstruction-info"`,
		xet, a.s.Content(), turned(b.sha256)))
	to := a.s.sign(b)
	h.Set("Location", to)
	h.Set("Content-Type", "text/plain; charset=utf-8")
	a.WriteHeader(http.StatusFound)
	if a.r.Method != http.MethodHead {
		fmt.Fprintf(a, "Found. Redirecting to %s", to)
	}
}

// toGit redirects within the host. The query is not needed there: some clients
// drop it.
func (a *asked) toGit(etag string) {
	asked := url.QueryEscape(a.r.URL.EscapedPath()) + "=&etag=" + url.QueryEscape(quote(etag))
	to := "/api/resolve-cache/" + a.repo.kind() + "s/" + a.repo.ID + "/" + a.state.sha + "/" + escape(a.at.path) + "?" + asked
	a.Header().Set("Location", to)
	a.Header().Set("Content-Type", "text/plain; charset=utf-8")
	a.WriteHeader(http.StatusTemporaryRedirect)
	if a.r.Method != http.MethodHead {
		fmt.Fprintf(a, "Temporary Redirect. Redirecting to %s", to)
	}
}

// inGit serves a small file.
func (a *asked) inGit() {
	b := a.file()
	if b == nil {
		return
	}
	etag, sha := a.identity(b)
	h := a.Header()
	h.Set("X-Repo-Commit", sha)
	h.Set("Content-Type", contentType(b.Path))
	h.Set("Cache-Control", "public, max-age=3600")
	if matches(a.r.Header.Get("If-None-Match"), etag) {
		h.Set("ETag", quote(etag))
		a.WriteHeader(http.StatusNotModified)
		return
	}
	a.send(b.Content, b.Size, etag)
}

// raw serves what git holds: of an LFS file, its pointer.
func (a *asked) raw() {
	b := a.file()
	if b == nil {
		return
	}
	a.Header().Set("X-Repo-Commit", a.state.sha)
	a.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if b.LFS {
		a.send(strings.NewReader(b.pointer), int64(len(b.pointer)), b.oid)
		return
	}
	a.send(b.Content, b.Size, b.oid)
}

func contentType(path string) string {
	if strings.HasSuffix(path, ".json") {
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}

func quote(etag string) string { return `"` + etag + `"` }

// matches tells whether a list of ETags, as in If-None-Match, has one.
func matches(list, etag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
		if one == "*" || one == quote(etag) {
			return true
		}
	}
	return false
}
