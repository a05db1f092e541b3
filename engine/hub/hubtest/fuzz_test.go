package hubtest

import (
	"strings"
	"testing"
)

func FuzzLocate(f *testing.F) {
	for _, path := range []string{model, "/api/models/org/voice/tree/refs%2Fpr%2F1/a/b", "/api/models/gpt2", "/api/datasets",
		"/api/resolve-cache/models/org/voice/" + strings.Repeat("a", 40) + "/x", "/datasets/a/b/raw/main/resolve/x", "/api/models/a/refs", "//", "/%zz"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		p, ok := locate(path)
		if !ok {
			return
		}
		if p.kind == "" {
			t.Errorf("%q is of no kind: %+v", path, p)
		}
		if (p.kind == Resolve || p.kind == InGit || p.kind == Raw) && p.path == "" {
			t.Errorf("%q names no file: %+v", path, p)
		}
	})
}

func FuzzSpanOf(f *testing.F) {
	for _, header := range []string{"", "bytes=0-0", "bytes=5-", "bytes=-5", "bytes=9-3", "bytes=1-2,3-4", "bytes=9223372036854775807-", "bytes=-9223372036854775808"} {
		f.Add(header, int64(10))
	}
	f.Fuzz(func(t *testing.T, header string, size int64) {
		if size < 0 {
			return
		}
		s, whole, ok := spanOf(header, size)
		if whole && s != (span{0, size}) {
			t.Errorf("%q of %d: whole, and %v", header, size, s)
		}
		if ok && !whole && (s.from < 0 || s.to > size || s.from >= s.to) {
			t.Errorf("%q of %d: %v", header, size, s)
		}
	})
}

func FuzzReadCursor(f *testing.F) {
	f.Add("")
	f.Add("ZnJvbToz")
	f.Fuzz(func(t *testing.T, cursor string) {
		if from, ok := readCursor(cursor); ok && from < 0 {
			t.Errorf("%q: %d", cursor, from)
		}
	})
}
