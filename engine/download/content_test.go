package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// interrupted fetches the first leastPiece bytes or more and stops there.
func (d *desk) interrupted(h *host, r Request) int64 {
	d.t.Helper()
	ctx, cancel := context.WithCancel(d.t.Context())
	defer cancel()
	var once sync.Once
	r.Segments = 1
	_, err := Fetch(ctx, r, func(p Progress) {
		if p.Done > 0 {
			once.Do(cancel)
		}
	})
	if !errors.Is(err, context.Canceled) {
		d.t.Fatalf("it was not interrupted: %v", err)
	}
	done, _, _ := Partial(d.root, r.Name)
	return done
}

// holding lets a host answer the first request and keeps the others waiting.
func holding(n int, w http.ResponseWriter, r *http.Request) bool {
	if n > 0 {
		<-r.Context().Done()
	}
	return n > 0
}

// allOf answers everything with a whole file.
func allOf(file []byte, etag string) func(int, http.ResponseWriter, *http.Request) bool {
	return func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		if etag != "" {
			w.Header().Set("ETag", etag)
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(file)))
		w.Write(file)
		return true
	}
}

func TestAServerWithoutRangesGivesTheFileInOneGo(t *testing.T) {
	file := content(5 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(allOf(file, ""))
	if result := d.fetch(d.request(h, file)); result.Received != int64(len(file)) || len(h.requests()) != 1 {
		t.Errorf("%+v in %d requests", result, len(h.requests()))
	}
	d.has("model", file)
}

func TestWhenRangesAreIgnoredItBeginsFromZero(t *testing.T) {
	file := content(5 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(holding)
	r := d.request(h, file)
	if done := d.interrupted(h, r); done != leastPiece {
		t.Fatalf("%d bytes are there", done)
	}
	h.bend(allOf(file, `"one"`))
	if result := d.fetch(r); result.Received != int64(len(file)) {
		t.Errorf("%+v", result)
	}
	d.has("model", file)
}

func TestAnswer416IsAskedAgainWithoutARange(t *testing.T) {
	file := content(3 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("Range") != "" {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			return true
		}
		return false
	})
	d.fetch(d.request(h, file))
	d.has("model", file)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Content-Range", "bytes */77")
		w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		return true
	})
	other := d.request(h, file)
	other.Name = "other"
	d.fails(other, ErrSize)
}

func TestAnExpiredAddressIsReplacedAndTheRestFetched(t *testing.T) {
	for _, code := range []int{401, 403, 404, 410} {
		file := content(6 << 20)
		h, d := newHost(t, file), newDesk(t)
		h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
			if n > 0 && r.URL.Query().Get("signature") == "secret0" {
				w.WriteHeader(code)
				return true
			}
			return false
		})
		var asked []bool
		r := d.request(h, file)
		r.Source = func(_ context.Context, again bool) (Target, error) {
			asked = append(asked, again)
			return Target{URL: fmt.Sprintf("%s/file?signature=secret%d", h.URL, len(asked)-1), Size: -1, ETag: "identity"}, nil
		}
		if result := d.fetch(r); result.Received != int64(len(file)) || !slices.Equal(asked, []bool{false, true}) {
			t.Errorf("%d: %+v, source asked %v", code, result, asked)
		}
		d.has("model", file)
		if got := h.requests()[len(h.requests())-1].Get("If-Range"); got != `"one"` {
			t.Errorf("the address without its query is the same, but If-Range is %q", got)
		}
	}
}

func TestAServerThatRefusesForGoodIsNotAskedForEver(t *testing.T) {
	for code, want := range map[int]error{401: ErrRefused, 403: ErrRefused, 404: ErrGone, 410: ErrGone, 400: ErrRefused, 451: ErrRefused} {
		file := content(100)
		h, d := newHost(t, file), newDesk(t)
		h.bend(func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(code)
			return true
		})
		d.fails(d.request(h, file), want)
		if n := len(h.requests()); n > 3 {
			t.Errorf("%d: asked %d times", code, n)
		}
	}
}

func TestTheSourcesOwnErrorIsTold(t *testing.T) {
	d, odd := newDesk(t), errors.New("gated")
	r := Request{Root: d.root, Name: "model", Size: 1, Source: func(context.Context, bool) (Target, error) { return Target{}, odd }}
	d.fails(r, odd)
	d.holds()
	r.Source = func(context.Context, bool) (Target, error) { return Target{URL: "file:///etc/passwd", Size: -1}, nil }
	d.fails(r, ErrRefused)
}

func TestContentThatChangedBetweenTwoRunsIsFetchedAnew(t *testing.T) {
	old, file := content(5<<20), content(5<<20 + 1)[:5<<20]
	h, d := newHost(t, old), newDesk(t)
	h.bend(holding)
	r := d.request(h, old)
	r.Sum = Sum{}
	d.interrupted(h, r)
	h.become(file, `"two"`)
	h.bend(nil)
	r.Source = func(context.Context, bool) (Target, error) {
		return Target{URL: h.URL + "/file", Size: -1, ETag: "new identity"}, nil
	}
	if result := d.fetch(r); result.Kept != 0 {
		t.Errorf("%+v", result)
	}
	d.has("model", file)
}

func TestContentThatChangesMeanwhileIsFetchedAnewOnce(t *testing.T) {
	old, file := content(5<<20), content(5<<20 + 1)[:5<<20]
	h, d := newHost(t, old), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n == 1 {
			h.become(file, `"two"`)
			h.serve(w, r, file, `"two"`)
		}
		return n == 1
	})
	r := d.request(h, old)
	r.Sum, r.Segments = Sum{}, 1
	r.Source = func(context.Context, bool) (Target, error) { return Target{URL: h.URL, Size: -1}, nil }
	d.fetch(r)
	d.has("model", file)

	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		h.serve(w, r, file, fmt.Sprintf(`"%d"`, n))
		return true
	})
	r.Name = "other"
	d.fails(r, ErrChanged)
}

func TestOneContentUnderManyTagsIsStillOneContent(t *testing.T) {
	file := content(9 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		h.serve(w, r, file, fmt.Sprintf(`"%d"`, n))
		return true
	})
	d.fetch(d.request(h, file))
	d.has("model", file)
}

func TestSizesThatLieAreNoticed(t *testing.T) {
	file := content(1000)
	h, d := newHost(t, file), newDesk(t)
	r := d.request(h, file)
	r.Source = func(context.Context, bool) (Target, error) { return Target{URL: h.URL, Size: 999}, nil }
	d.fails(r, ErrSize)
	for _, n := range []int{0, 1, 999, 1001, 5000} {
		r := d.request(h, file)
		h.bend(allOf(content(n), ""))
		d.fails(r, ErrSize)
		h.bend(nil)
		h.become(content(n), "")
		d.fails(r, ErrSize)
	}
	h.bend(func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		http.NewResponseController(w).Flush() // no length
		w.Write(file)
		w.Write([]byte("and more"))
		return true
	})
	d.fails(d.request(h, file), ErrSize)
	h.bend(func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		http.NewResponseController(w).Flush()
		w.Write(file[:900])
		return true
	})
	short := d.request(h, file)
	short.Name = "short"
	d.fails(short, ErrUnreachable)
}

func TestTheSizeIsAskedForWhenNobodySaysIt(t *testing.T) {
	for _, size := range []int{0, 1, 3 << 20} {
		file := content(size)
		h, d := newHost(t, file), newDesk(t)
		r := d.request(h, file)
		r.Size = -1
		d.fetch(r)
		d.has("model", file)
	}
	h, d := newHost(t, nil), newDesk(t)
	h.bend(func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		http.NewResponseController(w).Flush()
		return true
	})
	r := d.request(h, nil)
	r.Size = -1
	d.fails(r, ErrSize)
}

func TestAPageOrAnEncodingIsNotTheFile(t *testing.T) {
	file := content(5 << 20)
	for name, answer := range map[string]func(w http.ResponseWriter){
		"a portal": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, "<html>please log in</html>")
		},
		"a filter": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusForbidden)
		},
		"gzip": func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(file)
		},
		"another range": func(w http.ResponseWriter) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 5-9/%d", len(file)))
			w.WriteHeader(http.StatusPartialContent)
			w.Write(file[5:10])
		},
		"no range": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusPartialContent)
			w.Write(file)
		},
		"in circles": func(w http.ResponseWriter) {
			w.Header().Set("Location", "/")
			w.WriteHeader(http.StatusFound)
		},
	} {
		h, d := newHost(t, file), newDesk(t)
		h.bend(holding)
		r := d.request(h, file)
		kept := d.interrupted(h, r)
		h.bend(func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			answer(w)
			return true
		})
		d.fails(r, ErrNotFile)
		if done, _, _ := Partial(d.root, "model"); done != kept {
			t.Errorf("%s: of %d bytes %d are left", name, kept, done)
		}
		h.bend(nil)
		d.fetch(r)
		d.has("model", file)
	}
}

func TestEveryRequestAsksForTheBytesAsTheyAre(t *testing.T) {
	file := content(3 << 20)
	h, d := newHost(t, file), newDesk(t)
	d.fetch(d.request(h, file))
	for i, header := range h.requests() {
		if header.Get("Accept-Encoding") != "identity" {
			t.Errorf("request %d has %v", i, header)
		}
	}
}

func TestATokenStaysWithItsHost(t *testing.T) {
	file := content(3 << 20)
	h, d := newHost(t, file), newDesk(t)
	var reached []string
	var mu sync.Mutex
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		reached = append(reached, r.Header.Get("Authorization"))
		if r.URL.Path == "/file" {
			http.Redirect(w, r, "/moved", http.StatusTemporaryRedirect)
			return
		}
		http.Redirect(w, r, h.URL+"/file", http.StatusFound)
	}))
	defer hub.Close()
	r := d.request(h, file)
	r.Segments = 1
	r.Source = func(context.Context, bool) (Target, error) {
		return Target{URL: hub.URL + "/file", Size: -1, Header: http.Header{"Authorization": {"Bearer token"}, "User-Agent": {"avagar"}}}, nil
	}
	d.fetch(r)
	d.has("model", file)
	for _, token := range reached {
		if token != "Bearer token" {
			t.Errorf("its own host got %q", token)
		}
	}
	for _, header := range h.requests() {
		if header.Get("Authorization") != "" || header.Get("User-Agent") != "avagar" {
			t.Errorf("the other host got %v", header)
		}
	}
}

// flipping turns a bit of one byte in the first times requests that hold it.
func flipping(file []byte, at, times int) func(int, http.ResponseWriter, *http.Request) bool {
	var mu sync.Mutex
	bad := slices.Clone(file)
	bad[at] ^= 4
	return func(_ int, w http.ResponseWriter, r *http.Request) bool {
		var from, to int
		fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-%d", &from, &to)
		mu.Lock()
		defer mu.Unlock()
		served := file
		if from <= at && at <= to && times > 0 {
			times--
			served = bad
		}
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(served)))
		return true
	}
}

func TestAWrongBitIsFoundAndOnlyItsSurroundingsAreReplaced(t *testing.T) {
	file := content(6 << 20)
	for _, at := range []int{0, 3_000_000, len(file) - 1} {
		h, d := newHost(t, file), newDesk(t)
		h.bend(flipping(file, at, 1))
		r := d.request(h, file)
		r.Segments = 1 // another would fetch a part of the first one's piece
		result := d.fetch(r)
		d.has("model", file)
		if result.Replaced == 0 || result.Replaced > readAtOnce || result.Received != 2*int64(len(file)) {
			t.Errorf("a bit at %d: %+v", at, result)
		}
	}
}

func TestASourceThatIsWrongTwiceIsBadAndNothingIsKept(t *testing.T) {
	file := content(3 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(flipping(file, 5, 1000))
	d.fails(d.request(h, file), ErrCorrupt)
	d.holds()
	if n := len(h.requests()); n > 6 {
		t.Errorf("asked %d times for three pieces", n)
	}
}

func TestTheSecondFetchIsResumedToo(t *testing.T) {
	file := content(6 << 20)
	h, d := newHost(t, file), newDesk(t)
	flip := flipping(file, 1, 1)
	begun := 0
	h.bend(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.Header.Get("Range"), "bytes=0-") {
			begun++
		} else if begun == 2 { // the second fetch comes no further than its first piece
			<-r.Context().Done()
			return true
		}
		return flip(n, w, r)
	})
	r := d.request(h, file)
	r.Segments = 1
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Fetch(ctx, r, func(p Progress) {
		if p.Again && p.Done > 0 {
			cancel()
		}
	})
	done, _, _ := Partial(d.root, "model")
	if !errors.Is(err, context.Canceled) || done == 0 {
		t.Fatal(err, done)
	}
	h.bend(nil)
	if result := d.fetch(r); result.Received != int64(len(file))-done || result.Kept != done {
		t.Errorf("%+v after %d were compared", result, done)
	}
	d.has("model", file)
}

func TestAFileThatWasTamperedWithIsPutRight(t *testing.T) {
	file := content(6 << 20)
	h, d := newHost(t, file), newDesk(t)
	h.bend(holding)
	r := d.request(h, file)
	d.interrupted(h, r)
	f, err := d.root.OpenFile("model.part", 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteAt([]byte("not this"), 1000)
	f.Close()
	h.bend(nil)
	if result := d.fetch(r); result.Replaced == 0 || result.Replaced > 2*readAtOnce {
		t.Errorf("%+v", result)
	}
	d.has("model", file)
}

func TestAStateThatCannotBeReadMeansBeginningAnew(t *testing.T) {
	file := content(6 << 20)
	for _, text := range []string{"", "{", `{"version":9}`, `{"version":1,"size":6291456,"done":[[5,3]]}`} {
		h, d := newHost(t, file), newDesk(t)
		h.bend(holding)
		r := d.request(h, file)
		d.interrupted(h, r)
		if err := d.root.WriteFile("model.part.json", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		h.bend(nil)
		if result := d.fetch(r); result.Kept != 0 {
			t.Errorf("%q: %+v", text, result)
		}
		d.has("model", file)
	}
}
