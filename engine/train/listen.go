package train

import (
	"context"
	"fmt"

	"avagar/engine/acoustic"
	"avagar/engine/align"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/vocoder"
)

// listeners is how many held-out utterances are spoken for phone errors.
const listeners = 14

// listen speaks held-out utterances with predicted durations and has the
// corpus' own aligner write down what it hears: phone errors follow
// intelligibility where losses do not.
func (s *session) listen(ctx context.Context, examples []*dataset.Example, m *Metric) error {
	if s.corpus.Aligner == nil || !s.Summary.Plan.listens(s.state.Step) {
		return nil
	}
	share, err := PhoneErrors(ctx, s.trainer.Model, s.corpus.Aligner, spread(examples, listeners))
	if err != nil {
		return err
	}
	m.PhoneErrors, s.Summary.PhoneErrors = &share, share
	return nil
}

// PhoneErrors is the share of phonemes that a recogniser hears wrong when a
// model speaks the examples' tokens.
func PhoneErrors(ctx context.Context, m *acoustic.Model, ear *align.Model, examples []*dataset.Example) (float64, error) {
	v := acoustic.NewSynthesizer(m)
	defer v.Close()
	var said, heard [][]string
	for _, e := range examples {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		spoken, err := Speak(v, m.Config.Params, e)
		if err != nil {
			return 0, err
		}
		said = append(said, Phones(e.Tokens))
		heard = append(heard, ear.Recognize(spoken.Wave))
	}
	return align.ErrorRate(said, heard), nil
}

// Spoken is an utterance as a model says it.
type Spoken struct {
	Durations []int // [tokens] frames
	Features  mel.Features
	Wave      []float32
}

// Speak says an example's tokens with predicted durations and melody; p are the
// parameters of the synthesizer's model.
func Speak(v *acoustic.Synthesizer, p mel.Params, e *dataset.Example) (Spoken, error) {
	return speak(v, p, e, e.Speaker, v.Model().Sharpness(e.Speaker))
}

// speak says an example's tokens in a speaker's voice, sharpened so far.
func speak(v *acoustic.Synthesizer, p mel.Params, e *dataset.Example, speaker int, sharpness float64) (Spoken, error) {
	plan, err := v.Plan(e.Tokens, acoustic.Controls{Speaker: speaker})
	if err != nil {
		return Spoken{}, fmt.Errorf("train: speak %s: %w", e.ID, err)
	}
	voc, err := vocoder.New(p, vocoder.Options{Postfilter: sharpness})
	if err != nil {
		return Spoken{}, fmt.Errorf("train: speak %s: %w", e.ID, err)
	}
	s := Spoken{Durations: plan.Durations}
	for i := range plan.Segments() {
		f, err := v.Frames(plan, i)
		if err != nil {
			return Spoken{}, fmt.Errorf("train: speak %s: %w", e.ID, err)
		}
		s.Features = s.Features.Join(f)
		s.Wave = append(s.Wave, voc.Write(f)...)
	}
	s.Wave = append(s.Wave, voc.Flush()...)
	return s, nil
}

// Phones are the symbols of tokens without the pauses, as a recogniser writes them.
func Phones(tokens []phoneme.Token) []string {
	var out []string
	for _, t := range tokens {
		if t.Symbol != phoneme.Pause {
			out = append(out, t.Symbol)
		}
	}
	return out
}
