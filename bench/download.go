package bench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"avagar/engine/download"
)

// DownloadOptions say what is fetched.
type DownloadOptions struct {
	Bytes    int64
	Segments int
	Rounds   int    // each way in turn; the median counts
	Folder   string // on the disk that is written to; "" means that of temporary files
	Others   bool   // curl and aria2 too, where they are installed
	Progress func(done, total int)
}

// DownloadReport compares ways to fetch one file from this computer, its sum checked and
// the bytes synced. Speeds are in MB of 10^6 bytes a second.
type DownloadReport struct {
	Bytes       int64           `json:"bytes"`
	Segments    int             `json:"segments"`
	MBPerS      float64         `json:"mb_per_s"`
	PlainMBPerS float64         `json:"plain_mb_per_s"` // net/http, one copy into file and sum, one sync
	Ratio       float64         `json:"ratio"`          // of the two
	Others      []DownloadOther `json:"others,omitempty"`
}

// DownloadOther is a program measured beside ours, with its own check of the sum or sha256sum's.
type DownloadOther struct {
	Name   string  `json:"name"`
	MBPerS float64 `json:"mb_per_s"`
}

// way is one way to fetch the file into an empty folder.
type way struct {
	name  string
	fetch func(ctx context.Context, folder string) error
	took  []float64 // seconds
}

// Download measures fetching over the loopback.
func Download(ctx context.Context, o DownloadOptions) (DownloadReport, error) {
	s := newStore(o.Bytes)
	defer s.Close()
	ways := []*way{{name: "plain", fetch: s.plain}, {name: "ours", fetch: func(ctx context.Context, folder string) error {
		return s.ours(ctx, folder, o.Segments)
	}}}
	if o.Others {
		ways = append(ways, s.others()...)
	}
	for done := range o.Rounds * len(ways) {
		if o.Progress != nil {
			o.Progress(done, o.Rounds*len(ways))
		}
		if err := ways[done%len(ways)].run(ctx, o.Folder); err != nil {
			return DownloadReport{}, err
		}
	}
	speed := func(w *way) float64 { return float64(o.Bytes) / 1e6 / median(w.took) }
	r := DownloadReport{Bytes: o.Bytes, Segments: o.Segments, PlainMBPerS: speed(ways[0]), MBPerS: speed(ways[1])}
	r.Ratio = r.MBPerS / r.PlainMBPerS
	for _, w := range ways[2:] {
		r.Others = append(r.Others, DownloadOther{w.name, speed(w)})
	}
	return r, nil
}

// run fetches once and takes the file away again.
func (w *way) run(ctx context.Context, parent string) error {
	folder, err := os.MkdirTemp(parent, "avagar-bench-")
	if err != nil {
		return fmt.Errorf("bench download: %w", err)
	}
	defer os.RemoveAll(folder)
	began := time.Now()
	if err := w.fetch(ctx, folder); err != nil {
		return fmt.Errorf("bench download: %s: %w", w.name, err)
	}
	w.took = append(w.took, time.Since(began).Seconds())
	return nil
}

// store serves one file from memory.
type store struct {
	*httptest.Server
	block []byte // the file is this again and again
	size  int64
	sum   string
}

func newStore(size int64) *store {
	s := &store{block: make([]byte, 4<<20), size: size}
	rand.NewChaCha8([32]byte{1}).Read(s.block)
	h := sha256.New()
	io.Copy(h, io.NewSectionReader(s, 0, size))
	s.sum = hex.EncodeToString(h.Sum(nil))
	s.Server = httptest.NewServer(s)
	return s
}

func (s *store) ReadAt(p []byte, at int64) (int, error) {
	for n := 0; n < len(p); {
		n += copy(p[n:], s.block[(at+int64(n))%int64(len(s.block)):])
	}
	return len(p), nil
}

// ServeHTTP answers with the whole file, or with the range that is asked for.
func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	from, to, status := int64(0), s.size, http.StatusOK
	if asked, ok := strings.CutPrefix(r.Header.Get("Range"), "bytes="); ok {
		first, last, _ := strings.Cut(asked, "-")
		from, _ = strconv.ParseInt(first, 10, 64)
		if end, err := strconv.ParseInt(last, 10, 64); err == nil {
			to = min(end+1, s.size)
		}
		status = http.StatusPartialContent
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, s.size))
	}
	w.Header().Set("Accept-Ranges", "bytes")
	w.Header().Set("ETag", `"`+s.sum[:16]+`"`)
	w.Header().Set("Content-Length", strconv.FormatInt(to-from, 10))
	w.WriteHeader(status)
	for r.Method == http.MethodGet && from < to {
		at := from % int64(len(s.block))
		n, err := w.Write(s.block[at:min(at+1<<20, int64(len(s.block)), at+to-from)])
		if err != nil {
			return
		}
		from += int64(n)
	}
}

// plain is the least that fetches a file and checks it.
func (s *store) plain(ctx context.Context, folder string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	f, err := os.Create(filepath.Join(folder, "file"))
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h), res.Body)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return s.check(h)
}

var errBenchSum = errors.New("the sum is wrong")

func (s *store) check(h hash.Hash) error {
	if hex.EncodeToString(h.Sum(nil)) != s.sum {
		return errBenchSum
	}
	return nil
}

func (s *store) ours(ctx context.Context, folder string, segments int) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	_, err = download.Fetch(ctx, download.Request{
		Root: root, Name: "file", Size: s.size, Sum: download.Sum{Kind: download.SHA256, Hex: s.sum}, Segments: segments,
		Client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}},
		Source: func(context.Context, bool) (download.Target, error) {
			return download.Target{URL: s.URL, Size: s.size, ETag: s.sum}, nil
		},
	}, nil)
	return err
}

// others are the programs that are installed.
func (s *store) others() []*way {
	commands := map[string]string{
		"curl + sha256sum": `curl -sf -o file "$0" && echo "$1  file" | sha256sum -c --status && sync file`,
		"aria2 -x4":        `aria2c -q -x4 -s4 --allow-overwrite=true --checksum=sha-256="$1" -o file "$0" && sync file`,
	}
	var ways []*way
	for _, name := range []string{"curl + sha256sum", "aria2 -x4"} {
		program, _, _ := strings.Cut(name, " ")
		if program == "aria2" {
			program = "aria2c"
		}
		if _, err := exec.LookPath(program); err != nil {
			continue
		}
		ways = append(ways, &way{name: name, fetch: func(ctx context.Context, folder string) error {
			cmd := exec.CommandContext(ctx, "sh", "-c", commands[name], s.URL+"/file", s.sum)
			cmd.Dir = folder
			return cmd.Run()
		}})
	}
	return ways
}
