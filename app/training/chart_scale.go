package training

import (
	"math"
	"strconv"
	"strings"
)

// scale maps values onto an axis: lo to 0, hi to 1, evenly or by logarithm.
type scale struct {
	lo, hi float64 // lo < hi; of a logarithmic scale, both above 0
	log    bool
}

// at is where a value lies between the ends of the scale, from 0 to 1.
func (s scale) at(v float64) float64 { return s.place()(v) }

// place is at for many values.
func (s scale) place() func(v float64) float64 {
	if !s.log {
		return func(v float64) float64 { return min(max((v-s.lo)/(s.hi-s.lo), 0), 1) }
	}
	lo, hi := math.Log(s.lo), math.Log(s.hi)
	return func(v float64) float64 { return min(max((math.Log(max(v, s.lo))-lo)/(hi-lo), 0), 1) }
}

// wideRatio is how many times its least a loss must reach for a logarithmic scale.
const wideRatio = 4

// valueScale holds all points, evenly.
func valueScale(all ...[]point) scale {
	s := scale{lo: math.Inf(1), hi: math.Inf(-1)}
	for _, points := range all {
		for _, p := range points {
			s.lo, s.hi = min(s.lo, p.y), max(s.hi, p.y)
		}
	}
	largest := max(math.Abs(s.lo), math.Abs(s.hi))
	switch {
	case s.lo > s.hi || largest < 1/furthest:
		return scale{lo: 0, hi: 1}
	case s.hi-s.lo <= 1e-6*largest:
		return scale{lo: s.lo - largest/10, hi: s.hi + largest/10}
	}
	return s
}

// lossScale is valueScale, by logarithm where values above 0 differ much.
func lossScale(all ...[]point) scale {
	s := valueScale(all...)
	if s.lo < 1/furthest || s.hi/s.lo < wideRatio {
		return s
	}
	room := math.Pow(s.hi/s.lo, 0.04)
	return scale{lo: s.lo / room, hi: s.hi * room, log: true}
}

// rounded widens an even scale to whole ticks.
func (s scale) rounded(most int) scale {
	if s.log {
		return s
	}
	// The widened scale may need a larger step, which widens it again.
	for step := 0.0; ; {
		next := tickStep(s.hi-s.lo, most)
		if next <= step {
			return s
		}
		step = next
		s.lo, s.hi = math.Floor(s.lo/step+1e-9)*step, math.Ceil(s.hi/step-1e-9)*step
	}
}

// tickStep is the least of 1, 2 and 5 times a power of ten that cuts a span into
// no more than the given number of parts.
func tickStep(span float64, most int) float64 {
	least := span / float64(max(most, 1))
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, f := range []float64{1, 2, 5} {
		if f*power >= least*(1-1e-9) {
			return f * power
		}
	}
	return 10 * power
}

// ticks are round values on the scale, rising; about as many as asked for at most.
func (s scale) ticks(most int) []float64 {
	if s.log {
		return s.logTicks(most)
	}
	step := tickStep(s.hi-s.lo, most)
	first, last := math.Ceil(s.lo/step-1e-9), math.Floor(s.hi/step+1e-9)
	var out []float64
	for k := 0.0; first+k <= last && len(out) <= most+1; k++ {
		out = append(out, (first+k)*step)
	}
	return out
}

// logTicks takes 1, 2 and 5 of each decade, or more where the scale spans less
// than one, or of many decades every second, third and so on.
func (s scale) logTicks(most int) []float64 {
	first, last := int(math.Floor(math.Log10(s.lo))), int(math.Ceil(math.Log10(s.hi)))
	factors, stride := []string{"1", "2", "5"}, 1
	switch decades := math.Log10(s.hi / s.lo); {
	case 3*decades > float64(max(most, 3)):
		factors, stride = factors[:1], (last-first)/max(most, 1)+1
	case decades < 1 && 7*decades <= float64(most):
		factors = []string{"1", "1.5", "2", "3", "4", "5", "7"}
	}
	var out []float64
	for e := first; e <= last; e += stride {
		for _, f := range factors {
			// Parsed, so that 5e-1 is 0.5 to the last bit.
			v, err := strconv.ParseFloat(f+"e"+strconv.Itoa(e), 64)
			if err == nil && v >= s.lo && v <= s.hi {
				out = append(out, v)
			}
		}
	}
	return out
}

// labels writes tick values, on an even scale with equally many decimals.
func (s scale) labels(ticks []float64) []string {
	out, decimals := make([]string, len(ticks)), 0
	for i, v := range ticks {
		out[i] = label(v)
		if strings.Contains(out[i], "e") {
			decimals = -1
		}
		if _, behind, ok := strings.Cut(out[i], "."); ok && decimals >= 0 {
			decimals = max(decimals, len(behind))
		}
	}
	for i, v := range ticks {
		if !s.log && decimals > 0 {
			out[i] = strconv.FormatFloat(v, 'f', decimals, 64)
		}
	}
	return out
}

// label writes a round value in its shortest form.
func label(v float64) string {
	s := strconv.FormatFloat(v, 'g', 6, 64)
	return strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-").Replace(s)
}

// stepLabel writes a count of steps: 600, 12k, 1.5M.
func stepLabel(v float64) string {
	switch a := math.Abs(v); {
	case a >= 1e6:
		return label(v/1e6) + "M"
	case a >= 1e4:
		return label(v/1e3) + "k"
	}
	return label(v)
}

// thousands writes a whole number with its digits in groups of three.
func thousands(n int) string {
	s := strconv.Itoa(n)
	digits := strings.TrimPrefix(s, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n < 0 {
		return "-" + digits
	}
	return digits
}
