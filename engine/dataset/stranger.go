package dataset

import (
	"context"
	"errors"

	"avagar/engine/align"
)

// What was learned from one half of the recordings is heard in the other half:
// a model hears what it has learned from, however wrong the texts were. On
// Persian and German recordings with their own texts 33 to 56 % of the phonemes
// are misheard so, with other lines or another language's 79 to 88 %.
const (
	leastAcross = 32 // utterances for the halves to say anything
	mostAcross  = 80 // are enough
	strangers   = .7 // misheard share of texts that are all of something else
)

// hearAcross gives the usual share of phonemes that are misheard by a model that
// learned from other recordings; 0: there are too few.
func (p *preparation) hearAcross(ctx context.Context) (float64, error) {
	train, _ := p.chooseLearners()
	var halves [2][]align.Utterance
	for i, it := range train[:min(len(train), mostAcross)] {
		if it.times == nil {
			halves[i%2] = append(halves[i%2], p.alignable(it))
		}
	}
	if len(halves[0])+len(halves[1]) < leastAcross {
		return 0, nil
	}
	var shares []float64
	for k, half := range halves {
		model, err := align.Train(ctx, p.Params.SampleRate, half, align.Options{Mixtures: 2})
		if errors.Is(err, align.ErrNoData) {
			return 0, nil
		} else if err != nil {
			return 0, err
		}
		for _, u := range halves[1-k] {
			_, fit, err := model.Compare(u)
			switch {
			case err == nil:
				shares = append(shares, fit.Misheard)
			case ctx.Err() != nil:
				return 0, ctx.Err()
			case !errors.Is(err, align.ErrTooShort) && !errors.Is(err, align.ErrSymbol):
				return 0, err
			}
		}
	}
	if len(shares) < leastAcross/2 {
		return 0, nil
	}
	return median(shares), nil
}
