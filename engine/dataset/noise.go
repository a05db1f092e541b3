package dataset

import (
	"math"
	"slices"
)

// A clip without a pause has no frame that shows the noise alone, so that its
// quietest speech is taken for noise. Steady noise gives itself away: the
// quiet frames of a noisy recording all lie at one level.
const (
	noisyDB    = 20. // signal to noise below which a recording is noisy
	doubtfulDB = 30. // below which it is, if its floor is flat
	flatDB     = 2.  // spread of a flat floor
)

// noisy judges by the signal to noise ratio (dB) and the shape of the floor.
func noisy(wave []float32, rate int, snr float64) bool {
	return snr < noisyDB || snr < doubtfulDB && floorSpread(wave, rate) < flatDB
}

// floorSpread is the distance in dB between the 2nd and 12th percentile of
// the levels of 10 ms frames.
func floorSpread(wave []float32, rate int) float64 {
	size := max(1, rate/100)
	var levels []float64
	for ; len(wave) >= size; wave = wave[size:] {
		power := 1e-12
		for _, v := range wave[:size] {
			power += float64(v) * float64(v) / float64(size)
		}
		levels = append(levels, 10*math.Log10(power))
	}
	if len(levels) == 0 {
		return 0
	}
	slices.Sort(levels)
	return levels[len(levels)*12/100] - levels[len(levels)*2/100]
}
