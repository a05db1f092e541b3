package audio

import (
	"context"
	"sync"
	"time"
)

// ClipPlayer plays one whole wave and can be moved about in it. Its methods
// may be called from several goroutines.
type ClipPlayer struct {
	device device
	wave   []float32 // at the device's rate
	mu     sync.Mutex
	start  int // sample at which the present voice began
	queue  *queue
	voice  voice
	paused bool
}

// OpenClip opens the sound device for a wave at rate Hz (see OpenPlayer). It
// starts paused at the beginning.
func OpenClip(wave []float32, rate int) (*ClipPlayer, error) {
	if err := checkWritable(rate, 0); err != nil {
		return nil, err
	}
	d, err := openDevice(rate)
	if err != nil {
		return nil, err
	}
	return newClipPlayer(d, wave, rate)
}

func newClipPlayer(d device, wave []float32, rate int) (*ClipPlayer, error) {
	wave, err := Resample(wave, rate, d.rate())
	if err != nil {
		return nil, err
	}
	return &ClipPlayer{device: d, wave: wave, paused: true}, nil
}

// PlayClip plays a wave at rate Hz to its end, or until ctx is cancelled, which
// is no error. Errors: ErrNoDevice.
func PlayClip(ctx context.Context, wave []float32, rate int) error {
	c, err := OpenClip(wave, rate)
	if err != nil {
		return err
	}
	defer c.Close()
	c.Resume()
	if err := c.Wait(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

// Duration returns the length of the wave.
func (c *ClipPlayer) Duration() time.Duration { return duration(len(c.wave), c.device.rate()) }

// Position returns how far the wave has been played.
func (c *ClipPlayer) Position() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return duration(c.at(), c.device.rate())
}

// at returns the sample that leaves for the device next.
func (c *ClipPlayer) at() int {
	if c.queue == nil {
		return c.start
	}
	_, handed := c.queue.state()
	if c.voice != nil {
		handed -= c.voice.BufferedSize() / sampleBytes
	}
	return c.start + max(0, handed)
}

// Playing tells whether sound is leaving for the device.
func (c *ClipPlayer) Playing() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.paused && c.at() < len(c.wave) && c.device.err() == nil
}

// Resume plays on from where Pause or Seek left it, from the beginning after
// the end.
func (c *ClipPlayer) Resume() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at() >= len(c.wave) {
		c.move(0)
	}
	c.paused = false
	c.begin()
	c.queue.pause(false)
}

// Pause lets no more samples go to the device; the 150 ms that it may already
// hold are still heard.
func (c *ClipPlayer) Pause() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paused = true
	if c.queue != nil {
		c.queue.pause(true)
	}
}

// Seek moves to a time of the wave, held within it, playing or paused as
// before.
func (c *ClipPlayer) Seek(to time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := int(to.Seconds() * float64(c.device.rate()))
	c.move(max(0, min(at, len(c.wave))))
	if !c.paused {
		c.begin()
	}
}

// Close falls silent.
func (c *ClipPlayer) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paused = true
	c.move(c.at())
}

// Wait returns when the wave was heard to its end or is paused.
func (c *ClipPlayer) Wait(ctx context.Context) error {
	tick := time.NewTicker(waitStep)
	defer tick.Stop()
	for c.Playing() {
		if err := waitTick(ctx, tick); err != nil {
			return err
		}
	}
	for until := time.Now().Add(deviceBuffer + voiceBuffer); time.Now().Before(until); {
		if err := waitTick(ctx, tick); err != nil {
			return err
		}
	}
	return c.device.err()
}

func waitTick(ctx context.Context, tick *time.Ticker) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-tick.C:
		return nil
	}
}

// move gives up the present voice and stands at a sample. A voice is never
// moved itself: what its mixer is reading at that moment would be heard out of
// place.
func (c *ClipPlayer) move(to int) {
	if c.queue != nil {
		c.queue.drop()
	}
	if c.voice != nil {
		c.voice.Pause()
	}
	c.queue, c.voice, c.start = nil, nil, to
}

// begin gives the wave from start on a voice, unless it has one.
func (c *ClipPlayer) begin() {
	if c.queue != nil {
		return
	}
	c.queue = newQueue()
	c.queue.waiting, c.queue.ended = c.wave[c.start:], true
	buffer := int(int64(c.device.rate()) * int64(voiceBuffer) / int64(time.Second))
	c.voice = c.device.voice(c.queue, buffer*sampleBytes)
	c.voice.Play()
}
