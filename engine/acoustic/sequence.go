package acoustic

import (
	"math"

	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// Sequence is one utterance as the network learns it.
type Sequence struct {
	Tokens    []phoneme.Token // first and last are pauses
	Durations []int           // [len(Tokens)] frames
	Speaker   int
	Features  mel.Features // Frames is the sum of Durations
}

const (
	placeWidth = 17
	auxWidth   = phoneme.FeatureWidth + placeWidth // articulatory features, then place
	frameWidth = 4                                 // place of a frame in its phoneme
	prosody    = 2                                 // mean log-F0 and energy of a phoneme
)

// segmentTokens is where a phrase is cut for the decoder when no pause comes:
// at the next word, or at twice that anywhere. It bounds memory and delay.
const segmentTokens = 120

// segments cuts tokens into the stretches that the decoder sees at once, each
// ending behind a pause, and returns their ends.
func segments(tokens []phoneme.Token) []int {
	var ends []int
	start := 0
	for i, t := range tokens {
		n := i + 1 - start
		last := i == len(tokens)-1
		atWord := !last && tokens[i+1].InWord == 0
		switch {
		case last, i > 0 && t.Symbol == phoneme.Pause, n >= segmentTokens && atWord, n >= 2*segmentTokens:
			ends = append(ends, i+1)
			start = i + 1
		}
	}
	return ends
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
func logF0(f0 []float32, fallback float32) []float32 {
	out := make([]float32, len(f0))
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
