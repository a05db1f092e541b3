package download

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// sends answers a range request, but breaks the line after n bytes of the body.
func (h *host) sends(w http.ResponseWriter, r *http.Request, n int64) {
	h.mu.Lock()
	file, etag := h.file, h.etag
	h.mu.Unlock()
	h.serve(&brittle{w, n}, r, file, etag)
}

type brittle struct {
	http.ResponseWriter
	left int64
}

func (b *brittle) Write(p []byte) (int, error) {
	if int64(len(p)) > b.left {
		b.ResponseWriter.Write(p[:b.left])
		http.NewResponseController(b.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	b.left -= int64(len(p))
	return b.ResponseWriter.Write(p)
}

func TestABrokenLineIsResumedFromTheByteItBrokeAt(t *testing.T) {
	file := content(3 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n < 9 {
			h.sends(w, r, 100_000)
		}
		return n < 9
	})
	r := d.request(h, file)
	r.Segments = 1
	if result := d.fetch(r); result.Received != int64(len(file)) {
		t.Errorf("%d bytes came for a file of %d", result.Received, len(file))
	}
	d.has("model", file)
	if want := slices.Repeat([]time.Duration{time.Second}, 9); !slices.Equal(d.naps, want) {
		t.Errorf("waited %v, want a second each: every time bytes had come", d.naps)
	}
	if got := h.requests()[3].Get("Range"); got != "bytes=300000-1048575" {
		t.Errorf("the fourth request is for %q", got)
	}
}

func TestADeadLineIsGivenUpAfterFiveTriesAndThePartStays(t *testing.T) {
	file := content(5 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n >= 1 {
			panic(http.ErrAbortHandler)
		}
		return false
	})
	r := d.request(h, file)
	r.Segments = 1
	d.fails(r, ErrUnreachable)
	if want := []time.Duration{1e9, 2e9, 4e9, 8e9, 8e9}; !slices.Equal(d.naps, want) {
		t.Errorf("waited %v, want %v", d.naps, want)
	}
	if done, total, ok := Partial(d.root, "model"); done != leastPiece || total != int64(len(file)) || !ok {
		t.Errorf("%d of %d are kept (%v)", done, total, ok)
	}
	h.bend(nil)
	if result := d.fetch(r); result.Kept != leastPiece || result.Received != int64(len(file))-leastPiece {
		t.Errorf("going on: %+v", result)
	}
	d.has("model", file)
}

func TestWhatHasArrivedIsKeptWhenCancelled(t *testing.T) {
	file := content(20 << 20)
	h, d := newHost(t, file), newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n == 6 {
			cancel()
		}
		return false
	})
	r := d.request(h, file)
	first, err := Fetch(ctx, r, nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	done, _, _ := Partial(d.root, "model")
	if done == 0 || done != first.Received {
		t.Errorf("%d bytes came and %d are kept", first.Received, done)
	}
	h.bend(nil)
	if result := d.fetch(r); result.Kept != done || result.Kept+result.Received != int64(len(file)) {
		t.Errorf("going on from %d: %+v", done, result)
	}
	d.has("model", file)
}

func TestASilentServerIsLeft(t *testing.T) {
	file := content(1 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n > 0 {
			<-r.Context().Done() // not even a header
			return true
		}
		w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(file)-1, len(file)))
		w.Header().Set("Content-Length", fmt.Sprint(len(file)))
		w.WriteHeader(http.StatusPartialContent)
		w.Write(file[:1000])
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
		return true
	})
	r := d.request(h, file)
	r.StallAfter = 20 * time.Millisecond
	d.fails(r, ErrStalled)
	h.bend(nil)
	r.StallAfter = 0
	if result := d.fetch(r); result.Kept != 1000 {
		t.Errorf("going on: %+v", result)
	}
	d.has("model", file)
}

func TestNoMoreConnectionsThanSegmentsAreOpen(t *testing.T) {
	file := content(40 << 20)
	h, d := newHost(t, file), newDesk(t)
	var open, most atomic.Int64
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		now := open.Add(1)
		defer open.Add(-1)
		for was := most.Load(); now > was && !most.CompareAndSwap(was, now); was = most.Load() {
		}
		h.serve(w, r, file, h.etag)
		return true
	})
	r := d.request(h, file)
	r.Segments = 3
	d.fetch(r)
	if most.Load() > 4 { // the server may not have noticed yet that one was left
		t.Errorf("%d connections at once", most.Load())
	}
}

func TestAServerInTroubleIsWaitedFor(t *testing.T) {
	file := content(100)
	h, d := newHost(t, file), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		switch n {
		case 0:
			w.Header().Set("Retry-After", "17")
			w.WriteHeader(http.StatusTooManyRequests)
		case 1:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return n < 2
	})
	d.fetch(d.request(h, file))
	if want := []time.Duration{17 * time.Second, 2 * time.Second}; !slices.Equal(d.naps, want) {
		t.Errorf("waited %v, want %v", d.naps, want)
	}
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	other := d.request(h, file)
	other.Name = "other"
	d.fails(other, ErrServer)
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	file := content(96 << 20)
	h, d := newHost(t, file), newDesk(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d.fetch(d.request(h, file))
	runtime.ReadMemStats(&after)
	if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 24 { // client and server together
		t.Errorf("%d MiB were allocated for a file of %d", grown, len(file)>>20)
	}
}

func TestTwoCannotFetchTheSameFileAtOnce(t *testing.T) {
	file := content(100)
	h, d := newHost(t, file), newDesk(t)
	r := d.request(h, file)
	h.bend(func(n int, w http.ResponseWriter, _ *http.Request) bool {
		if n == 0 {
			d.fails(r, ErrBusy)
		}
		return false
	})
	d.fetch(r)
	d.has("model", file)
}

func TestAFileThatIsWholeIsNotFetchedAgain(t *testing.T) {
	file := content(100)
	h, d := newHost(t, file), newDesk(t)
	r := d.request(h, file)
	d.fetch(r)
	if result := d.fetch(r); result.Kept != 100 || result.Received != 0 || len(h.requests()) != 1 {
		t.Errorf("%+v after %d requests", result, len(h.requests()))
	}
	damaged := slices.Clone(file)
	damaged[50] ^= 1
	if err := d.root.WriteFile("model", damaged, 0o644); err != nil {
		t.Fatal(err)
	}
	d.fetch(r)
	d.has("model", file)
}

func TestDiscardLeavesWholeFiles(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"m", "m.part", "m.part.json", "m.part.json.new"} {
		if err := d.root.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := Discard(d.root, "m"); err != nil {
		t.Fatal(err)
	}
	d.holds("m")
	if err := Discard(d.root, "nothing"); err != nil {
		t.Error(err)
	}
}

func TestNamesThatMeanSomethingElseSomewhereAreRefused(t *testing.T) {
	h, d := newHost(t, nil), newDesk(t)
	for _, name := range []string{"", ".", "..", "../x", "a/../../x", `..\x`, `a\b`, "/x", "C:x", "a//b", "x.", "x ", "a./b", "n\x00l", "a\nb", strings.Repeat("x", 300)} {
		r := d.request(h, nil)
		r.Name = name
		d.fails(r, ErrUnsafeName)
	}
	r := d.request(h, nil)
	r.Name = "blobs/of a model/سلام.onnx"
	d.fetch(r)
	d.holds(r.Name)
}

func TestAFolderThatPointsOutsideIsNotFollowed(t *testing.T) {
	file, outside := content(10), t.TempDir()
	h, d := newHost(t, file), newDesk(t)
	if err := d.root.Symlink(outside, "link"); err != nil {
		t.Skip(err)
	}
	r := d.request(h, file)
	r.Name = "link/model"
	if _, err := Fetch(t.Context(), r, nil); err == nil {
		t.Error("it was written outside")
	}
	if found, _ := os.ReadDir(outside); len(found) > 0 {
		t.Errorf("outside lies %v", found)
	}
}

func TestAFolderThatCannotBeWrittenIsSaidToBeSo(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	file := content(10)
	h, d := newHost(t, file), newDesk(t)
	if err := os.Chmod(d.dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(d.dir, 0o755)
	d.fails(d.request(h, file), ErrReadOnly)
}

func TestSumsThatAreNoneAreRefused(t *testing.T) {
	h, d := newHost(t, nil), newDesk(t)
	for _, s := range []Sum{{SHA256, ""}, {SHA256, "xyz"}, {GitSHA1, sha(nil).Hex}, {"md5", "00"}, {None, "00"}} {
		r := d.request(h, nil)
		r.Sum = s
		d.fails(r, ErrSum)
	}
}

func TestAPieceIsAsLongAsTheLineNeedsAndNoLonger(t *testing.T) {
	for _, line := range []struct {
		answers time.Duration
		speed   int64 // bytes a second
		want    int64 // bytes
	}{
		{200 * time.Microsecond, 300e6, leastPiece}, // this computer
		{150 * time.Millisecond, 20e3, leastPiece},
		{150 * time.Millisecond, 1e6, 2_400_000},
		{150 * time.Millisecond, 20e6, mostPiece},
	} {
		s := &segment{transfer: &transfer{}, piece: mostPiece}
		for _, d := range []time.Duration{time.Second, line.answers, 2 * line.answers} {
			s.waited(d)
		}
		s.suit(line.speed*2, 2*time.Second)
		if s.piece != line.want {
			t.Errorf("%v and %d bytes a second: pieces of %d bytes, want %d", line.answers, line.speed, s.piece, line.want)
		}
		if s.piece = leastPiece; line.want > leastPiece {
			if s.suit(line.speed*2, 2*time.Second); s.piece != 2*leastPiece {
				t.Errorf("the second piece has %d bytes", s.piece)
			}
		}
	}
}
