package acoustic

import (
	"math/rand/v2"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// realistic makes an utterance of about four seconds: 45 phonemes, 350 frames.
func realistic(c Config, seed uint64) Sequence {
	r := rand.New(rand.NewPCG(seed, 9))
	p := phoneme.Phrase{Mark: '.'}
	for range 9 {
		w := phoneme.Word{}
		for range 5 {
			w.Phones = append(w.Phones, c.Symbols[1+r.IntN(len(c.Symbols)-1)])
		}
		p.Words = append(p.Words, w)
	}
	s := Sequence{Tokens: phoneme.Utterance{Phrases: []phoneme.Phrase{p}}.Tokens()}
	for range s.Tokens {
		s.Durations = append(s.Durations, 5+r.IntN(6))
		s.Features.Frames += s.Durations[len(s.Durations)-1]
	}
	s.Features = newFeatures(c.Params, s.Features.Frames)
	for i := range s.Features.Mel {
		s.Features.Mel[i] = float32(r.NormFloat64())
	}
	return s
}

// BenchmarkStep trains two replicas on one utterance each.
func BenchmarkStep(b *testing.B) {
	for _, size := range []string{"base", "high"} {
		b.Run(size, func(b *testing.B) {
			c, err := ConfigFor(size, []string{phoneme.Pause, "b", "ɒː", "s", "e", "iː", "m", "n"}, 1, mel.DefaultParams())
			if err != nil {
				b.Fatal(err)
			}
			parts := [][]Sequence{{realistic(c, 1)}, {realistic(c, 2)}}
			trainer := newTrainer(b, c, statsOf(c, parts[0][0], parts[1][0]), 2)
			frames := 0
			for b.Loop() {
				l, err := trainer.Step(parts, 1e-3)
				if err != nil {
					b.Fatal(err)
				}
				frames += l.FrameCount
			}
			b.ReportMetric(float64(frames)/b.Elapsed().Seconds(), "frames/s")
			b.ReportMetric(float64(trainer.Model.Weights()), "weights")
		})
	}
}
