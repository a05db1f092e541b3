// Package audio reads, measures, repairs, resamples, writes and plays sound.
// A wave is []float32 in [-1, 1], one channel, at a rate in Hz.
package audio

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Errors that a caller branches on.
var (
	ErrFormat    = errors.New("audio: not a format that can be read")
	ErrTruncated = errors.New("audio: cut off before any sound")
	ErrEmpty     = errors.New("audio: holds no sound")
	ErrTooLong   = errors.New("audio: too long")
	ErrCorrupt   = errors.New("audio: damaged")
)

// Limits of what Decode takes in. A header's claim is never trusted with
// memory: room grows with the bytes that are really there.
const (
	MinRate     = 4000          // Hz
	MaxRate     = 384000        // Hz
	MaxChannels = 8             //
	MaxLength   = 2 * time.Hour //
	maxSamples  = 1 << 28       // over all channels: 1 GiB in memory
)

// Clip is a decoded recording.
type Clip struct {
	Rate      int         // Hz
	Channels  [][]float32 // [channels][samples], each in [-1, 1]
	Format    string      // as found inside: "WAV 16-bit", "WAV float 32-bit", "WAV A-law", "FLAC 24-bit", "MP3", "Opus"
	Truncated bool        // the file ends before its header says
	Warnings  []Warning
}

// WarningKind says what was odd about a file that could be read all the same.
type WarningKind int

// The kinds of Warning.
const (
	Shortened   WarningKind = iota + 1 // ends before its header says; Clip.Truncated is set too
	Mislabelled                        // the name says another format
	OverScale                          // float samples beyond full scale; the clip was scaled down
	NotFinite                          // NaN or infinite samples, replaced by silence
	Damaged                            // a later part could not be decoded and is missing
)

// Warning is one oddity of a file, with its numbers in English.
type Warning struct {
	Kind   WarningKind
	Detail string
}

// Samples returns the length in samples of one channel.
func (c Clip) Samples() int {
	if len(c.Channels) == 0 {
		return 0
	}
	return len(c.Channels[0])
}

// Duration returns the length in time.
func (c Clip) Duration() time.Duration { return duration(c.Samples(), c.Rate) }

func (c *Clip) warn(kind WarningKind, format string, args ...any) {
	c.Warnings = append(c.Warnings, Warning{kind, fmt.Sprintf(format, args...)})
}

func duration(samples, rate int) time.Duration {
	if rate <= 0 {
		return 0
	}
	return time.Duration(float64(samples) / float64(rate) * float64(time.Second))
}

// Decode reads WAV, FLAC, MP3, and Opus in Ogg or WebM, told apart by content, from where r stands to
// its end. What can be rescued of a damaged or cut off file is returned with
// Warnings; a file without any sound is ErrEmpty, ErrTruncated or ErrCorrupt.
func Decode(r io.ReadSeeker) (Clip, error) {
	src, err := newSource(r)
	if err != nil {
		return Clip{}, fmt.Errorf("audio: %w", err)
	}
	decode, err := src.sniff()
	if err != nil {
		return Clip{}, err
	}
	clip, err := guarded(decode, src)
	if err != nil {
		return Clip{}, err
	}
	clip.sanitize()
	return clip, nil
}

// ReadFile decodes a file by its content, whatever its name says.
func ReadFile(path string) (Clip, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Clip{}, fmt.Errorf("audio: %w", err)
	}
	if !info.Mode().IsRegular() {
		return Clip{}, fmt.Errorf("%w: %s is no ordinary file", ErrFormat, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return Clip{}, fmt.Errorf("audio: %w", err)
	}
	defer f.Close()
	clip, err := Decode(f)
	if err != nil {
		return Clip{}, fmt.Errorf("%s: %w", path, err)
	}
	clip.checkName(path)
	return clip, nil
}

func (c *Clip) checkName(path string) {
	if !FitsName(path, c.Format) {
		c.warn(Mislabelled, "named %s but holds %s", filepath.Ext(path), c.Format)
	}
}

// FitsName tells whether a file's ending is one that a Clip.Format goes by.
func FitsName(path, format string) bool {
	named := strings.ToUpper(strings.TrimPrefix(filepath.Ext(path), "."))
	switch named {
	case "WAVE":
		named = "WAV"
	case "OGG", "OGA", "WEBM", "WEBA":
		named = "OPUS"
	}
	return strings.HasPrefix(strings.ToUpper(format), named)
}

// guarded turns a panic of a decoder library into ErrCorrupt.
func guarded(decode func(source) (Clip, error), src source) (clip Clip, err error) {
	defer func() {
		if p := recover(); p != nil {
			clip, err = Clip{}, fmt.Errorf("%w: the decoder failed: %v", ErrCorrupt, p)
		}
	}()
	return decode(src)
}

// checkShape reports a clip outside the limits, before memory is set aside.
func checkShape(rate, channels int, samples int64) error {
	switch {
	case channels < 1 || channels > MaxChannels:
		return fmt.Errorf("%w: %d channels", ErrFormat, channels)
	case rate < MinRate || rate > MaxRate:
		return fmt.Errorf("%w: sample rate %d Hz", ErrFormat, rate)
	case samples > int64(rate)*int64(MaxLength/time.Second) || samples*int64(channels) > maxSamples:
		return fmt.Errorf("%w: %.1f minutes of %d channels at %d Hz",
			ErrTooLong, float64(samples)/float64(rate)/60, channels, rate)
	}
	return nil
}

// sanitize makes every sample finite and at most full scale.
func (c *Clip) sanitize() {
	var broken int
	var peak float32
	for _, wave := range c.Channels {
		for i, v := range wave {
			if v-v != 0 {
				wave[i], v = 0, 0
				broken++
			}
			peak = max(peak, v, -v)
		}
	}
	if broken > 0 {
		c.warn(NotFinite, "%d samples were not numbers", broken)
	}
	if peak <= 1 {
		return
	}
	c.warn(OverScale, "the peak is %g times full scale", peak)
	for _, wave := range c.Channels {
		for i := range wave {
			wave[i] /= peak
		}
	}
}
