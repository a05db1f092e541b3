package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"avagar/app"
)

// longestLine is how many bytes of one line are held at once where a line has
// to be held; everything else streams.
const longestLine = 16 << 20

// heard returns standard input as a reader that ends with ctx. The goroutine
// that waits for a terminal's next line cannot be called back; it ends with
// the program.
func (s *session) heard() io.Reader { return &heard{ctx: s.ctx, in: s.In} }

type heard struct {
	ctx   context.Context
	in    io.Reader
	ready chan struct{}
	rest  []byte
	err   error
}

func (h *heard) Read(p []byte) (int, error) {
	if h.ready == nil {
		if n := h.take(p); n > 0 || h.err != nil {
			return n, h.errAfter(n)
		}
		h.fetch()
	}
	select {
	case <-h.ready:
		h.ready = nil
	case <-h.ctx.Done():
		return 0, h.ctx.Err()
	}
	n := h.take(p)
	return n, h.errAfter(n)
}

func (h *heard) take(p []byte) int {
	n := copy(p, h.rest)
	h.rest = h.rest[n:]
	return n
}

// errAfter is the input's error once all before it was handed out.
func (h *heard) errAfter(n int) error {
	if n > 0 {
		return nil
	}
	return h.err
}

// fetch reads the next bytes beside the caller. Until ready is closed, rest and
// err belong to its goroutine.
func (h *heard) fetch() {
	ready := make(chan struct{})
	h.ready = ready
	go func() {
		buffer := make([]byte, 32<<10)
		n, err := h.in.Read(buffer)
		h.rest, h.err = buffer[:n], err
		close(ready)
	}()
}

// eachLine calls use with every line of the arguments or of standard input, as
// a reader without its line end.
func (s *session) eachLine(words []string, use func(line io.Reader) error) error {
	if text, ok := joined(words); ok {
		return use(strings.NewReader(strings.ReplaceAll(text, "\n", " ")))
	}
	r := bufio.NewReader(s.heard())
	for {
		if _, err := r.Peek(1); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		line := &lineReader{r: r}
		if err := use(line); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, line); err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
	}
}

// lineReader reads up to the end of one line and takes the end with it.
type lineReader struct {
	r    *bufio.Reader
	done bool
}

func (l *lineReader) Read(p []byte) (int, error) {
	if l.done {
		return 0, io.EOF
	}
	if _, err := l.r.Peek(1); err != nil {
		l.done = errors.Is(err, io.EOF)
		return 0, err
	}
	waiting, err := l.r.Peek(min(len(p), l.r.Buffered()))
	if err != nil {
		return 0, err
	}
	n := copy(p, waiting)
	if end := bytes.IndexByte(p[:n], '\n'); end >= 0 {
		n, l.done = end, true
	}
	taken := n
	if l.done {
		taken++
	}
	if _, err := l.r.Discard(taken); err != nil {
		return n, err
	}
	return n, nil
}

// wholeLine reads a line that has to be held in one piece.
func wholeLine(line io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(line, longestLine+1))
	if err != nil {
		return "", err
	}
	if len(text) > longestLine {
		return "", app.ErrTooLong
	}
	return strings.TrimSuffix(string(text), "\r"), nil
}
