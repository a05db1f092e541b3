package voice

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"avagar/engine/acoustic"
	"avagar/engine/persian"
	"avagar/engine/phoneme"
	"avagar/engine/vocoder"
)

// Options change how a voice speaks. The zero value speaks as it learned.
type Options struct {
	Speed   float64 // 0.3 to 5; 0 means 1
	Pitch   float64 // semitones up, -12 to 12
	Range   float64 // of the melody, 0.1 to 3; 0 means 1
	Energy  float64 // dB, -30 to 12
	Speaker int     // from 0; a voice knows how many it has

	G2P *phoneme.G2P // reads the words; nil for the one that all share
}

// Check returns ErrOptions for values out of range.
func (o Options) Check() error {
	between := func(name string, v, low, high float64) error {
		if math.IsNaN(v) || v < low || v > high {
			return fmt.Errorf("%w: %s %g is not from %g to %g", ErrOptions, name, v, low, high)
		}
		return nil
	}
	var errs []error
	if o.Speed != 0 {
		errs = append(errs, between("speed", o.Speed, 0.3, 5))
	}
	if o.Range != 0 {
		errs = append(errs, between("range", o.Range, 0.1, 3))
	}
	errs = append(errs, between("pitch", o.Pitch, -12, 12), between("energy", o.Energy, -30, 12))
	return errors.Join(errs...)
}

// blocks is how many the vocoder speaks in a second of sound.
const blocks = 20

// speech is one call of Speak: the network's and the vocoder's state.
type speech struct {
	ctx   context.Context
	voice *Voice
	o     Options
	net   *acoustic.Synthesizer
	voc   *vocoder.HarmonicNoise
	to    Listener
	made  int // frames
}

// Listener hears what a speech is made of while it is made. An error that one of
// its functions returns ends the speech. Functions may be nil.
type Listener struct {
	// Piece tells which piece of the text begins at which sample of the wave.
	Piece func(p persian.Piece, at int) error
	// Frames gives log mel frames [frames][bands], each HopLength samples of the
	// wave. They are ahead of the samples by what the vocoder holds back.
	Frames func(mel []float32) error
	// Samples gives the wave in blocks of about 50 ms.
	Samples func(wave []float32) error
}

// Speak reads text to its end and hands samples to sink as soon as they are
// made, in blocks of about 50 ms, in memory that does not grow with the text.
// Samples given to sink are overwritten by no one. It returns ErrNothingToSay
// for a text without anything to speak, sink's errors and ctx's.
func (v *Voice) Speak(ctx context.Context, text io.Reader, o Options, sink func(samples []float32) error) error {
	return v.SpeakPieces(ctx, text, o, Listener{Samples: sink})
}

// SpeakPieces is Speak for one who wants to know more than the samples.
func (v *Voice) SpeakPieces(ctx context.Context, text io.Reader, o Options, to Listener) error {
	return v.speak(ctx, o, to, func(s *speech) error {
		g2p, err := o.reader()
		if err != nil {
			return fmt.Errorf("voice: phonemes: %w", err)
		}
		for piece, err := range persian.Pieces(reader{ctx, text}) {
			if err != nil {
				return fmt.Errorf("voice: read text: %w", err)
			}
			if err := s.piece(piece, g2p.Utterance(persian.Normalize(piece.Text))); err != nil {
				return err
			}
		}
		return nil
	})
}

func (o Options) reader() (*phoneme.G2P, error) {
	if o.G2P != nil {
		return o.G2P, nil
	}
	return phoneme.New()
}

func (s *speech) piece(p persian.Piece, u phoneme.Utterance) error {
	if s.to.Piece != nil && len(u.Phrases) > 0 {
		if err := s.to.Piece(p, s.made*s.voice.Model.Config.Params.HopLength); err != nil {
			return err
		}
	}
	return s.utter(u)
}

// SpeakUtterance is Speak for phonemes.
func (v *Voice) SpeakUtterance(ctx context.Context, u phoneme.Utterance, o Options, sink func(samples []float32) error) error {
	return v.speak(ctx, o, Listener{Samples: sink}, func(s *speech) error { return s.utter(u) })
}

// reader notices a cancelled context where a text has nothing to say for long.
type reader struct {
	ctx  context.Context
	text io.Reader
}

func (r reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.text.Read(b)
}

func (v *Voice) speak(ctx context.Context, o Options, to Listener, all func(*speech) error) error {
	if err := o.Check(); err != nil {
		return err
	}
	if n := v.Model.Config.Speakers; o.Speaker < 0 || o.Speaker >= n {
		return fmt.Errorf("%w: speaker %d of %d", ErrOptions, o.Speaker, n)
	}
	voc, err := vocoder.New(v.Model.Config.Params, vocoder.Options{Postfilter: v.Model.Sharpness(o.Speaker)})
	if err != nil {
		return fmt.Errorf("voice: %w", err)
	}
	s := &speech{ctx: ctx, voice: v, o: o, net: v.borrow(), voc: voc, to: to}
	defer v.giveBack(s.net)
	if err := all(s); err != nil {
		return err
	}
	if s.made == 0 {
		return ErrNothingToSay
	}
	return s.sink(s.voc.Flush())
}

// utter speaks one utterance up to its last block.
func (s *speech) utter(u phoneme.Utterance) error {
	tokens := u.Tokens()
	if len(tokens) < 2 {
		return nil
	}
	for _, part := range acoustic.Stretches(tokens) {
		if err := s.stretch(part); err != nil {
			return err
		}
	}
	return nil
}

func (s *speech) stretch(tokens []phoneme.Token) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	plan, err := s.net.Plan(tokens, acoustic.Controls{
		Speed: s.o.Speed, Pitch: s.o.Pitch, Range: s.o.Range, Energy: s.o.Energy, Speaker: s.o.Speaker,
	})
	if err != nil {
		return fmt.Errorf("voice: %w", err)
	}
	for i := range plan.Segments() {
		if err := s.segment(plan, i); err != nil {
			return err
		}
	}
	return nil
}

func (s *speech) segment(plan *acoustic.Plan, i int) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	f, err := s.net.Frames(plan, i)
	if err != nil {
		return fmt.Errorf("voice: %w", err)
	}
	p := s.voice.Model.Config.Params
	step := max(1, p.SampleRate/blocks/p.HopLength)
	for t := 0; t < f.Frames; t += step {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		part := f.Slice(p, t, min(t+step, f.Frames))
		if s.to.Frames != nil {
			if err := s.to.Frames(part.Mel); err != nil {
				return err
			}
		}
		s.made += part.Frames
		if err := s.sink(s.voc.Write(part)); err != nil {
			return err
		}
	}
	return nil
}

func (s *speech) sink(wave []float32) error {
	if s.to.Samples == nil {
		return nil
	}
	return s.to.Samples(wave)
}
