package download

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// content are bytes that no compression or repetition makes smaller.
func content(n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(n)})
	r.Read(b)
	return b
}

func sha(b []byte) Sum {
	h := sha256.Sum256(b)
	return Sum{SHA256, hex.EncodeToString(h[:])}
}

func git(b []byte) Sum {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(b))
	h.Write(b)
	return Sum{GitSHA1, hex.EncodeToString(h.Sum(nil))}
}

// host is a server with one file; a test bends how it answers.
type host struct {
	*httptest.Server
	mu     sync.Mutex
	file   []byte
	etag   string // its own, as a header
	asked  []http.Header
	before func(n int, w http.ResponseWriter, r *http.Request) bool // answers instead if it returns true; n counts from 0
}

func newHost(t *testing.T, file []byte) *host {
	h := &host{file: file, etag: `"one"`}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	n, file, etag, before := len(h.asked), h.file, h.etag, h.before
	h.asked = append(h.asked, r.Header.Clone())
	h.mu.Unlock()
	if before != nil && before(n, w, r) {
		return
	}
	h.serve(w, r, file, etag)
}

func (h *host) serve(w http.ResponseWriter, r *http.Request, file []byte, etag string) {
	w.Header().Set("Content-Type", "application/octet-stream")
	if etag != "" {
		w.Header().Set("ETag", etag)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file))
}

// bend changes how it answers; see before.
func (h *host) bend(before func(n int, w http.ResponseWriter, r *http.Request) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.before = before
}

// requests are the headers of what was asked so far.
func (h *host) requests() []http.Header {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]http.Header(nil), h.asked...)
}

func (h *host) become(file []byte, etag string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.file, h.etag = file, etag
}

// desk is a folder that files are fetched to.
type desk struct {
	t    *testing.T
	dir  string
	root *os.Root
	naps []time.Duration
	mu   sync.Mutex
}

func newDesk(t *testing.T) *desk {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &desk{t: t, dir: dir, root: root}
}

// nap passes the time between tries.
func (d *desk) nap(ctx context.Context, wait time.Duration) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.naps = append(d.naps, wait)
	return ctx.Err()
}

// request is for a host's file under the name "model".
func (d *desk) request(h *host, file []byte) Request {
	return Request{Root: d.root, Name: "model", Size: int64(len(file)), Sum: sha(file), Sleep: d.nap,
		Source: func(context.Context, bool) (Target, error) {
			return Target{URL: h.URL + "/file?signature=secret", Size: -1, ETag: "identity"}, nil
		}}
}

func (d *desk) fetch(r Request) Result {
	d.t.Helper()
	result, err := Fetch(d.t.Context(), r, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return result
}

// fails fetches and expects an error, which never shows a signature.
func (d *desk) fails(r Request, want error) error {
	d.t.Helper()
	_, err := Fetch(d.t.Context(), r, nil)
	if !errors.Is(err, want) {
		d.t.Fatalf("got %v, want %v", err, want)
	}
	if strings.Contains(err.Error(), "secret") {
		d.t.Fatalf("the error shows the signature: %v", err)
	}
	return err
}

// has expects the whole file and nothing beside it.
func (d *desk) has(name string, want []byte) {
	d.t.Helper()
	got, err := d.root.ReadFile(name)
	if err != nil || !bytes.Equal(got, want) {
		d.t.Fatalf("%s has %d bytes (%v), which are not the %d it should have", name, len(got), err, len(want))
	}
	d.holds(name)
}

// holds expects these files and no others.
func (d *desk) holds(names ...string) {
	d.t.Helper()
	var found []string
	filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, _ := filepath.Rel(d.dir, path)
			found = append(found, filepath.ToSlash(name))
		}
		return err
	})
	if strings.Join(found, " ") != strings.Join(names, " ") {
		d.t.Fatalf("the folder holds %q, want %q", found, names)
	}
}

func TestAFileComesWholeInAnyNumberOfSegments(t *testing.T) {
	for _, size := range []int{0, 1, 1000, 1 << 20, 9<<20 + 7} {
		file := content(size)
		for _, segments := range []int{0, 1, 4, 16, 99} {
			for _, sum := range []Sum{sha(file), git(file), {}} {
				h, d := newHost(t, file), newDesk(t)
				r := d.request(h, file)
				r.Segments, r.Sum = segments, sum
				result := d.fetch(r)
				d.has("model", file)
				if result.Size != int64(size) || result.Received != int64(size) || result.Kept != 0 || result.Replaced != 0 {
					t.Errorf("%d bytes in %d segments: %+v", size, segments, result)
				}
			}
		}
	}
}
