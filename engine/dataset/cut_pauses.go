package dataset

import (
	"math"
	"slices"
)

// pause is where nobody speaks, in samples.
type pause struct {
	start, end int
	spoken     float64 // seconds of speech before it
}

func (p pause) seconds() float64 { return float64(p.end-p.start) / cutRate }

// speech is the seconds of speech before a pause.
func (c *cutter) speech(i int) float64 { return c.pauses[i].spoken }

const (
	leastCut   = .12 // seconds of silence that a cut can be made in
	leastSound = .04 // seconds of sound that end a pause; a click does not
	quietShare = .3  // of the way from the floor to the loud frames, in dB, that still is silence
)

// findPauses finds the silences of a recording at cutRate. Those at its ends
// are there even where they have no length.
func findPauses(wave []float32, rate int) []pause {
	step := rate / 100
	levels := smooth(levelsOf(wave, step))
	limit := quietest(levels)
	quiet := make([]bool, len(levels))
	for f, v := range levels {
		quiet[f] = v <= limit
	}
	for _, r := range runs(quiet, false) {
		if r[1]-r[0] < int(leastSound*100) {
			for f := r[0]; f < r[1]; f++ {
				quiet[f] = true
			}
		}
	}
	out := []pause{{}}
	spoken, last := 0, 0
	for _, r := range runs(quiet, true) {
		switch {
		case r[0] == 0:
			out[0].end = r[1] * step
		case r[1]-r[0] < int(leastCut*100) && r[1] < len(quiet):
			continue
		default:
			spoken += r[0] - last
			out = append(out, pause{start: r[0] * step, end: r[1] * step, spoken: float64(spoken) * .01})
		}
		last = r[1]
	}
	if n := len(out) - 1; n > 0 && out[n].end >= len(quiet)*step {
		out[n].end = len(wave)
		return out
	}
	return append(out, pause{start: len(wave), end: len(wave), spoken: float64(spoken+len(quiet)-last) * .01})
}

// runs are the frames, from and up to, that have a value.
func runs(frames []bool, value bool) (out [][2]int) {
	for f := 0; f < len(frames); {
		end := f + 1
		for end < len(frames) && frames[end] == frames[f] {
			end++
		}
		if frames[f] == value {
			out = append(out, [2]int{f, end})
		}
		f = end
	}
	return out
}

// levelsOf are the levels of frames in dBFS.
func levelsOf(wave []float32, step int) []float64 {
	out := make([]float64, 0, len(wave)/step)
	for at := 0; at+step <= len(wave); at += step {
		sum := 1e-12
		for _, v := range wave[at : at+step] {
			sum += float64(v) * float64(v)
		}
		out = append(out, 10*math.Log10(sum/float64(step)))
	}
	return out
}

// smooth takes the mean of three frames.
func smooth(levels []float64) []float64 {
	out := make([]float64, len(levels))
	for i := range levels {
		from, to := max(0, i-1), min(len(levels), i+2)
		for _, v := range levels[from:to] {
			out[i] += v / float64(to-from)
		}
	}
	return out
}

// quietest is the level up to which a frame is silence.
func quietest(levels []float64) float64 {
	if len(levels) == 0 {
		return 0
	}
	sorted := slices.Clone(levels)
	slices.Sort(sorted)
	floor, loud := sorted[len(sorted)/20], sorted[len(sorted)*19/20]
	floor = max(floor, loud-60)
	return floor + quietShare*(loud-floor)
}
