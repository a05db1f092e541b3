package acoustic

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"avagar/engine/mel"
)

// Spread gives predicted frames back what learning by averages takes from them:
// a network that minimises a mean error predicts means, so its cepstra move less
// than a speaker's. Deviations are raised until the variance of what is heard is
// the speaker's (Toda & Tokuda, IEICE Trans. E90-D(5), 2007), as far as raising
// is safe; movements of each band are raised or lowered to the speaker's; and what
// is then still missing, which is what nobody can predict, is made up by chance.
type Spread struct {
	Mean      []float32 `json:"mean"`  // [cepstra] predicted
	Gain      []float32 `json:"gain"`  // [cepstra] of the deviation from it
	Noise     []float32 `json:"noise"` // [cepstra] standard deviation of what is added
	PitchMean float32   `json:"pitch_mean"`
	PitchGain float32   `json:"pitch_gain"` // of the deviation of log-F0

	// Movements are gains of movements of 4 to 8 Hz, 8 to 16 Hz and above. Models
	// of before have none, and are sharpened.
	Movements []float32 `json:"movements,omitempty"`
}

const (
	sharpening = 0.5 // of the movements of cepstra, where they were not measured
	persistent = 0.3 // correlation of the noise from frame to frame

	greatestPitchGain = 1.3
)

// greatestGain of a cepstrum: the lower a coefficient, the more of it is heard
// as which phoneme it is, and the less of its deviation is chance.
func greatestGain(order int) float64 {
	switch {
	case order < 13:
		return 1.3
	case order < 25:
		return 2
	}
	return 3
}

// check reports a spread that does not fit the frames, or that no speaker has.
func (s Spread) check(p mel.Params) error {
	if len(s.Mean) != p.Cepstra || len(s.Gain) != p.Cepstra || len(s.Noise) != p.Cepstra {
		return fmt.Errorf("%w: spread of %d, %d and %d cepstra for %d", ErrConfig, len(s.Mean), len(s.Gain), len(s.Noise), p.Cepstra)
	}
	if n := len(s.Movements); n > 0 && n != len(movementBands) {
		return fmt.Errorf("%w: movements in %d bands, not in %d", ErrConfig, n, len(movementBands))
	}
	bad := func(v float32) bool { return !(v > -largestStatistic && v < largestStatistic) }
	if slices.ContainsFunc(slices.Concat(s.Mean, s.Gain, s.Noise, s.Movements, []float32{s.PitchMean, s.PitchGain}), bad) {
		return fmt.Errorf("%w: a spread that is no number or far too large", ErrConfig)
	}
	return nil
}

// apply changes frames whose like was never heard alone: equal seeds add equal
// chance.
func (s Spread) apply(p mel.Params, f mel.Features, seed uint64) {
	random := rand.New(rand.NewPCG(seed, uint64(p.Cepstra)))
	n, old := p.Cepstra, slices.Clone(f.Cepstra)
	filter := []float64{1 + sharpening, -sharpening / 2}
	if len(s.Movements) > 0 {
		filter = movementFilter(p, s.Movements)
	}
	noise := make([]float64, n)
	fresh := math.Sqrt(1 - persistent*persistent)
	for t := range f.Frames {
		for k := 1; k < n; k++ {
			at := t*n + k
			v := moved(filter, old, t, k, n)
			noise[k] = persistent*noise[k] + fresh*random.NormFloat64()
			f.Cepstra[at] = s.Mean[k] + s.Gain[k]*(v-s.Mean[k]) + s.Noise[k]*float32(noise[k])
		}
		if f0 := f.F0[t]; f0 > 0 {
			log := float64(s.PitchMean) + float64(s.PitchGain)*(math.Log(float64(f0))-float64(s.PitchMean))
			f.F0[t] = float32(math.Min(math.Max(math.Exp(log), p.F0MinHz/2), 2*p.F0MaxHz))
		}
	}
}

// moved is cepstrum k of frame t, filtered over time; the first and the last
// frame go on for ever.
func moved(half []float64, frames []float32, t, k, n int) float32 {
	last := len(frames)/n - 1
	v := half[0] * float64(frames[t*n+k])
	for l := 1; l < len(half); l++ {
		v += half[l] * float64(frames[max(0, t-l)*n+k]+frames[min(last, t+l)*n+k])
	}
	return float32(v)
}

// SpreadMeasure gathers what a Spread is made of.
type SpreadMeasure struct {
	p                            mel.Params
	natural, predicted, analysed spreadMoments
	moves                        struct{ natural, predicted, analysed *movementPower }
}

// NewSpreadMeasure returns a measure of nothing.
func NewSpreadMeasure(p mel.Params) *SpreadMeasure {
	width := p.Cepstra + 1
	m := &SpreadMeasure{p: p, natural: newSpreadMoments(width), predicted: newSpreadMoments(width), analysed: newSpreadMoments(width)}
	m.moves.natural, m.moves.predicted, m.moves.analysed = newMovementPower(p), newMovementPower(p), newMovementPower(p)
	return m
}

// AddRecorded counts in the frames of a recording.
func (m *SpreadMeasure) AddRecorded(f mel.Features) {
	m.natural.add(m.p, f)
	m.moves.natural.add(m.p, f)
}

// AddSpoken counts in frames as predicted, and those found in the wave that was
// spoken from them.
func (m *SpreadMeasure) AddSpoken(predicted, analysed mel.Features) {
	m.predicted.add(m.p, predicted)
	m.analysed.add(m.p, analysed)
	m.moves.predicted.add(m.p, predicted)
	m.moves.analysed.add(m.p, analysed)
}

// Spread returns what is missing. What analysis finds beyond the predicted
// variance comes from the vocoder and from the analysis; it stays.
func (m *SpreadMeasure) Spread() Spread {
	n := m.p.Cepstra
	s := Spread{Mean: make([]float32, n), Gain: make([]float32, n), Noise: make([]float32, n), PitchGain: 1}
	for k := range n {
		s.Gain[k] = 1
		if k == 0 {
			continue // loudness
		}
		mean, variance := m.predicted.at(k)
		_, heard := m.analysed.at(k)
		_, wanted := m.natural.at(k)
		wanted = math.Max(0, wanted-math.Max(0, heard-variance))
		gain := clamp(math.Sqrt(wanted/math.Max(1e-9, variance)), 1, greatestGain(k))
		s.Mean[k], s.Gain[k] = float32(mean), float32(gain)
		s.Noise[k] = float32(math.Sqrt(math.Max(0, wanted-gain*gain*variance)))
	}
	s.Movements = m.movements(s)
	mean, variance := m.predicted.at(n)
	_, wanted := m.natural.at(n)
	if variance > 0 && wanted > 0 {
		s.PitchMean, s.PitchGain = float32(mean), float32(clamp(math.Sqrt(wanted/variance), 1, greatestPitchGain))
	}
	return s
}

func clamp(v, low, high float64) float64 { return math.Min(math.Max(v, low), high) }

// spreadMoments are of audible frames: each cepstrum, and last log-F0 where voiced.
type spreadMoments struct{ n, sum, square []float64 }

func newSpreadMoments(width int) spreadMoments {
	return spreadMoments{make([]float64, width), make([]float64, width), make([]float64, width)}
}

func (m *spreadMoments) add(p mel.Params, f mel.Features) {
	audible := mel.Audible(p.Cepstra, f.Cepstra)
	for t := range f.Frames {
		if !audible(t) {
			continue
		}
		for k, v := range f.Cepstra[t*p.Cepstra : (t+1)*p.Cepstra] {
			m.count(k, float64(v))
		}
		if f.F0[t] > 0 {
			m.count(p.Cepstra, math.Log(float64(f.F0[t])))
		}
	}
}

func (m *spreadMoments) count(k int, v float64) {
	m.n[k]++
	m.sum[k] += v
	m.square[k] += v * v
}

func (m *spreadMoments) at(k int) (mean, variance float64) {
	n := math.Max(1, m.n[k])
	mean = m.sum[k] / n
	return mean, math.Max(0, m.square[k]/n-mean*mean)
}
