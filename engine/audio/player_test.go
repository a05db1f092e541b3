package audio

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"sync"
	"testing"
	"time"
)

// fakeDevice mixes as oto does: each voice fills a buffer from its source, and
// the device takes from it. It plays one block whenever a test says so, or all
// the time while run holds.
type fakeDevice struct {
	hertz  int
	mu     sync.Mutex
	voices []*fakeVoice
	played []float32
	gone   error
}

func (d *fakeDevice) rate() int { return d.hertz }

func (d *fakeDevice) err() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gone
}

func (d *fakeDevice) voice(src io.Reader, buffer int) voice {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := &fakeVoice{device: d, src: src, size: buffer}
	d.voices = append(d.voices, v)
	return v
}

// block plays up to n samples of every voice, one after another.
func (d *fakeDevice) block(n int) {
	d.mu.Lock()
	voices := slices.Clone(d.voices)
	d.mu.Unlock()
	for _, v := range voices {
		v.fill()
		d.mu.Lock()
		n := min(n*sampleBytes, len(v.buf))
		if v.paused {
			n = 0
		}
		for b := v.buf[:n]; len(b) > 0; b = b[sampleBytes:] {
			d.played = append(d.played, math.Float32frombits(binary.LittleEndian.Uint32(b)))
		}
		v.buf = v.buf[n:]
		d.mu.Unlock()
	}
}

// run plays without rest until the test is over.
func (d *fakeDevice) run(t *testing.T) {
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
				d.block(100)
			}
		}
	}()
	t.Cleanup(func() { close(stop); <-done })
}

func (d *fakeDevice) heard() []float32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.played)
}

type fakeVoice struct {
	device *fakeDevice
	src    io.Reader
	size   int
	buf    []byte
	paused bool
}

func (v *fakeVoice) fill() {
	b := make([]byte, v.size)
	v.device.mu.Lock()
	room := v.size - len(v.buf)
	v.device.mu.Unlock()
	if room <= 0 {
		return
	}
	n, _ := v.src.Read(b)
	v.device.mu.Lock()
	v.buf = append(v.buf, b[:n]...)
	v.device.mu.Unlock()
}

func (v *fakeVoice) Play()  { v.fill() }
func (v *fakeVoice) Pause() { v.device.mu.Lock(); v.paused = true; v.device.mu.Unlock() }
func (v *fakeVoice) BufferedSize() int {
	v.device.mu.Lock()
	defer v.device.mu.Unlock()
	return len(v.buf)
}

const fakeRate = 8000

func fakePlayer(t *testing.T) (*fakeDevice, *Player) {
	t.Helper()
	d := &fakeDevice{hertz: fakeRate}
	p, err := newPlayer(d, fakeRate)
	if err != nil {
		t.Fatal(err)
	}
	return d, p
}

func counting(n int) []float32 {
	wave := make([]float32, n)
	for i := range wave {
		wave[i] = float32(i + 1)
	}
	return wave
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

func TestPlayerPlaysWhatIsWrittenInOrder(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	d.run(t)
	wave := counting(20000)
	for block := range slices.Chunk(wave, 777) {
		if err := p.Write(t.Context(), block); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.heard(), wave) {
		t.Errorf("heard %d samples, or others than the %d written", len(d.heard()), len(wave))
	}
	if want := duration(len(wave), fakeRate); p.Position() != want {
		t.Errorf("position %v, want %v", p.Position(), want)
	}
	if err := errors.Join(p.Write(t.Context(), wave[:10]), p.Drain(t.Context())); err != nil {
		t.Fatal(err)
	}
	if got := d.heard(); !slices.Equal(got[len(wave):], wave[:10]) || p.Position() != duration(10, fakeRate) {
		t.Errorf("the second stream: %d samples, position %v", len(got)-len(wave), p.Position())
	}
}

func TestWriteWaitsWhileEnoughIsQueued(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	err := p.Write(soon(t), counting(2*fakeRate))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("a device that stands still: %v", err)
	}
	waiting, handed := p.queue.state()
	ahead := duration(waiting+handed, fakeRate)
	if ahead < queuedAhead || ahead > queuedAhead+voiceBuffer {
		t.Errorf("%v queued, want about %v", ahead, queuedAhead)
	}
	if p.Position() != 0 {
		t.Errorf("position %v though nothing was played", p.Position())
	}
	d.block(100)
	if p.Position() != duration(100, fakeRate) {
		t.Errorf("position %v after 100 samples", p.Position())
	}
}

func TestSoundStartsBeforeTheStreamIsWhole(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	first := p.samples(fakeRate, voiceBuffer)
	if err := p.Write(t.Context(), counting(first-1)); err != nil || p.voice != nil {
		t.Errorf("one sample short of a buffer: voice %v, %v", p.voice, err)
	}
	if err := p.Write(t.Context(), []float32{float32(first)}); err != nil {
		t.Fatal(err)
	}
	if d.block(first); len(d.heard()) != first {
		t.Errorf("heard %d samples of the first %d", len(d.heard()), first)
	}
}

func TestPauseHoldsAndResumeLosesNothing(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	wave := counting(3000)
	if err := p.Write(t.Context(), wave); err != nil {
		t.Fatal(err)
	}
	d.block(500)
	p.Pause()
	for range 20 {
		d.block(500)
	}
	if held := len(d.heard()); held > 500+p.samples(fakeRate, voiceBuffer) || p.Position() != duration(held, fakeRate) {
		t.Errorf("%d samples played, position %v", held, p.Position())
	}
	if err := p.Drain(soon(t)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Drain while paused: %v", err)
	}
	p.Resume()
	d.run(t)
	if err := p.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.heard(), wave) {
		t.Errorf("heard %d samples, or others than the %d written", len(d.heard()), len(wave))
	}
}

func TestAPlayerPausedFromTheStartPlaysAfterResume(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	p.Pause()
	wave := counting(1000)
	if err := p.Write(t.Context(), wave); err != nil {
		t.Fatal(err)
	}
	if d.block(1000); len(d.heard()) != 0 {
		t.Error("sound while paused")
	}
	p.Resume()
	d.run(t)
	if err := p.Drain(t.Context()); err != nil || !slices.Equal(d.heard(), wave) {
		t.Errorf("heard %d samples, %v", len(d.heard()), err)
	}
}

func TestStopFreesAWaitingWrite(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	failed := make(chan error)
	go func() { failed <- p.Write(t.Context(), counting(2*fakeRate)) }()
	for p.Position() == 0 {
		d.block(1)
	}
	p.Stop()
	if err := <-failed; !errors.Is(err, ErrStopped) {
		t.Errorf("the waiting Write: %v", err)
	}
	heard := len(d.heard())
	for range 10 {
		d.block(100)
	}
	if len(d.heard()) != heard {
		t.Error("sound after Stop")
	}
	d.run(t)
	if err := errors.Join(p.Write(t.Context(), []float32{-1}), p.Drain(t.Context())); err != nil {
		t.Fatal(err)
	}
	if got := d.heard()[heard:]; !slices.Equal(got, []float32{-1}) {
		t.Errorf("after Stop a new stream gave %d samples", len(got))
	}
	p.Close()
	if err := p.Write(t.Context(), nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Write after Close: %v", err)
	}
}

func TestADeviceThatGoesAwayEndsWaiting(t *testing.T) {
	t.Parallel()
	d, p := fakePlayer(t)
	d.mu.Lock()
	d.gone = ErrNoDevice
	d.mu.Unlock()
	if err := p.Write(t.Context(), counting(2*fakeRate)); !errors.Is(err, ErrNoDevice) {
		t.Errorf("got %v", err)
	}
}

func TestPlayerAtAnotherRateIsResampled(t *testing.T) {
	t.Parallel()
	d := &fakeDevice{hertz: 22050}
	p, err := newPlayer(d, 16000)
	if err != nil {
		t.Fatal(err)
	}
	d.run(t)
	wave := noise(0.5, 8000, 1)
	if err := errors.Join(p.Write(t.Context(), wave), p.Drain(t.Context())); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.heard(), resampled(t, wave, 16000, 22050)) {
		t.Error("not what Resample gives")
	}
}

func fakeClip(t *testing.T, wave []float32) (*fakeDevice, *ClipPlayer) {
	t.Helper()
	d := &fakeDevice{hertz: fakeRate}
	c, err := newClipPlayer(d, wave, fakeRate)
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

func TestClipPlaysPausesAndSeeks(t *testing.T) {
	t.Parallel()
	wave := counting(8000)
	d, c := fakeClip(t, wave)
	if c.Playing() || c.Position() != 0 || c.Duration() != time.Second {
		t.Errorf("at first: playing %v, at %v of %v", c.Playing(), c.Position(), c.Duration())
	}
	c.Resume()
	d.block(300)
	c.Pause()
	for range 5 {
		d.block(1000)
	}
	held := len(d.heard())
	if c.Playing() || c.Position() != duration(held, fakeRate) || held > 300+p50() {
		t.Errorf("paused: playing %v at %v after %d samples", c.Playing(), c.Position(), held)
	}
	c.Resume()
	d.block(100)
	c.Seek(900 * time.Millisecond)
	before := len(d.heard())
	if c.Position() != 900*time.Millisecond || !c.Playing() {
		t.Errorf("after Seek: playing %v at %v", c.Playing(), c.Position())
	}
	d.run(t)
	if err := c.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := d.heard()
	if !slices.Equal(got[:before], wave[:before]) || !slices.Equal(got[before:], wave[7200:]) {
		t.Errorf("heard %d samples before Seek and %d after, or others than those", before, len(got)-before)
	}
	if c.Playing() || c.Position() != time.Second {
		t.Errorf("at the end: playing %v at %v", c.Playing(), c.Position())
	}
}

func p50() int { return fakeRate * int(voiceBuffer/time.Millisecond) / 1000 }

func TestClipBeginsAgainAfterItsEnd(t *testing.T) {
	t.Parallel()
	wave := counting(500)
	d, c := fakeClip(t, wave)
	d.run(t)
	for range 2 {
		c.Resume()
		if err := c.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.heard(); !slices.Equal(got, append(counting(500), wave...)) {
		t.Errorf("heard %d samples", len(got))
	}
}

func TestSeekingAPausedClipIsSilentAndHeldWithinIt(t *testing.T) {
	t.Parallel()
	d, c := fakeClip(t, counting(800))
	for _, to := range []time.Duration{-time.Second, 50 * time.Millisecond, time.Hour} {
		c.Seek(to)
		want := min(max(to, 0), 100*time.Millisecond)
		if d.block(100); c.Position() != want || len(d.heard()) != 0 {
			t.Errorf("Seek(%v): at %v, %d samples heard", to, c.Position(), len(d.heard()))
		}
	}
	c.Close()
	if c.Playing() {
		t.Error("playing after Close")
	}
}
