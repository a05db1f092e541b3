package training

import (
	"slices"

	"avagar/engine/train"
)

// Overview is what a chart shows of a run, whatever its length.
type Overview struct {
	train.Summary
	Checkpoints []int // steps
	Previews    []Preview
	Levels
}

// Overview reads what is new of a run since the last time.
func (s *Studio) Overview(id string) (Overview, error) {
	r, err := s.open(id)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{Summary: r.Now()}
	if o.Checkpoints, err = r.Checkpoints(); err != nil {
		return o, err
	}
	if o.Previews, err = s.Service.Previews(id); err != nil {
		return o, err
	}
	o.Levels, err = s.measured(r)
	return o, err
}

// Curve is how a measurement went over steps.
type Curve struct{ Steps, Values []float64 }

func (c *Curve) add(step, value float64) {
	c.Steps, c.Values = append(c.Steps, step), append(c.Values, value)
}

// Smooth is the running mean over a fortieth of the curve to either side. At the
// beginning, where a loss falls fast, it reaches ahead no further than back.
func (c Curve) Smooth() Curve {
	out := Curve{Steps: c.Steps, Values: make([]float64, len(c.Values))}
	reach := int(float64(len(c.Values)) * smoothing)
	for i := range c.Values {
		r := min(reach, i)
		from, to := i-r, min(i+r+1, len(c.Values))
		for _, y := range c.Values[from:to] {
			out.Values[i] += y / float64(to-from)
		}
	}
	return out
}

// Curves are how a part went in training: its means, its extremes as one line up
// and down, each of at most so many points; and all evaluations of what is held
// out, or of the previews. What was not measured is empty.
func (o Overview) Curves(part Part, most int) (mean, extremes, heldOut Curve) {
	i := part.index()
	switch {
	case part == PartSpeed:
		mean, extremes = drawn(o.Speed, most, paced)
	case part == PartPreviews:
		for _, p := range o.Previews {
			if p.Phones > 0 {
				heldOut.add(float64(p.Step), p.PhoneErrors())
			}
		}
	case i >= 0 && i < stepParts:
		mean, extremes = drawn(o.Blocks, most, func(b []Block) stretch { return joined(b, i) })
	}
	if i < 0 {
		return mean, extremes, heldOut
	}
	for j := range o.HeldOut {
		if v, ok := measures[i].of(&o.HeldOut[j]); ok && finite(v) {
			heldOut.add(float64(o.HeldOut[j].Step), v)
		}
	}
	return mean, extremes, heldOut
}

// drawn has at most so many points of many measurements.
func drawn[T any](all []T, most int, joined func([]T) stretch) (mean, extremes Curve) {
	each := max((len(all)+most-1)/max(most, 1), 1)
	for some := range slices.Chunk(all, each) {
		s := joined(some)
		middle := float64(s.First+s.Last) / 2
		mean.add(middle, s.Mean)
		extremes.add(middle, s.Min)
		extremes.add(middle, s.Max)
	}
	return mean, extremes
}

// Stale is how many evaluations there were since the loss was lower or fewer
// phonemes were heard wrong than at any before: the patience of a run counts the
// same. The best one may be older, or newer.
func (o Overview) Stale() (evaluations int) {
	var s train.Standing
	for _, m := range o.HeldOut {
		s.Add(m)
	}
	return s.Since
}

// Judged is the newest evaluation, or false where there was none.
func (o Overview) Judged() (train.Metric, bool) {
	if n := len(o.HeldOut); n > 0 {
		return o.HeldOut[n-1], true
	}
	return train.Metric{}, false
}
