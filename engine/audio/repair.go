package audio

import (
	"math"
	"slices"
	"time"
)

// HumCorner is where RemoveHum is usually asked to begin: above the mains and
// its first overtone, below nearly every voice. In Hz.
const HumCorner = 90.0

// RemoveDC returns the wave less its mean.
func RemoveDC(wave []float32) []float32 {
	mean := meanOf(wave)
	out := make([]float32, len(wave))
	for i, v := range wave {
		out[i] = float32(float64(v) - mean)
	}
	return out
}

// The quality factors that make two second-order filters a Butterworth filter
// of fourth order: 1/(2 cos(π/8)) and 1/(2 cos(3π/8)).
var butterworth4 = [2]float64{0.5411961001461969, 1.3065629648763764}

// RemoveHum takes away what lies below corner Hz by a Butterworth high-pass of
// fourth order: -3 dB at the corner, -24 dB an octave below it. It delays low
// voices by some milliseconds near the corner. A corner outside the band, 0
// among them, leaves the wave as it is.
func RemoveHum(wave []float32, rate int, corner float64) []float32 {
	if !(corner > 0 && corner < float64(rate)/2) {
		return slices.Clone(wave)
	}
	out := widen(wave)
	for _, quality := range butterworth4 {
		highPass(corner, rate, quality).run(out)
	}
	return narrow(out)
}

// RemoveHumZeroPhase is RemoveHum run forwards and then backwards, so nothing
// is delayed, at -6 dB at the corner and -48 dB an octave below it. It needs
// the whole wave.
func RemoveHumZeroPhase(wave []float32, rate int, corner float64) []float32 {
	out := RemoveHum(wave, rate, corner)
	slices.Reverse(out)
	out = RemoveHum(out, rate, corner)
	slices.Reverse(out)
	return out
}

// How TrimSilence tells speech: a frame this far above the noise floor, the
// threshold kept within a span below the loud frames, for onsetFrames of
// onsetSpan frames, so that a click does not count.
const (
	aboveFloor  = 8.0  // dB
	belowSpeech = 45.0 // dB, at most
	nearSpeech  = 18.0 // dB, at least
	onsetFrames = 3
	onsetSpan   = 5
)

// TrimSilence returns where the speech begins and ends in samples, with up to
// margin of silence kept on both sides: wave[start:end] is what to keep. Both
// are 0 when nothing stands out of silence.
func TrimSilence(wave []float32, rate int, margin time.Duration) (start, end int) {
	levels := frameLevels(RemoveDC(wave), rate)
	live := keep(levels, liveFrames(wave, rate))
	if len(live) == 0 {
		return 0, 0
	}
	speech := percentile(live, 0.95)
	threshold := percentile(live, 0.05) + aboveFloor
	threshold = max(speech-belowSpeech, min(speech-nearSpeech, threshold))
	first := onset(levels, threshold)
	slices.Reverse(levels)
	last := len(levels) - onset(levels, threshold)
	if first >= last { // one steady sound: nothing to cut
		return 0, len(wave)
	}
	size, kept := frameLength(rate), int(margin.Seconds()*float64(rate))
	end = last * size
	if last == len(levels) {
		end = len(wave)
	}
	return max(0, first*size-kept), min(len(wave), end+kept)
}

// onset returns the first frame of a stretch above the threshold.
func onset(levels []float64, threshold float64) int {
	for t, level := range levels {
		if level < threshold {
			continue
		}
		loud := 0
		for _, next := range levels[t:min(t+onsetSpan, len(levels))] {
			if next >= threshold {
				loud++
			}
		}
		if loud >= min(onsetFrames, len(levels)) {
			return t
		}
	}
	return len(levels)
}

// NormalizeLoudness returns the wave at the wanted loudness in LUFS, and the
// gain in dB. The gain stops where the peak would pass peakDB (dBFS); a wave
// without loudness is returned as it is.
func NormalizeLoudness(wave []float32, rate int, lufs, peakDB float64) ([]float32, float64) {
	loudness, top := Loudness(wave, rate), float64(peak(wave))
	if math.IsInf(loudness, -1) || top == 0 {
		return slices.Clone(wave), 0
	}
	gain := min(lufs-loudness, peakDB-20*math.Log10(top))
	factor := float32(math.Pow(10, gain/20))
	out := make([]float32, len(wave))
	for i, v := range wave {
		out[i] = factor * v
	}
	return out, gain
}
