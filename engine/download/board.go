package download

import (
	"context"
	"slices"
	"sync"
)

const (
	saveAfter = 3 << 20 // bytes written since the last save that call for the next
	mostAtIt  = 6 << 20 // bytes that may be written and not saved; more wait
	leastTorn = 2 << 20 // bytes a segment must have left for another to take half of them
	prefixFew = 1 << 20 // bytes the sum waits for
)

// piece is a part of the file that one connection fetches.
type piece struct{ at, to int64 }

// board is what the segments, the saver and the sum of one fetch tell each other.
type board struct {
	mu       sync.Mutex
	news     *sync.Cond    // something below changed, or the context ended
	full     chan struct{} // holds a token once saveAfter bytes are unsaved
	size     int64         // bytes of the whole file; -1 when not known
	done     spans         // written
	unsaved  int64         // bytes of done that no saved state claims
	received int64         // bytes that came over the line, ever
	pieces   []*piece      // in flight
}

func newBoard() *board {
	b := &board{size: -1, full: make(chan struct{}, 1)}
	b.news = sync.NewCond(&b.mu)
	return b
}

// begin sets out to fetch what is missing of a file.
func (b *board) begin(size int64, done spans) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.size, b.done, b.unsaved, b.pieces = size, slices.Clone(done), 0, nil
}

// take hands out the first part that is missing, of most bytes at most, or half of the
// longest that another is at; nil where there is nothing left to do.
func (b *board) take(most int64) *piece {
	b.mu.Lock()
	defer b.mu.Unlock()
	busy := slices.Clone(b.done)
	for _, p := range b.pieces {
		busy = busy.add(span{p.at, p.to})
	}
	gap := busy.gap(b.size)
	if gap.len() == 0 {
		return b.tear()
	}
	p := &piece{gap.from, min(gap.to, gap.from+most)}
	b.pieces = append(b.pieces, p)
	return p
}

// tear takes the second half of the longest piece.
func (b *board) tear() *piece {
	var longest *piece
	for _, p := range b.pieces {
		if longest == nil || p.to-p.at > longest.to-longest.at {
			longest = p
		}
	}
	if longest == nil || longest.to-longest.at < leastTorn {
		return nil
	}
	middle := longest.at + (longest.to-longest.at)/2
	p := &piece{middle, longest.to}
	longest.to = middle
	b.pieces = append(b.pieces, p)
	return p
}

// give returns a piece; what is missing of it is there for others to take.
func (b *board) give(p *piece) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pieces = slices.DeleteFunc(b.pieces, func(q *piece) bool { return q == p })
}

// rest is where a piece goes on and how much is missing of it; another may have torn it.
func (b *board) rest(p *piece) (at, n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return p.at, p.to - p.at
}

// widen makes the only piece the whole file, of which nothing counts as written.
func (b *board) widen(p *piece) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p.at, p.to, b.done = 0, b.size, nil
}

// mark notes that n bytes of a piece have been written, and waits while too many are unsaved.
func (b *board) mark(ctx context.Context, p *piece, n int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done = b.done.add(span{p.at, p.at + n})
	p.at += n
	b.received += n
	b.unsaved += n
	if b.unsaved >= saveAfter {
		select {
		case b.full <- struct{}{}:
		default:
		}
	}
	b.news.Broadcast()
	for b.unsaved > mostAtIt && ctx.Err() == nil {
		b.news.Wait()
	}
	return ctx.Err()
}

// toSave is what has been written and how much of it is unsaved.
func (b *board) toSave() (done spans, unsaved int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.done), b.unsaved
}

// saved notes that unsaved bytes are claimed by a saved state.
func (b *board) saved(unsaved int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unsaved -= unsaved
	b.news.Broadcast()
}

// prefix waits until the file is written from at on for a good while, or to its end, and
// says up to where.
func (b *board) prefix(ctx context.Context, at int64) (int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for ctx.Err() == nil {
		if to := b.done.prefix(); to >= at+prefixFew || to == b.size {
			return to, nil
		}
		b.news.Wait()
	}
	return 0, ctx.Err()
}

// counts are the bytes that are written, those of the whole file, and those that came
// over the line.
func (b *board) counts() (done, size, received int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.done.sum(), b.size, b.received
}

// wakeWith wakes all who wait once ctx ends.
func (b *board) wakeWith(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.news.Broadcast()
	})
}
