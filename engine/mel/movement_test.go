package mel

import (
	"math"
	"testing"
)

func TestMovementsAreThePowerOfTracks(t *testing.T) {
	p := DefaultParams()
	const line, frames = 5, 3 * MovementWindow
	f := Features{Frames: frames, Cepstra: make([]float32, frames*p.Cepstra)}
	for i := range frames {
		f.Cepstra[i*p.Cepstra+2] = 7 + 0.5*float32(math.Cos(2*math.Pi*line*float64(i)/MovementWindow))
	}
	var power [MovementLines]float64
	windows := Movements(p, f, 1, 4, func(k, line int, v float64) {
		if k == 2 {
			power[line] += v
		} else if v != 0 {
			t.Fatalf("cepstrum %d moves", k)
		}
	})
	if windows != 5 {
		t.Errorf("%d windows", windows)
	}
	// A sine of amplitude a has a·N/4 at its line under a Hann window and half of it beside.
	want := math.Pow(0.5*MovementWindow/4, 2)
	for i, v := range power {
		w := map[int]float64{line - 1: want / 4, line: want, line + 1: want / 4}[i]
		if math.Abs(v/float64(windows)-w) > 0.02*want {
			t.Errorf("line %d (%.1f Hz): %g, not %g", i, float64(i)*MovementHz(p), v/float64(windows), w)
		}
	}
}

func TestWhatIsFortyDecibelsUnderTheLoudestIsNotAudible(t *testing.T) {
	audible := Audible(2, []float32{1, 9, 6, 0, float32(6 - 4.5), 0, float32(6 - 4.7), 0})
	for i, want := range []bool{false, true, true, false} {
		if audible(i) != want {
			t.Errorf("frame %d: %v", i, !want)
		}
	}
}
