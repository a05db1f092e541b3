package training

import "avagar/engine/train"

// Part is something that a run measures over its steps.
type Part string

// What a run measures at each step and, but for the last two, at each evaluation
// of what is held out.
const (
	PartFrames       Part = "frames" // loss of the frames, by which the best step is chosen where phone errors leave it open
	PartTotal        Part = "loss"   // all that is minimised
	PartDuration     Part = "duration"
	PartProsody      Part = "prosody" // pitch and energy of phonemes
	PartMel          Part = "mel"     // this and what follows: parts of the loss of the frames
	PartCepstra      Part = "cepstra"
	PartPitch        Part = "pitch"
	PartVoicing      Part = "voicing"
	PartAperiodicity Part = "aperiodicity"
	PartGradient     Part = "gradient_norm"
	PartRate         Part = "learning_rate"
)

// What is measured at evaluations alone.
const (
	PartDistortion Part = "distortion_db" // mel-cepstral
	PartPitchCents Part = "pitch_cents"
	PartDurationMs Part = "duration_ms" // mean |error| a token
	PartPhones     Part = "phone_errors"
)

// What stands beside the metrics of a run.
const (
	PartPreviews Part = "preview_errors" // share of phonemes of the previews that are heard wrong
	PartSpeed    Part = "speed"          // frames a second
)

// partOf is how a part is read from a line of metrics.jsonl.
type partOf struct {
	part Part
	of   func(m *train.Metric) (v float64, measured bool)
}

func always(of func(*train.Metric) float64) func(*train.Metric) (float64, bool) {
	return func(m *train.Metric) (float64, bool) { return of(m), true }
}

// unlessZero is for what stands as zero where it was not measured.
func unlessZero(of func(*train.Metric) float64) func(*train.Metric) (float64, bool) {
	return func(m *train.Metric) (float64, bool) { v := of(m); return v, v != 0 }
}

// stepParts is how many of measures, the first ones, each step has.
const stepParts = 11

var measures = [...]partOf{
	{PartTotal, always(func(m *train.Metric) float64 { return m.Loss })},
	{PartFrames, always(func(m *train.Metric) float64 { return m.Frames })},
	{PartDuration, always(func(m *train.Metric) float64 { return m.Duration })},
	{PartProsody, always(func(m *train.Metric) float64 { return m.Prosody })},
	{PartMel, always(func(m *train.Metric) float64 { return m.Mel })},
	{PartCepstra, always(func(m *train.Metric) float64 { return m.Cepstra })},
	{PartPitch, always(func(m *train.Metric) float64 { return m.Pitch })},
	{PartVoicing, always(func(m *train.Metric) float64 { return m.Voicing })},
	{PartAperiodicity, always(func(m *train.Metric) float64 { return m.Aperiodicity })},
	{PartGradient, unlessZero(func(m *train.Metric) float64 { return m.GradientNorm })},
	{PartRate, unlessZero(func(m *train.Metric) float64 { return m.LearningRate })},
	{PartDistortion, unlessZero(func(m *train.Metric) float64 { return m.DistortionDB })},
	{PartPitchCents, unlessZero(func(m *train.Metric) float64 { return m.PitchCents })},
	{PartDurationMs, unlessZero(func(m *train.Metric) float64 { return m.DurationMs })},
	{PartPhones, func(m *train.Metric) (float64, bool) {
		if m.PhoneErrors == nil {
			return 0, false
		}
		return *m.PhoneErrors, true
	}},
}

// index of a part in measures, or -1.
func (p Part) index() int {
	for i := range measures {
		if measures[i].part == p {
			return i
		}
	}
	return -1
}

// Parts are all of them, in the order in which a person looks for them.
func Parts() []Part {
	return []Part{
		PartFrames, PartTotal, PartMel, PartCepstra, PartDuration, PartProsody, PartPitch, PartVoicing, PartAperiodicity,
		PartPhones, PartPreviews, PartDistortion, PartDurationMs, PartPitchCents, PartRate, PartGradient, PartSpeed,
	}
}

// Share tells whether a part is a share of a whole, 1 for all of it.
func (p Part) Share() bool { return p == PartPhones || p == PartPreviews }
