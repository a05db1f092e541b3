package speech

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"avagar/engine/audio"
	"avagar/engine/persian"
	"avagar/engine/voice"
)

// ErrNoSpace says that a disk has no room for a file.
var ErrNoSpace = errors.New("speech: no room on the disk")

const (
	reserve      = 16 << 20 // bytes that an export leaves free
	slowestRunes = 10       // of a text in a second at plain speed
)

// Export speaks a text into a 16-bit WAV file at rate Hz, 0 for the voice's own.
// The file appears whole or not at all. progress, unless nil, is told the share
// that is done. It returns ErrNoSpace before it begins where the disk has too
// little room.
func (s *Service) Export(ctx context.Context, r Request, path string, rate int, progress func(done float64)) error {
	if err := r.check(); err != nil {
		return err
	}
	v, err := s.voice(r.Voice)
	if err != nil {
		return err
	}
	if r.Options.G2P, err = s.g2p(ctx); err != nil {
		return err
	}
	if rate == 0 {
		rate = v.SampleRate()
	}
	r.Text = r.Text[sentenceStart(r.Text, r.From):]
	if err := s.room(r, path, rate); err != nil {
		return err
	}
	w, err := audio.CreateWAV(path, rate)
	if err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	if err := write(ctx, v, r, w, rate, progress); err != nil {
		return fmt.Errorf("speech: %w", errors.Join(err, w.Abort()))
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	if progress != nil {
		progress(1)
	}
	return nil
}

// room compares what a file will need, rather more than less, with what is free.
func (s *Service) room(r Request, path string, rate int) error {
	free, err := s.free(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	speed := r.Options.Speed
	if speed == 0 {
		speed = 1
	}
	need := int64(float64(utf8.RuneCountInString(r.Text))/slowestRunes/speed*float64(2*rate)) + reserve
	if free < need {
		return fmt.Errorf("%w: %d bytes needed, %d free", ErrNoSpace, need, free)
	}
	return nil
}

func write(ctx context.Context, v *voice.Voice, r Request, w *audio.WAVWriter, rate int, progress func(float64)) error {
	resampler, err := audio.NewResampler(v.SampleRate(), rate)
	if err != nil {
		return err
	}
	err = v.SpeakPieces(ctx, strings.NewReader(r.Text), r.Options, voice.Listener{
		Piece: func(p persian.Piece, _ int) error {
			if progress != nil {
				progress(float64(p.From) / float64(len(r.Text)))
			}
			return nil
		},
		Samples: func(wave []float32) error { return w.Write(resampler.Write(wave)) },
	})
	if err != nil {
		return err
	}
	return w.Write(resampler.Flush())
}
