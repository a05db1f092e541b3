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
	if s.corpus.Aligner == nil || !s.listens(m.Frames) {
		return nil
	}
	h, err := Hear(ctx, s.trainer.Model, s.corpus.Aligner, spread(examples, listeners))
	if err != nil {
		return err
	}
	share := h.Share()
	m.PhoneErrors, m.Phones, s.Summary.PhoneErrors = &share, h.Of, share
	return nil
}

// listens says whether phone errors are measured at an evaluation of that loss:
// when the plan says so, and where patience would end without. No run is stopped
// early by its loss alone.
func (s *session) listens(loss float64) bool {
	p := s.Summary.Plan
	ends := p.Patience > 0 && s.state.Since+1 >= p.Patience && !s.state.lower(loss)
	return p.listens(s.state.Step) || p.ListenEvery > 0 && ends
}

// Hear has a recogniser write down what it hears when a model speaks the
// examples' tokens.
func Hear(ctx context.Context, m *acoustic.Model, ear *align.Model, examples []*dataset.Example) (Heard, error) {
	v := acoustic.NewSynthesizer(m)
	defer v.Close()
	var h Heard
	for _, e := range examples {
		if err := ctx.Err(); err != nil {
			return h, err
		}
		spoken, err := Speak(v, m.Config.Params, e)
		if err != nil {
			return h, err
		}
		said := Phones(e.Tokens)
		h.Wrong += align.Errors(said, ear.Recognize(spoken.Wave))
		h.Of += len(said)
	}
	return h, nil
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
