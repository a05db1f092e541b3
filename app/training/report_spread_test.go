package training

import (
	"math"
	"math/rand/v2"
	"testing"

	"avagar/engine/mel"
)

// moving makes frames whose cepstra are white noise of a deviation, smoothed
// over so many frames.
func moving(p mel.Params, frames, smooth int, deviation float64, seed uint64) mel.Features {
	random := rand.New(rand.NewPCG(seed, 5))
	f := mel.Features{Frames: frames, Cepstra: make([]float32, frames*p.Cepstra), F0: make([]float32, frames)}
	for k := 1; k < p.Cepstra; k++ {
		noise := make([]float64, frames+smooth)
		for i := range noise {
			noise[i] = deviation * random.NormFloat64()
		}
		for t := range frames {
			for s := range smooth {
				f.Cepstra[t*p.Cepstra+k] += float32(noise[t+s] / math.Sqrt(float64(smooth)))
			}
		}
	}
	for t := range f.F0 {
		f.F0[t] = float32(150 * math.Exp(deviation*random.NormFloat64()/10))
	}
	return f
}

func TestLivelinessIsTheShareOfTheRecordings(t *testing.T) {
	p := mel.DefaultParams()
	var recorded, same, flat, slow []movement
	for i := range uint64(8) {
		recorded = append(recorded, newMovement(p, moving(p, 800, 1, 1, i)))
		same = append(same, newMovement(p, moving(p, 800, 1, 1, i+20)))
		flat = append(flat, newMovement(p, moving(p, 800, 1, 0.5, i+40)))
		slow = append(slow, newMovement(p, moving(p, 800, 8, 1, i+60)))
	}
	near := func(what string, got Interval, want float64) {
		t.Helper()
		if math.Abs(got.Value-want) > 0.1*want || got.Low > got.Value || got.High < got.Value {
			t.Errorf("%s: %+v, not %g", what, got, want)
		}
	}
	alike, flatter, slower := liveliness(recorded, same), liveliness(recorded, flat), liveliness(recorded, slow)
	for b := range alike.Variance {
		near("variance of equal movement", alike.Variance[b], 1)
		near("variance of half the movement", flatter.Variance[b], 0.25)
		near("variance of slow movement", slower.Variance[b], 1)
	}
	for b := range alike.Modulation {
		near("equal movements", alike.Modulation[b], 1)
		near("half the movements", flatter.Modulation[b], 0.25)
	}
	near("pitch range", alike.PitchRange, 1)
	near("half the pitch range", flatter.PitchRange, 0.5)
	if first, last := slower.Modulation[0].Value, slower.Modulation[2].Value; first < 3 || last > 0.5 {
		t.Errorf("slow movements: %.2f of 1 to 4 Hz, %.2f of 8 to 16 Hz", first, last)
	}
}
