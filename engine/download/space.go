package download

import (
	"errors"
	"os"
	"sync"
	"syscall"
)

// Space is the room of one disk, shared by all files that are fetched to it: what one
// has still to write is not free for another.
type Space struct {
	Keep int64 // bytes that stay free for everybody else

	mu   sync.Mutex
	held int64
}

// hold is the room one file has still to take.
type hold struct {
	space *Space
	bytes int64
}

// hold takes the room that f needs to become size bytes long, on the disk where the
// system can do that and in the book of s otherwise. It fails with *NoSpace.
func (s *Space) hold(root *os.Root, f *os.File, size, done int64) (*hold, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	free, err := freeBytes(root, f)
	if err != nil {
		return nil, err
	}
	if short := size - takenBytes(f, done) + s.Keep + s.held - free; short > 0 && size > done {
		return nil, &NoSpace{short}
	}
	taken, err := allocate(f, size)
	if full(err) {
		return nil, &NoSpace{max(size-done+s.Keep+s.held-free, 1)}
	}
	if err != nil {
		return nil, disk(err)
	}
	h := &hold{space: s}
	if !taken {
		h.bytes = size - done
		s.held += h.bytes
	}
	return h, nil
}

// use gives back the room of n bytes that have been written.
func (h *hold) use(n int64) {
	h.space.mu.Lock()
	defer h.space.mu.Unlock()
	n = min(n, h.bytes)
	h.bytes -= n
	h.space.held -= n
}

// release gives everything back.
func (h *hold) release() { h.use(h.bytes) }

// full tells whether err is a disk, or a person's share of it, that is full.
func full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, errQuota) }

// missing says how much room a full disk lacks for rest bytes more.
func missing(root *os.Root, f *os.File, rest int64) error {
	free, err := freeBytes(root, f)
	if err != nil {
		free = 0
	}
	return &NoSpace{max(rest-free, 1)}
}
