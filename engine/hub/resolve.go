package hub

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Location is where the bytes of a file are to be had at this moment.
type Location struct {
	Commit   string      // of the revision, 40 hex digits
	ETag     string      // as File.ETag: what the bytes have to be
	Size     int64       // bytes
	URL      string      // to GET; often signed and good for a while only, so never to be logged
	Header   http.Header // to send along; the token is among it only if URL is the endpoint's own
	Endpoint string      // the hub or mirror that said so
}

// Resolve asks where a file is. It trusts the hub's own reply alone for the size and the sum, never
// the host that stores the bytes. An empty revision means main.
func (c *Client) Resolve(ctx context.Context, r Repo, revision, path string) (Location, error) {
	k, err := fileCall(r, revision, path)
	if err != nil {
		return Location{}, err
	}
	var l Location
	k.method, k.stops = http.MethodHead, true
	k.header = http.Header{"Accept-Encoding": {"identity"}} // else the length is that of the packed bytes
	k.read = func(a *answer) (err error) {
		l, err = c.locate(a)
		return err
	}
	_, err = c.ask(ctx, k)
	return l, err
}

// fileCall asks for a file at the address that people use too.
func fileCall(r Repo, revision, path string) (call, error) {
	if err := r.Check(); err != nil {
		return call{}, err
	}
	if err := CheckPath(path); err != nil {
		return call{}, err
	}
	if revision == "" {
		revision = "main"
	}
	escaped, err := escapeRevision(revision)
	return call{path: "/" + r.String() + "/resolve/" + escaped + "/" + escapePath(path), bucket: bucketFiles, missing: ErrEntryNotFound}, err
}

func (c *Client) locate(a *answer) (Location, error) {
	l := Location{
		Commit:   commitOf(a.said("X-Repo-Commit")),
		ETag:     etagOf(a.said("X-Linked-Etag")),
		Size:     lengthOf(a.said("X-Linked-Size")),
		Endpoint: a.endpoint.base.String(),
	}
	if l.ETag == "" {
		l.ETag = etagOf(a.header.Get("ETag"))
	}
	if l.Size < 0 && a.status == http.StatusOK {
		l.Size = a.length
	}
	if l.Commit == "" || l.ETag == "" || l.Size < 0 {
		return Location{}, headless(a)
	}
	u := a.url
	if next, err := redirect(a); err != nil {
		return Location{}, err
	} else if next != nil {
		u = next
	}
	l.URL, l.Header = u.String(), c.locationHeader(a, u)
	return l, nil
}

func (c *Client) locationHeader(a *answer, u *url.URL) http.Header {
	token := a.token
	if !a.endpoint.owns(u) {
		token = ""
	}
	h := c.header(token)
	h.Set("Accept-Encoding", "identity")
	return h
}

// said is a header's value in whichever reply of the endpoint's has it.
func (a *answer) said(name string) string {
	for _, h := range a.hops {
		if v := h.Get(name); v != "" {
			return v
		}
	}
	return ""
}

// headless is the error of a reply without what the hub always says.
func headless(a *answer) error {
	if isHTML(a) {
		return failureOf(ErrFiltered, a)
	}
	e := failureOf(ErrNotHub, a)
	e.cause = "its reply lacks the commit, the sum or the size of the file"
	return e
}

// etagOf is the sum in an ETag, empty if there is none: with it the bytes are checked and the cache's
// files are named.
func etagOf(s string) string {
	s = strings.Trim(strings.TrimPrefix(strings.TrimSpace(s), "W/"), `"`)
	s = strings.TrimPrefix(s, "sha256:") // as some that imitate the hub write it
	if sum := hexOf(s, 64); sum != "" {
		return sum
	}
	return hexOf(s, 40)
}

func lengthOf(s string) int64 {
	return fields{"n": []byte(strings.TrimSpace(s))}.size("n")
}
