package training

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"regexp"
	"strings"

	"avagar/engine/checkpoint"
	"avagar/engine/train"
)

// Colours of Okabe and Ito ("Color Universal Design", 2008), which differ for
// the colour-blind too; greys stand behind and beside them.
var (
	colourTraining   = color.RGBA{0x00, 0x72, 0xB2, 0xFF} // blue
	colourRaw        = color.RGBA{0xA6, 0xCE, 0xE6, 0xFF} // the same, paler
	colourHeldOut    = color.RGBA{0xD5, 0x5E, 0x00, 0xFF} // vermilion
	colourPhones     = color.RGBA{0x00, 0x9E, 0x73, 0xFF} // green
	colourDistortion = color.RGBA{0xAA, 0x4F, 0x88, 0xFF} // purple, darker for thin lines
	colourInk        = color.RGBA{0x22, 0x22, 0x22, 0xFF}
	colourFaint      = color.RGBA{0x6A, 0x6A, 0x6A, 0xFF}
	colourGrid       = color.RGBA{0xE8, 0xE8, 0xE8, 0xFF}
)

// The picture that WriteChart makes, and the bounds of any picture, in pixels.
const (
	chartWidth, chartHeight = 1600, 680
	largestChart            = 8192
)

// Chart draws what a run has measured over its steps: at the left the loss of
// the frames in training and held out, with the best step, at the right phone
// errors and mel-cepstral distortion. The loss is that of the frames alone: phone
// errors and it choose the best step. Width and height are pixels, kept within 1 to
// 8192; letters and lines grow with them. Measurements that are not finite are
// left out.
func Chart(d Detail, width, height int) image.Image {
	c := newCanvas(min(max(width, 1), largestChart), min(max(height, 1), largestChart))
	all := c.img.Bounds().Inset(c.px(14))
	body := c.title(all, title(c, d), subtitle(d))
	steps := stepRange(d.Metrics)
	best, marked := bestPoint(d)

	split := body.Min.X + body.Dx()*58/100
	left, right := body, body
	left.Max.X, right.Min.X = split-c.px(12), split+c.px(12)
	top, bottom := right, right
	middle := right.Min.Y + right.Dy()/2
	top.Max.Y, bottom.Min.Y = middle-c.px(4), middle+c.px(4)

	loss := lossPanel(d, steps, best, marked)
	quality := []panel{phonePanel(d), distortionPanel(d)}
	for i := range quality {
		quality[i].steps, quality[i].best, quality[i].marked = steps, best.x, marked
	}
	gutter := max(quality[0].gutter(c, top), quality[1].gutter(c, bottom))
	loss.draw(c, left, loss.gutter(c, left))
	quality[0].draw(c, top, gutter)
	quality[1].draw(c, bottom, gutter)
	return c.img
}

// WriteChart stores Chart as a PNG; after an error or a power cut the path holds
// what it held before or the whole picture.
func WriteChart(path string, d Detail) error {
	var b bytes.Buffer
	if err := png.Encode(&b, Chart(d, chartWidth, chartHeight)); err != nil {
		return fmt.Errorf("training: chart of %s: %w", d.ID, err)
	}
	if err := checkpoint.WriteBytes(path, b.Bytes()); err != nil {
		return fmt.Errorf("training: chart of %s: %w", d.ID, err)
	}
	return nil
}

var gaps = regexp.MustCompile(`…([ _-]…)+`)

// title is the id of the run, in letters that the typeface has: others need
// shaping, and a row of empty boxes says less than a gap.
func title(c *canvas, d Detail) string {
	id := gaps.ReplaceAllString(strings.TrimSpace(c.drawable(d.ID)), "…")
	if id == "" || id == "…" {
		return "Training run"
	}
	return id
}

func subtitle(d Detail) string {
	parts := []string{fmt.Sprintf("%d utterances", d.Utterances)}
	if finite(d.Minutes) {
		parts = append(parts, fmt.Sprintf("%.1f minutes", d.Minutes))
	}
	parts = append(parts, fmt.Sprintf("step %s of %s", thousands(d.Step), thousands(d.Steps)))
	if d.State != "" {
		parts = append(parts, d.State)
	}
	return strings.Join(parts, "  ·  ")
}

// point is a measurement: x is a step.
type point struct{ x, y float64 }

// furthest is how far from zero a measurement may lie and still count as one.
const furthest = 1e100

func finite(v float64) bool { return math.Abs(v) <= furthest }

func measured(d Detail, value func(*train.Metric) (v float64, ok bool)) []point {
	var out []point
	for i := range d.Metrics {
		m := &d.Metrics[i]
		if v, ok := value(m); ok && finite(v) {
			out = append(out, point{float64(m.Step), v})
		}
	}
	return out
}

func trainingLoss(m *train.Metric) (float64, bool) { return m.Frames, !m.HeldOut }

func heldOutLoss(m *train.Metric) (float64, bool) { return m.Frames, m.HeldOut }

// stepRange is the axis of steps, from 0 to the last one.
func stepRange(metrics []train.Metric) scale {
	s := scale{lo: 0, hi: 0}
	for i := range metrics {
		v := float64(metrics[i].Step)
		s.lo, s.hi = min(s.lo, v), max(s.hi, v)
	}
	if s.lo == s.hi {
		s.hi = s.lo + 1
	}
	return s
}

// bestPoint is the evaluation that the run calls its best, or where it names
// none that is here, the one with the lowest loss.
func bestPoint(d Detail) (best point, ok bool) {
	for _, p := range measured(d, heldOutLoss) {
		if d.BestStep > 0 && p.x == float64(d.BestStep) {
			return p, true
		}
		if !ok || p.y < best.y {
			best, ok = p, true
		}
	}
	return best, ok
}

func lossPanel(d Detail, steps scale, best point, marked bool) panel {
	raw, heldOut := measured(d, trainingLoss), measured(d, heldOutLoss)
	p := panel{name: "Loss of the frames", steps: steps, values: lossScale(raw, heldOut)}
	if p.values.log {
		p.name += " (log scale)"
	}
	if len(raw) > 0 {
		p.series = append(p.series,
			series{name: "training", points: raw, colour: colourRaw, width: 1},
			series{name: "smoothed", points: raw, colour: colourTraining, width: 2, smooth: true})
	}
	if len(heldOut) > 0 {
		p.series = append(p.series, series{name: "held out", points: heldOut, colour: colourHeldOut, width: 2, dots: true})
	}
	if marked {
		p.best, p.marked, p.ring = best.x, true, &best
	}
	return p
}

func phonePanel(d Detail) panel {
	points := measured(d, func(m *train.Metric) (float64, bool) {
		if m.PhoneErrors == nil {
			return 0, false
		}
		return 100 * *m.PhoneErrors, true
	})
	return qualityPanel("Phone errors (%)", points, colourPhones, point{})
}

// distortionPanel leaves out zeros, which stand for what was not measured.
func distortionPanel(d Detail) panel {
	points := measured(d, func(m *train.Metric) (float64, bool) {
		return m.DistortionDB, m.HeldOut && m.DistortionDB != 0
	})
	return qualityPanel("Mel-cepstral distortion (dB)", points, colourDistortion)
}

func qualityPanel(name string, points []point, colour color.RGBA, least ...point) panel {
	p := panel{name: name, values: valueScale(points, least)}
	if n := len(points); n > 0 {
		last := fmt.Sprintf("last %.1f", points[n-1].y)
		p.series = []series{{name: last, points: points, colour: colour, width: 2, dots: true}}
	}
	return p
}
