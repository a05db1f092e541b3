package speech

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"avagar/engine/audio"
	"avagar/engine/persian"
	"avagar/engine/voice"
)

// session is one text being spoken: one goroutine makes the wave, one plays it.
type session struct {
	service *Service
	request Request
	voice   string // id

	mu       sync.Mutex // guards what follows
	news     *sync.Cond
	rec      *recording // nil until the voice is open
	out      player     // nil until the device is open
	base     int        // sample that out's stream began with
	written  int        // sample that out is given next
	heard    int        // sample last known to be played
	seek     int        // sample to go on from, -1 for none
	volume   float64
	paused   bool
	sounded  bool // something was heard
	draining bool // out has all it will get
	lost     bool // the device is gone
	stopped  bool // by the person
	over     bool // nothing will be played any more
	done     bool // the whole text is made
	making   bool
	err      error
}

func newSession(s *Service, r Request) *session {
	e := &session{service: s, request: r, volume: volume(r.Volume), making: true}
	e.news = sync.NewCond(&e.mu)
	return e
}

// locked runs f alone and wakes whoever waits for a change.
func (e *session) locked(f func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	f()
	e.news.Broadcast()
}

// run speaks the text to its end.
func (e *session) run(ctx context.Context) {
	defer context.AfterFunc(ctx, func() { e.locked(func() {}) })()
	v, o, err := e.prepare(ctx)
	if err != nil {
		e.locked(func() { e.making, e.over, e.err = false, true, lasting(err) })
		return
	}
	e.watched(ctx, func() {
		var playing sync.WaitGroup
		playing.Go(func() { e.play(ctx) })
		err := e.make(ctx, v, o)
		e.locked(func() {
			e.making, e.done = false, err == nil
			if e.err == nil {
				e.err = lasting(err)
			}
		})
		playing.Wait()
	})
	e.keep(ctx)
}

// lasting leaves out that the person stopped the speech, which is no error.
func lasting(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, audio.ErrStopped) || errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func (e *session) prepare(ctx context.Context) (*voice.Voice, voice.Options, error) {
	o := e.request.Options
	v, err := e.service.voice(e.request.Voice)
	if err != nil {
		return nil, o, err
	}
	if o.G2P, err = e.service.g2p(ctx); err != nil {
		return nil, o, err
	}
	p := v.Model.Config.Params
	e.locked(func() {
		e.voice = v.Info.ID
		if e.request.Voice != "" {
			e.voice = e.request.Voice
		}
		e.rec = newRecording(p.SampleRate, p.HopLength, p.Bands)
	})
	return v, o, nil
}

// errEnough ends a speech that nobody hears once the wave kept is full.
var errEnough = errors.New("speech: enough without a device")

// make makes the wave from the request's sentence on.
func (e *session) make(ctx context.Context, v *voice.Voice, o voice.Options) error {
	start := sentenceStart(e.request.Text, e.request.From)
	err := v.SpeakPieces(ctx, strings.NewReader(e.request.Text[start:]), o, voice.Listener{
		Piece: func(p persian.Piece, at int) error {
			e.locked(func() { e.rec.spans = append(e.rec.spans, span{start + p.From, start + p.To, at}) })
			return nil
		},
		Frames: func(mel []float32) error {
			e.locked(func() { e.rec.mel = append(e.rec.mel, mel...) })
			return nil
		},
		Samples: func(wave []float32) error { return e.add(ctx, wave) },
	})
	if err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}

// sentenceStart is where the piece around a byte begins: pieces of the rest of
// a text are those of the whole.
func sentenceStart(text string, at int) int {
	if at == 0 {
		return 0
	}
	for p, err := range persian.Pieces(strings.NewReader(text)) {
		if err == nil && p.To > at {
			return p.From
		}
	}
	return len(text)
}

// add takes in a block, and waits while enough is made ahead of what is heard.
func (e *session) add(ctx context.Context, wave []float32) error {
	e.locked(func() { e.rec.add(wave) })
	e.mu.Lock()
	defer e.mu.Unlock()
	for ctx.Err() == nil && !e.over && e.rec.made-e.position() > e.rec.samples(e.service.ahead) {
		e.news.Wait()
	}
	if e.over && e.rec.made >= e.rec.keep {
		return errEnough
	}
	return ctx.Err()
}

// position is the sample that the device has played; e.mu is held.
func (e *session) position() int {
	switch {
	case e.rec == nil:
		return 0
	case e.seek >= 0:
		return e.rec.within(e.seek)
	case e.out != nil:
		e.heard = max(e.base, min(e.base+e.rec.samples(e.out.Position()), e.written))
		e.sounded = e.sounded || e.heard > e.base
	}
	return e.heard
}

func (e *session) progress() Progress {
	e.mu.Lock()
	defer e.mu.Unlock()
	p := Progress{Err: e.err, Done: e.done, NoDevice: errors.Is(e.err, audio.ErrNoDevice)}
	at := e.position()
	p.State = e.state()
	if e.rec == nil {
		return p
	}
	p.Position, p.Made = e.rec.time(at), e.rec.time(e.rec.made)
	if p.State != Idle {
		p.From, p.To = e.rec.sentence(at)
	}
	return p
}

func (e *session) state() State {
	switch {
	case e.stopped || e.over:
		return Idle
	case e.paused:
		return Paused
	case !e.sounded:
		return Preparing
	}
	return Speaking
}

func (e *session) picture() Picture {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rec == nil {
		return Picture{}
	}
	return e.rec.picture()
}

func (e *session) setVolume(v float64) { e.locked(func() { e.volume = volume(v) }) }

// halt falls silent for good; whoever calls it has cancelled the context too.
func (e *session) halt() {
	e.locked(func() {
		e.position()
		e.stopped = true
		if e.out != nil {
			e.out.Stop()
		}
	})
}

func (e *session) pause(on bool) {
	e.locked(func() {
		if e.stopped || e.over {
			return
		}
		e.paused = on
		if e.out == nil {
			return
		}
		if on {
			e.out.Pause()
		} else {
			e.out.Resume()
		}
	})
}

// seekTo moves a speech under way, and tells whether it is.
func (e *session) seekTo(at time.Duration) (moved bool) {
	e.locked(func() {
		if e.stopped || e.over {
			return
		}
		moved = true
		if e.rec == nil {
			return
		}
		e.seek = e.rec.within(e.rec.samples(at))
		if e.out != nil {
			e.out.Stop() // frees a Write that waits; what it dropped is behind us
		}
	})
	return moved
}

// replayable tells whether there is a wave to hear again.
func (e *session) replayable() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.rec != nil && e.rec.made > 0 && !(e.making && !e.stopped)
}

// replay plays again what was made.
func (e *session) replay(ctx context.Context, at time.Duration) {
	defer context.AfterFunc(ctx, func() { e.locked(func() {}) })()
	e.locked(func() {
		e.stopped, e.over, e.lost, e.paused, e.sounded, e.err = false, false, false, false, false, nil
		e.heard = e.rec.within(e.rec.samples(at))
		e.seek = e.heard
	})
	e.watched(ctx, func() { e.play(ctx) })
}
