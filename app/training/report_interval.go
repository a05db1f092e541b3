package training

import (
	"math/rand/v2"
	"slices"
)

// Interval is a measurement with the range in which it lies for 95 of 100 other
// choices of as many utterances, by the percentile bootstrap (Efron, 1979).
type Interval struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// The resampling: as many rounds as steady the ends to a tenth of the range, and
// a fixed seed, so that equal utterances give equal ranges and every measurement
// is taken on the same choices.
const (
	resamplings  = 2000
	resampleSeed = 1979
)

// part is what one utterance adds to a mean.
type part struct{ sum, of float64 }

// mean is 0 where nothing was measured.
func mean(parts []part, pick []int) float64 {
	var all part
	for _, i := range pick {
		all.sum += parts[i].sum
		all.of += parts[i].of
	}
	if all.of == 0 {
		return 0
	}
	return all.sum / all.of
}

// interval computes a statistic of n utterances, given by their indices.
func interval(n int, statistic func(pick []int) float64) Interval {
	pick := make([]int, n)
	for i := range pick {
		pick[i] = i
	}
	out := Interval{Value: statistic(pick)}
	random := rand.New(rand.NewPCG(resampleSeed, uint64(n)))
	values := make([]float64, resamplings)
	for k := range values {
		for i := range pick {
			pick[i] = random.IntN(n)
		}
		values[k] = statistic(pick)
	}
	slices.Sort(values)
	out.Low, out.High = values[resamplings/40], values[resamplings-1-resamplings/40]
	return out
}

// difference is the mean of a less that of b over the same utterances.
func difference(a, b []part) Interval {
	return interval(len(a), func(pick []int) float64 { return mean(a, pick) - mean(b, pick) })
}

// Against is the phone errors of r's synthesis less those of another run's over
// the utterances that both were asked to say; false where there are none.
func (r Report) Against(other Report) (Interval, bool) {
	there := map[string]ReportUtterance{}
	for _, u := range other.Utterances {
		there[u.ID] = u
	}
	var a, b []part
	for _, u := range r.Utterances {
		if v, ok := there[u.ID]; ok && v.Phones == u.Phones {
			a = append(a, part{float64(u.Synthesis), float64(u.Phones)})
			b = append(b, part{float64(v.Synthesis), float64(v.Phones)})
		}
	}
	if len(a) == 0 {
		return Interval{}, false
	}
	return difference(a, b), true
}
