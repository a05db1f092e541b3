package cli

import (
	"fmt"
	"strings"
	"time"

	"avagar/app/fa"
)

const (
	barWidth = 24
	barPause = 100 * time.Millisecond // between two drawings
)

// bar is one line of progress on a terminal; elsewhere it is silent.
type bar struct {
	s     *session
	on    bool
	drawn bool
	next  time.Time
}

func (s *session) bar() *bar { return &bar{s: s, on: terminal(s.Err)} }

// show draws how much is done, with a sentence beside it.
func (b *bar) show(done, total int, beside fa.Sentence, args ...any) {
	b.draw(int64(done), int64(total), b.s.locale.Say(fa.OutOf, done, total), beside, args...)
}

// bytes draws how many bytes are done.
func (b *bar) bytes(done, total int64, beside fa.Sentence, args ...any) {
	b.draw(done, total, b.s.locale.Say(fa.OutOf, fa.Bytes(done), fa.Bytes(total)), beside, args...)
}

func (b *bar) draw(done, total int64, count string, beside fa.Sentence, args ...any) {
	now := time.Now()
	if !b.on || total <= 0 || now.Before(b.next) && done < total {
		return
	}
	b.next, b.drawn = now.Add(barPause), true
	full := int(min(barWidth, max(0, float64(done)/float64(total)*barWidth)))
	fmt.Fprintf(b.s.Err, "\r\x1b[K%s%s %s  %s", strings.Repeat("█", full), strings.Repeat("░", barWidth-full),
		count, b.s.locale.Say(beside, args...))
}

// clear takes the line away, so that others can be written.
func (b *bar) clear() {
	if b.drawn {
		fmt.Fprint(b.s.Err, "\r\x1b[K")
		b.drawn = false
	}
}
