package audio

import "math"

// MonoMethod says how one wave was made of several channels.
type MonoMethod int

// The ways of Mono.
const (
	OnlyChannel MonoMethod = iota // there was one
	MeanChannel                   // the mean of the Used channels
	BestChannel                   // one of several, since the others are bad or would cancel it
)

// MonoReport says what Mono found and did. Channels count from 0.
type MonoReport struct {
	Method   MonoMethod
	Used     []int
	Dead     []int // silent, or 30 dB or more below another, while that one sounds
	Patchy   []int // the same for a part of the time: a loose contact, a dropped stream
	Inverted bool  // channels have opposite signs, so their mean would cancel
}

const (
	quietGap    = 30.0 // dB below another channel that make a channel count as absent
	deadShare   = 0.9  // of the sounding frames
	patchyShare = 0.1
	cancelGap   = 6.0 // dB that a mean may lose against its channels
)

// Mono makes one wave: the mean of the good channels, or the best one where
// their mean would cancel. The wave shares no memory with the clip.
func (c Clip) Mono() (wave []float32, report MonoReport) {
	switch len(c.Channels) {
	case 0:
		return nil, report
	case 1:
		report.Used = []int{0}
		return append([]float32(nil), c.Channels[0]...), report
	}
	report.sort(absence(c))
	if wave := mean(c.Channels, report.Used); len(report.Used) > 1 {
		if report.Inverted = cancels(c.Channels, report.Used, wave); !report.Inverted {
			report.Method = MeanChannel
			return wave, report
		}
	}
	best := c.best(report.Used)
	report.Method, report.Used = BestChannel, []int{best}
	return append([]float32(nil), c.Channels[best]...), report
}

// sort puts each channel where its share of absence belongs. Channels that
// take turns, as two speakers panned apart do, are all used.
func (r *MonoReport) sort(absent []float64) {
	var present []int
	for c, share := range absent {
		switch {
		case share > deadShare:
			r.Dead = append(r.Dead, c)
			continue
		case share > patchyShare:
			r.Patchy = append(r.Patchy, c)
		default:
			r.Used = append(r.Used, c)
		}
		present = append(present, c)
	}
	if len(r.Used) == 0 {
		r.Used, r.Patchy = present, nil
	}
}

// absence returns for each channel the share of the sounding 10 ms frames in
// which it lies quietGap below the loudest one.
func absence(c Clip) []float64 {
	levels := make([][]float64, len(c.Channels))
	for i, wave := range c.Channels {
		levels[i] = frameLevels(RemoveDC(wave), c.Rate)
	}
	loudest := make([]float64, len(levels[0]))
	top := SilenceDB
	for t := range loudest {
		loudest[t] = SilenceDB
		for _, channel := range levels {
			loudest[t] = max(loudest[t], channel[t])
		}
		top = max(top, loudest[t])
	}
	absent := make([]float64, len(levels))
	var sounding float64
	for t, level := range loudest {
		if level <= SilenceDB || level < top-quietGap {
			continue
		}
		sounding++
		for i, channel := range levels {
			if channel[t] < level-quietGap {
				absent[i]++
			}
		}
	}
	for i := range absent {
		absent[i] /= max(sounding, 1)
	}
	return absent
}

func mean(channels [][]float32, used []int) []float32 {
	wave := make([]float32, len(channels[0]))
	share := 1 / float32(len(used))
	for _, c := range used {
		for i, v := range channels[c] {
			wave[i] += share * v
		}
	}
	return wave
}

// cancels tells whether the mean lost most of its channels' power.
func cancels(channels [][]float32, used []int, wave []float32) bool {
	var power float64
	for _, c := range used {
		power += meanPower(RemoveDC(channels[c])) / float64(len(used))
	}
	return power > 0 && meanPower(RemoveDC(wave)) < power*math.Pow(10, -cancelGap/10)
}

// best returns the channel with the largest signal-to-noise ratio, the louder
// one of equals.
func (c Clip) best(used []int) int {
	best, bestSNR, bestPower := 0, math.Inf(-1), 0.0
	for _, i := range used {
		m, power := Measure(c.Channels[i], c.Rate), meanPower(c.Channels[i])
		if m.SNRDB > bestSNR+0.5 || m.SNRDB > bestSNR-0.5 && power > bestPower {
			best, bestSNR, bestPower = i, m.SNRDB, power
		}
	}
	return best
}
