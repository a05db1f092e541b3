package audio

import "math"

// Numbers of ITU-R BS.1770-4.
const (
	loudnessOffset = -0.691 // dB
	absoluteGate   = -70.0  // LUFS
	relativeGate   = -10.0  // LU
	blocksASecond  = 10     // a block every 100 ms
	blockSteps     = 4      // of 400 ms
)

// Loudness returns the integrated loudness of a mono wave in LUFS, by ITU-R
// BS.1770-4 with both gates; -Inf when no block passes them. A wave shorter
// than one 400 ms block is measured as one block.
func Loudness(wave []float32, rate int) float64 {
	if len(wave) == 0 || rate < MinRate {
		return math.Inf(-1)
	}
	power := blockPowers(kWeighted(wave, rate), rate)
	gated, ok := gatedMean(power, absoluteGate)
	if !ok {
		return math.Inf(-1)
	}
	gated, ok = gatedMean(power, math.Max(absoluteGate, toLUFS(gated)+relativeGate))
	if !ok {
		return math.Inf(-1)
	}
	return toLUFS(gated)
}

func toLUFS(power float64) float64 { return loudnessOffset + 10*math.Log10(power) }

// kWeighted runs the two filters of annex 1. The standard gives coefficients
// for 48 kHz alone; the analogue filters behind them, recovered from those,
// are transformed for any rate.
func kWeighted(wave []float32, rate int) []float64 {
	out := widen(wave)
	headShelf(rate).run(out)
	rlb := highPass(38.13547087602444, rate, 0.5003270373238773)
	a0 := rlb.b0
	rlb.b0, rlb.b1, rlb.b2 = rlb.b0/a0, rlb.b1/a0, rlb.b2/a0 // the standard's numerator is 1, -2, 1
	rlb.run(out)
	return out
}

// headShelf is the first filter: the head's rise of 4 dB above 1.7 kHz.
func headShelf(rate int) biquad {
	const (
		corner  = 1681.974450955533
		gainDB  = 3.999843853973347
		quality = 0.7071752369554196
		middle  = 0.4996667741545416 // exponent of the band gain
	)
	k := math.Tan(math.Pi * corner / float64(rate))
	high := math.Pow(10, gainDB/20)
	band := math.Pow(high, middle)
	a0 := 1 + k/quality + k*k
	return biquad{
		b0: (high + band*k/quality + k*k) / a0,
		b1: 2 * (k*k - high) / a0,
		b2: (high - band*k/quality + k*k) / a0,
		a1: 2 * (k*k - 1) / a0,
		a2: (1 - k/quality + k*k) / a0,
	}
}

// blockPowers returns the mean power of each 400 ms block, three quarters
// overlapping.
func blockPowers(wave []float64, rate int) []float64 {
	at := func(step int) int { return step * rate / blocksASecond }
	mean := func(wave []float64) float64 {
		var sum float64
		for _, v := range wave {
			sum += v * v
		}
		return sum / float64(len(wave))
	}
	if len(wave) < at(blockSteps) {
		return []float64{mean(wave)}
	}
	var powers []float64
	for step := 0; at(step+blockSteps) <= len(wave); step++ {
		powers = append(powers, mean(wave[at(step):at(step+blockSteps)]))
	}
	return powers
}

// gatedMean averages the blocks louder than the gate.
func gatedMean(powers []float64, gate float64) (float64, bool) {
	var sum, count float64
	for _, p := range powers {
		if toLUFS(p) > gate {
			sum += p
			count++
		}
	}
	return sum / max(count, 1), count > 0
}
