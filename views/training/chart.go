package training

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/views/ui"
)

// chart shows how the loss of a run went, beside that of another run, and tells
// in words what it shows.
type chart struct {
	content       *fyne.Container
	curves        *ui.Curves
	value, legend *widget.Label
	compare       *ui.Select
	compared      fyne.CanvasObject // compare with its name
	changed       func()            // another run is to be compared with

	run     string   // whose loss is shown
	others  []string // runs that it can be compared with
	other   string   // the one it is compared with; empty for none
	learned ui.Curve
	heldOut ui.Curve
	beside  ui.Curve // of the other run
}

// mostPoints is how many points of the loss in training are drawn.
const mostPoints = 400

func newChart(changed func()) *chart {
	c := &chart{curves: ui.NewCurves(), value: ui.Wrapped(""), legend: ui.Wrapped(""), changed: changed}
	for _, l := range []*widget.Label{c.value, c.legend} {
		l.SizeName = theme.SizeNameCaptionText
	}
	c.compare = ui.NewSelect(nil, nil)
	c.compare.OnChanged = func(string) { c.choose() }
	c.compared = ui.NewField(ui.Say(fa.ChartCompare), c.compare)
	c.curves.OnCursor = c.tell
	c.content = ui.NewColumn(nil, c.curves, c.value, c.legend, c.compared)
	c.offer(nil)
	c.tell()
	return c
}

// show draws the loss of a run, and that of another one held out.
func (c *chart) show(now, other training.Overview, runs []string) {
	if now.ID != c.run {
		c.run = now.ID
		c.curves.Whole()
	}
	c.offer(slices.DeleteFunc(slices.Clone(runs), func(id string) bool { return id == now.ID }))
	learned, extremes, heldOut := now.Curves(training.PartFrames, mostPoints)
	_, _, beside := other.Curves(training.PartFrames, mostPoints)
	c.learned = ui.Curve{X: learned.Steps, Y: learned.Smooth().Values, Color: ui.ColorNameWave, Width: 2, Read: true}
	c.heldOut = ui.Curve{X: heldOut.Steps, Y: heldOut.Values, Color: ui.ColorNameWavePlayed, Width: 2.5, Read: true}
	c.beside = ui.Curve{X: beside.Steps, Y: beside.Values, Color: ui.ColorNameCompared, Width: 2.5, Dashed: true}
	c.curves.Set([]ui.Curve{
		{X: extremes.Steps, Y: extremes.Values, Color: theme.ColorNameSeparator, Width: 1},
		c.learned, c.beside, c.heldOut,
	}, float64(now.BestStep))
	c.word(learned, other.ID)
	c.tell()
}

// word says what is to be seen.
func (c *chart) word(learned training.Curve, other string) {
	n := len(learned.Values)
	if n == 0 {
		c.legend.SetText(ui.Say(fa.TrainingNotYet))
		return
	}
	text := ui.Say(fa.CurveSteps, int(learned.Steps[0]), int(learned.Steps[n-1]), learned.Values[0], learned.Values[n-1]) + " " + ui.Say(fa.CurveColors)
	if other != "" {
		text += " " + ui.Say(fa.ChartLegend, other)
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
	if step, loss, ok := c.learned.Nearest(at); ok {
		parts = append(parts, ui.Say(fa.ChartLearned, int(step), loss))
	}
	if step, loss, ok := c.heldOut.Nearest(at); ok {
		parts = append(parts, ui.Say(fa.ChartHeldOut, int(step), loss))
	}
	if step, loss, ok := c.beside.Nearest(at); ok && c.other != "" {
		parts = append(parts, ui.Say(fa.ChartCompared, c.other, int(step), loss))
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
