package training

import (
	"image"
)

// panel is one set of axes with its lines.
type panel struct {
	name   string
	steps  scale
	values scale
	series []series
	best   float64 // step
	marked bool    // there is a best step
	ring   *point  // drawn around the best evaluation
}

// Room that things take, in pixels of an unscaled picture.
const (
	topRow     = 30 // a panel's heading
	bottomRow  = 22 // step labels
	valueRoom  = 26 // from one label of the vertical axis to the next
	stepRoom   = 60
	mostValues = 8  // labels, whatever the room
	labelSpace = 6  // from a label to its axis
	rightEdge  = 14 // half a label behind the last step
	legendKey  = 16 // the stroke beside a name
)

// plot is the inside of the axes in a panel's area.
func (p panel) plot(c *canvas, area image.Rectangle, gutter int) image.Rectangle {
	area.Min.X += gutter
	area.Max.X -= c.px(rightEdge)
	area.Min.Y += c.px(topRow)
	area.Max.Y -= c.px(bottomRow)
	return area
}

func (p panel) valueTicks(c *canvas, area image.Rectangle) (scale, []float64) {
	most := min(max(p.plot(c, area, 0).Dy()/c.px(valueRoom), 2), mostValues)
	s := p.values.rounded(most)
	return s, s.ticks(most)
}

// gutter is the room that the labels of the vertical axis need at the left.
func (p panel) gutter(c *canvas, area image.Rectangle) int {
	s, ticks := p.valueTicks(c, area)
	widest := 0
	for _, text := range s.labels(ticks) {
		widest = max(widest, c.width(text, false))
	}
	return widest + c.px(labelSpace)
}

// smallestPlot is the size in pixels below which axes would show nothing.
const smallestPlot = 16

// unmeasured stands in a panel without lines.
const unmeasured = "not measured"

func (p panel) draw(c *canvas, area image.Rectangle, gutter int) {
	plot := p.plot(c, area, gutter)
	if plot.Dx() < smallestPlot || plot.Dy() < smallestPlot {
		return
	}
	p.heading(c, area, plot)
	if len(p.series) == 0 {
		c.outline(plot, colourGrid)
		c.text(unmeasured, (plot.Min.X+plot.Max.X-c.width(unmeasured, false))/2, (plot.Min.Y+plot.Max.Y)/2, false, colourFaint)
		return
	}
	values := p.valueAxis(c, area, plot)
	p.stepAxis(c, plot)
	if p.marked {
		x := plot.Min.X + int(p.steps.at(p.best)*float64(plot.Dx()))
		c.dashes(x, plot.Min.Y, plot.Max.Y, colourFaint)
	}
	for _, s := range p.series {
		s.draw(c, p.steps, values, plot)
	}
	if p.ring != nil {
		c.ring(columns([]point{*p.ring}, p.steps, values, plot)[0], 6, colourInk)
	}
}

// valueAxis returns the scale it drew.
func (p panel) valueAxis(c *canvas, area, plot image.Rectangle) scale {
	values, ticks := p.valueTicks(c, area)
	labels := values.labels(ticks)
	for i, v := range ticks {
		y := plot.Max.Y - int(values.at(v)*float64(plot.Dy())+0.5)
		c.fill(image.Rect(plot.Min.X, y, plot.Max.X, y+c.px(1)), colourGrid)
		c.text(labels[i], plot.Min.X-c.px(labelSpace)-c.width(labels[i], false), y+c.px(4), false, colourFaint)
	}
	return values
}

func (p panel) stepAxis(c *canvas, plot image.Rectangle) {
	c.fill(image.Rect(plot.Min.X, plot.Max.Y, plot.Max.X+c.px(1), plot.Max.Y+c.px(1)), colourFaint)
	for _, v := range p.steps.ticks(max(plot.Dx()/c.px(stepRoom), 1)) {
		if v != float64(int64(v)) {
			continue // there is no half step
		}
		x := plot.Min.X + int(p.steps.at(v)*float64(plot.Dx())+0.5)
		c.fill(image.Rect(x, plot.Max.Y, x+c.px(1), plot.Max.Y+c.px(4)), colourFaint)
		text := stepLabel(v)
		if v == 0 {
			text = "step 0"
		}
		c.text(text, x-c.width(text, false)/2, plot.Max.Y+c.px(17), false, colourFaint)
	}
}

// heading writes the panel's name at the left and its legend at the right, as
// far as there is room.
func (p panel) heading(c *canvas, area, plot image.Rectangle) {
	base := area.Min.Y + c.px(15)
	c.text(p.name, area.Min.X, base, true, colourInk)
	x, left := plot.Max.X, area.Min.X+c.width(p.name, true)+c.px(10)
	if p.ring != nil {
		text := "best: step " + stepLabel(p.best)
		x -= c.width(text, false) + c.px(legendKey)
		if x < left {
			return
		}
		c.ring(column{x: float64(x + c.px(5)), y: float64(base - c.px(4))}, 4, colourInk)
		c.text(text, x+c.px(legendKey), base, false, colourInk)
		x -= c.px(12)
	}
	for i := len(p.series) - 1; i >= 0; i-- {
		s := p.series[i]
		x -= c.width(s.name, false) + c.px(legendKey+4)
		if x < left {
			return
		}
		y := float64(base - c.px(4))
		c.stroke([]point{{float64(x), y}, {float64(x + c.px(legendKey)), y}}, s.width+0.5, s.colour)
		if s.dots {
			c.dot(point{float64(x + c.px(legendKey)/2), y}, s.width+1, s.colour)
		}
		c.text(s.name, x+c.px(legendKey+4), base, false, colourInk)
		x -= c.px(12)
	}
}
