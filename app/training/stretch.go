package training

import (
	"avagar/app"
	"avagar/engine/train"
)

// stretch is how far one part reached over some steps.
type stretch struct {
	First, Last, N int // steps
	Min, Mean, Max float64
}

// add takes one more measurement in, unless it is no number.
func (s *stretch) add(step int, v float64) {
	switch {
	case !finite(v):
		return
	case s.N == 0:
		*s = stretch{First: step, Last: step, N: 1, Min: v, Mean: v, Max: v}
		return
	}
	s.N++
	s.Last = step
	s.Min, s.Max = min(s.Min, v), max(s.Max, v)
	s.Mean += (v - s.Mean) / float64(s.N)
}

func (s stretch) page() app.TrainingPage {
	return app.TrainingPage{First: s.First, Last: s.Last, N: s.N, Min: s.Min, Mean: s.Mean, Max: s.Max}
}

// joined is a part of measures over blocks, of which there is one at least.
func joined(blocks []Block, part int) stretch {
	l := blocks[0].Parts[part]
	all := stretch{First: blocks[0].First, Min: float64(l.Min), Max: float64(l.Max)}
	sum := 0.0
	for i := range blocks {
		b, l := &blocks[i], blocks[i].Parts[part]
		all.Last, all.Min, all.Max = b.Last, min(all.Min, float64(l.Min)), max(all.Max, float64(l.Max))
		sum += float64(l.Mean) * float64(b.N)
		all.N += b.N
	}
	all.Mean = sum / float64(max(all.N, 1))
	return all
}

// paced is how fast the steps of some readings were.
func paced(readings []train.Speed) (all stretch) {
	for _, s := range readings {
		all.add(s.Step, s.FramesPerSecond)
	}
	return all
}
