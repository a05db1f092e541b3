package hubtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	model  = "/org/voice/resolve/main/fa/model.onnx"
	readme = "/org/voice/resolve/main/README.md"
)

func TestRangesAreServed(t *testing.T) {
	s := started(t, voiceRepo())
	inGit := ask(t, http.MethodGet, s.Endpoint()+readme).Header.Get("Location")
	for url, content := range map[string]string{stored(t, s, model): string(weights), s.Endpoint() + inGit: card} {
		size := len(content)
		etag := ask(t, http.MethodHead, url).want(t, 200).Header.Get("ETag")
		for _, c := range []struct {
			asked    string
			status   int
			from, to int
			headers  []string
		}{
			{"bytes=0-0", 206, 0, 1, nil},
			{"bytes=10-", 206, 10, size, nil},
			{"bytes=-5", 206, size - 5, size, nil},
			{"bytes=5-999999999", 206, 5, size, nil},
			{"bytes=0-3,7-8", 200, 0, size, nil},
			{"bytes=9-3", 200, 0, size, nil},
			{"lines=1-2", 200, 0, size, nil},
			{fmt.Sprintf("bytes=%d-", size), 416, 0, 0, nil},
			{"bytes=4-", 206, 4, size, []string{"If-Range: " + etag}},
			{"bytes=4-", 200, 0, size, []string{`If-Range: "other"`}},
		} {
			a := ask(t, http.MethodGet, url, append(c.headers, "Range: "+c.asked)...).want(t, c.status)
			if c.status == 416 {
				a.want(t, 416, fmt.Sprintf("Content-Range: bytes */%d", size))
				continue
			}
			if a.body != content[c.from:c.to] || a.ContentLength != int64(c.to-c.from) {
				t.Errorf("%s: %d bytes of %d", c.asked, len(a.body), a.ContentLength)
			}
			if c.status == 206 {
				a.want(t, 206, fmt.Sprintf("Content-Range: bytes %d-%d/%d", c.from, c.to-1, size))
			}
		}
	}
	for _, path := range []string{model, readme, inGit} {
		etag := gitSHA1(card)
		if path == model {
			etag = sha(weights)
		}
		ask(t, http.MethodGet, s.Endpoint()+path, `If-None-Match: "`+etag+`"`).want(t, http.StatusNotModified)
	}
}

func TestSignedURLsExpire(t *testing.T) {
	s := started(t, voiceRepo())
	first := stored(t, s, model)
	ask(t, http.MethodHead, first).want(t, 200)
	s.ExpireURLs()
	ask(t, http.MethodHead, first).want(t, 403)
	second := stored(t, s, model)
	ask(t, http.MethodHead, second).want(t, 200)
	s.Advance(2 * time.Hour)
	ask(t, http.MethodHead, second).want(t, 403)
	third := stored(t, s, model)
	ask(t, http.MethodHead, strings.Replace(third, "Expires=", "Expires=9", 1)).want(t, 403)
	ask(t, http.MethodHead, strings.Split(third, "?")[0]).want(t, 403)
	ask(t, http.MethodHead, s.Content()+"/xet-bridge-us/none/none").want(t, 404)
	s.Break(ExpireAfter(2))
	for _, want := range []int{200, 200, 403, 403} {
		ask(t, http.MethodHead, third).want(t, want)
	}
	ask(t, http.MethodHead, stored(t, s, model)).want(t, 200)
}
