package bench

import (
	"math"
	"math/rand/v2"

	"avagar/engine/acoustic"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// utterance makes one sentence up: words of 2 to 7 phonemes, phonemes of 40 to
// 130 ms as in read Persian, pauses of 100 to 300 ms at the ends, and frames
// that follow their phoneme with some noise, so that there is something to learn.
func utterance(p mel.Params, random *rand.Rand) acoustic.Sequence {
	return madeUp(p, words(random).Tokens(), random)
}

// madeUp makes durations and features of tokens up.
func madeUp(p mel.Params, tokens []phoneme.Token, random *rand.Rand) acoustic.Sequence {
	durations := make([]int, len(tokens))
	frames := 0
	for i, t := range tokens {
		low, high := 0.04, 0.13 // seconds
		if t.Symbol == phoneme.Pause {
			low, high = 0.1, 0.3
		}
		seconds := low + (high-low)*random.Float64()
		durations[i] = max(1, int(seconds*float64(p.SampleRate)/float64(p.HopLength)))
		frames += durations[i]
	}
	f := mel.Features{
		Frames: frames, Mel: make([]float32, frames*p.Bands), Cepstra: make([]float32, frames*p.Cepstra),
		F0: make([]float32, frames), Aperiodicity: make([]float32, frames*p.Aperiodicities),
	}
	t := 0
	for i, n := range durations {
		for range n {
			fill(p, f, t, tokens[i].Symbol, random)
			t++
		}
	}
	return acoustic.Sequence{Tokens: tokens, Durations: durations, Features: f}
}

func words(random *rand.Rand) phoneme.Utterance {
	var phrase phoneme.Phrase
	for length := 25 + random.IntN(65); length > 0; {
		var w phoneme.Word
		for range 2 + random.IntN(6) {
			w.Phones = append(w.Phones, phoneme.Persian[random.IntN(len(phoneme.Persian))])
		}
		length -= len(w.Phones)
		phrase.Words = append(phrase.Words, w)
	}
	phrase.Mark = '.'
	return phoneme.Utterance{Phrases: []phoneme.Phrase{phrase}}
}

// fill makes frame t up from the symbol's bytes.
func fill(p mel.Params, f mel.Features, t int, symbol string, random *rand.Rand) {
	seed := 0.0
	for i := range len(symbol) {
		seed += float64(symbol[i])
	}
	row := func(values []float32, columns int, level, spread float64) {
		for c := range columns {
			values[t*columns+c] = float32(level + spread*math.Sin(seed*float64(c+1)) + 0.1*spread*random.NormFloat64())
		}
	}
	row(f.Mel, p.Bands, -5, 2)
	row(f.Cepstra, p.Cepstra, 0, 0.5)
	row(f.Aperiodicity, p.Aperiodicities, 0.4, 0.2)
	if symbol != phoneme.Pause {
		f.F0[t] = float32(120 + 20*math.Sin(seed) + 2*random.NormFloat64())
	}
}
