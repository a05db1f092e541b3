package hubtest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// sign returns a URL of the content host that serves a file for a while, to
// whoever has it.
func (s *Server) sign(b *blob) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signed++
	expires := strconv.FormatInt(s.now().Add(s.life).Unix(), 10)
	path := "/xet-bridge-us/" + b.key + "/" + b.sha256
	q := url.Values{}
	q.Set("response-content-disposition", "inline; filename*=UTF-8''"+escape(b.Path))
	q.Set("Expires", expires)
	q.Set("Policy", strconv.FormatInt(s.signed, 36))
	q.Set("Signature", s.signature(path, expires, s.signed))
	q.Set("Key-Pair-Id", "KHUBTEST")
	return s.Content() + path + "?" + q.Encode()
}

func (s *Server) signature(path, expires string, number int64) string {
	mac := hmac.New(sha256.New, s.secret)
	fmt.Fprintf(mac, "%s\n%s\n%d", path, expires, number)
	return hex.EncodeToString(mac.Sum(nil))
}

// SetURLLife is how long signed URLs are good from now on; at first an hour.
// It is measured by the clock that Advance moves.
func (s *Server) SetURLLife(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.life = d
}

// ExpireURLs ends all URLs signed so far.
func (s *Server) ExpireURLs() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = s.signed
}

// serveContent answers what comes to the content host.
func (s *Server) serveContent(w http.ResponseWriter, r *http.Request) {
	if path, found := strings.CutPrefix(r.URL.EscapedPath(), "/mirrored/"); found {
		s.serveMirrored(w, r, "/"+path)
		return
	}
	b := s.object(r.URL.Path)
	p := place{kind: Stored}
	if b != nil {
		p.id, p.path = strings.TrimSuffix(b.name, "/"+b.Path), b.Path
	}
	a := s.ask(w, r, p)
	defer a.done()
	a.came()
	if a.fails() || a.tokenCame() {
		return
	}
	a.stored(b)
}

func (s *Server) object(path string) *blob {
	parts := strings.Split(path, "/")
	if len(parts) != 4 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.objects[parts[2]]; b != nil && b.sha256 == parts[3] {
		return b
	}
	return nil
}

// serveMirrored is the other end of Mirror308: a hub's answer from a host that
// must not see a token.
func (s *Server) serveMirrored(w http.ResponseWriter, r *http.Request, path string) {
	p, known := locate(path)
	p.kind = Mirrored
	a := s.ask(w, r, p)
	defer a.done()
	a.came()
	if a.fails() || a.tokenCame() {
		return
	}
	if !known || p.path == "" {
		a.xml(http.StatusNotFound, "NoSuchKey", "The specified key does not exist.")
		return
	}
	a.ofRepo()
}

// tokenCame answers 400 to someone who gave his token away; it was counted.
func (a *asked) tokenCame() bool {
	if a.r.Header.Get("Authorization") == "" {
		return false
	}
	a.xml(http.StatusBadRequest, "InvalidArgument", "Only one auth mechanism allowed")
	return true
}

func (a *asked) xml(status int, code, message string) {
	a.Header().Set("Content-Type", "application/xml")
	a.WriteHeader(status)
	fmt.Fprintf(a, `<?xml version="1.0" encoding="UTF-8"?>`+"\n<Error><Code>%s</Code><Message>%s</Message></Error>", code, message)
}

// stored serves a large file to whoever has a URL that is still good.
func (a *asked) stored(b *blob) {
	if b == nil {
		a.xml(http.StatusNotFound, "NoSuchKey", "The specified key does not exist.")
		return
	}
	if !a.goodURL() {
		a.xml(http.StatusForbidden, "AccessDenied", "Request has expired")
		return
	}
	etag := sha256.Sum256([]byte("stored " + b.sha256)) // 64 digits too, and no sum of the content
	if f := a.fault(changedStoredETag); f != nil {
		etag[0] ^= byte(f.Hits()) | 1<<7
	}
	h := a.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", a.r.URL.Query().Get("response-content-disposition"))
	h.Set("X-Cache", "Miss from hubtest")
	a.send(b.Content, b.Size, hex.EncodeToString(etag[:]))
}

// goodURL tells whether a URL was signed here and is still good.
func (a *asked) goodURL() bool {
	q := a.r.URL.Query()
	number, _ := strconv.ParseInt(q.Get("Policy"), 36, 64)
	expires, _ := strconv.ParseInt(q.Get("Expires"), 10, 64)
	a.s.mu.Lock()
	good := q.Get("Signature") == a.s.signature(a.r.URL.Path, q.Get("Expires"), number) &&
		expires > a.s.now().Unix() && number > a.s.revoked
	a.s.mu.Unlock()
	if !good || a.fault(expiredURL) != nil {
		return false
	}
	return a.faultIf(usedURL, func(f *Fault) bool { return f.uses(a, number) > f.n }) == nil
}
