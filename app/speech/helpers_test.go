package speech

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/app/library"
	"avagar/engine/acoustic"
	"avagar/engine/audio"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/voice"
)

const tinyRate = 8000

// tinyVoice puts a voice that is quick to compute into a home folder.
func tinyVoice(home string) error {
	p := mel.Params{
		SampleRate: tinyRate, FFTSize: 128, HopLength: 64, WinLength: 128, Bands: 4, LowHz: 0, HighHz: 4000, Floor: 1e-5,
		Cepstra: 5, Warp: 0.31, Aperiodicities: 2, F0MinHz: 60, F0MaxHz: 400,
	}
	c, err := acoustic.ConfigFor("base", append([]string{phoneme.Pause}, phoneme.Persian...), 1, p)
	if err != nil {
		return err
	}
	c.Width, c.Inner, c.Heads, c.Encoder, c.Decoder = 8, 8, 1, 1, 1
	s := acoustic.Stats{Mean: make([]float32, p.Bands+p.Cepstra+2+p.Aperiodicities)}
	for range s.Mean {
		s.Scale = append(s.Scale, 0.2)
	}
	s.Mean[p.Bands], s.Mean[p.Bands+p.Cepstra], s.Mean[p.Bands+p.Cepstra+1] = -3, float32(math.Log(130)), 0.5
	m, err := acoustic.New(c, s, 7)
	if err != nil {
		return err
	}
	for _, t := range m.Tensors() {
		if t.Name == "duration.2.b" {
			t.Data[0] = float32(math.Log1p(8))
		}
	}
	v := &voice.Voice{Model: m, Info: voice.Info{ID: "tiny", Name: "tiny", Language: "fa", License: "CC0-1.0"}}
	return v.Save((&library.Library{Home: home}).Path("tiny"))
}

// memory is a store without a disk.
type memory struct {
	mu   sync.Mutex
	rows []app.Spoken
	own  map[string]app.Pronunciation
	fail error
}

func (m *memory) AddSpoken(_ context.Context, s app.Spoken) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s.ID = int64(len(m.rows) + 1)
	m.rows = append(m.rows, s)
	return s.ID, m.fail
}

func (m *memory) History(context.Context, int64, string, int64, int) ([]app.Spoken, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.rows), m.fail
}

func (m *memory) DeleteSpoken(context.Context, int64, int64) error { return m.fail }
func (m *memory) ClearHistory(context.Context, int64) error        { return m.fail }

func (m *memory) Pronunciations(context.Context, int64) ([]app.Pronunciation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []app.Pronunciation
	for _, p := range m.own {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b app.Pronunciation) int { return strings.Compare(a.Word, b.Word) })
	return out, m.fail
}

func (m *memory) PutPronunciation(_ context.Context, p app.Pronunciation) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.own == nil {
		m.own = map[string]app.Pronunciation{}
	}
	m.own[p.Word] = p
	return m.fail
}

func (m *memory) DeletePronunciation(_ context.Context, _ int64, word string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.own, word)
	return m.fail
}

// card is a sound device that plays speed times as fast as sound, or stands
// still.
type card struct {
	speed float64
	gone  bool

	mu    sync.Mutex
	stuck bool
	heard []float32
	opens int
}

func (c *card) open(rate int) (player, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opens++
	if c.gone {
		return nil, audio.ErrNoDevice
	}
	return &stream{card: c, rate: rate, at: time.Now()}, nil
}

func (c *card) sound() []float32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.heard)
}

// stream keeps time as an audio.Player does; card.mu guards it.
type stream struct {
	card    *card
	rate    int
	waiting []float32
	played  int
	at      time.Time // when played was true
	paused  bool
	stopped bool
}

// play moves what was due by now to what was heard.
func (s *stream) play() {
	n := int(time.Since(s.at).Seconds() * float64(s.rate) * s.card.speed)
	if s.paused || s.stopped || s.card.stuck || n == 0 {
		if n > 0 {
			s.at = time.Now()
		}
		return
	}
	n = min(n, len(s.waiting))
	s.card.heard = append(s.card.heard, s.waiting[:n]...)
	s.waiting, s.played, s.at = s.waiting[n:], s.played+n, time.Now()
}

func (s *stream) locked(f func()) {
	s.card.mu.Lock()
	defer s.card.mu.Unlock()
	s.play()
	f()
}

func (s *stream) until(ctx context.Context, left int) error {
	for {
		var stopped, enough bool
		s.locked(func() { stopped, enough = s.stopped, len(s.waiting) <= left })
		switch {
		case stopped:
			return audio.ErrStopped
		case ctx.Err() != nil:
			return ctx.Err()
		case enough:
			return nil
		}
		time.Sleep(time.Millisecond)
	}
}

func (s *stream) Write(ctx context.Context, wave []float32) error {
	s.locked(func() {
		if !s.stopped {
			s.waiting = append(s.waiting, wave...)
		}
	})
	return s.until(ctx, s.rate*2/5)
}

func (s *stream) Drain(ctx context.Context) error { return s.until(ctx, 0) }

func (s *stream) Position() (d time.Duration) {
	s.locked(func() { d = time.Duration(float64(s.played) / float64(s.rate) * float64(time.Second)) })
	return d
}

func (s *stream) Pause()  { s.locked(func() { s.paused = true }) }
func (s *stream) Resume() { s.locked(func() { s.paused = false }) }
func (s *stream) Stop()   { s.locked(func() { s.stopped, s.waiting = true, nil }) }
func (s *stream) Close()  { s.Stop() }

// newService speaks with the tiny voice to c.
func newService(t *testing.T, c *card) (*Service, *memory) {
	t.Helper()
	home := t.TempDir()
	l := &library.Library{Home: home}
	if err := makeFolder(l.Folder()); err != nil {
		t.Fatal(err)
	}
	if err := tinyVoice(home); err != nil {
		t.Fatal(err)
	}
	m := &memory{}
	runner := jobs.New(t.Context())
	s := New(l, m, runner, 3)
	s.open = c.open
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		runner.Close()
	})
	return s, m
}

const text = "سلام، این یک آزمایش است. هوا امروز چگونه است؟ خوب!"

func request(text string) Request { return Request{Text: text, Voice: "tiny", Volume: 1} }

// say is what `avagar say` makes of a text, as a file holds it.
func say(t *testing.T, s *Service, text string, o voice.Options) []float32 {
	t.Helper()
	v, err := s.Library.Get("tiny")
	if err != nil {
		t.Fatal(err)
	}
	var wave []float32
	if err := v.Speak(t.Context(), strings.NewReader(text), o, func(w []float32) error {
		for _, x := range w {
			wave = append(wave, float32(quantize(x))/32768)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return wave
}

// until waits for a Progress.
func until(t *testing.T, s *Service, want string, ok func(Progress) bool) Progress {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		p := s.Now()
		if ok(p) {
			return p
		}
		if time.Now().After(deadline) {
			t.Fatalf("not %s: %+v", want, p)
		}
		time.Sleep(time.Millisecond)
	}
}

func idle(p Progress) bool     { return p.State == Idle }
func speaking(p Progress) bool { return p.State == Speaking }

// settled waits until the job has nothing left to do.
func settled(t *testing.T, s *Service) Progress {
	t.Helper()
	until(t, s, "idle", idle)
	for s.Jobs.Running(job) {
		time.Sleep(time.Millisecond)
	}
	return s.Now()
}
