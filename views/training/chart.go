package training

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// chart shows how a part of what a run measures went, beside that of another run,
// and tells in words what it shows.
type chart struct {
	content       *fyne.Container
	curves        *ui.Curves
	value, legend *widget.Label
	part          *ui.Select
	compare       *ui.Select
	compared      fyne.CanvasObject // compare with its name
	changed       func()            // another run is to be compared with

	run     training.Overview // that is shown
	against training.Overview // beside it
	others  []string          // runs that it can be compared with
	other   string            // the one it is compared with; empty for none
	learned ui.Curve
	heldOut ui.Curve
	beside  ui.Curve // of the other run
}

// mostPoints is how many points of a part in training are drawn.
const mostPoints = 400

func newChart(changed func()) *chart {
	c := &chart{curves: ui.NewCurves(), value: ui.Wrapped(""), legend: ui.Wrapped(""), changed: changed}
	for _, l := range []*widget.Label{c.value, c.legend} {
		l.SizeName = theme.SizeNameCaptionText
	}
	var parts []string
	for _, p := range training.Parts() {
		parts = append(parts, ui.Say(fa.Part(p)))
	}
	c.part = ui.NewSelect(parts, nil)
	c.part.SetSelectedIndex(0)
	c.part.OnChanged = func(string) { c.draw() }
	c.compare = ui.NewSelect(nil, nil)
	c.compare.OnChanged = func(string) { c.choose() }
	c.compared = ui.NewField(ui.Say(fa.ChartCompare), c.compare)
	c.curves.OnCursor = c.tell
	c.content = ui.NewColumn(nil, ui.NewField(ui.Say(fa.ChartPart), c.part), c.curves, c.value, c.legend, c.compared)
	c.offer(nil)
	c.tell()
	return c
}

// show draws what a run measured, and another one.
func (c *chart) show(now, other training.Overview, runs []string) {
	if now.ID != c.run.ID {
		c.curves.Whole()
	}
	c.offer(slices.DeleteFunc(slices.Clone(runs), func(id string) bool { return id == now.ID }))
	c.run, c.against = now, other
	c.draw()
}

// chosen is the part that is shown.
func (c *chart) chosen() training.Part { return training.Parts()[max(c.part.SelectedIndex(), 0)] }

// draw shows the chosen part.
func (c *chart) draw() {
	part := c.chosen()
	learned, extremes, heldOut := c.run.Curves(part, mostPoints)
	beside := besides(c.against, part)
	c.learned = ui.Curve{X: learned.Steps, Y: scaled(part, learned.Smooth().Values), Color: ui.ColorNameWave, Width: 2, Read: true}
	c.heldOut = ui.Curve{X: heldOut.Steps, Y: scaled(part, heldOut.Values), Color: ui.ColorNameWavePlayed, Width: 2.5, Read: true, Dots: true}
	c.beside = ui.Curve{X: beside.Steps, Y: scaled(part, beside.Values), Color: ui.ColorNameCompared, Width: 2.5, Dashed: true}
	c.curves.Set([]ui.Curve{
		{X: extremes.Steps, Y: extremes.Values, Color: theme.ColorNameSeparator, Width: 1},
		c.learned, c.beside, c.heldOut,
	}, float64(c.run.BestStep))
	c.word(part)
	c.tell()
}

// besides is what is drawn of another run: what it has not learned from or, where
// that is not measured, the training.
func besides(o training.Overview, part training.Part) training.Curve {
	learned, _, heldOut := o.Curves(part, mostPoints)
	if len(heldOut.Steps) > 0 {
		return heldOut
	}
	return learned.Smooth()
}

// scaled are shares in percent; all else stays.
func scaled(part training.Part, values []float64) []float64 {
	if !part.Share() {
		return values
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = 100 * v
	}
	return out
}

// figure shows a value with three digits that mean something.
func figure(v float64) fa.Words {
	decimals := 0
	if v != 0 {
		decimals = min(max(2-int(math.Floor(math.Log10(math.Abs(v)))), 0), 9)
	}
	return fa.Words(ui.Number(v, decimals))
}

// word says what is to be seen.
func (c *chart) word(part training.Part) {
	says, shown := fa.Part(part), c.heldOut
	if len(c.learned.X) > 0 {
		shown = c.learned
	}
	n := len(shown.X)
	if n == 0 {
		c.legend.SetText(ui.Say(fa.ChartNotYet, says))
		return
	}
	text := ui.Say(fa.CurveSteps, says, int(shown.X[0]), int(shown.X[n-1]), figure(shown.Y[0]), figure(shown.Y[n-1]))
	if step, least, ok := c.heldOut.Least(); ok {
		text += " " + ui.Say(fa.ChartLeast, figure(least), int(step))
	}
	text += " " + ui.Say(fa.CurveColors)
	if c.other != "" && c.against.ID != "" {
		text += " " + ui.Say(fa.ChartLegend, c.against.ID)
	}
	c.legend.SetText(text)
}

// tell says what was measured where the cursor is, or how to move it.
func (c *chart) tell() {
	at, ok := c.curves.At()
	if !ok {
		c.value.SetText(ui.Say(fa.ChartHint))
		return
	}
	var parts []string
	if step, v, ok := c.learned.Nearest(at); ok {
		parts = append(parts, ui.Say(fa.ChartLearned, int(step), figure(v)))
	}
	if step, v, ok := c.heldOut.Nearest(at); ok {
		says := fa.ChartHeldOut
		if c.chosen() == training.PartPreviews {
			says = fa.ChartPreview
		}
		parts = append(parts, ui.Say(says, int(step), figure(v)))
	}
	if step, v, ok := c.beside.Nearest(at); ok && c.other != "" {
		parts = append(parts, ui.Say(fa.ChartCompared, c.other, int(step), figure(v)))
	}
	c.value.SetText(ui.Locale().Listed(parts...))
}

// offer lets the person choose among other runs.
func (c *chart) offer(others []string) {
	c.compared.Hide()
	if len(others) > 0 {
		c.compared.Show()
	}
	if slices.Equal(others, c.others) && len(c.compare.Options) > 0 {
		return
	}
	c.others = others
	options := []string{ui.Say(fa.ChartAlone)}
	for _, id := range others {
		options = append(options, ui.Locale().Name(id))
	}
	c.compare.Options = options
	at := slices.Index(others, c.other) + 1
	c.compare.Selected = options[at]
	if at == 0 {
		c.other = ""
	}
	c.compare.Refresh()
}

// choose takes over which run is compared with.
func (c *chart) choose() {
	other := ""
	if i := c.compare.SelectedIndex(); i > 0 {
		other = c.others[i-1]
	}
	if other != c.other {
		c.other = other
		c.changed()
	}
}
