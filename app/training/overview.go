package training

import "avagar/engine/train"

// Overview is what a chart shows of a run, whatever its length.
type Overview struct {
	train.Summary
	Checkpoints []int // steps
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
	o.Levels, err = s.measured(r)
	return o, err
}

// Curve is how a loss went over steps.
type Curve struct{ Steps, Loss []float64 }

func (c *Curve) add(step, loss float64) {
	c.Steps, c.Loss = append(c.Steps, step), append(c.Loss, loss)
}

// Smooth is the running mean over a fortieth of the curve to either side. At the
// beginning, where a loss falls fast, it reaches ahead no further than back.
func (c Curve) Smooth() Curve {
	out := Curve{Steps: c.Steps, Loss: make([]float64, len(c.Loss))}
	reach := int(float64(len(c.Loss)) * smoothing)
	for i := range c.Loss {
		r := min(reach, i)
		from, to := i-r, min(i+r+1, len(c.Loss))
		for _, y := range c.Loss[from:to] {
			out.Loss[i] += y / float64(to-from)
		}
	}
	return out
}

// Curves are the loss of the frames in training: its means, its extremes as one
// line up and down, each of at most so many points; and all evaluations of what
// is held out.
func (o Overview) Curves(most int) (mean, extremes, heldOut Curve) {
	each := max((len(o.Blocks)+most-1)/max(most, 1), 1)
	for from := 0; from < len(o.Blocks); from += each {
		b := joined(o.Blocks[from:min(from+each, len(o.Blocks))])
		middle := float64(b.First+b.Last) / 2
		mean.add(middle, b.Mean)
		extremes.add(middle, b.Min)
		extremes.add(middle, b.Max)
	}
	for _, m := range o.HeldOut {
		heldOut.add(float64(m.Step), m.Frames)
	}
	return mean, extremes, heldOut
}

func joined(blocks []Block) Block {
	all := blocks[0]
	sum := all.Mean * float64(all.N)
	for _, b := range blocks[1:] {
		all.Last, all.Min, all.Max = b.Last, min(all.Min, b.Min), max(all.Max, b.Max)
		sum += b.Mean * float64(b.N)
		all.N += b.N
	}
	all.Mean = sum / float64(max(all.N, 1))
	return all
}

// Stale is how many evaluations there were since the best one.
func (o Overview) Stale() (evaluations int) {
	for _, m := range o.HeldOut {
		if m.Step > o.BestStep {
			evaluations++
		}
	}
	return evaluations
}

// Judged is the newest evaluation, or false where there was none.
func (o Overview) Judged() (train.Metric, bool) {
	if n := len(o.HeldOut); n > 0 {
		return o.HeldOut[n-1], true
	}
	return train.Metric{}, false
}
