package cli

import (
	"context"
	"errors"
	"io"
	"math"
	"path/filepath"
	"strings"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/audio"
	"avagar/engine/voice"
)

type sayCommand struct {
	Voice    string   `placeholder:"ID" help:"${say_voice}"`
	Speed    float64  `default:"1" help:"${say_speed}"`
	Pitch    float64  `default:"0" help:"${say_pitch}"`
	Range    float64  `default:"1" help:"${say_range}"`
	Energy   float64  `default:"0" help:"${say_energy}"`
	Out      string   `short:"o" placeholder:"FILE.wav" help:"${say_out}"`
	Phonemes bool     `help:"${say_phonemes}"`
	Text     []string `arg:"" optional:"" name:"text" help:"${text}"`
}

// spoken is what --json says of a finished speech.
type spoken struct {
	Voice        string  `json:"voice"`
	File         string  `json:"file,omitempty"`
	DurationS    float64 `json:"duration_s"`
	SampleRateHz int     `json:"sample_rate_hz"`
}

// sound takes the samples of a speech: a file or the sound device.
type sound interface {
	Write(ctx context.Context, wave []float32) error
	Finish(ctx context.Context) error
	Abort()
}

func (c *sayCommand) options() (voice.Options, error) {
	o := voice.Options{Speed: c.Speed, Pitch: c.Pitch, Range: c.Range, Energy: c.Energy}
	if c.Speed == 0 || c.Range == 0 { // 0 would mean unchanged
		o.Speed, o.Range = math.NaN(), 1
	}
	return o, o.Check()
}

// Run speaks to the sound device, or to a file.
func (c *sayCommand) Run(s *session) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	v, err := s.voice(c.Voice)
	if err != nil {
		return err
	}
	if o.G2P, err = s.corrected(); err != nil {
		return err
	}
	out, err := open(c.Out, v.SampleRate())
	if err != nil {
		return err
	}
	samples, err := c.speak(s, v, o, out)
	if err != nil {
		out.Abort()
		return err
	}
	return s.spoke(v, c.Out, samples)
}

// speak sends the whole text to the sound and returns its length in samples.
func (c *sayCommand) speak(s *session, v *voice.Voice, o voice.Options, out sound) (samples int, err error) {
	sink := func(wave []float32) error {
		samples += len(wave)
		return out.Write(s.ctx, wave)
	}
	if c.Phonemes {
		err = c.speakPhonemes(s, v, o, sink)
	} else {
		err = v.Speak(s.ctx, c.reader(s), o, sink)
	}
	if err != nil {
		return samples, err
	}
	return samples, out.Finish(s.ctx)
}

func (c *sayCommand) reader(s *session) io.Reader {
	if text, ok := joined(c.Text); ok {
		return strings.NewReader(text)
	}
	return s.heard()
}

func (c *sayCommand) speakPhonemes(s *session, v *voice.Voice, o voice.Options, sink func([]float32) error) error {
	said := false
	err := s.eachLine(c.Text, func(line io.Reader) error {
		text, err := wholeLine(line)
		if err != nil {
			return err
		}
		u, err := parsePhonemes(text)
		if err != nil {
			return err
		}
		err = v.SpeakUtterance(s.ctx, u, o, sink)
		if errors.Is(err, voice.ErrNothingToSay) {
			return nil
		}
		said = said || err == nil
		return err
	})
	if err == nil && !said {
		return voice.ErrNothingToSay
	}
	return err
}

// spoke reports a finished speech: silently when it was heard.
func (s *session) spoke(v *voice.Voice, file string, samples int) error {
	seconds := float64(samples) / float64(v.SampleRate())
	if s.json {
		return s.object(spoken{v.Info.ID, file, round(seconds, 3), v.SampleRate()})
	}
	if file == "" {
		return nil
	}
	if whole, err := filepath.Abs(file); err == nil {
		file = whole
	}
	return s.say(fa.WroteSound, file, seconds)
}

func round(v float64, decimals int) float64 {
	p := math.Pow(10, float64(decimals))
	return math.Round(v*p) / p
}

// voice opens a voice by id, name or path; the built-in one for none.
func (s *session) voice(name string) (*voice.Voice, error) {
	home, err := s.home()
	if err != nil {
		return nil, err
	}
	v, err := (&library.Library{Home: home}).Get(name)
	if name != "" {
		err = about(name, err)
	}
	return v, err
}

func open(path string, rate int) (sound, error) {
	if path == "" {
		p, err := audio.OpenPlayer(rate)
		return playing{p}, err
	}
	w, err := audio.CreateWAV(path, rate)
	return writing{w, path}, about(path, err)
}

type playing struct{ *audio.Player }

func (p playing) Finish(ctx context.Context) error {
	defer p.Close()
	return p.Drain(ctx)
}

func (p playing) Abort() { p.Close() }

type writing struct {
	w    *audio.WAVWriter
	path string
}

func (w writing) Write(_ context.Context, wave []float32) error {
	return about(w.path, w.w.Write(wave))
}

func (w writing) Finish(context.Context) error { return about(w.path, w.w.Close()) }

// Abort leaves nothing behind; what went wrong before is what is reported.
func (w writing) Abort() { w.w.Abort() }
