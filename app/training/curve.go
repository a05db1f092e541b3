package training

import "avagar/engine/train"

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

// Curves are the loss of the frames in training, as the means of at most so many
// equal parts, and of all evaluations of what is held out.
func (d Detail) Curves(most int) (training, heldOut Curve) {
	steps := 0
	for i := range d.Metrics {
		if !d.Metrics[i].HeldOut {
			steps++
		}
	}
	each := max((steps+most-1)/max(most, 1), 1)
	part := mean{}
	for i := range d.Metrics {
		m := &d.Metrics[i]
		if m.HeldOut {
			heldOut.add(float64(m.Step), m.Frames)
			continue
		}
		if part.add(m); part.n == each {
			part.into(&training)
		}
	}
	part.into(&training)
	return training, heldOut
}

// mean gathers steps of training.
type mean struct {
	n           int
	steps, loss float64
}

func (p *mean) add(m *train.Metric) {
	p.n++
	p.steps += float64(m.Step)
	p.loss += m.Frames
}

func (p *mean) into(c *Curve) {
	if p.n > 0 {
		c.add(p.steps/float64(p.n), p.loss/float64(p.n))
	}
	*p = mean{}
}

// Stale is how many evaluations there were since the best one.
func (d Detail) Stale() (evaluations int) {
	for _, m := range d.Metrics {
		if m.HeldOut && m.Step > d.BestStep {
			evaluations++
		}
	}
	return evaluations
}

// Judged is the newest evaluation, or false where there was none.
func (d Detail) Judged() (train.Metric, bool) {
	for i := len(d.Metrics) - 1; i >= 0; i-- {
		if d.Metrics[i].HeldOut {
			return d.Metrics[i], true
		}
	}
	return train.Metric{}, false
}
