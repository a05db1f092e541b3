package acoustic

import (
	"math"
	"slices"

	"avagar/engine/mel"
)

// movementBands are the borders in Hz of the bands in which movements are
// weighed; what lies above the last belongs to the last band. Below the first
// stay the means of phonemes, which are learned.
var movementBands = []float64{4, 8, 16}

// centres are where the bands' gains hold, in Hz; between them gains change evenly.
var centres = []float64{2.5, 6, 12, 22}

const (
	movementWindow = mel.MovementWindow
	movementLines  = mel.MovementLines
	reach          = 10 // frames to either side that a movement is told from

	leastMovement    = 0.7
	greatestMovement = 1.5
)

// movementPower is the power of the movements of each cepstrum by how quick they
// are.
type movementPower struct {
	hz      float64   // between the lines of a window's spectrum
	power   []float64 // [cepstra][movementLines]
	windows float64
}

func newMovementPower(p mel.Params) *movementPower {
	return &movementPower{hz: mel.MovementHz(p), power: make([]float64, p.Cepstra*movementLines)}
}

// band is that of a line of the spectrum, or -1.
func (m *movementPower) band(line int) int {
	b := -1
	for b+1 < len(movementBands) && float64(line)*m.hz >= movementBands[b+1] {
		b++
	}
	return b
}

// add counts frames in.
func (m *movementPower) add(p mel.Params, f mel.Features) {
	m.windows += float64(mel.Movements(p, f, 0, p.Cepstra, func(k, line int, power float64) { m.power[k*movementLines+line] += power }))
}

// at is the mean power of a cepstrum's movements at one line.
func (m *movementPower) at(k, line int) float64 {
	return m.power[k*movementLines+line] / math.Max(1, m.windows)
}

// chance is the power at a line of noise of deviation 1.
func chance(line int) float64 {
	const windowed = movementWindow * 3 / 8 // sum of the squares of the window
	cos := math.Cos(2 * math.Pi * float64(line) / movementWindow)
	return windowed * (1 - persistent*persistent) / (1 - 2*persistent*cos + persistent*persistent)
}

// movements are how far movements in each band are to be raised or lowered, after
// the gains and beside the chance of a spread, until cepstra 1 to 24 together move
// as the speaker's do (after Takamichi et al., IEEE/ACM TASLP 24(4), 2016).
func (m *SpreadMeasure) movements(s Spread) []float32 {
	out := slices.Repeat([]float32{1}, len(movementBands))
	if m.moves.natural.windows == 0 || m.moves.predicted.windows == 0 {
		return out // nothing is longer than a window
	}
	wanted, given := m.balance(s)
	for range 8 { // the filter's bands reach into one another
		filter := movementFilter(m.p, out)
		for b := range out {
			want, have := 0.0, 1e-9
			for line := range movementLines {
				if m.moves.natural.band(line) == b {
					gain := response(filter, float64(line)/movementWindow)
					want += wanted[line]
					have += gain * gain * given[line]
				}
			}
			out[b] = float32(clamp(float64(out[b])*math.Sqrt(math.Max(0, want)/have), leastMovement, greatestMovement))
		}
	}
	return out
}

// balance is, by line, the power that predicted movements should have and that
// they have with their gains. As in Spread, what the vocoder and the analysis
// add stays; what they take is made good.
func (m *SpreadMeasure) balance(s Spread) (wanted, given [movementLines]float64) {
	for k := 1; k < min(25, m.p.Cepstra); k++ {
		gain, noise := float64(s.Gain[k]*s.Gain[k]), float64(s.Noise[k]*s.Noise[k])
		for line := range movementLines {
			had, heard := m.moves.predicted.at(k, line), m.moves.analysed.at(k, line)
			kept := math.Min(1, heard/math.Max(1e-9, had))
			wanted[line] += m.moves.natural.at(k, line) - math.Max(0, heard-had) - noise*chance(line)*kept
			given[line] += gain * had * kept
		}
	}
	return wanted, given
}

// movementFilter returns one half of a symmetric filter, the middle first, whose
// gains are those at the centres of the bands.
func movementFilter(p mel.Params, gains []float32) []float64 {
	rate := float64(p.SampleRate) / float64(p.HopLength)
	want := make([]float64, len(gains))
	for b, g := range gains {
		want[b] = float64(g)
	}
	var taps []float64
	goal := append([]float64{1}, want...)
	for range 8 { // the window blurs; aim further where it does
		taps = designed(goal, rate)
		for b, g := range want {
			goal[b+1] += g - response(taps, centres[b+1]/rate)
		}
	}
	return taps
}

// designed samples gains over frequency and windows their inverse transform.
func designed(goal []float64, rate float64) []float64 {
	const lines = 128
	taps := make([]float64, reach+1)
	for i := range lines {
		f := (float64(i) + 0.5) / (2 * lines)
		g := between(goal, f*rate)
		for l := range taps {
			taps[l] += g * math.Cos(2*math.Pi*f*float64(l)) / lines
		}
	}
	sum := taps[0]
	for l := 1; l <= reach; l++ {
		taps[l] *= 0.5 + 0.5*math.Cos(math.Pi*float64(l)/(reach+1))
		sum += 2 * taps[l]
	}
	taps[0] += 1 - sum // means stay
	return taps
}

// between is the gain at a frequency in Hz.
func between(goal []float64, hz float64) float64 {
	for b := 1; b < len(goal); b++ {
		if hz < centres[b] {
			a := math.Max(0, (hz-centres[b-1])/(centres[b]-centres[b-1]))
			return goal[b-1] + a*(goal[b]-goal[b-1])
		}
	}
	return goal[len(goal)-1]
}

// response of a half filter at a frequency in cycles a frame.
func response(taps []float64, f float64) float64 {
	sum := taps[0]
	for l := 1; l < len(taps); l++ {
		sum += 2 * taps[l] * math.Cos(2*math.Pi*f*float64(l))
	}
	return sum
}
