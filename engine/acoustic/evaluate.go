package acoustic

import (
	"fmt"
	"math"

	"avagar/engine/mel"
)

// Evaluation says how well a model predicts utterances it may not know, with
// true durations and its own pitch and energy, as in synthesis.
type Evaluation struct {
	Losses
	MelL1         float64 // mean |error| of the log mel, natural logarithm
	Distortion    float64 // mel-cepstral, dB
	PitchCents    float64 // root mean square over frames voiced in both, gross errors left out
	VoicingErrors float64 // share of frames
	DurationMs    float64 // mean |error| a token, pauses included
}

// Evaluator measures models of one configuration.
type Evaluator struct {
	m      *Model
	r      *replica[float32]
	tokens int
	frames int
}

// NewEvaluator returns an evaluator of the model as it is at each call.
func NewEvaluator(m *Model) *Evaluator { return &Evaluator{m: m} }

// Close frees the graph.
func (v *Evaluator) Close() error {
	if v.r == nil {
		return nil
	}
	err := v.r.g.Close()
	v.r = nil
	return err
}

// tally gathers an evaluation utterance by utterance.
type tally struct {
	Evaluation
	frames, tokens    float64
	audible, frameMs  float64
	both, square, off float64
}

// add measures one utterance into a tally.
func (v *Evaluator) add(s Sequence, t *tally) error {
	if err := s.check(v.m.Config); err != nil {
		return err
	}
	if err := v.grow(s); err != nil {
		return err
	}
	if err := v.r.load(v.m.words, v.m.Stats, []Sequence{s}); err != nil {
		return err
	}
	if err := v.r.g.Run(); err != nil {
		return err
	}
	v.r.usePredictedProsody()
	if err := v.r.g.Run(); err != nil {
		return err
	}
	l := sumLosses([]*replica[float32]{v.r})
	t.addLosses(l)
	t.addFrames(v.m, s, v.predicted())
	v.addDurations(s, t)
	return nil
}

// Evaluate measures utterances one by one; next returns false at the end. It
// returns ErrNaN when what it measured is not finite.
func (v *Evaluator) Evaluate(next func() (Sequence, bool, error)) (Evaluation, error) {
	p := v.m.Config.Params
	t := &tally{frameMs: 1000 * float64(p.HopLength) / float64(p.SampleRate)}
	for {
		s, ok, err := next()
		if err != nil {
			return Evaluation{}, err
		}
		if !ok {
			e := t.result()
			if !finite(e.Total + e.MelL1 + e.Distortion + e.PitchCents + e.DurationMs) {
				return e, fmt.Errorf("held-out utterances: %w", ErrNaN)
			}
			return e, nil
		}
		if err := v.add(s, t); err != nil {
			return Evaluation{}, err
		}
	}
}

func (v *Evaluator) grow(s Sequence) error {
	tokens, frames := rows([]Sequence{s})
	if v.r != nil && tokens <= v.tokens && frames <= v.frames {
		return nil
	}
	if err := v.Close(); err != nil {
		return err
	}
	v.tokens, v.frames = max(v.tokens, tokens+tokens/4), max(v.frames, frames+frames/4)
	r, err := newReplica(v.m.w, v.m.Config, v.tokens, v.frames, false)
	if err != nil {
		return err
	}
	v.r = r
	return nil
}

// predicted is the frames of the last run.
func (v *Evaluator) predicted() mel.Features {
	out := newFeatures(v.m.Config.Params, v.r.d.layout.Total)
	t := 0
	values, cols := v.r.g.Values(v.r.d.frames), columnsOf(v.m.Config.Params)
	for i, first := range v.r.d.layout.Offset {
		for k := range v.r.d.layout.Length[i] {
			at := (first + k) * cols.width
			v.m.writeFrame(values[at:at+cols.width], out, t, Controls{})
			t++
		}
	}
	return out
}

func (v *Evaluator) addDurations(s Sequence, t *tally) {
	values, first := v.r.g.Values(v.r.e.duration), v.r.e.layout.Offset[0]
	for i, d := range s.Durations {
		t.off += math.Abs(math.Max(0, math.Expm1(float64(values[first+i]))) - float64(d))
	}
}

func (t *tally) addLosses(l Losses) {
	n, k := float64(l.FrameCount), float64(l.TokenCount)
	t.frames += n
	t.tokens += k
	t.Frames += l.Frames * n
	t.Duration += l.Duration * k
	t.Prosody += l.Prosody * k
	t.Mel += l.Mel * n
	t.Cepstra += l.Cepstra * n
	t.Pitch += l.Pitch * n
	t.Voicing += l.Voicing * n
	t.Aperiodicity += l.Aperiodicity * n
}

// addFrames compares predicted frames with the truth.
func (t *tally) addFrames(m *Model, s Sequence, got mel.Features) {
	p, want := m.Config.Params, s.Features
	for i, v := range want.Mel {
		t.MelL1 += math.Abs(float64(v-got.Mel[i])) / float64(p.Bands)
	}
	distortion, audible := mel.AudibleDistortion(p.Cepstra, want.Cepstra, got.Cepstra)
	t.Distortion += distortion * float64(audible)
	t.audible += float64(audible)
	d := mel.ComparePitch(want.F0, got.F0)
	t.VoicingErrors += d.Voicing * float64(d.Frames)
	t.square += d.Cents * d.Cents * float64(d.Voiced)
	t.both += float64(d.Voiced)
}

func (t *tally) result() Evaluation {
	e, frames, tokens := t.Evaluation, math.Max(1, t.frames), math.Max(1, t.tokens)
	e.Frames, e.Mel, e.Cepstra = e.Frames/frames, e.Mel/frames, e.Cepstra/frames
	e.Pitch, e.Voicing, e.Aperiodicity = e.Pitch/frames, e.Voicing/frames, e.Aperiodicity/frames
	e.Duration, e.Prosody = e.Duration/tokens, e.Prosody/tokens
	e.Total = e.Frames + e.Duration + e.Prosody
	e.TokenCount, e.FrameCount = int(t.tokens), int(t.frames)
	e.MelL1, e.Distortion = e.MelL1/frames, e.Distortion/math.Max(1, t.audible)
	e.PitchCents = math.Sqrt(t.square / math.Max(1, t.both))
	e.VoicingErrors /= frames
	e.DurationMs = t.off / tokens * t.frameMs
	return e
}
