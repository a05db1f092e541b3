package audio

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrStopped is what a waiting Write or Drain returns when Stop cuts it short.
var ErrStopped = errors.New("audio: playing was stopped")

const (
	queuedAhead = 400 * time.Millisecond // of sound that Write lets wait
	voiceBuffer = 50 * time.Millisecond  // held by the device's mixer; also what must wait before sound starts
	waitStep    = 5 * time.Millisecond
)

// Player plays a stream of samples. Several may be open; they are mixed. Its
// methods may be called from several goroutines.
type Player struct {
	device    device
	turn      chan struct{} // held by the one Write or Drain at work; guards resampler
	mu        sync.Mutex    // guards what follows
	rate      int
	resampler *Resampler
	queue     *queue // of the stream being played, or the last one
	voice     voice  // nil until enough is queued
	paused    bool
	closed    bool
}

// OpenPlayer opens the sound device for waves at rate Hz. The first call in a
// process fixes the device's own rate; players at other rates are resampled.
// Without a device the error is ErrNoDevice, and stays so for this process.
func OpenPlayer(rate int) (*Player, error) {
	if err := checkWritable(rate, 0); err != nil {
		return nil, err
	}
	d, err := openDevice(rate)
	if err != nil {
		return nil, err
	}
	return newPlayer(d, rate)
}

func newPlayer(d device, rate int) (*Player, error) {
	resampler, err := NewResampler(rate, d.rate())
	if err != nil {
		return nil, err
	}
	return &Player{device: d, turn: make(chan struct{}, 1), rate: rate, resampler: resampler}, nil
}

// Write queues samples behind those before, and returns when about 0.4 s of
// sound or less waits to be played. While paused it therefore waits for Resume.
func (p *Player) Write(ctx context.Context, wave []float32) error {
	if err := p.takeTurn(ctx); err != nil {
		return err
	}
	defer p.endTurn()
	q, err := p.stream()
	if err != nil {
		return err
	}
	// In small parts, so that a long wave fills the queue no further than a
	// short one.
	part := p.samples(p.rate, voiceBuffer)
	for len(wave) > 0 {
		n := min(part, len(wave))
		q.push(p.resampler.Write(wave[:n]))
		wave = wave[n:]
		p.begin()
		if err := p.wait(ctx, q, func() bool { return p.ahead(q) <= p.samples(p.device.rate(), queuedAhead) }); err != nil {
			return err
		}
	}
	return nil
}

// Drain returns when everything written was heard. A later Write starts a new
// stream.
func (p *Player) Drain(ctx context.Context) error {
	if err := p.takeTurn(ctx); err != nil {
		return err
	}
	defer p.endTurn()
	p.mu.Lock()
	q, closed := p.queue, p.closed
	p.mu.Unlock()
	if closed {
		return ErrClosed
	}
	if q == nil || p.stopped(q) == ErrStopped {
		return nil
	}
	if !q.finished() {
		q.push(p.resampler.Flush())
		q.end()
	}
	p.begin()
	if err := p.wait(ctx, q, func() bool { return p.ahead(q) == 0 }); err != nil {
		return err
	}
	return p.linger(ctx, q)
}

func (p *Player) takeTurn(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *Player) endTurn() { <-p.turn }

// linger waits while the device plays what its own buffer still holds.
func (p *Player) linger(ctx context.Context, q *queue) error {
	if _, handed := q.state(); handed == 0 {
		return nil
	}
	until := time.Now().Add(deviceBuffer + voiceBuffer)
	return p.wait(ctx, q, func() bool { return !time.Now().Before(until) })
}

// stream returns the queue that Write fills, a new one after Drain or Stop.
func (p *Player) stream() (*queue, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	if p.queue == nil || p.queue.finished() {
		if p.voice != nil { // what a Drain that gave up left behind
			p.queue.drop()
			p.voice.Pause()
		}
		p.queue, p.voice = newQueue(), nil
		p.queue.paused = p.paused
		p.resampler.Flush()
	}
	return p.queue, nil
}

// begin gives the queue a voice once enough waits: a voice first fills its
// buffer and is silent until then.
func (p *Player) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.voice != nil || p.paused || p.queue == nil {
		return
	}
	buffer := p.samples(p.device.rate(), voiceBuffer)
	if waiting, _ := p.queue.state(); waiting >= buffer || p.queue.finished() {
		p.voice = p.device.voice(p.queue, buffer*sampleBytes)
		p.voice.Play()
	}
}

// ahead returns how many samples of q wait to be played.
func (p *Player) ahead(q *queue) int {
	waiting, handed := q.state()
	return waiting + handed - p.played(q)
}

// played returns how many samples of q have left for the device.
func (p *Player) played(q *queue) int {
	p.mu.Lock()
	v := p.voice
	current := p.queue == q
	p.mu.Unlock()
	_, handed := q.state()
	if v == nil || !current {
		return handed
	}
	return max(0, handed-v.BufferedSize()/sampleBytes)
}

// wait returns when done says so, or with the reason why it never will.
func (p *Player) wait(ctx context.Context, q *queue, done func() bool) error {
	tick := time.NewTicker(waitStep)
	defer tick.Stop()
	for {
		if err := p.stopped(q); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if done() {
			return nil
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

func (p *Player) stopped(q *queue) error {
	q.mu.Lock()
	dropped := q.dropped
	q.mu.Unlock()
	if dropped {
		return ErrStopped
	}
	return p.device.err()
}

func (p *Player) samples(rate int, d time.Duration) int {
	return int(int64(rate) * int64(d) / int64(time.Second))
}

// Position returns how much of the stream has been played: what was handed to
// the device less what it still buffers. It starts anew with the first Write
// after Drain or Stop.
func (p *Player) Position() time.Duration {
	p.mu.Lock()
	q := p.queue
	p.mu.Unlock()
	if q == nil {
		return 0
	}
	return duration(p.played(q), p.device.rate())
}

// Pause lets no more samples go to the device; the 150 ms that it may already
// hold are still heard.
func (p *Player) Pause() { p.setPaused(true) }

// Resume goes on where Pause stopped; nothing is lost or repeated.
func (p *Player) Resume() {
	p.setPaused(false)
	p.begin()
}

func (p *Player) setPaused(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paused = on
	if p.queue != nil {
		p.queue.pause(on)
	}
}

// Stop drops what has not been played. A Write or Drain that waits returns
// ErrStopped.
func (p *Player) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.queue != nil {
		p.queue.drop()
	}
	if p.voice != nil {
		p.voice.Pause()
	}
}

// Close is Stop for good. The device stays open for other players.
func (p *Player) Close() {
	p.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
}
