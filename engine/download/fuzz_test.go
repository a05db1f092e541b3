package download

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func FuzzState(f *testing.F) {
	for _, text := range []string{
		`{"version":1,"size":9,"sum":"sha256:00","etag":"e","object":"o","validator":"\"v\"","again":true,"done":[[0,3],[5,9]]}`,
		`{"version":1,"size":0,"done":[]}`, `{"version":1,"size":9,"done":[[5,3]]}`, `{"version":1,"size":9,"done":[[0,3],[3,4]]}`,
		`{"version":1,"size":1,"done":[[-1,9223372036854775807]]}`, `{"version":2}`, `[]`, `{`, ``,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := parseState(text)
		if err != nil {
			return
		}
		end := int64(-1)
		for _, one := range s.Done {
			if one.from <= end || one.to <= one.from || one.to > s.Size {
				t.Fatalf("%q gives %v of %d", text, s.Done, s.Size)
			}
			end = one.to
		}
		if n := s.Done.sum(); n < 0 || n > s.Size || s.Done.gap(s.Size).len() > s.Size-n {
			t.Fatalf("%q: %d of %d bytes, then %v", text, n, s.Size, s.Done.gap(s.Size))
		}
		again, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := parseState(again); err != nil || !reflect.DeepEqual(back.Done.add(span{}), s.Done.add(span{})) && len(s.Done) > 0 {
			t.Fatalf("%q becomes %q, which is %v, %v", text, again, back, err)
		}
	})
}

func FuzzSpans(f *testing.F) {
	f.Add([]byte{0, 4, 8, 4, 4, 4})
	f.Add([]byte{9, 9, 0, 255, 3, 0})
	f.Fuzz(func(t *testing.T, numbers []byte) {
		var s spans
		var there [512]bool
		for ; len(numbers) >= 2; numbers = numbers[2:] {
			from, to := int64(numbers[0]), int64(numbers[0])+int64(numbers[1])
			s = s.add(span{from, to})
			for i := from; i < to; i++ {
				there[i] = true
			}
		}
		at, n := 0, int64(0)
		for i, is := range there {
			if at < len(s) && int64(i) == s[at].to {
				at++
			}
			in := at < len(s) && int64(i) >= s[at].from
			if in != is {
				t.Fatalf("%v and byte %d", s, i)
			}
			if is {
				n++
			}
		}
		if s.sum() != n {
			t.Fatalf("%v has %d bytes, not %d", s, n, s.sum())
		}
	})
}

func FuzzContentRange(f *testing.F) {
	for _, text := range []string{"bytes 0-99/1000", "bytes 0-99/*", "bytes */1000", "BYTES 5-5/6", "bytes 9-1/10", "bytes */*", "bytes 0-9/9",
		"bytes 0-4611686018427387903/*", "items 0-1/2", "bytes -1-2/3", "bytes", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := parseContentRange(text)
		if err != nil {
			return
		}
		if r.from < 0 || r.to < r.from || r.total < -1 || r.total >= 0 && r.to > r.total {
			t.Fatalf("%q is %+v", text, r)
		}
		if r.to == 0 && r.total < 0 {
			t.Fatalf("%q says nothing", text)
		}
	})
}

func FuzzReply(f *testing.F) {
	f.Add(206, "bytes 10-19/100", `"tag"`, "application/octet-stream", "", int64(10))
	f.Add(206, "bytes 10-19/99", "", "", "", int64(10))
	f.Add(206, "bytes 0-99/100", `W/"tag"`, "", "gzip", int64(-1))
	f.Add(200, "", `"other"`, "text/html; charset=utf-8", "identity", int64(100))
	f.Add(416, "bytes */50", "", "", "", int64(0))
	f.Add(429, "120", "", "", "", int64(5))
	f.Fuzz(func(t *testing.T, code int, contentRange, tag, kind, encoding string, length int64) {
		h := http.Header{"Content-Range": {contentRange}, "Etag": {tag}, "Content-Type": {kind}, "Content-Encoding": {encoding}, "Retry-After": {contentRange}}
		res := &http.Response{StatusCode: code, Header: h, ContentLength: length}
		asked, size := span{10, 20}, int64(100)
		if judge(res, `"tag"`, asked, size) != nil {
			return
		}
		if code != 200 && code != 206 || encoding != "" && !strings.EqualFold(encoding, "identity") || strong(h) != "" && tag != `"tag"` {
			t.Fatalf("%d with %v is taken", code, h)
		}
		if code == 200 && length >= 0 && length != size {
			t.Fatalf("%d bytes are taken for %d", length, size)
		}
		if r, err := parseContentRange(contentRange); code == 206 && (err != nil || r.from != 10 || r.to > 20 || r.to <= 10) {
			t.Fatalf("%q is taken for %v", contentRange, asked)
		}
	})
}

func FuzzName(f *testing.F) {
	for _, name := range []string{"model", "a/b.onnx", "../x", "/x", `a\..\b`, "C:x", "a//b", ".", "a/.", "x ", "nul\x00", strings.Repeat("a", 300)} {
		f.Add(name)
	}
	root, err := os.OpenRoot(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { root.Close() })
	f.Fuzz(func(t *testing.T, name string) {
		if checkName(name) != nil {
			return
		}
		if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, "\\:\x00") {
			t.Fatalf("%q is no name below", name)
		}
		for _, suffix := range []string{"", partSuffix, stateSuffix + newSuffix} {
			if _, err := root.Stat(name + suffix); err != nil && !os.IsNotExist(err) && !strings.Contains(err.Error(), "too long") {
				t.Fatalf("%q: %v", name+suffix, err)
			}
		}
	})
}
