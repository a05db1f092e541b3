package audio

import (
	"encoding/binary"
	"io"
	"math"
	"sync"
	"time"
)

const sampleBytes = 4 // float32

// emptyWait is how long a read from an empty queue waits for samples. The
// device asks all its voices in turn, so none may wait long, and a voice that
// returns nothing at once is asked again a thousand times a second.
const emptyWait = 5 * time.Millisecond

// queue feeds one voice. Samples leave in the order they came and each once.
type queue struct {
	mu      sync.Mutex
	waiting []float32
	handed  int  // samples given to the voice
	ended   bool // no more will come
	paused  bool
	dropped bool          // the voice is to fall silent for good
	news    chan struct{} // one token: something changed for the reader
}

func newQueue() *queue { return &queue{news: make(chan struct{}, 1)} }

// Read hands float32 little-endian samples to the voice.
func (q *queue) Read(p []byte) (int, error) {
	if n, err := q.take(p); n > 0 || err != nil {
		return n, err
	}
	timeout := time.NewTimer(emptyWait)
	defer timeout.Stop()
	select {
	case <-q.news:
	case <-timeout.C:
	}
	return q.take(p)
}

func (q *queue) take(p []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.dropped, q.ended && len(q.waiting) == 0:
		return 0, io.EOF
	case q.paused:
		return 0, nil
	}
	n := min(len(p)/sampleBytes, len(q.waiting))
	for i, v := range q.waiting[:n] {
		binary.LittleEndian.PutUint32(p[sampleBytes*i:], math.Float32bits(v))
	}
	q.waiting = q.waiting[n:]
	q.handed += n
	return n * sampleBytes, nil
}

// change alters the queue and wakes its reader.
func (q *queue) change(f func()) {
	q.mu.Lock()
	f()
	q.mu.Unlock()
	select {
	case q.news <- struct{}{}:
	default:
	}
}

func (q *queue) push(wave []float32) { q.change(func() { q.waiting = append(q.waiting, wave...) }) }
func (q *queue) end()                { q.change(func() { q.ended = true }) }
func (q *queue) drop()               { q.change(func() { q.dropped, q.waiting = true, nil }) }
func (q *queue) pause(on bool)       { q.change(func() { q.paused = on }) }

// state returns how many samples wait, and how many the voice has taken.
func (q *queue) state() (waiting, handed int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting), q.handed
}

// finished tells whether no more samples may be pushed.
func (q *queue) finished() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ended || q.dropped
}
