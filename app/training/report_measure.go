package training

import (
	"math"

	"avagar/engine/acoustic"
	"avagar/engine/align"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/train"
	"avagar/engine/vocoder"
)

// judge listens to held-out utterances, one after the other.
type judge struct {
	params      mel.Params
	synthesizer *acoustic.Synthesizer
	analyzer    *mel.Analyzer
	ear         *align.Model

	utterances     []ReportUtterance
	natural        []part // phone errors
	copied, spoken tallies
	durations      []part
	recorded       []movement
}

func newJudge(r *train.Run, step int, c *dataset.Corpus) (*judge, error) {
	m, err := r.Judge(step, c)
	if err != nil {
		return nil, err
	}
	analyzer, err := mel.NewAnalyzer(c.Params)
	if err != nil {
		return nil, err
	}
	return &judge{params: c.Params, synthesizer: acoustic.NewSynthesizer(m), analyzer: analyzer, ear: c.Aligner}, nil
}

// utterance is one that was heard in its three renditions.
type utterance struct {
	*dataset.Example
	recorded      mel.Features
	spoken        train.Spoken
	natural, copy []float32
}

func (j *judge) hear(e *dataset.Example) (utterance, error) {
	h := utterance{Example: e}
	var err error
	if h.recorded, err = e.Features(); err != nil {
		return h, err
	}
	if h.natural, err = e.Wave(); err != nil {
		return h, err
	}
	voc, err := vocoder.New(j.params, vocoder.Options{})
	if err != nil {
		return h, err
	}
	h.copy = append(voc.Write(h.recorded), voc.Flush()...)
	if h.spoken, err = train.Speak(j.synthesizer, j.params, e); err != nil {
		return h, err
	}
	j.count(h)
	return h, nil
}

// count adds one utterance to all that is measured.
func (j *judge) count(h utterance) {
	said := train.Phones(h.Tokens)
	errors := func(wave []float32) int { return align.Errors(said, j.ear.Recognize(wave)) }
	u := ReportUtterance{ID: h.ID, Phones: len(said), Natural: errors(h.natural), Copy: errors(h.copy), Synthesis: errors(h.spoken.Wave)}
	j.utterances = append(j.utterances, u)
	j.natural = append(j.natural, part{float64(u.Natural), float64(u.Phones)})
	j.copied.phones = append(j.copied.phones, part{float64(u.Copy), float64(u.Phones)})
	j.spoken.phones = append(j.spoken.phones, part{float64(u.Synthesis), float64(u.Phones)})
	j.durations = append(j.durations, durationErrors(h.Tokens, h.Durations, h.spoken.Durations))

	j.recorded = append(j.recorded, newMovement(j.params, h.recorded))
	copied := j.analyzer.Features(h.copy)
	j.copied.add(j.params, h.recorded, copied)
	j.copied.moves = append(j.copied.moves, newMovement(j.params, copied))
	spoken := j.analyzer.Features(h.spoken.Wave)
	j.spoken.add(j.params, h.recorded, paired(j.params, spoken, h.Durations, h.spoken.Durations))
	j.spoken.moves = append(j.spoken.moves, newMovement(j.params, spoken)) // at its own pace
}

// durationErrors is in frames a phone; pauses do not count.
func durationErrors(tokens []phoneme.Token, want, got []int) part {
	var p part
	for i, t := range tokens {
		if t.Symbol != phoneme.Pause {
			p.sum += math.Abs(float64(got[i] - want[i]))
			p.of++
		}
	}
	return p
}

// paired stretches spoken frames within each token to the recorded durations,
// so that frames of the same part of the same phoneme are compared.
func paired(p mel.Params, f mel.Features, want, got []int) mel.Features {
	var out mel.Features
	start := 0
	for i, n := range want {
		for k := range n {
			at := min(start+(2*k+1)*got[i]/(2*n), f.Frames-1)
			out = out.Join(f.Slice(p, at, at+1))
		}
		start += got[i]
	}
	return out
}

// tallies hold a part for each utterance.
type tallies struct {
	phones, logMel, distortion, cents, gross, voicing []part
	moves                                             []movement
}

func (t *tallies) add(p mel.Params, want, got mel.Features) {
	frames := min(want.Frames, got.Frames)
	var distance float64
	for i, v := range want.Mel[:frames*p.Bands] {
		distance += math.Abs(float64(v - got.Mel[i]))
	}
	t.logMel = append(t.logMel, part{distance, float64(frames * p.Bands)})

	distortion, audible := mel.AudibleDistortion(p.Cepstra, want.Cepstra[:frames*p.Cepstra], got.Cepstra)
	t.distortion = append(t.distortion, part{distortion * float64(audible), float64(audible)})

	d := mel.ComparePitch(want.F0, got.F0)
	both, near := float64(d.Voiced), float64(d.Voiced)*(1-d.Gross)
	t.cents = append(t.cents, part{d.Cents * d.Cents * near, near})
	t.gross = append(t.gross, part{both - near, both})
	t.voicing = append(t.voicing, part{d.Voicing * float64(d.Frames), float64(d.Frames)})
}

func (t *tallies) rendition() Rendition {
	between := func(parts []part, unit func(float64) float64) *Interval {
		i := interval(len(parts), func(pick []int) float64 { return unit(mean(parts, pick)) })
		return &i
	}
	return Rendition{
		PhoneErrors: *between(t.phones, plainly), LogMel: between(t.logMel, plainly), Distortion: between(t.distortion, plainly),
		PitchCents: between(t.cents, math.Sqrt), Gross: between(t.gross, plainly), Voicing: between(t.voicing, plainly),
	}
}

func plainly(v float64) float64 { return v }

// conclude writes down what all utterances say together.
func (j *judge) conclude(r *Report) {
	r.Utterances, r.HeldOut = j.utterances, len(j.utterances)
	for _, u := range j.utterances {
		r.Phones += u.Phones
	}
	r.Natural.PhoneErrors = interval(len(j.natural), func(pick []int) float64 { return mean(j.natural, pick) })
	r.Copy, r.Synthesis = j.copied.rendition(), j.spoken.rendition()
	r.Copy.Liveliness, r.Synthesis.Liveliness = liveliness(j.recorded, j.copied.moves), liveliness(j.recorded, j.spoken.moves)
	ms := 1000 * float64(j.params.HopLength) / float64(j.params.SampleRate)
	durations := interval(len(j.durations), func(pick []int) float64 { return ms * mean(j.durations, pick) })
	r.Synthesis.DurationMs = &durations
	r.Difference = difference(j.spoken.phones, j.natural)
	r.Met = r.Synthesis.PhoneErrors.Value <= r.Natural.PhoneErrors.Value
}
