package audio

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
)

func TestRemoveDCCentresAWave(t *testing.T) {
	t.Parallel()
	got := RemoveDC([]float32{0.75, 0.25, 0.5, 0.5})
	if want := []float32{0.25, -0.25, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(RemoveDC(nil)) != 0 {
		t.Error("nothing became something")
	}
}

// A Butterworth high-pass of order 4 passes 1/sqrt(1+(corner/f)^8); two passes
// square that. The bilinear transform bends it only far above the corner.
func TestHumFilterHasItsShape(t *testing.T) {
	t.Parallel()
	for _, rate := range []int{16000, 22050, 48000} {
		for _, hz := range []float64{25, 50, HumCorner, 180, 1000} {
			wave := tone(hz, 1, rate, 2)
			middle := func(w []float32) float64 { return toDB(2 * meanPower(w[rate/2:rate*3/2])) }
			want := -10 * math.Log10(1+math.Pow(HumCorner/hz, 8))
			near(t, fmt.Sprintf("%g Hz at %d", hz, rate), middle(RemoveHum(wave, rate, HumCorner)), want, 0.1)
			near(t, fmt.Sprintf("%g Hz twice at %d", hz, rate), middle(RemoveHumZeroPhase(wave, rate, HumCorner)), 2*want, 0.2)
		}
	}
}

func TestZeroPhaseHumFilterMovesNothing(t *testing.T) {
	t.Parallel()
	const rate = 16000
	wave := tone(120, 1, rate, 1)
	in, out := wave[rate/4:rate/2], RemoveHumZeroPhase(wave, rate, 90)[rate/4:rate/2]
	var along, across float64
	for i, v := range in {
		along += float64(out[i]) * float64(v)
		across += float64(out[i]) * math.Cos(2*math.Pi*120*float64(rate/4+i)/rate)
	}
	if phase := math.Atan2(across, along); math.Abs(phase) > 0.001 {
		t.Errorf("a phase of %g", phase)
	}
}

func TestAnImpossibleHumCornerLeavesTheWave(t *testing.T) {
	t.Parallel()
	wave := []float32{1, 2, 3}
	for _, corner := range []float64{0, -5, 4000, 1e9, math.NaN(), math.Inf(1)} {
		got := RemoveHum(wave, 8000, corner)
		if !slices.Equal(got, wave) {
			t.Errorf("%g Hz: %v", corner, got)
		}
	}
}

func TestTrimSilenceFindsTheSpeech(t *testing.T) {
	t.Parallel()
	const rate = 16000
	floor := func(seconds float64, seed uint64) []float32 { return noise(0.001, int(seconds*rate), seed) }
	voice := add(tone(300, 0.3, rate, 1), floor(1, 9))
	click := floor(0.5, 4)
	click[2000], click[2001] = 0.9, -0.9
	join := func(parts ...[]float32) []float32 { return slices.Concat(parts...) }
	for _, c := range []struct {
		name       string
		wave       []float32
		start, end float64 // seconds
	}{
		{"noise around", join(floor(0.5, 1), voice, floor(0.7, 2)), 0.5, 1.5},
		{"digital silence around", join(make([]float32, rate/2), voice, make([]float32, rate/2)), 0.5, 1.5},
		{"a click before", join(click, voice, floor(0.5, 2)), 0.5, 1.5},
		{"a pause inside", join(floor(0.5, 1), voice, floor(1, 3), voice, floor(0.5, 2)), 0.5, 3.5},
		{"nothing to cut", voice, 0, 1},
		{"only silence", make([]float32, rate), 0, 0},
		{"nothing", nil, 0, 0},
	} {
		start, end := TrimSilence(c.wave, rate, 0)
		near(t, c.name+": start", float64(start)/rate, c.start, 0.011)
		near(t, c.name+": end", float64(end)/rate, c.end, 0.011)
	}
	wave := join(floor(0.5, 1), voice, floor(0.05, 2))
	start, end := TrimSilence(wave, rate, 100*time.Millisecond)
	near(t, "start with margin", float64(start)/rate, 0.4, 0.011)
	near(t, "end with margin", float64(end)/rate, 1.55, 0.001)
}

func TestNormalizeLoudnessReachesItsAimOrThePeak(t *testing.T) {
	t.Parallel()
	const rate = 22050
	voice := scaled(speechLike(rate, 3, 1), 0.1)
	wave, gain := NormalizeLoudness(voice, rate, -30, -1)
	near(t, "loudness", Loudness(wave, rate), -30, 0.05)
	near(t, "gain", gain, -30-Loudness(voice, rate), 0.05)
	wave, _ = NormalizeLoudness(voice, rate, 0, -1)
	near(t, "peak", 20*math.Log10(float64(peak(wave))), -1, 0.01)
	silent, gain := NormalizeLoudness(make([]float32, rate), rate, -20, -1)
	if gain != 0 || peak(silent) != 0 {
		t.Errorf("silence was raised by %g dB", gain)
	}
}

// Each of these was read with strong hum: floors about -38 dBFS.
func TestHumRemovalUncoversTheFloorOfRealRecordings(t *testing.T) {
	t.Parallel()
	var before, after float64
	for i := range 7 {
		clip := readClip(t, fmt.Sprintf("mana_%d.mp3", i+1))
		wave, _ := clip.Mono()
		raw, clean := Measure(wave, clip.Rate), Measure(RemoveHum(wave, clip.Rate, HumCorner), clip.Rate)
		t.Logf("%d: floor %.1f to %.1f dBFS, SNR %.1f to %.1f dB, hum %.1f dB", i+1,
			raw.NoiseFloorDB, clean.NoiseFloorDB, raw.SNRDB, clean.SNRDB, raw.HumDB)
		before += raw.NoiseFloorDB / 7
		after += clean.NoiseFloorDB / 7
	}
	near(t, "floor before", before, -38, 3)
	near(t, "floor after", after, -53, 3)
}
