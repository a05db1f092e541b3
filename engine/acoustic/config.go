// Package acoustic is the network that turns phonemes into frames: an encoder
// over phonemes, predictors of duration, pitch and energy, and a decoder over
// frames, after FastSpeech and FastPitch (arXiv 1905.09263, 2006.06873). It
// predicts at once an 80-band mel for neural vocoders and what the harmonic
// plus noise vocoder needs: mel-cepstra, log-F0, voicing and aperiodicity.
package acoustic

import (
	"errors"
	"fmt"
	"slices"

	"avagar/engine/mel"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// ErrConfig says that a network of this description cannot be built.
var ErrConfig = errors.New("acoustic: unusable configuration")

// Config describes a network; it is saved with every voice and checkpoint.
type Config struct {
	Size     string     `json:"size"`    // its name: base or high
	Width    int        `json:"width"`   // channels between blocks
	Inner    int        `json:"inner"`   // channels inside a block's convolutions
	Heads    int        `json:"heads"`   // of attention
	Encoder  int        `json:"encoder"` // blocks over phonemes
	Decoder  int        `json:"decoder"` // blocks over frames
	Dropout  float64    `json:"dropout"`
	Symbols  []string   `json:"symbols"` // inventory, phoneme.Pause included
	Speakers int        `json:"speakers"`
	Params   mel.Params `json:"params"`

	// Predictors are how those of duration and melody learn; the zero value is
	// that of networks from before it could be said.
	Predictors Predictors `json:"predictors,omitzero"`

	// Liveliness is how much the deviation of cepstra within a phrase counts in the
	// loss beside the errors of frames; 0, of networks from before it could be said,
	// is not at all.
	Liveliness float64 `json:"liveliness,omitzero"`
}

// Predictors see a number for each phoneme where the frames see hundreds, so on
// little speech they would learn it by heart, and the encoder with them.
type Predictors struct {
	Dropout float64 `json:"dropout"` // between their two layers
	Share   float64 `json:"share"`   // of their gradient that the encoder heeds; 0 is all of it
	Median  bool    `json:"median"`  // durations learn by |error|, and so their median and not a mean
}

// heeded is the share, said plainly.
func (p Predictors) heeded() float64 {
	if p.Share == 0 {
		return 1
	}
	return p.Share
}

// durations is how the error of durations is measured.
func (p Predictors) durations() nn.LossKind {
	if p.Median {
		return nn.L1
	}
	return nn.L2
}

// predictors are those of a new run. Two speakers of 5 and 15 minutes were
// spoken with better durations and, as the encoder is left to them, frames.
var predictors = Predictors{Dropout: 0.5, Share: 0.1, Median: true}

// Liveliness is that of a run that begins from a voice. In voices of two speakers
// the highest cepstra then have 0.92 and 0.96 of the variance of their recordings,
// where they had 0.85 and 0.86, at no more distortion; of phones about a hundredth
// more are heard wrong, which is within the error. A run from nothing has none: a
// voice that cannot speak yet learns to move at the cost of what it says
// (docs/figures.md).
const Liveliness = 2

// ConfigFor returns the configuration of a named size: base of about 1.8
// million weights, high of about 3.3 million.
func ConfigFor(size string, symbols []string, speakers int, p mel.Params) (Config, error) {
	c := Config{Size: size, Heads: 2, Encoder: 2, Decoder: 3, Dropout: 0.1, Symbols: symbols, Speakers: speakers, Params: p, Predictors: predictors}
	switch size {
	case "base":
		c.Width, c.Inner = 128, 256
	case "high":
		c.Width, c.Inner, c.Decoder = 192, 384, 2
	default:
		return c, fmt.Errorf("%w: size %q is neither base nor high", ErrConfig, size)
	}
	return c, c.Check()
}

// Check reports a configuration that cannot be built, which a foreign file may hold.
func (c Config) Check() error {
	switch {
	case c.Width < 4 || c.Width > 2048 || c.Inner < 4 || c.Inner > 8192:
		return fmt.Errorf("%w: width %d, inner %d", ErrConfig, c.Width, c.Inner)
	case c.Heads < 1 || c.Width%c.Heads != 0:
		return fmt.Errorf("%w: %d heads over width %d", ErrConfig, c.Heads, c.Width)
	case c.Encoder < 1 || c.Encoder > 32 || c.Decoder < 1 || c.Decoder > 32:
		return fmt.Errorf("%w: %d and %d blocks", ErrConfig, c.Encoder, c.Decoder)
	case max(c.Encoder, c.Decoder)*(c.Inner+12*c.Width+segmentFrames) > 1<<16 || c.Params.Cepstra > 1<<10:
		return fmt.Errorf("%w: a segment would take more than 400 MB", ErrConfig) // 1<<16 numbers a frame
	case c.Dropout < 0 || c.Dropout > 0.9:
		return fmt.Errorf("%w: dropout %g", ErrConfig, c.Dropout)
	case c.Predictors.Dropout < 0 || c.Predictors.Dropout > 0.9 || c.Predictors.Share < 0 || c.Predictors.Share > 1:
		return fmt.Errorf("%w: dropout %g and share %g of the predictors", ErrConfig, c.Predictors.Dropout, c.Predictors.Share)
	case !(c.Liveliness >= 0 && c.Liveliness <= 100):
		return fmt.Errorf("%w: liveliness %g", ErrConfig, c.Liveliness)
	case c.Speakers < 1 || c.Speakers > 1<<16:
		return fmt.Errorf("%w: %d speakers", ErrConfig, c.Speakers)
	case len(c.Symbols) < 2 || len(c.Symbols) > 4096 || !slices.Contains(c.Symbols, phoneme.Pause):
		return fmt.Errorf("%w: inventory of %d symbols with a pause needed", ErrConfig, len(c.Symbols))
	}
	return c.Params.Check()
}

// columns says where the parts of a predicted frame stand.
type columns struct{ mel, cepstra, logF0, voicing, aperiodicity, width int }

func columnsOf(p mel.Params) columns {
	c := columns{cepstra: p.Bands}
	c.logF0 = c.cepstra + p.Cepstra
	c.voicing = c.logF0 + 1
	c.aperiodicity = c.voicing + 1
	c.width = c.aperiodicity + p.Aperiodicities
	return c
}

// weights of the frame loss: pitch and voicing are one column each, but a
// listener hears them as much as many bands.
func (c columns) weights() []float64 {
	w := make([]float64, c.width)
	for i := range w {
		w[i] = 1
	}
	w[c.logF0], w[c.voicing] = 4, 4
	return w
}

// lively are the columns whose deviation counts: the cepstra but loudness.
func (c columns) lively() []float64 {
	w := make([]float64, c.width)
	for i := c.cepstra + 1; i < c.logF0; i++ {
		w[i] = 1
	}
	return w
}
