package hubtest

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// span is the part of a file that a reply holds: [from, to).
type span struct{ from, to int64 }

// spanOf reads a Range header. whole is true if the file goes out as it is:
// without a range, with several, or with one that is none. ok is false if the
// range lies outside.
func spanOf(header string, size int64) (s span, whole, ok bool) {
	s = span{0, size}
	spec, found := strings.CutPrefix(header, "bytes=")
	first, last, dash := strings.Cut(strings.TrimSpace(spec), "-")
	if !found || !dash || strings.Contains(spec, ",") {
		return s, true, true
	}
	from, err1 := strconv.ParseInt(first, 10, 64)
	to, err2 := strconv.ParseInt(last, 10, 64)
	switch {
	case first == "" && err2 == nil && to >= 0:
		return span{max(size-to, 0), size}, false, to > 0 && size > 0
	case err1 != nil || from < 0 || last != "" && (err2 != nil || to < from):
		return s, true, true
	case from >= size:
		return s, false, false
	case last != "":
		s.to = min(to+1, size)
	}
	s.from = from
	return s, false, true
}

// send serves a file, or the range that was asked for.
func (a *asked) send(content io.ReaderAt, size int64, etag string) {
	h := a.Header()
	h.Set("ETag", quote(etag))
	h.Set("Accept-Ranges", "bytes")
	asked := a.r.Header.Get("Range")
	if match := a.r.Header.Get("If-Range"); match != "" && match != quote(etag) {
		asked = ""
	}
	if asked != "" && a.fault(noRanges) != nil {
		asked = ""
		h.Del("Accept-Ranges")
	}
	if accepts(a.r.Header.Get("Accept-Encoding"), "gzip") && a.fault(zipped) != nil {
		a.sendZipped(content, size)
		return
	}
	part, whole, ok := spanOf(asked, size)
	if !ok {
		h.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
		a.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		return
	}
	status := http.StatusOK
	if !whole {
		status = http.StatusPartialContent
		h.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", part.from, part.to-1, size))
	}
	length := part.to - part.from
	if f := a.fault(wrongLength); f != nil {
		length = max(length+f.n, 0)
		part.to = min(part.to, part.from+length)
	}
	h.Set("Content-Length", strconv.FormatInt(length, 10))
	a.WriteHeader(status)
	if a.r.Method != http.MethodHead {
		a.stream(a, content, size, part)
	}
}

// sendZipped hides the length and loses the range.
func (a *asked) sendZipped(content io.ReaderAt, size int64) {
	h := a.Header()
	h.Set("Content-Encoding", "gzip")
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", "W/"+h.Get("ETag"))
	h.Del("Accept-Ranges")
	a.WriteHeader(http.StatusOK)
	if a.r.Method == http.MethodHead {
		return
	}
	a.Flush() // or a short reply would get a length
	z := gzip.NewWriter(a)
	a.stream(z, content, size, span{0, size})
	z.Close()
}

// accepts tells whether a list such as Accept-Encoding has a word.
func accepts(list, word string) bool {
	for one := range strings.SplitSeq(list, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(one), ";")
		if name == word && strings.TrimSpace(weight) != "q=0" {
			return true
		}
	}
	return false
}

// stream writes a part of a file a piece at a time, and asks before each what
// goes wrong.
func (a *asked) stream(w io.Writer, content io.ReaderAt, size int64, part span) {
	piece := make([]byte, min(128<<10, part.to-part.from))
	for at := part.from; at < part.to; {
		n := a.untilTrouble(at-part.from, min(int64(len(piece)), part.to-at))
		read, err := content.ReadAt(piece[:n], at)
		if int64(read) < n {
			panic(fmt.Sprintf("hubtest: content ends at %d of %d: %v", at+int64(read), size, err))
		}
		a.flip(piece[:n], at, size, part)
		if _, err := w.Write(piece[:n]); err != nil {
			panic(http.ErrAbortHandler)
		}
		a.gave(int(n))
		at += n
	}
}

// untilTrouble returns how many of n bytes may go out after those sent, and
// lets happen what is due before them.
func (a *asked) untilTrouble(sent, n int64) int64 {
	for _, f := range a.faultsOf(stall) {
		if sent < f.n {
			n = min(n, f.n-sent)
		} else if n > 0 && a.feel(f) {
			a.Flush()
			a.wait(f)
		}
	}
	for _, f := range a.faultsOf(drop) {
		if sent < f.n {
			n = min(n, f.n-sent)
		} else if n > 0 && a.feel(f) {
			a.Flush()
			panic(http.ErrAbortHandler)
		}
	}
	if f := a.fault(slow); f != nil && n > 0 {
		n = min(n, max(f.n/20, 1))
		a.pause(f, n)
	}
	return n
}

// pause waits as long as n bytes take at the speed of a fault.
func (a *asked) pause(f *Fault, n int64) {
	a.Flush()
	t := time.NewTimer(time.Duration(n) * time.Second / time.Duration(f.n))
	defer t.Stop()
	select {
	case <-t.C:
	case <-f.gone:
	case <-a.r.Context().Done():
		panic(http.ErrAbortHandler)
	case <-a.s.closing:
		panic(http.ErrAbortHandler)
	}
}

// flip turns bits in a piece that begins at an offset of the file.
func (a *asked) flip(piece []byte, at, size int64, part span) {
	for _, f := range a.faultsOf(flip) {
		target := f.n
		if target < 0 {
			target += size
		}
		if target >= at && target < at+int64(len(piece)) && target < part.to && a.feel(f) {
			piece[target-at] ^= 1
		}
	}
}
