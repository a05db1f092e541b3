package training

import (
	"math"

	"avagar/engine/mel"
)

// Liveliness is how much speech moves, as a share of how much the recordings of
// the same texts do: 1 is alike, less is smoother, more is restless. Both are
// analysed from their waves.
type Liveliness struct {
	Variance   []Interval `json:"variance"`   // of cepstra over audible frames, a geometric mean over each of CepstraBands
	Modulation []Interval `json:"modulation"` // power of the movements of cepstra 1 to 24, in each of ModulationBands
	PitchRange Interval   `json:"pitch_range"`
}

// CepstraBands are the first coefficient of each band and, last, the end.
var CepstraBands = []int{1, 5, 13, 25, 60}

// ModulationBands are the borders in Hz of how quickly cepstra move.
var ModulationBands = []float64{1, 4, 8, 16}

// modulated: cepstra below this one count.
const modulated = 25

// movement is what one utterance adds: sums of audible frames and the power of
// movements.
type movement struct {
	frames, voiced float64
	sum, square    []float64 // [cepstra]
	pitch, pitches float64   // sums of log-F0 and of its square
	power          []float64 // [len(ModulationBands)-1]
	windows        float64
}

func newMovement(p mel.Params, f mel.Features) movement {
	m := movement{sum: make([]float64, p.Cepstra), square: make([]float64, p.Cepstra), power: make([]float64, len(ModulationBands)-1)}
	audible := mel.Audible(p.Cepstra, f.Cepstra)
	for t := range f.Frames {
		if !audible(t) {
			continue
		}
		m.frames++
		for k, v := range f.Cepstra[t*p.Cepstra : (t+1)*p.Cepstra] {
			m.sum[k] += float64(v)
			m.square[k] += float64(v) * float64(v)
		}
		if f0 := f.F0[t]; f0 > 0 {
			log := math.Log(float64(f0))
			m.voiced, m.pitch, m.pitches = m.voiced+1, m.pitch+log, m.pitches+log*log
		}
	}
	m.modulate(p, f)
	return m
}

// modulate sums the power of the movements of cepstra in each band.
func (m *movement) modulate(p mel.Params, f mel.Features) {
	m.windows = float64(mel.Movements(p, f, 1, modulated, func(_, line int, power float64) {
		hz := float64(line) * mel.MovementHz(p)
		for b := range m.power {
			if hz >= ModulationBands[b] && hz < ModulationBands[b+1] {
				m.power[b] += power
			}
		}
	}))
}

// add counts another utterance in.
func (m *movement) add(o movement) {
	m.frames, m.voiced, m.windows = m.frames+o.frames, m.voiced+o.voiced, m.windows+o.windows
	m.pitch, m.pitches = m.pitch+o.pitch, m.pitches+o.pitches
	for k := range o.sum {
		m.sum[k] += o.sum[k]
		m.square[k] += o.square[k]
	}
	for b := range o.power {
		m.power[b] += o.power[b]
	}
}

func (m movement) variance(k int) float64 {
	mean := m.sum[k] / m.frames
	return m.square[k]/m.frames - mean*mean
}

func (m movement) pitchRange() float64 {
	mean := m.pitch / m.voiced
	return math.Sqrt(m.pitches/m.voiced - mean*mean)
}

func together(all []movement, pick []int) movement {
	sum := movement{sum: make([]float64, len(all[0].sum)), square: make([]float64, len(all[0].sum)), power: make([]float64, len(all[0].power))}
	for _, i := range pick {
		sum.add(all[i])
	}
	return sum
}

// liveliness compares utterances with the recordings of the same texts.
func liveliness(recorded, spoken []movement) *Liveliness {
	share := func(of func(m movement) float64) Interval {
		return interval(len(spoken), func(pick []int) float64 {
			v := of(together(spoken, pick)) / of(together(recorded, pick))
			if v-v != 0 {
				return 0 // nothing was voiced, or shorter than a window
			}
			return v
		})
	}
	out := &Liveliness{PitchRange: share(movement.pitchRange)}
	for i, from := range CepstraBands[:len(CepstraBands)-1] {
		to := min(CepstraBands[i+1], len(recorded[0].sum))
		if from >= to {
			break
		}
		out.Variance = append(out.Variance, share(func(m movement) float64 {
			log := 0.0
			for k := from; k < to; k++ {
				log += math.Log(m.variance(k)) / float64(to-from)
			}
			return math.Exp(log)
		}))
	}
	for b := range len(ModulationBands) - 1 {
		out.Modulation = append(out.Modulation, share(func(m movement) float64 { return m.power[b] / m.windows }))
	}
	return out
}
