package training

import (
	"image"
	"image/color"
)

// series is one line of a panel.
type series struct {
	name   string
	points []point
	colour color.RGBA
	width  float64 // of the line, in pixels of an unscaled picture
	smooth bool    // draw the running mean
	dots   bool    // mark the points, where they are few
}

// column is what falls into one column of pixels, in pixels.
type column struct {
	n          int
	x, y       float64 // means
	top, under float64 // least and greatest y
	falling    bool    // the greatest came after the least
}

func (c *column) add(x, y float64) {
	if c.n == 0 {
		*c = column{1, x, y, y, y, false}
		return
	}
	c.n++
	c.x += (x - c.x) / float64(c.n)
	c.y += (y - c.y) / float64(c.n)
	if y < c.top {
		c.top, c.falling = y, false
	}
	if y > c.under {
		c.under, c.falling = y, true
	}
}

// columns gathers points by the column of pixels they fall into, so that no more
// is drawn of a million of them than can be seen.
func columns(points []point, steps, values scale, area image.Rectangle) []column {
	all := make([]column, area.Dx()+1)
	w, h, across, up := float64(area.Dx()), float64(area.Dy()), steps.place(), values.place()
	for _, p := range points {
		x := across(p.x) * w
		all[int(x)].add(float64(area.Min.X)+x, float64(area.Max.Y)-up(p.y)*h)
	}
	some := all[:0]
	for _, c := range all {
		if c.n > 0 {
			some = append(some, c)
		}
	}
	return some
}

// outline goes through the means, or where there are many points in a column,
// from its one extreme to its other.
func outline(cols []column) []point {
	out := make([]point, 0, 2*len(cols))
	for _, c := range cols {
		switch {
		case c.top == c.under:
			out = append(out, point{c.x, c.y})
		case c.falling:
			out = append(out, point{c.x, c.top}, point{c.x, c.under})
		default:
			out = append(out, point{c.x, c.under}, point{c.x, c.top})
		}
	}
	return out
}

// smoothing is the share of a line that its running mean spans to either side.
const smoothing = 1.0 / 40

// runningMean of the columns. At the beginning, where a loss falls fast, it
// reaches ahead no further than back, so that the line starts where the run did.
func runningMean(cols []column) []point {
	reach := int(float64(len(cols)) * smoothing)
	sums := make([]float64, len(cols)+1)
	for i, c := range cols {
		sums[i+1] = sums[i] + c.y
	}
	out := make([]point, len(cols))
	for i, c := range cols {
		r := min(reach, i)
		from, to := i-r, min(i+r+1, len(cols))
		out[i] = point{c.x, (sums[to] - sums[from]) / float64(to-from)}
	}
	return out
}

// dotRoom is how many pixels of an unscaled picture lie between dots, at least.
const dotRoom = 7

func (s series) draw(c *canvas, steps, values scale, area image.Rectangle) {
	cols := columns(s.points, steps, values, area)
	line := outline(cols)
	if s.smooth {
		line = runningMean(cols)
	}
	c.stroke(line, s.width, s.colour)
	if len(line) == 1 || s.dots && len(cols)*c.px(dotRoom) <= area.Dx() {
		for _, p := range line {
			c.dot(p, s.width+1, s.colour)
		}
	}
}
