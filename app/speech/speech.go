// Package speech speaks a person's texts: to the sound device, sentence by
// sentence while the rest is being made, and into files. It keeps a history of
// what was spoken and the person's corrections of how words are read.
package speech

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/app/library"
	"avagar/engine/audio"
	"avagar/engine/disk"
	"avagar/engine/voice"
)

// Request is a text to be spoken.
type Request struct {
	Text    string
	From    int           // byte of Text; speech starts with the sentence around it
	Voice   string        // id; empty for the built-in one
	Options voice.Options // G2P is the service's to fill
	Volume  float64       // 0 to 1, of what is heard; files are not changed by it
}

// check returns voice.ErrOptions, or app.ErrBadInput for a place outside of the
// text.
func (r Request) check() error {
	if err := r.Options.Check(); err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	if r.From < 0 || r.From > len(r.Text) {
		return fmt.Errorf("speech: byte %d of %d: %w", r.From, len(r.Text), app.ErrBadInput)
	}
	return nil
}

// State is what the service is doing.
type State int

// The states. A speech is Preparing until its first sound is heard.
const (
	Idle State = iota
	Preparing
	Speaking
	Paused
)

// Progress is how far the present speech, or the last one, has come.
type Progress struct {
	State    State
	From, To int           // bytes of the sentence being heard; From == To for none
	Position time.Duration // what the device has played
	Made     time.Duration // what is made and can be heard
	Done     bool          // all of the text is made
	Err      error         // why it ended, where it did not end well
	NoDevice bool          // there is no sound device, or it went away
}

// keeper is what the service asks of the store.
type keeper interface {
	AddSpoken(ctx context.Context, s app.Spoken) (int64, error)
	History(ctx context.Context, user int64, query string, before int64, limit int) ([]app.Spoken, error)
	DeleteSpoken(ctx context.Context, user, id int64) error
	ClearHistory(ctx context.Context, user int64) error
	Pronunciations(ctx context.Context, user int64) ([]app.Pronunciation, error)
	PutPronunciation(ctx context.Context, p app.Pronunciation) error
	DeletePronunciation(ctx context.Context, user int64, word string) error
}

// player is what the service asks of an audio.Player: one stream of samples.
type player interface {
	Write(ctx context.Context, wave []float32) error
	Drain(ctx context.Context) error
	Position() time.Duration
	Pause()
	Resume()
	Stop()
	Close()
}

// job is the key that everything is spoken under.
const job = "speak"

// Service speaks one text at a time. Its methods may be called from any
// goroutine and, but for those with a context, return at once.
type Service struct {
	Library *library.Library
	Store   keeper
	Jobs    *jobs.Runner
	User    int64

	// Progress tells of the speech some 20 times a second while it sounds, and
	// whenever its state changes. The newest value is always told last.
	Progress app.Topic[Progress]

	open  func(rate int) (player, error)
	free  func(folder string) (int64, error) // bytes
	stall time.Duration                      // of a position that should move: the device is gone
	ahead time.Duration                      // made beyond what is heard

	telling atomic.Int64 // calls of tell that wait for the one at work

	mu      sync.Mutex // guards what follows
	current *session
	next    func(context.Context) // waits for the worker
	working bool                  // the job runs, or is being started
	cancel  context.CancelFunc    // of what the job does now
	closed  bool
	words   corrections
	voices  opened
	last    app.Spoken // the newest row of history that is ours
}

// New returns the service of one person.
func New(l *library.Library, s keeper, j *jobs.Runner, user int64) *Service {
	return &Service{
		Library: l, Store: s, Jobs: j, User: user,
		open:  func(rate int) (player, error) { return audio.OpenPlayer(rate) },
		free:  disk.Free,
		stall: 3 * time.Second, ahead: time.Minute,
	}
}

// Speak speaks a text, in place of what is being spoken. What cannot be known at
// once, as a voice that cannot be opened, is told by Progress.
func (s *Service) Speak(r Request) error {
	r.Options.G2P = nil
	if err := r.check(); err != nil {
		return err
	}
	e := newSession(s, r)
	return s.begin(e, e.run)
}

// begin makes e the present speech and has the job run it next.
func (s *Service) begin(e *session, run func(context.Context)) error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return fmt.Errorf("speech: %w", app.ErrClosed)
	}
	s.halt()
	s.current, s.next = e, run
	start := !s.working
	s.working = true
	s.mu.Unlock()
	defer s.tell()
	if !start {
		return nil
	}
	if err := s.start(); err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.working, s.next = false, nil
		e.halt()
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}

// halt silences what is being spoken; s.mu is held.
func (s *Service) halt() {
	s.next = nil
	if s.cancel != nil {
		s.cancel()
	}
	if s.current != nil {
		s.current.halt()
	}
}

// start starts the job. One that has nothing left to do may still be ending.
func (s *Service) start() error {
	for {
		err := s.Jobs.Start(job, s.work)
		if !errors.Is(err, app.ErrBusy) {
			return err
		}
		if err := s.Jobs.Wait(context.Background(), job); err != nil {
			slog.Error("speech: the last job", "error", err)
		}
	}
}

// work speaks one text after another while there is one.
func (s *Service) work(ctx context.Context) error {
	ended := false
	defer func() {
		if !ended { // by a panic
			s.mu.Lock()
			s.working, s.cancel = false, nil
			s.mu.Unlock()
		}
	}()
	for {
		run, one, cancel := s.take(ctx)
		if run == nil {
			ended = true
			return nil
		}
		run(one)
		cancel()
		s.tell()
	}
}

func (s *Service) take(ctx context.Context) (run func(context.Context), one context.Context, cancel context.CancelFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	run, s.next, s.cancel = s.next, nil, nil
	if run == nil || ctx.Err() != nil {
		s.working = false
		return nil, nil, nil
	}
	one, s.cancel = context.WithCancel(ctx)
	return run, one, s.cancel
}

// Pause falls silent; Resume goes on from there.
func (s *Service) Pause() { s.pause(true) }

// Resume goes on after Pause.
func (s *Service) Resume() { s.pause(false) }

func (s *Service) pause(on bool) {
	if e := s.session(); e != nil {
		e.pause(on)
		s.tell()
	}
}

// Stop ends the speech.
func (s *Service) Stop() {
	s.mu.Lock()
	s.halt()
	s.mu.Unlock()
	s.tell()
}

// Seek goes on from a time of the wave, held within what is made and still
// kept. After the end, or Stop, it plays again what was made.
func (s *Service) Seek(at time.Duration) {
	e := s.session()
	if e == nil {
		return
	}
	if e.seekTo(at) {
		s.tell()
		return
	}
	if e.replayable() {
		if err := s.begin(e, func(ctx context.Context) { e.replay(ctx, at) }); err != nil {
			slog.Error("speech: seek", "error", err)
		}
	}
}

// SetVolume changes the loudness of what is heard, 0 to 1, within half a second.
func (s *Service) SetVolume(v float64) {
	if e := s.session(); e != nil {
		e.setVolume(v)
	}
}

func volume(v float64) float64 {
	if math.IsNaN(v) {
		return 1
	}
	return max(0, min(v, 1))
}

func (s *Service) session() *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

// Now is the newest Progress.
func (s *Service) Now() Progress {
	if e := s.session(); e != nil {
		return e.progress()
	}
	return Progress{}
}

// tell publishes the newest Progress. While one goroutine publishes the others
// leave it to that one, so nothing older is told after something newer, and a
// subscriber may call the service.
func (s *Service) tell() {
	if s.telling.Add(1) > 1 {
		return
	}
	for {
		n := s.telling.Load()
		s.Progress.Publish(s.Now())
		if s.telling.CompareAndSwap(n, 0) {
			return
		}
	}
}

// Picture is what has been made of the present speech, or the last one.
func (s *Service) Picture() Picture {
	if e := s.session(); e != nil {
		return e.picture()
	}
	return Picture{}
}

// Close stops and waits until nothing of the service runs any more.
func (s *Service) Close() error {
	s.mu.Lock()
	s.closed = true
	s.halt()
	s.mu.Unlock()
	if err := s.Jobs.Wait(context.Background(), job); err != nil && !errors.Is(err, app.ErrNotFound) {
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}
