package acoustic

import (
	"fmt"
	"math"
	"slices"

	"avagar/engine/mel"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// Sequence is one utterance as the network learns it.
type Sequence struct {
	Tokens    []phoneme.Token // first and last are pauses
	Durations []int           // [len(Tokens)] frames
	Speaker   int
	Features  mel.Features // Frames is the sum of Durations
}

// check reports an utterance whose parts do not fit each other or the network.
func (s Sequence) check(c Config) error {
	f, p, sum := s.Features, c.Params, 0
	for _, d := range s.Durations {
		if d < 0 {
			return fmt.Errorf("%w: a duration of %d frames", nn.ErrShape, d)
		}
		sum += d
	}
	switch {
	case len(s.Durations) != len(s.Tokens):
		return fmt.Errorf("%w: %d tokens, %d durations", nn.ErrShape, len(s.Tokens), len(s.Durations))
	case sum != f.Frames:
		return fmt.Errorf("%w: durations of %d frames in all, features of %d", nn.ErrShape, sum, f.Frames)
	case len(f.Mel) != sum*p.Bands, len(f.Cepstra) != sum*p.Cepstra, len(f.F0) != sum, len(f.Aperiodicity) != sum*p.Aperiodicities:
		return fmt.Errorf("%w: features of other frames", nn.ErrShape)
	case s.Speaker < 0 || s.Speaker >= c.Speakers:
		return fmt.Errorf("%w: speaker %d of %d", nn.ErrShape, s.Speaker, c.Speakers)
	}
	return nil
}

const (
	placeWidth = 17
	auxWidth   = phoneme.FeatureWidth + placeWidth // articulatory features, then place
	frameWidth = 4                                 // place of a frame in its phoneme
	prosody    = 2                                 // mean log-F0 and energy of a phoneme
)

// segmentTokens is where a phrase is cut for the decoder when no pause comes:
// at the next word, or at twice that anywhere; and a cut comes before the token
// with which a segment would pass segmentFrames, 19 s at the default hop. This
// bounds memory, which grows with the square of a segment, and delay.
const (
	segmentTokens = 120
	segmentFrames = 1600
)

// segments cuts tokens into the stretches that the decoder sees at once, each
// ending behind a pause, and returns their ends.
func segments(tokens []phoneme.Token, durations []int) []int {
	var ends []int
	start, frames := 0, 0
	for i, t := range tokens {
		if i > start && frames+durations[i] > segmentFrames {
			ends, start, frames = append(ends, i), i, 0
		}
		frames += durations[i]
		n := i + 1 - start
		last := i == len(tokens)-1
		atWord := !last && tokens[i+1].InWord == 0
		switch {
		case last, i > 0 && t.Symbol == phoneme.Pause, n >= segmentTokens && atWord, n >= 2*segmentTokens:
			ends, start, frames = append(ends, i+1), i+1, 0
		}
	}
	return ends
}

// stretchTokens is how many tokens the encoder is given at most: more than a
// sentence has.
const stretchTokens = 1000

// Stretches cuts the tokens of a long utterance for Plan, behind pauses where
// there are any, so that memory does not grow with the square of the utterance.
func Stretches(tokens []phoneme.Token) [][]phoneme.Token {
	var out [][]phoneme.Token
	start, cut := 0, 0
	for _, end := range segments(tokens, make([]int, len(tokens))) {
		if end-start > stretchTokens {
			out, start = append(out, tokens[start:cut]), cut
		}
		cut = end
	}
	if start < len(tokens) {
		out = append(out, tokens[start:])
	}
	return out
}

// place writes where a token stands, [placeWidth], into out.
func place[T float32 | float64](t phoneme.Token, out []T) {
	flag := func(b bool) T {
		if b {
			return 1
		}
		return 0
	}
	if t.Symbol != phoneme.Pause {
		out[0] = flag(t.InWord == 0)
		out[1] = flag(t.InWord == t.WordLen-1)
		out[2] = T(math.Log1p(float64(t.WordLen)) / 3)
		left, right := float64(t.InPhrase), float64(t.PhraseLen-1-t.InPhrase)
		out[3] = T(left / math.Max(1, left+right))
		out[4] = T(math.Exp(-left / 3))
		out[5] = T(math.Exp(-right / 3))
		out[6] = T(math.Exp(-left / 12))
		out[7] = T(math.Exp(-right / 12))
		out[8] = T(float64(min(t.PhraseLen, 200)) / 40)
	}
	out[9] = T(float64(t.InUtterance) / float64(max(1, t.Phrases)))
	out[10] = flag(t.InUtterance == t.Phrases-1)
	if k := mark(t.Mark); k >= 0 {
		out[11+k] = 1
	}
}

// mark sorts what closes a phrase by how it is spoken.
func mark(r rune) int {
	switch r {
	case '.':
		return 0
	case '،', ',':
		return 1
	case '؛', ';', ':':
		return 2
	case '؟', '?':
		return 3
	case '!':
		return 4
	case '…':
		return 5
	}
	return -1
}

// inPhoneme writes where frame k of d stands in its phoneme, [frameWidth].
func inPhoneme[T float32 | float64](k, d int, out []T) {
	a := (T(k) + 0.5) / T(d)
	out[0], out[1], out[2], out[3] = a, 4*a*(1-a), T(d)/10, T(k)/10
}

// logF0 is the logarithm of a contour, with straight lines through what is
// unvoiced, so that it can be learned everywhere. fallback serves where nothing is voiced.
//
// It lies in out, if there is room.
func logF0(out, f0 []float32, fallback float32) []float32 {
	out = slices.Grow(out[:0], len(f0))[:len(f0)]
	clear(out)
	last := -1
	for t, f := range f0 {
		if f <= 0 {
			continue
		}
		out[t] = float32(math.Log(float64(f)))
		from := out[t]
		if last >= 0 {
			from = out[last]
		}
		for k := last + 1; k < t; k++ {
			out[k] = from + (out[t]-from)*float32(k-last)/float32(t-last)
		}
		last = t
	}
	end := fallback
	if last >= 0 {
		end = out[last]
	}
	for k := last + 1; k < len(out); k++ {
		out[k] = end
	}
	return out
}
