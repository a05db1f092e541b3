package download

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	leastPiece = 1 << 20 // bytes asked for at once, on the slowest line
	mostPiece  = 16 << 20
	pieceWaits = 16 // how many times longer a piece should take than its answer to begin
	readAtOnce = 256 << 10
)

// asking is how parts of the file are asked for; each way is tried when the one before
// it is not understood.
type asking int

const (
	severally asking = iota // by ranges, several at a time
	alone                   // by ranges, one at a time; an answer with the whole file is taken
	whole                   // without ranges
)

// proof tells the segments that the server knows ranges.
type proof struct {
	once  sync.Once
	given chan struct{}
}

func (p *proof) give() { p.once.Do(func() { close(p.given) }) }

// lacking tells whether no range was answered yet.
func (p *proof) lacking() bool {
	select {
	case <-p.given:
		return false
	default:
		return true
	}
}

// segment is one of the connections that fetch a file.
type segment struct {
	*transfer
	ranges      *proof
	piece       int64 // bytes to ask for next
	here, there []byte
}

// segments fetches everything that is missing. The first one finds out whether the
// server knows ranges; the others begin then.
func (t *transfer) segments(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	ranges, over := &proof{given: make(chan struct{})}, make(chan struct{})
	g.Go(func() error {
		defer close(over)
		return (&segment{transfer: t, ranges: ranges, piece: leastPiece}).work(ctx)
	})
	others := t.Segments - 1
	if t.asking != severally {
		others = 0
	}
	for range others {
		g.Go(func() error {
			select {
			case <-ranges.given:
			case <-over:
			case <-ctx.Done():
			}
			return (&segment{transfer: t, ranges: ranges, piece: leastPiece}).work(ctx)
		})
	}
	return g.Wait()
}

// work takes pieces until none is left.
func (s *segment) work(ctx context.Context) error {
	for ctx.Err() == nil {
		if s.asking != severally {
			s.piece = 1 << 62
		}
		p := s.board.take(s.piece)
		if p == nil {
			return nil
		}
		began := time.Now()
		_, n := s.board.rest(p)
		err := s.fill(ctx, p)
		s.board.give(p)
		if err != nil {
			return err
		}
		s.suit(n, time.Since(began))
	}
	return ctx.Err()
}

// suit makes the next piece so long that the waiting between pieces hardly slows the line
// down, and no longer: what the system has received of a piece is lost with the program. It
// is at most twice as long as the last one, as the first waits are those of a cold start.
func (s *segment) suit(bytes int64, took time.Duration) {
	speed := float64(bytes) / max(took.Seconds(), 1e-3)
	wait := pieceWaits * time.Duration(s.wait.Load())
	s.piece = int64(min(max(speed*wait.Seconds(), leastPiece), mostPiece, 2*float64(s.piece)))
}

// timed has the time measured that an answer takes to begin, connecting aside.
func (t *transfer) timed(ctx context.Context) context.Context {
	began := time.Now()
	var asked atomic.Int64 // nanoseconds later
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteRequest:         func(httptrace.WroteRequestInfo) { asked.Store(int64(time.Since(began))) },
		GotFirstResponseByte: func() { t.waited(time.Since(began) - time.Duration(asked.Load())) },
	})
}

// waited remembers the shortest time that an answer took to begin; longer ones are those of a
// busy computer.
func (t *transfer) waited(d time.Duration) {
	for was := t.wait.Load(); was == 0 || int64(d) < was; was = t.wait.Load() {
		if t.wait.CompareAndSwap(was, int64(d)) {
			return
		}
	}
}

// fill fetches a piece as long as there is patience.
func (s *segment) fill(ctx context.Context, p *piece) error {
	var patience patience
	for {
		if _, n := s.board.rest(p); n <= 0 {
			return nil
		}
		a := s.aims.current()
		err := s.once(ctx, a, p)
		if err == nil {
			continue
		}
		if err := s.bear(ctx, &patience, a, err); err != nil {
			return err
		}
	}
}

// once asks for what is missing of a piece and writes what is answered.
func (s *segment) once(ctx context.Context, a *aim, p *piece) error {
	line, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	watch := time.AfterFunc(s.StallAfter, func() { stop(errStall) })
	defer watch.Stop()
	at, n := s.board.rest(p)
	asked := span{at, at + n}
	if s.asking == whole {
		asked = span{}
	}
	validator := s.validator(a)
	res, err := ask(s.timed(line), s.client, a, validator, asked.from, asked.to)
	if err != nil {
		return broken{cause(line, err)}
	}
	defer res.Body.Close()
	if err := s.accept(res, validator, asked, p); err != nil {
		return err
	}
	s.vouch(a, res)
	err = s.read(ctx, watch, res, p)
	if b := (broken{}); errors.As(err, &b) {
		return broken{cause(line, b.error)}
	}
	return err
}

// accept tells whether a reply is to be read. One with the whole file is, where it is the
// first of all or there is no other way.
func (s *segment) accept(res *http.Response, validator string, asked span, p *piece) error {
	done, size, _ := s.board.counts()
	if err := judge(res, validator, asked, size); errors.Is(err, ErrNotFile) {
		return broken{err}
	} else if err != nil {
		return err
	}
	if res.StatusCode == http.StatusPartialContent {
		s.ranges.give()
		return nil
	}
	if s.asking == severally && (done > 0 || !s.ranges.lacking()) {
		return errNoRanges
	}
	s.board.widen(p)
	return nil
}

// read writes the body of a reply as it comes, no faster than the limits allow.
func (s *segment) read(ctx context.Context, watch *time.Timer, res *http.Response, p *piece) error {
	if s.here == nil {
		s.here = make([]byte, readAtOnce)
	}
	for {
		_, rest := s.board.rest(p)
		if rest <= 0 {
			return s.end(watch, res)
		}
		most := int(min(rest, readAtOnce))
		for _, l := range s.Limits {
			most = l.most(most)
		}
		watch.Reset(s.StallAfter)
		n, err := res.Body.Read(s.here[:most])
		watch.Stop()
		if n > 0 {
			if err := s.put(ctx, p, s.here[:n]); err != nil {
				return err
			}
		}
		for _, l := range s.Limits {
			if err := l.wait(ctx, n); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF) && int64(n) < rest:
			return broken{errShort}
		case err != nil && !errors.Is(err, io.EOF):
			return broken{err}
		}
	}
}

// end makes sure that a body of unsaid length ends with the file.
func (s *segment) end(watch *time.Timer, res *http.Response) error {
	if res.StatusCode != http.StatusOK || res.ContentLength >= 0 {
		return nil
	}
	watch.Reset(s.StallAfter)
	if n, _ := res.Body.Read(make([]byte, 1)); n > 0 {
		return fmt.Errorf("%w: more than was said", ErrSize)
	}
	return nil
}

// put writes bytes at the place where a piece goes on; in the second fetch only where
// they differ from those that are there.
func (s *segment) put(ctx context.Context, p *piece, b []byte) error {
	at, _ := s.board.rest(p)
	if s.again.Load() {
		if len(s.there) == 0 {
			s.there = make([]byte, readAtOnce)
		}
		there := s.there[:len(b)]
		if _, err := s.part.f.ReadAt(there, at); err == nil && bytes.Equal(there, b) {
			return s.board.mark(ctx, p, int64(len(b)))
		}
		s.replaced.Add(int64(len(b)))
	}
	if _, err := s.part.f.WriteAt(b, at); err != nil {
		return s.written(err)
	}
	s.part.room.use(int64(len(b)))
	return s.board.mark(ctx, p, int64(len(b)))
}

// validator is what the address's own content is known by, if it is known.
func (t *transfer) validator(a *aim) string {
	s := t.part.saved()
	if t.unvouched || s.Object != a.object {
		return ""
	}
	return s.Validator
}

// vouch remembers what the address calls its content.
func (t *transfer) vouch(a *aim, res *http.Response) {
	t.part.change(func(s *state) {
		if s.Object != a.object || s.Validator == "" {
			s.Object, s.Validator = a.object, strong(res.Header)
		}
	})
}
