package train

import (
	"context"

	"avagar/engine/acoustic"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/vocoder"
)

// spreadFrom is how many utterances of a speaker tell how lively they are.
const spreadFrom = 16

// spread measures how much of each speaker's liveliness the model predicts, and
// leaves in it what is missing. It is measured as often as phone errors are.
func (s *session) spread(ctx context.Context) error {
	if !s.Summary.Plan.listens(s.state.Step) {
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
		f, wave, err := plainly(v, e, recorded[0].Speaker)
		if err != nil {
			return acoustic.Spread{}, err
		}
		measure.AddSpoken(f, analyzer.Features(wave))
	}
	return measure.Spread(), nil
}

// plainly speaks an utterance as it is predicted, unsharpened.
func plainly(v *acoustic.Synthesizer, e *dataset.Example, speaker int) (mel.Features, []float32, error) {
	voc, err := vocoder.New(v.Model().Config.Params, vocoder.Options{})
	if err != nil {
		return mel.Features{}, nil, err
	}
	f, err := frames(v, e, speaker)
	if err != nil {
		return mel.Features{}, nil, err
	}
	return f, append(voc.Write(f), voc.Flush()...), nil
}

// frames predicts those of a whole utterance.
func frames(v *acoustic.Synthesizer, e *dataset.Example, speaker int) (mel.Features, error) {
	var out mel.Features
	plan, err := v.Plan(e.Tokens, acoustic.Controls{Speaker: speaker})
	if err != nil {
		return out, err
	}
	for i := range plan.Segments() {
		f, err := v.Frames(plan, i)
		if err != nil {
			return out, err
		}
		out = out.Join(f)
	}
	return out, nil
}
