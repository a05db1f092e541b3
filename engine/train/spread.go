package train

import (
	"context"

	"avagar/engine/acoustic"
	"avagar/engine/dataset"
	"avagar/engine/mel"
)

// spreadFrom is how many utterances of a speaker tell how lively they are.
const spreadFrom = 16

// spread measures how much of each speaker's liveliness the model predicts, and
// leaves in it what is missing. It is measured whenever phone errors are, and at
// an evaluation of a lower loss than any before, which may become the best.
func (s *session) spread(ctx context.Context, loss float64) error {
	if !s.listens(loss) && (s.Summary.Plan.ListenEvery == 0 || !s.state.lower(loss)) {
		return nil
	}
	m := s.trainer.Model
	m.Spreads = nil // what is predicted is measured as it is
	spreads := make([]acoustic.Spread, m.Config.Speakers)
	v := acoustic.NewSynthesizer(m)
	defer v.Close()
	for i := range spreads {
		examples := s.of(i)
		if len(examples) == 0 {
			continue
		}
		var err error
		if spreads[i], err = MeasureSpread(ctx, v, examples, examples); err != nil {
			return err
		}
	}
	m.Spreads = spreads
	return nil
}

// of picks utterances of a speaker that are learned from.
func (s *session) of(speaker int) []*dataset.Example {
	var all []*dataset.Example
	for i := range s.corpus.Train {
		if e := &s.corpus.Train[i]; e.Speaker == speaker {
			all = append(all, e)
		}
	}
	return spread(all, spreadFrom)
}

// MeasureSpread compares recordings of one speaker with what the synthesizer
// says in that speaker's voice: the same utterances, or others where the voice is
// to speak another language than the recordings. The synthesizer's model must
// have no spread for that speaker yet.
func MeasureSpread(ctx context.Context, v *acoustic.Synthesizer, recorded, said []*dataset.Example) (acoustic.Spread, error) {
	p := v.Model().Config.Params
	analyzer, err := mel.NewAnalyzer(p)
	if err != nil {
		return acoustic.Spread{}, err
	}
	measure := acoustic.NewSpreadMeasure(p)
	for _, e := range recorded {
		f, err := e.Features()
		if err != nil {
			return acoustic.Spread{}, err
		}
		measure.AddRecorded(f)
	}
	for _, e := range said {
		if err := ctx.Err(); err != nil {
			return acoustic.Spread{}, err
		}
		spoken, err := speak(v, p, e, recorded[0].Speaker, 0)
		if err != nil {
			return acoustic.Spread{}, err
		}
		measure.AddSpoken(spoken.Features, analyzer.Features(spoken.Wave))
	}
	return measure.Spread(), nil
}
