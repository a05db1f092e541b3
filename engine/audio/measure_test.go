package audio

import (
	"math"
	"testing"
	"time"
)

func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.4f, want %.4f ± %g", name, got, want, tolerance)
	}
}

// Annex 1 of BS.1770-4: a full-scale 997 Hz sine in one channel reads -3.01.
func TestLoudnessOfTheStandardsTone(t *testing.T) {
	t.Parallel()
	for _, rate := range []int{8000, 16000, 22050, 44100, 48000, 96000} {
		near(t, "997 Hz at full scale", Loudness(tone(997, 1, rate, 5), rate), -3.01, 0.05)
		near(t, "997 Hz 20 dB down", Loudness(tone(997, 0.1, rate, 5), rate), -23.01, 0.05)
	}
}

// Tables 1 and 2 of BS.1770-4.
func TestLoudnessFiltersAtFortyEightKilohertz(t *testing.T) {
	t.Parallel()
	shelf := headShelf(48000)
	for i, c := range [][2]float64{
		{shelf.b0, 1.53512485958697}, {shelf.b1, -2.69169618940638}, {shelf.b2, 1.19839281085285},
		{shelf.a1, -1.69065929318241}, {shelf.a2, 0.73248077421585},
	} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("shelf coefficient %d: %.14f, want %.14f", i, c[0], c[1])
		}
	}
	rlb := highPass(38.13547087602444, 48000, 0.5003270373238773)
	if math.Abs(rlb.a1+1.99004745483398) > 1e-9 || math.Abs(rlb.a2-0.99007225036621) > 1e-9 {
		t.Errorf("high-pass: %.14f, %.14f", rlb.a1, rlb.a2)
	}
}

// Signals 1 and 3 of EBU Tech 3341 in one channel, 3.01 dB below their stereo
// readings of -23: quiet stretches fall under the gates.
func TestLoudnessGatesLeaveSilenceOut(t *testing.T) {
	t.Parallel()
	const rate = 48000
	loud := func(db, seconds float64) []float32 { return tone(1000, math.Pow(10, db/20), rate, seconds) }
	var wave []float32
	for _, part := range [][]float32{loud(-36, 10), loud(-23, 60), loud(-36, 10)} {
		wave = append(wave, part...)
	}
	near(t, "a loud middle", Loudness(wave, rate), -26.01, 0.1)
	near(t, "silence around", Loudness(append(make([]float32, 5*rate), loud(-23, 20)...), rate), -26.01, 0.1)
	for name, wave := range map[string][]float32{"nothing": nil, "silence": make([]float32, rate), "below the gate": loud(-80, 2)} {
		if got := Loudness(wave, rate); !math.IsInf(got, -1) {
			t.Errorf("%s: %v", name, got)
		}
	}
	near(t, "a tenth of a second", Loudness(loud(-20, 0.1), rate), -23.01, 0.3)
}

func TestMeasuresOfAKnownWave(t *testing.T) {
	t.Parallel()
	const rate = 16000
	floor := noise(0.001*math.Sqrt(3), 4*rate, 2) // -60 dBFS
	wave := append(append(floor[:rate:rate], add(tone(440, 0.5, rate, 2), floor[rate:3*rate])...), floor[3*rate:]...)
	for i := range wave {
		wave[i] += 0.01
	}
	m := Measure(wave, rate)
	near(t, "peak", m.PeakDB, 20*math.Log10(0.511), 0.05)
	near(t, "DC", m.DC, 0.01, 1e-4)
	near(t, "floor", m.NoiseFloorDB, -60, 1)
	near(t, "speech", m.SpeechDB, -9.03, 0.1)
	near(t, "SNR", m.SNRDB, m.SpeechDB-m.NoiseFloorDB, 1e-9)
	near(t, "leading", m.Leading.Seconds(), 1, 0.011)
	near(t, "trailing", m.Trailing.Seconds(), 1, 0.011)
	near(t, "hum", m.HumDB, 0, 0.5)
	if m.Duration != 4*time.Second || m.ClippedSamples != 0 || m.DigitalSilence != 0 {
		t.Errorf("%+v", m)
	}
}

func TestClippedSamplesAreRunsAtTheRails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wave []float32
		want int
	}{
		"a single peak":         {[]float32{0, 1, 0, -1, 0}, 0},
		"a run of three":        {[]float32{0, 1, 1, 1, 0}, 3},
		"one run at each rail":  {[]float32{1, 1, -1, -1, -1, 0}, 5},
		"from rail to rail":     {[]float32{1, -1, 1, -1}, 0},
		"16-bit positive limit": {[]float32{32767.0 / 32768, 32767.0 / 32768}, 2},
		"just below":            {[]float32{32766.0 / 32768, 32766.0 / 32768}, 0},
		"nothing":               {nil, 0},
	} {
		if got := clipped(c.wave); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

func TestMeasuringNothingStaysFinite(t *testing.T) {
	t.Parallel()
	for name, wave := range map[string][]float32{"empty": nil, "one sample": {0.5}, "silence": make([]float32, 1000)} {
		m := Measure(wave, 8000)
		for _, v := range []float64{m.PeakDB, m.DC, m.NoiseFloorDB, m.SpeechDB, m.SNRDB, m.HumDB, m.DigitalSilence} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
	if m := Measure(make([]float32, 1000), 8000); m.DigitalSilence != 1 || m.NoiseFloorDB != SilenceDB {
		t.Errorf("silence: %+v", m)
	}
}

func TestMeasuresOfCollectedRecordings(t *testing.T) {
	t.Parallel()
	measure := func(name string) Measures {
		wave, _ := readClip(t, name).Mono()
		return Measure(wave, readClip(t, name).Rate)
	}
	near(t, "offset", measure("d_dcoffset.wav").DC, 0.1, 0.005)
	if m := measure("d_clipped_gain18.wav"); m.ClippedSamples < 1000 {
		t.Errorf("clipped: %d samples", m.ClippedSamples)
	}
	if m := measure("d_silence_padded_2s.wav"); m.Leading < 1990*time.Millisecond || m.Trailing < 1990*time.Millisecond {
		t.Errorf("padded: %v before, %v after", m.Leading, m.Trailing)
	}
	if m := measure("d_all_silence_1s.wav"); m.DigitalSilence != 1 {
		t.Errorf("silence: %v", m.DigitalSilence)
	}
	clean, quiet, noisy := measure("d_16k_s16.wav"), measure("d_quiet_minus40.wav"), measure("d_noisy.wav")
	near(t, "40 dB less", quiet.PeakDB, clean.PeakDB-40, 0.5)
	if noisy.SNRDB > clean.SNRDB-5 {
		t.Errorf("SNR %.1f dB with noise, %.1f dB without", noisy.SNRDB, clean.SNRDB)
	}
}
