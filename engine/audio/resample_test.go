package audio

import (
	"errors"
	"fmt"
	"math"
	"math/cmplx"
	"slices"
	"testing"
)

var ratePairs = [][2]int{
	{22050, 44100}, {22050, 48000}, {22050, 16000}, {22050, 8000}, {22050, 96000},
	{44100, 22050}, {48000, 22050}, {16000, 22050}, {8000, 22050}, {96000, 22050},
	{44100, 48000}, {48000, 47999}, {22050, 22051}, {384000, 4001},
}

// amplitudes returns the sine at hz in the middle of a wave, and the level of
// all else relative to a full-scale sine, in dB.
func amplitudes(wave []float32, hz float64, rate int) (amplitude, restDB float64) {
	wave = wave[len(wave)/4 : len(wave)*3/4]
	// A Blackman-Harris window lets the other components fall to -92 dB and
	// below that beside the tone; fitting the tone by projection is exact.
	var sum complex128
	var weight float64
	n := float64(len(wave))
	at := func(i int) complex128 { return cmplx.Exp(complex(0, -2*math.Pi*hz*float64(i)/float64(rate))) }
	window := func(i int) float64 {
		x := 2 * math.Pi * float64(i) / n
		return 0.35875 - 0.48829*math.Cos(x) + 0.14128*math.Cos(2*x) - 0.01168*math.Cos(3*x)
	}
	for i, v := range wave {
		sum += complex(float64(v)*window(i), 0) * at(i)
		weight += window(i)
	}
	tone := 2 * sum / complex(weight, 0)
	var rest float64
	for i, v := range wave {
		d := float64(v) - real(tone*cmplx.Conj(at(i)))
		rest += d * d
	}
	return cmplx.Abs(tone), 10 * math.Log10(rest/n*2)
}

func resampled(t testing.TB, wave []float32, from, to int) []float32 {
	t.Helper()
	out, err := Resample(wave, from, to)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Everything that is not the tone counts: images, aliases, rounding.
func TestResamplerKeepsTonesAndAddsNothing(t *testing.T) {
	t.Parallel()
	for _, pair := range ratePairs {
		from, to := pair[0], pair[1]
		nyquist := float64(min(from, to)) / 2
		ripple, worst := 0.0, math.Inf(-1)
		for _, part := range []float64{0.05, 0.313, 0.5, 0.77, passEdge} {
			hz := part * nyquist
			out := resampled(t, tone(hz, 1, from, 640/nyquist), from, to)
			amplitude, rest := amplitudes(out, hz, to)
			ripple = math.Max(ripple, math.Abs(20*math.Log10(amplitude)))
			worst = math.Max(worst, rest)
		}
		t.Logf("%d to %d Hz: ripple %.4f dB, all else %.1f dB", from, to, ripple, worst)
		if ripple > 0.01 || worst > -90 {
			t.Errorf("%d to %d Hz: ripple %.4f dB, all else %.1f dB; want 0.01 and -90", from, to, ripple, worst)
		}
	}
}

func TestResamplerStopsWhatTheNewRateCannotHold(t *testing.T) {
	t.Parallel()
	for _, pair := range ratePairs {
		from, to := pair[0], pair[1]
		if from <= to {
			continue
		}
		worst := math.Inf(-1)
		for _, part := range []float64{1, 1.01, 1.05, 1.3, 1.7, 1.99, 2.6} {
			hz := part * float64(to) / 2
			if hz > float64(from)/2 {
				continue
			}
			out := resampled(t, tone(hz, 1, from, 1200/float64(to)), from, to)
			middle := out[len(out)/4 : len(out)*3/4]
			worst = math.Max(worst, 20*math.Log10(math.Sqrt2*rms(middle)))
		}
		t.Logf("%d to %d Hz: %.1f dB", from, to, worst)
		if worst > -90 {
			t.Errorf("%d to %d Hz: a tone beyond the band is left at %.1f dB", from, to, worst)
		}
	}
}

// The sweep itself, sampled at the new rate, is the reference: any delay or
// ripple would show.
func TestResampledSweepLandsWhereItShould(t *testing.T) {
	t.Parallel()
	const top, seconds = 3600.0, 1.0
	sweep := func(rate int) []float32 {
		wave := make([]float32, int(seconds*float64(rate)))
		for i := range wave {
			x := float64(i) / float64(rate)
			wave[i] = float32(math.Sin(math.Pi*top*x*x/seconds) * math.Sin(math.Pi*x/seconds))
		}
		return wave
	}
	for _, pair := range ratePairs[:12] {
		got, want := resampled(t, sweep(pair[0]), pair[0], pair[1]), sweep(pair[1])
		var worst float64
		for i := range want {
			worst = math.Max(worst, math.Abs(float64(got[i]-want[i])))
		}
		if limit := 1e-3; worst > limit {
			t.Errorf("%d to %d Hz: off by %g, allowed %g", pair[0], pair[1], worst, limit)
		}
	}
}

func TestResampledLengthFollowsTheRule(t *testing.T) {
	t.Parallel()
	for _, pair := range ratePairs {
		for _, n := range []int{0, 1, 2, 99, 1000} {
			from, to := pair[0], pair[1]
			want := (n*to + from - 1) / from
			if got := len(resampled(t, make([]float32, n), from, to)); got != want {
				t.Errorf("%d samples, %d to %d Hz: got %d, want %d", n, from, to, got, want)
			}
		}
	}
}

func TestResamplerInBlocksEqualsTheWhole(t *testing.T) {
	t.Parallel()
	wave := noise(1, 7000, 5)
	for _, pair := range ratePairs {
		want := resampled(t, wave, pair[0], pair[1])
		r, err := NewResampler(pair[0], pair[1])
		if err != nil {
			t.Fatal(err)
		}
		for round := range 2 { // the second after Flush
			var got []float32
			rest := wave
			for size := 1; len(rest) > 0; size = size*3%1999 + 1 {
				n := min(size, len(rest))
				got = append(got, r.Write(rest[:n])...)
				rest = rest[n:]
			}
			got = append(got, r.Flush()...)
			if !slices.Equal(got, want) {
				t.Errorf("%d to %d Hz, round %d: %d samples differ from %d", pair[0], pair[1], round, len(got), len(want))
			}
		}
	}
}

func TestAConstantStaysConstant(t *testing.T) {
	t.Parallel()
	wave := make([]float32, 20000)
	for i := range wave {
		wave[i] = 1
	}
	for _, pair := range ratePairs {
		out := resampled(t, wave, pair[0], pair[1])
		if middle := out[len(out)/2]; math.Abs(float64(middle)-1) > 1e-5 {
			t.Errorf("%d to %d Hz: %v", pair[0], pair[1], middle)
		}
	}
}

func TestEqualRatesCopyAndStrangeRatesFail(t *testing.T) {
	t.Parallel()
	wave := []float32{1, 2, 3}
	out := resampled(t, wave, 22050, 22050)
	out[0] = 9
	if wave[0] != 1 || out[2] != 3 {
		t.Error("not a copy")
	}
	for _, pair := range [][2]int{{0, 22050}, {22050, -1}, {22050, 1 << 40}, {22050, MinRate - 1}} {
		if _, err := Resample(wave, pair[0], pair[1]); !errors.Is(err, ErrRate) {
			t.Errorf("%v: %v", pair, err)
		}
	}
}

func TestFilterTablesStaySmall(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]int{{383999, 384000}, {384000, 383999}, {4000, 383999}, {383999, 4000}, {384000, 4001}} {
		f := newPolyphase(pair[1]/gcd(pair[0], pair[1]), pair[0]/gcd(pair[0], pair[1]))
		if len(f.table) > 1<<20 {
			t.Errorf("%v: %d coefficients", pair, len(f.table))
		}
	}
}

func BenchmarkResample(b *testing.B) {
	for _, pair := range [][2]int{{44100, 22050}, {48000, 22050}, {22050, 48000}} {
		wave := noise(1, 10*pair[0], 1)
		b.Run(fmt.Sprintf("%d-%d-10s", pair[0], pair[1]), func(b *testing.B) {
			for b.Loop() {
				resampled(b, wave, pair[0], pair[1])
			}
		})
	}
}
