package audio

import (
	"math"
	"slices"
	"time"
)

// SilenceDB stands for digital silence, in dBFS.
const SilenceDB = -120.0

// Measures describe a wave. Levels are in dBFS: 0 is full scale, for power
// that of a full-scale square wave, so a full-scale sine is -3.01.
type Measures struct {
	Duration       time.Duration
	PeakDB         float64
	LoudnessLUFS   float64 // see Loudness
	ClippedSamples int     // in runs of clipRun or more at one rail
	DC             float64 // mean, in parts of full scale
	NoiseFloorDB   float64 // 5th percentile of the levels of 10 ms frames, digital silence left out
	SpeechDB       float64 // 95th percentile
	SNRDB          float64 // SpeechDB - NoiseFloorDB
	HumDB          float64 // how far the floor falls when all below HumCorner is removed
	DigitalSilence float64 // share of the frames that are nothing but zeros
	Leading        time.Duration
	Trailing       time.Duration // of silence before and after the speech, as TrimSilence sees it
}

const (
	clipRail = 32766.5 / 32768 // 16-bit full scale on either side
	clipRun  = 2
)

// Measure takes all measures of a wave at rate Hz.
func Measure(wave []float32, rate int) Measures {
	m := Measures{
		Duration:       duration(len(wave), rate),
		PeakDB:         toDB(float64(peak(wave)) * float64(peak(wave))),
		LoudnessLUFS:   Loudness(wave, rate),
		ClippedSamples: clipped(wave),
		DC:             meanOf(wave),
		NoiseFloorDB:   SilenceDB, SpeechDB: SilenceDB,
	}
	start, end := TrimSilence(wave, rate, 0)
	m.Leading, m.Trailing = duration(start, rate), duration(len(wave)-end, rate)
	centred := RemoveDC(wave)
	levels := frameLevels(centred, rate)
	live := liveFrames(wave, rate)
	kept := keep(levels, live)
	if len(levels) > 0 {
		m.DigitalSilence = 1 - float64(len(kept))/float64(len(levels))
	}
	if len(kept) == 0 {
		return m
	}
	m.NoiseFloorDB, m.SpeechDB = percentile(kept, 0.05), percentile(kept, 0.95)
	m.SNRDB = m.SpeechDB - m.NoiseFloorDB
	clean := keep(frameLevels(RemoveHum(centred, rate, HumCorner), rate), live)
	m.HumDB = max(0, m.NoiseFloorDB-percentile(clean, 0.05))
	return m
}

func peak(wave []float32) float32 {
	var p float32
	for _, v := range wave {
		p = max(p, v, -v)
	}
	return p
}

// clipped counts the samples in runs that stay at the same rail.
func clipped(wave []float32) int {
	var count, run, rail int
	for _, v := range wave {
		at := 0
		switch {
		case v >= clipRail:
			at = 1
		case v <= -clipRail:
			at = -1
		}
		if at != rail {
			run = 0
		}
		rail = at
		if at == 0 {
			continue
		}
		switch run++; {
		case run == clipRun:
			count += clipRun
		case run > clipRun:
			count++
		}
	}
	return count
}

func meanOf(wave []float32) float64 {
	var sum float64
	for _, v := range wave {
		sum += float64(v)
	}
	return sum / float64(max(len(wave), 1))
}

func meanPower(wave []float32) float64 {
	var sum float64
	for _, v := range wave {
		sum += float64(v) * float64(v)
	}
	return sum / float64(max(len(wave), 1))
}

// toDB turns power into dBFS, not below SilenceDB.
func toDB(power float64) float64 {
	return max(SilenceDB, 10*math.Log10(power))
}

func frameLength(rate int) int { return max(1, rate/100) }

// frameLevels returns the level in dBFS of each 10 ms frame; a shorter last
// one counts when it is the only one.
func frameLevels(wave []float32, rate int) []float64 {
	size := frameLength(rate)
	if len(wave) > 0 && len(wave) < size {
		size = len(wave)
	}
	levels := make([]float64, 0, len(wave)/size)
	for ; len(wave) >= size; wave = wave[size:] {
		levels = append(levels, toDB(meanPower(wave[:size])))
	}
	return levels
}

// liveFrames tells which 10 ms frames are more than zeros and single bits of
// 16-bit sound.
func liveFrames(wave []float32, rate int) []bool {
	levels := frameLevels(wave, rate)
	live := make([]bool, len(levels))
	for i, level := range levels {
		live[i] = level > -96
	}
	return live
}

func keep(levels []float64, live []bool) []float64 {
	var kept []float64
	for i, ok := range live {
		if ok {
			kept = append(kept, levels[i])
		}
	}
	return kept
}

// percentile returns the value below which share of the values lie.
func percentile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}
